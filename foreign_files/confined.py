"""Work on foreign bytes in a process of its own: `run` starts it, `confine` is its first line. Knows no Django.

A file may be built to cost all memory or to never end. Whatever it does there ends that process and no other; who waits, waits so long
and no longer.
"""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 1  # how many times as long is waited, where other work takes the processor: tests raise it


def confine(memory: int, seconds: int) -> None:
    """From here on this process has so many bytes of memory, so many seconds of processor, and writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(module: str, *arguments: str, content: bytes, seconds: float) -> "subprocess.CompletedProcess[bytes]":
    """Run one of our own modules on some bytes. Raises `subprocess.TimeoutExpired` and `OSError`."""
    return subprocess.run(  # noqa: S603 # our own module, in our own interpreter
        [sys.executable, "-m", module, *arguments],
        input=content, capture_output=True, timeout=seconds * PATIENCE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
