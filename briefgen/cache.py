"""The user's cache folder: results that only save time, for the next run. `Cache.once` is the way to use it.

What is cached is trusted when it is read, so nobody else may have put it there: on POSIX the folder and each file must
belong to the user and be closed to the writing of others, or they count as not there. Nothing here ever fails: a
folder that is missing, full, foreign or damaged only means that the work is done again.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field

LARGEST = 128 * 1024 * 1024
"""Bytes. What is larger is not cached; a ledger of 100 000 entries has 40 million."""

MOST, MOST_BYTES = 64, 2 * LARGEST
"""Files, and how large they are together. The oldest give way to new ones."""

_SUFFIX = ".kept"
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_DIGEST = 32
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH

_LIBRARIES = ("babel", "jinja2", "lxml", "markdown_it", "markupsafe", "msgspec", "yaml")
"""The packages of others by whose code a cached result would be another one."""

_Result = TypeVar("_Result")


def this_user() -> int | None:
    """The number of the user who runs the program; None on Windows, where the place of the folder says whose it is."""
    if sys.platform == "win32":
        return None
    else:  # noqa: RET505  # mypy knows by it that what follows is not for Windows
        return os.geteuid()


class Cache(Struct, frozen=True):
    """A folder of cached bytes.

    Attributes:
        folder: it is made when something is cached, open to the user only; None for no cache at all.
        user: whose the folder and its files must be; None for no matter whose.
    """

    folder: Path | None = None
    user: int | None = field(default_factory=this_user)

    def once(
        self,
        parts: tuple[object, ...],
        make: Callable[[], _Result],
        dumps: Callable[[_Result], bytes],
        loads: Callable[[bytes], _Result | None],
    ) -> _Result:
        """The result of some work, from the cache where the same briefgen has done the very same before.

        Args:
            parts: all that the result depends on besides the code of briefgen; what it is called, and values whose
                `repr` is the same in each run.
            make: does the work; what it raises is raised, and nothing is cached then.
            dumps, loads: the result as bytes and back; `loads` may say None where the bytes are of no use any more.
        """
        key = _key(parts) if self.folder else ""
        if not key:
            return make()
        with suppress(Exception):  # bytes that cannot be read any more
            if (data := self.get(key)) and (cached := loads(data)) is not None:
                return cached
        result = make()
        with suppress(Exception):  # a result that has no bytes
            self.put(key, dumps(result))
        return result

    def get(self, key: str) -> bytes | None:
        """What is cached under a key; None where there is nothing, or nothing that can be trusted.

        Args:
            key: a hash, as hexadecimal digits.
        """
        if self.folder is None:
            return None
        try:
            if not self._is_ours(os.lstat(self.folder), stat.S_ISDIR):
                return None
            sealed = self._read(self.folder / f"{key}{_SUFFIX}")
        except OSError:
            return None
        seal, cached = sealed
        return cached if cached and seal == _digest(key, cached) else None

    def put(self, key: str, data: bytes) -> None:
        """Caches bytes under a key, whole or not at all; in place of the oldest where there are many."""
        if self.folder is None or len(data) > LARGEST:
            return
        with suppress(OSError):
            if self._is_ready(self.folder):
                _write(self.folder / f"{key}{_SUFFIX}", _digest(key, data), data)
                _remove_oldest(self.folder)

    def _is_ready(self, folder: Path) -> bool:
        """Whether the folder is there, made if need be; never in a folder of somebody else."""
        if not folder.exists():
            above = next(each for each in folder.parents if each.exists())
            if not self._is_ours(above.stat(), stat.S_ISDIR):
                return False
            folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
        return self._is_ours(os.lstat(folder), stat.S_ISDIR)

    def _is_ours(self, found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
        """Whether it is of the kind, belongs to the user, and nobody else may write it."""
        if not is_kind(found.st_mode):
            return False
        return self.user is None or (found.st_uid == self.user and not found.st_mode & _WRITABLE_BY_OTHERS)

    def _read(self, path: Path) -> tuple[bytes, bytes]:
        """The seal of a file and what it seals.

        Raises:
            OSError: it cannot be read, or is not ours.
        """
        with os.fdopen(os.open(path, _OPEN), "rb") as file:
            found = os.fstat(file.fileno())
            if not self._is_ours(found, stat.S_ISREG) or found.st_size > LARGEST + _DIGEST:
                raise PermissionError
            return file.read(_DIGEST), file.read()


NO_CACHE = Cache()


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Which briefgen this is, with the Python and the libraries that it runs on; "" where that cannot be said.

    Files are known by name, size and time, so that a changed program is another one even if its version stays: all of
    briefgen, and those at the top of the packages of others, of which an update changes some at least.
    """
    try:
        files = [files_in(Path(__file__).parent), *(_files_of(each) for each in _LIBRARIES)]
    except (OSError, ImportError, ValueError):  # in an archive, or otherwise not to be looked at
        return ""
    return sha256(repr((sys.version, sys.implementation.cache_tag, files)).encode()).hexdigest()


def files_in(folder: Path) -> list[tuple[str, int, int]]:
    """Path, size and time (in nanoseconds) of each file below a folder, without compiled Python.

    Raises:
        OSError: it cannot be looked at.
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


def _files_of(package: str) -> list[tuple[str, int, int]]:
    """Path, size and time of the files at the top of a package; none where it is not installed."""
    spec = find_spec(package)
    folders = (spec.submodule_search_locations or ()) if spec else ()
    files = (each for folder in folders for each in os.scandir(folder) if each.is_file())
    return sorted((each.path, each.stat().st_size, each.stat().st_mtime_ns) for each in files)


def _key(parts: tuple[object, ...]) -> str:
    """A name for a result; "" where it cannot be said all that it depends on."""
    program = fingerprint()
    return sha256(repr((program, parts)).encode()).hexdigest() if program else ""


def _remove_oldest(folder: Path) -> None:
    """Files of runs that were broken off go in their turn."""
    files = sorted(((each.lstat(), each) for each in folder.iterdir()), key=lambda pair: -pair[0].st_mtime_ns)
    sizes = accumulate(found.st_size for found, _ in files)
    for number, ((_, old), size) in enumerate(zip(files, sizes, strict=True)):
        if number >= MOST or (number and size > MOST_BYTES):
            old.unlink()


def _write(path: Path, *data: bytes) -> None:
    """Writes a file whole: beside its place, then moved there."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with os.fdopen(os.open(beside, _NEW, 0o600), "wb") as file:
            file.writelines(data)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _digest(key: str, data: bytes) -> bytes:
    total = sha256(key.encode() + b"\0")
    total.update(data)  # without a second copy
    return total.digest()
