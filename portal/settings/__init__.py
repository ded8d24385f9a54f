"""Settings: secure by default, everything from the environment (docs/configuration.md).

`environment` reads the environment, `base` is Django and Wagtail, `security` the headers and cookies.
"""

from portal.settings.base import *  # noqa: F403 (Django reads its settings from this module)
from portal.settings.security import *  # noqa: F403 (the same)
