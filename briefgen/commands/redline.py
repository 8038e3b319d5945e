"""`briefgen redline`: two Word files as one with tracked changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.findings import Finding
from briefgen.library import read_template_file
from briefgen.outputs import Output, write_outputs
from briefgen.production.postcheck import DefectError
from briefgen.production.record import refuse_other_suffixes
from briefgen.redline import ChangeCounts, Redline, redline, source_of
from briefgen.word import is_untouched, lint

# what a document may hold as text, and what either file may have brought along
_OF_TEXTS = frozenset({"TEMPLATE_TAG_LEFT", "EXCEL_ESCAPE_IN_TEXT", "BIDI_CONTROL", "CORE_CREATOR", "ZIP_BOMB_RATIO"})


@dataclass(frozen=True)
class RedlineResult:
    """A file with tracked changes that was written, and what was noticed on the way.

    Attributes:
        kept: where a former file is that had been edited by hand and was replaced by force.
    """

    path: Path
    counts: ChangeCounts
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()


def redline_files(old: Path, new: Path, output: Path | None, *, force: bool = False) -> RedlineResult:
    """Compares two Word files and writes one with tracked changes.

    Args:
        old, new: the older and the newer file.
        output: where to write; None for `redline-<name of the newer file>.docx` in the current folder.

    Raises:
        UsageProblemError: a file is missing, or the name of the output is not that of a Word file.
        UnreadableInputError: one of the files cannot be read.
        OutputError: the file cannot be written.
    """
    path = output or Path(f"redline-{new.stem}.docx")
    refuse_other_suffixes(path)
    before, after = read_template_file(old).data, read_template_file(new).data
    names = _names(old, new)
    made = redline(before, after, default=source_of(after, names[1]), names=names)
    _refuse_new_defects(made, before, after, path)
    written = write_outputs([Output(path, made.docx)], force=force, untouched=is_untouched, inputs=[old, new])
    kept = tuple(each.kept for each in written if each.kept)
    return RedlineResult(path, made.counts, made.findings, kept)


def _names(old: Path, new: Path) -> tuple[str, str]:
    """What the files are called in messages: by their names, with their folders where these are the same."""
    return (old.name, new.name) if old.name != new.name else (str(old), str(new))


def _refuse_new_defects(made: Redline, old: bytes, new: bytes, path: Path) -> None:
    """A last look at the file: what is wrong with it must have been wrong with one of the two.

    Raises:
        DefectError: it was not.
    """
    problems = [each for each in lint(made.docx) if each.code not in _OF_TEXTS]
    known = {each.code for data in (old, new) for each in lint(data)} if problems else set()
    if fresh := [each for each in problems if each.code not in known]:
        raise DefectError(f"{path.name}: {fresh[0]}")
