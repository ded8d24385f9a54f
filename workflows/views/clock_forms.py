"""Where the review file looks for the clocks of its item."""

from workflows.screens.clock_forms import lines as lines
from workflows.screens.clock_forms import to_start as to_start
