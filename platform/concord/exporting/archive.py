"""A tar file that is written from front to back, and goes on where a killed process left it."""

import io
import os
import shutil
import tarfile
from pathlib import Path
from typing import IO

BLOCK = tarfile.BLOCKSIZE
END = bytes(2 * BLOCK)
CHUNK = 1 << 20


class Archive:
    """Appends members to `path`. What was written whole before is kept; a torn member is cut off."""

    def __init__(self, path: Path) -> None:
        self.written: dict[str, tuple[int, int]] = {}
        """Offset and size of the content of each member that is there."""
        self._file: IO[bytes] = path.open("r+b" if path.exists() else "x+b")
        self._end = self._find_end()
        self._file.truncate(self._end)
        self._file.seek(self._end)

    def add(self, name: str, content: bytes) -> None:
        """A regular file. Owner, mode and time say nothing, so that the same ledger makes the same bytes."""
        self._add(name, len(content), io.BytesIO(content))

    def add_file(self, name: str, source: Path) -> None:
        """The same, of a file that may be larger than the memory."""
        with source.open("rb") as content:
            self._add(name, source.stat().st_size, content)

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o644
        header = info.tobuf(tarfile.USTAR_FORMAT)
        self._file.write(header)
        shutil.copyfileobj(content, self._file, CHUNK)
        self._file.write(bytes(-size % BLOCK))
        self.written[name] = (self._end + len(header), size)
        self._end += len(header) + size + -size % BLOCK

    def read(self, name: str) -> bytes | None:
        """What a member holds, if it is there."""
        if name not in self.written:
            return None
        self._file.flush()
        offset, size = self.written[name]
        return os.pread(self._file.fileno(), size, offset)

    def finish(self) -> None:
        """The end of the archive, on the disk when it returns."""
        self._file.write(END)
        self.close()

    def close(self) -> None:
        """Without an end: it can be gone on with."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _find_end(self) -> int:
        length, at = os.fstat(self._file.fileno()).st_size, 0
        while (block := os.pread(self._file.fileno(), BLOCK, at)) and len(block) == BLOCK:
            try:
                info = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
            except tarfile.HeaderError:
                break
            after = at + BLOCK + info.size + -info.size % BLOCK
            if after > length:
                break
            self.written[info.name] = (at + BLOCK, info.size)
            at = after
        return at
