"""Why a file is not written: what stands in its place, and what the system says, in a drafter's words."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from briefgen.errors import OutputError

_OTHER_NAME = "write to another file with -o FILE"

_CAUSES = {
    errno.ENOSPC: ("the disk is full", "Free some space, or write to another disk with -o FILE."),
    errno.EDQUOT: (
        "your share of the disk is used up",
        "Free some space, or write to another disk with -o FILE.",
    ),
    errno.EROFS: ("the folder can only be read", "Write to another folder with -o FILE."),
    errno.ENAMETOOLONG: ("its name is too long", "Give it a shorter name with -o FILE."),
    errno.ENOENT: ("its folder is not there any more", "Give another path with -o FILE."),
    errno.EISDIR: ("it is a folder", "Give a file name with -o FILE."),
    errno.ENOTDIR: ("a part of its path is a file, not a folder", "Give another path with -o FILE."),
    errno.EEXIST: ("a part of its path is a file, not a folder", "Give another path with -o FILE."),
    errno.ELOOP: ("its path is a link that leads back to itself", "Give another path with -o FILE."),
}
_ON_WINDOWS = {
    errno.ENOENT: (
        "the path has {} letters, and Windows takes less than 260",
        "Work in a folder nearer to the top of the disk, or write to a shorter path with -o FILE.",
    ),
    errno.EINVAL: ("Windows knows no such name", "Give it a name of letters, digits and hyphens with -o FILE."),
}
_LONG = 230  # letters, with a temporary name at its end less than 260
_NOT_ALLOWED = (
    "it is open in another program, such as Word, or you are not allowed to write there",
    f"Close it, or {_OTHER_NAME}.",
)


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turns what the operating system says about `path` into an `OutputError` that names the file.

    Windows answers `PermissionError` for a file that is open in Word; elsewhere it means missing rights.
    """
    try:
        yield
    except OSError as problem:
        raise _not_written(path, *cause_of(problem, path, sys.platform)) from problem


def cause_of(problem: OSError, path: Path, platform: str) -> tuple[str, str]:
    """Why a file was not written, and what to do.

    Args:
        problem: what the system has said.
        path: the file; on Windows a path that is too long is said not to be there.
        platform: as `sys.platform` has it.
    """
    number, length = problem.errno or 0, len(os.path.normpath(path))
    if isinstance(problem, PermissionError):
        return _NOT_ALLOWED
    if platform == "win32" and number in _ON_WINDOWS and (number != errno.ENOENT or length > _LONG):
        cause, remedy = _ON_WINDOWS[number]
        return cause.format(length), remedy
    unknown = (problem.strerror or str(problem), f"Try to {_OTHER_NAME}.")
    return _CAUSES.get(number, unknown)


def _not_written(path: Path, cause: str, remedy: str) -> OutputError:
    return OutputError(f"{path} cannot be written: {cause}.", remedy)


def refuse_what_is_no_file(path: Path, mode: int) -> None:
    """Refuses folders, and devices, which renaming a file over them would destroy."""
    if stat.S_ISDIR(mode):
        raise _not_written(path, *_CAUSES[errno.EISDIR])
    if not stat.S_ISREG(mode):
        raise _not_written(path, "it is a device or the like, not an ordinary file", "Give a file name with -o FILE.")


def refuse_protected(path: Path, mode: int) -> None:
    """Refuses a file that somebody has made read-only, which a rename would not respect."""
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise _not_written(path, "it is write-protected", f"Lift the protection, or {_OTHER_NAME}.")


def refuse_open(path: Path) -> None:
    """Refuses a file that Word or LibreOffice has open, as their lock files tell."""
    for program, name in _lock_names(path.name):
        lock = path.with_name(name)
        if os.path.lexists(lock):  # not Path.exists, which trips over names too long
            left = f"If nobody has it open, the program left {lock} behind: delete that."
            raise OutputError(f"{path} is open in {program}.", f"Close it, or {_OTHER_NAME}. {left}")


def _lock_names(name: str) -> Iterator[tuple[str, str]]:
    """Word writes `~$` before a short name, but over the first characters of one of seven or more."""
    covered = min(max(len(Path(name).stem) - 6, 0), 2)
    yield "Word", f"~${name[covered:]}"
    yield "Word", f"~${name}"
    yield "LibreOffice", f".~lock.{name}#"


def refuse_edited(path: Path) -> NoReturn:
    """Refuses to replace what a person has worked on."""
    raise OutputError(
        f"{path} was edited by hand since it was made, or was not made by briefgen.",
        f"To keep it, {_OTHER_NAME}; with --force it is kept beside the new one, as {path.stem}.edited-1{path.suffix}.",
    )


def refuse_input(path: Path) -> NoReturn:
    """Refuses to replace what documents are made from, even by force."""
    raise _not_written(path, "documents are made from it, and it would be lost", f"Always {_OTHER_NAME}.")


def refuse_change(path: Path) -> NoReturn:
    """Refuses to go on where another program has changed or removed a file in the time of a run."""
    message = f"{path} was changed or removed by another program while the documents were made."
    raise OutputError(message, "See that nothing else works in that folder, and make them again.")
