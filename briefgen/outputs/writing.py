"""Files written all together or not at all.

Every file is first written whole, under a temporary name in its own folder, and flushed to the disk; only then
are all renamed. Until the last has its name, the former files are kept as further links, and go back if a rename
fails. A program killed in the middle leaves each file old or new, never half; what else it leaves, a later run removes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from briefgen.errors import OutputError
from briefgen.outputs.disk import (
    beside,
    changing_folders,
    flush,
    keep_rights,
    remove,
    remove_leftovers,
    this_day,
    write_through,
)
from briefgen.outputs.naming import same_name
from briefgen.outputs.refusals import (
    in_plain_words,
    refuse_edited,
    refuse_open,
    refuse_protected,
    refuse_what_is_no_file,
)


class Outcome(StrEnum):
    """What became of an output."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Output:
    """A file to be: where, and its bytes."""

    path: Path
    data: bytes


@dataclass(frozen=True)
class Written:
    """A file that is as it should be now, and what that took."""

    path: Path
    outcome: Outcome


def write_outputs(files: Sequence[Output], *, force: bool = False, untouched: Callable[[bytes], bool]) -> list[Written]:
    """Writes all files or none. A file that is already as it should be is left alone, with its date.

    Args:
        files: in any order; their folders are made where they are missing. A link is followed.
        force: replace even what was edited by hand.
        untouched: whether the bytes of an existing file are as they were once made, so that replacing them
            loses nobody's work.

    Returns:
        One entry per file, in the order given.

    Raises:
        OutputError: if any file may not or cannot be written; then none has been. It names all files refused.
    """
    _refuse_twins(files)
    outcomes = _outcomes(files, force, untouched)
    changed = [file for file, outcome in zip(files, outcomes, strict=True) if outcome is not Outcome.UNCHANGED]
    _put_in_place(changed)
    for folder in {_target(file).parent for file in files}:
        remove_leftovers(folder, this_day())
    return [Written(file.path, outcome) for file, outcome in zip(files, outcomes, strict=True)]


def _refuse_twins(files: Iterable[Output]) -> None:
    """Two outputs of one name, on this system or another."""
    seen: dict[str, Path] = {}
    for file in files:
        with in_plain_words(file.path):
            name = same_name(str(_target(file)))
        if name in seen:
            raise OutputError(
                f"Two documents would be written to one file: {seen[name]} and {file.path}.",
                "Give their recipients or documents names of their own. Nothing was written.",
            )
        seen[name] = file.path


def _outcomes(files: Iterable[Output], force: bool, untouched: Callable[[bytes], bool]) -> list[Outcome]:
    outcomes, refusals = [], []
    for file in files:
        try:
            outcomes.append(_outcome(file, force, untouched))
        except OutputError as refusal:
            refusals.append(refusal)
    if refusals:
        raise _together(refusals)
    return outcomes


def _together(refusals: Sequence[OutputError]) -> OutputError:
    if len(refusals) == 1:
        return refusals[0]
    return OutputError("\n".join(map(str, refusals)), "None of the files was written.")


def _outcome(file: Output, force: bool, untouched: Callable[[bytes], bool]) -> Outcome:
    path = file.path
    with in_plain_words(path):
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return Outcome.CREATED
        refuse_what_is_no_file(path, mode)
        existing = path.read_bytes()
        if existing == file.data:
            return Outcome.UNCHANGED
        refuse_open(path)
        refuse_protected(path, mode)
    if not force and not untouched(existing):
        refuse_edited(path)
    return Outcome.REPLACED


def _put_in_place(files: Sequence[Output]) -> None:
    folders = changing_folders(_target(file) for file in files)
    with ExitStack() as undo:
        staged = [(file, _staged(file, undo)) for file in files]
        former = [_renamed(file, temporary, undo) for file, temporary in staged]
        undo.pop_all()
    for folder in folders:
        flush(folder)
    for kept in filter(None, former):
        remove(kept)


def _staged(file: Output, undo: ExitStack) -> Path:
    """The file, whole and on the disk, under a temporary name beside its own."""
    target = _target(file)
    with in_plain_words(file.path):
        _make_folder(target.parent, undo)
        temporary = beside(target, this_day())
        undo.callback(remove, temporary)
        write_through(temporary, file.data)
        keep_rights(target, temporary)
    return temporary


def _target(file: Output) -> Path:
    """The file itself where the path is a link: renaming would replace the link."""
    return Path(os.path.realpath(file.path))


def _make_folder(folder: Path, undo: ExitStack) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(exist_ok=True)
        undo.callback(_remove_if_empty, each)


def _remove_if_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _renamed(file: Output, temporary: Path, undo: ExitStack) -> Path | None:
    """Gives the file its name; returns where the former one is kept, if there was one."""
    target = _target(file)
    with in_plain_words(file.path):
        former = _second_link(target) if target.exists() else None
        undo.callback(_put_back, former, target)
        temporary.replace(target)
    return former


def _second_link(target: Path) -> Path:
    kept = beside(target, this_day())
    try:
        kept.hardlink_to(target)
    except (OSError, NotImplementedError):  # FAT and some network disks have no links
        _copied(target, kept)
    return kept


def _copied(target: Path, kept: Path) -> None:
    try:
        shutil.copy2(target, kept)
    except BaseException:
        kept.unlink(missing_ok=True)
        raise


def _put_back(former: Path | None, target: Path) -> None:
    """Undoes a rename, whether or not it took place."""
    try:
        _exchange_back(former, target)
    except OSError as problem:
        message = f"{target} was written while others of the set were not, and could not be put back"
        raise OutputError(f"{message}: {problem.strerror}.", _remedy(former, target)) from problem


def _remedy(former: Path | None, target: Path) -> str:
    if former is None:
        return "Delete it, or write all documents again."
    return f"Its former state is in {_kept_for_good(former, target)}."


def _kept_for_good(former: Path, target: Path) -> Path:
    """Where a former file is now, under a name that no later run takes for a leftover, if the disk lets us give one."""
    good = target.with_stem(f"{target.stem}-{former.name[-6:]}")
    with suppress(OSError):
        return former.rename(good)
    return former


def _exchange_back(former: Path | None, target: Path) -> None:
    if former is None:
        target.unlink(missing_ok=True)
    elif former.samefile(target):  # renaming a file to another link of itself would leave both names
        former.unlink()
    else:
        former.replace(target)
