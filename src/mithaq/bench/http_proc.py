"""What the system says about a process: memory and processor time. Read from Linux' /proc; 0 where there is none."""

from __future__ import annotations

import os
from pathlib import Path

_MB = 1024 * 1024
_AFTER_NAME = 2  # fields of /proc/…/stat before the state: pid and name, which may hold spaces
_UTIME = 13  # user time, then system time, in ticks (proc_pid_stat(5), fields 14 and 15)


def resident(process: int) -> float:
    """Resident memory in MB."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return round(pages * os.sysconf("SC_PAGE_SIZE") / _MB, 1)


def processor_seconds(process: int) -> float:
    """Processor time that all its threads took so far, in seconds."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks = sum(int(field) for field in fields[_UTIME - _AFTER_NAME : _UTIME - _AFTER_NAME + 2])
    except (OSError, ValueError, IndexError):
        return 0.0
    return ticks / os.sysconf("SC_CLK_TCK")
