"""What a disk keeps of a file: its bytes after a power cut, its owner and rights; and nothing that a run has left over.

Files are made under a temporary name beside their targets. The name begins with the day, so that a later run can tell
what one that was broken off has left (the times of a file would not do: a second link has those of the first).
"""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from base64 import b32encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

_LEFT_OVER = re.compile(r"\.briefgen-([0-9a-f]{4})[0-9a-z]{6,8}")
_DAYS = 2  # so that no run that is still at work, here or on another computer, loses its files


def this_day() -> int:
    """Days since 1970."""
    return int(time.time()) // 86_400


def beside(target: Path, day: int) -> Path:
    """A temporary name in the folder of a file; short, as a path on Windows has less than 260 letters.

    Of some hundred files of one run no two get the same.
    """
    return target.with_name(f".briefgen-{day:04x}{b32encode(os.urandom(5)).decode().lower()}")


def remove_leftovers(folder: Path, day: int) -> None:
    """Removes what runs that were broken off some days ago have left in a folder; what is still held open may wait."""
    with suppress(OSError):
        for path in list(folder.iterdir()):
            if (found := _LEFT_OVER.fullmatch(path.name)) and int(found[1], 16) <= day - _DAYS:
                remove(path)


def remove(path: Path) -> None:
    """Removes a file, where it is there and may go."""
    with suppress(OSError):  # a disk that can only be read never had it
        path.unlink()


def write_new(path: Path, data: bytes) -> None:
    """Writes a new file, and waits until the disk has its bytes.

    Raises:
        OSError: it is there already, or cannot be written, or the disk has no room for it, or is gone.
    """
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def flush_file(path: Path) -> None:
    """Waits until the disk has the bytes of a file that was written before.

    Raises:
        OSError: it is not there any more, or the disk has no room for it, or is gone.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def changing_folders(targets: Iterable[Path]) -> set[Path]:
    """The folders that will have other entries once some files are written: theirs, and those of folders to be made."""
    return set(_changing(targets))


def _changing(targets: Iterable[Path]) -> Iterator[Path]:
    for folder in {target.parent for target in targets}:
        yield folder
        yield from (each.parent for each in (folder, *folder.parents) if not os.path.lexists(each))


def flush(folder: Path) -> None:
    """Waits until the disk has the names of a folder's files, where the system knows of that: Windows does not."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class Rights(Struct, frozen=True):
    """Whose a file is, and who may do what with it; numbers as `os.stat` has them."""

    user: int
    group: int
    mode: int

    @classmethod
    def of(cls, path: Path) -> Rights:
        """Those of a file; raises OSError where there is none."""
        found = path.stat()
        return cls(found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode))

    def mode_in(self, group: int) -> int:
        """The mode for a file of a group: another group than ours may do no more than everybody could."""
        everybody_too = self.mode & (self.mode << 3) & stat.S_IRWXG
        return self.mode if group == self.group else self.mode & ~stat.S_IRWXG | everybody_too


def keep_rights(former: Path, new: Path) -> None:
    """Gives a new file owner, group and mode of the one that it replaces, as far as the system lets us."""
    with suppress(OSError):  # there is no former file, or the disk knows no rights
        rights = Rights.of(former)
        _keep_owner(rights, new)
        new.chmod(rights.mode_in(new.stat().st_gid))


def _keep_owner(rights: Rights, new: Path) -> None:
    if sys.platform != "win32":  # there a file's owner comes with its folder
        for user in (rights.user, -1):  # only root gives files away; a group of one's own anybody may give
            with suppress(OSError):
                os.chown(new, user, rights.group)
                return
