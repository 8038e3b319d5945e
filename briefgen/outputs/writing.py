"""Files written all together or not at all.

Every file is first written whole, under a temporary name in its own folder, and flushed to the disk (of many files
while others are still being made: `staging`); only then are all renamed. Until the last has its name, the former files
are kept as further links, and go back if a rename fails. A program killed in the middle leaves each file old or new,
never half; what else it leaves, a later run removes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path

from msgspec import Struct

from briefgen.errors import OutputError
from briefgen.outputs.disk import (
    beside,
    changing_folders,
    flush,
    keep_rights,
    remove,
    remove_leftovers,
    this_day,
    write_new,
)
from briefgen.outputs.naming import same_name
from briefgen.outputs.refusals import (
    in_plain_words,
    refuse_change,
    refuse_edited,
    refuse_input,
    refuse_open,
    refuse_protected,
    refuse_what_is_no_file,
)
from briefgen.outputs.staging import Output, StagedOutput, Targets, make_folder

_MANY = 8  # files from which it pays to wait for several at once, and how many those are


class Outcome(StrEnum):
    """What became of an output."""

    CREATED = "created"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


class Written(Struct, frozen=True):
    """A file that is as it should be now, and what that took.

    Attributes:
        kept: where the former file is, if it was edited by hand and replaced by force; else None.
    """

    path: Path
    outcome: Outcome
    kept: Path | None = None


class _Plan(Struct, frozen=True):
    """What is to become of an output; its `target` is the file itself where its path is a link."""

    file: Output
    target: Path
    outcome: Outcome
    kept: Path | None = None


_planned: ContextVar[list[Written] | None] = ContextVar("planned", default=None)


@contextmanager
def rehearsing() -> Iterator[list[Written]]:
    """Within it `write_outputs` writes nothing; the list fills with what would have been written."""
    planned: list[Written] = []
    token = _planned.set(planned)
    try:
        yield planned
    finally:
        _planned.reset(token)


def rehearsal() -> list[Written] | None:
    """What would have been written so far; None where this is no rehearsal."""
    return _planned.get()


def write_outputs(
    files: Sequence[Output],
    *,
    force: bool = False,
    untouched: Callable[[bytes], bool],
    inputs: Sequence[Path] = (),
) -> list[Written]:
    """Writes all files or none. A file that is already as it should be is left alone, with its date.

    In a rehearsal (`rehearsing`) all is said and refused as otherwise, and nothing is written.

    Args:
        files: in any order; their folders are made where they are missing. A link is followed.
        force: replace even what was edited by hand; it is kept beside its successor, as `….edited-1.docx`.
        inputs: what the files were made from: files, which are never replaced, and folders, in which nothing is
            replaced but what was made and is untouched.
        untouched: whether the bytes of an existing file are as they were once made, so that replacing them
            loses nobody's work.

    Returns:
        One entry per file, in the order given.

    Raises:
        OutputError: if any file may not or cannot be written; then none has been. It names all files refused.
    """
    targets = _targets(files)
    real = [Path(os.path.realpath(each)) for each in inputs]
    plans = _plan_all(files, lambda file: _plan(file, targets[file.path], real, force, untouched))
    written = [Written(plan.file.path, plan.outcome, plan.kept) for plan in plans]
    if (planned := rehearsal()) is not None:
        planned += written
        return written
    unchanged = [plan for plan in plans if plan.outcome is Outcome.UNCHANGED]
    _put_in_place([plan for plan in plans if plan.outcome is not Outcome.UNCHANGED], unchanged)
    for folder in {target.parent for target in targets.values()}:
        remove_leftovers(folder, this_day())
    return written


def _targets(files: Iterable[Output]) -> dict[Path, Path]:
    """The file itself of each path, where the path is a link: renaming would replace the link.

    Raises:
        OutputError: two outputs have one name, on this system or another.
    """
    seen: dict[str, Path] = {}
    targets: dict[Path, Path] = {}
    real = Targets()
    for file in files:
        with in_plain_words(file.path):
            target = real.of(file.path)
            name = same_name(str(target))
        if name in seen:
            raise OutputError(
                f"Two documents would be written to one file: {seen[name]} and {file.path}.",
                "Give their recipients or documents names of their own. Nothing was written.",
            )
        seen[name], targets[file.path] = file.path, target
    return targets


def _plan_all(files: Iterable[Output], plan: Callable[[Output], _Plan]) -> list[_Plan]:
    plans, refusals = [], []
    for file in files:
        try:
            plans.append(plan(file))
        except OutputError as refusal:
            refusals.append(refusal)
    if refusals:
        raise _together(refusals)
    return plans


def _together(refusals: Sequence[OutputError]) -> OutputError:
    if len(refusals) == 1:
        return refusals[0]
    return OutputError("\n".join(map(str, refusals)), "None of the files was written.")


def _plan(file: Output, target: Path, inputs: Sequence[Path], force: bool, untouched: Callable[[bytes], bool]) -> _Plan:
    path = file.path
    with in_plain_words(path):
        if target in inputs:
            refuse_input(path)
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            return _Plan(file, target, Outcome.CREATED)
        refuse_what_is_no_file(path, mode)
        existing = path.read_bytes()
        if _is_same(existing, file):
            return _Plan(file, target, Outcome.UNCHANGED)
        refuse_open(path)
        refuse_protected(path, mode)
    if untouched(existing):
        return _Plan(file, target, Outcome.REPLACED)
    if any(target.is_relative_to(each) for each in inputs):
        refuse_input(path)
    if not force:
        refuse_edited(path)
    return _Plan(file, target, Outcome.REPLACED, _free_name(target))


def _is_same(existing: bytes, file: Output) -> bool:
    if isinstance(file, StagedOutput):
        return sha256(existing).digest() == file.digest
    return existing == file.data


def _free_name(target: Path) -> Path:
    """Where a file that was edited by hand is kept: `letter.edited-1.docx`, or with the next free number."""
    names = (target.with_name(f"{target.stem}.edited-{number}{target.suffix}") for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _put_in_place(plans: Sequence[_Plan], unchanged: Iterable[_Plan]) -> None:
    folders = changing_folders(plan.target for plan in plans)
    with ExitStack() as undo:
        for folder, plan in {plan.target.parent: plan for plan in reversed(plans)}.items():
            with in_plain_words(plan.file.path):
                make_folder(folder, undo.callback)
        staged = [(plan, _temporary(plan, undo)) for plan in plans]
        _write_all([(plan, path) for plan, path in staged if not isinstance(plan.file, StagedOutput)])
        for plan, path in staged:
            if plan.outcome is Outcome.REPLACED:
                keep_rights(plan.target, path)
                _keep_edited(plan, undo)
        former = [_renamed(plan, temporary, undo) for plan, temporary in staged]
        for folder in folders:
            flush(folder)
        _refuse_missing((*unchanged, *plans))
        undo.pop_all()
    for kept in filter(None, former):
        remove(kept)


def _refuse_missing(plans: Iterable[_Plan]) -> None:
    """Refuses the set if another program has removed a file of it in the meantime: what is listed is there."""
    for plan in plans:
        if not os.path.lexists(plan.target):
            refuse_change(plan.file.path)


def _temporary(plan: _Plan, undo: ExitStack) -> Path:
    """A temporary name beside the file's own, under which nothing stays; or where its bytes wait already."""
    if isinstance(plan.file, StagedOutput):
        return plan.file.source
    temporary = beside(plan.target, this_day())
    undo.callback(remove, temporary)
    return temporary


def _write_all(staged: Sequence[tuple[_Plan, Path]]) -> None:
    """Writes all files whole, until the disk has them; of many some at a time, which it writes side by side."""
    if len(staged) < _MANY:
        _write_some(staged, [])
        return
    from concurrent.futures import ThreadPoolExecutor  # start-up: most runs write a file or two

    failed: list[bool] = []
    with ThreadPoolExecutor(_MANY) as pool:
        written = [pool.submit(_write_some, staged[first::_MANY], failed) for first in range(_MANY)]
    for each in written:
        each.result()


def _write_some(staged: Sequence[tuple[_Plan, Path]], failed: list[bool]) -> None:
    """Writes files one after another, until one cannot be: none of the others is of use then."""
    try:
        for plan, temporary in staged:
            if failed:
                return
            _write(plan, temporary)
    except BaseException:
        failed.append(True)
        raise


def _write(plan: _Plan, temporary: Path) -> None:
    with in_plain_words(plan.file.path):
        write_new(temporary, plan.file.data)


def _keep_edited(plan: _Plan, undo: ExitStack) -> None:
    if plan.kept:
        with in_plain_words(plan.kept):
            undo.callback(remove, plan.kept)
            _link(plan.target, plan.kept)


def _renamed(plan: _Plan, temporary: Path, undo: ExitStack) -> Path | None:
    """Gives the file its name; returns where the former one is kept, if there was one."""
    target = plan.target
    with in_plain_words(plan.file.path):
        former = _second_link(target) if target.exists() else None
        undo.callback(_put_back, former, target)
        temporary.replace(target)
    return former


def _second_link(target: Path) -> Path:
    kept = beside(target, this_day())
    _link(target, kept)
    return kept


def _link(target: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # FAT and some network disks have no links
        _copied(target, kept)


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
    elif target.exists() and former.samefile(target):  # renamed to a link of itself, both names would stay
        former.unlink()
    else:
        former.replace(target)
