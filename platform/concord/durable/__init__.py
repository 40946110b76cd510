"""What is on the disk when a call returns, and after a power cut."""

import os
from pathlib import Path


def flush_folder(folder: Path) -> None:
    """The names in it: flushing a file keeps its content and not that it is there (fsync(2))."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
