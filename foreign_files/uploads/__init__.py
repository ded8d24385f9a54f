"""Files that people send, taken in by what they are and not by what they are called (decision 0029).

`accept` is the door: it returns clean bytes under a safe name, or raises `UploadRefused` with a sentence that says what to do.
"""

from foreign_files.uploads.door import EDITORS, Accepted, Limits, UploadRefused, accept
from foreign_files.uploads.kinds import Kind

__all__ = ["EDITORS", "Accepted", "Kind", "Limits", "UploadRefused", "accept"]
