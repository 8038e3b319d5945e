"""The user's cache folder: bytes that only save time, kept for the next run.

What is kept is trusted when it is read, so nobody else may have put it there: on POSIX the folder and each file must
belong to the user and be closed to the writing of others, or they count as not there. Nothing here ever fails: a
folder that is missing, full, foreign or damaged only means that the work is done again.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

LARGEST = 32 * 1024 * 1024
"""Bytes. What is larger is not kept."""

MOST = 64
"""Files. The oldest give way to new ones."""

_SUFFIX = ".kept"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_DIGEST = 32
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def this_user() -> int | None:
    """The number of the user who runs the program; None on Windows, where the place of the folder says whose it is."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505  # mypy knows by it that what follows is not for Windows
        return os.geteuid()


@dataclass(frozen=True)
class Cache:
    """A folder of kept bytes.

    Attributes:
        folder: it is made when something is kept, open to the user only.
        user: whose the folder and its files must be; None for no matter whose.
    """

    folder: Path
    user: int | None = field(default_factory=this_user)

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None where there is nothing, or nothing that can be trusted.

        Args:
            key: a hash, as hexadecimal digits.
        """
        try:
            if not self._is_ours(os.lstat(self.folder), stat.S_ISDIR):
                return None
            sealed = self._read(self._path(key))
        except OSError:
            return None
        kept = sealed[_DIGEST:]
        return kept if kept and sealed[:_DIGEST] == _digest(key, kept) else None

    def put(self, key: str, data: bytes) -> None:
        """Keeps bytes under a key, whole or not at all; in place of the oldest where there are many."""
        if len(data) > LARGEST:
            return
        with suppress(OSError):
            if self._is_ready():
                _write(self._path(key), _digest(key, data) + data)
                self._remove_oldest()

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{_SUFFIX}"

    def _is_ready(self) -> bool:
        """Whether the folder is there, made if need be; never in a folder of somebody else."""
        if not self.folder.exists():
            above = next(each for each in self.folder.parents if each.exists())
            if not self._is_ours(above.stat(), stat.S_ISDIR):
                return False
            self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, exist_ok=True)
        return self._is_ours(os.lstat(self.folder), stat.S_ISDIR)

    def _is_ours(self, found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
        """Whether it is of the kind, belongs to the user, and nobody else may write it."""
        if not is_kind(found.st_mode):
            return False
        return self.user is None or (found.st_uid == self.user and not found.st_mode & _WRITABLE_BY_OTHERS)

    def _read(self, path: Path) -> bytes:
        """The bytes of a file.

        Raises:
            OSError: it cannot be read, or is not ours.
        """
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            found = os.fstat(file.fileno())
            if not self._is_ours(found, stat.S_ISREG) or found.st_size > LARGEST + _DIGEST:
                raise PermissionError
            return file.read()

    def _remove_oldest(self) -> None:
        """Files of runs that were broken off go in their turn."""
        files = sorted(self.folder.iterdir(), key=lambda each: each.lstat().st_mtime_ns, reverse=True)
        for old in files[MOST:]:
            old.unlink()


def files_in(folder: Path) -> list[tuple[str, int, int]]:
    """Path, size and time of each file below a folder: whether a program is still the same, whatever its version says.

    Raises:
        OSError: it cannot be looked at, as in an archive.
    """
    return sorted(_files_below(folder))


def _files_below(folder: Path | str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files_below(entry.path) if entry.name != "__pycache__" else ()
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns


def _write(path: Path, data: bytes) -> None:
    """Writes a file whole: beside its place, then moved there."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as file:
            file.write(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _digest(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + data).digest()
