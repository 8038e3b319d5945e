"""A paper that people have as a Word file becomes a dossier: a note, conclusions, main results, a summary, a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct

from briefgen.blank import NewDossier
from briefgen.checks import all_rules, check
from briefgen.commands.new import copy_workspace, refuse_languages, refuse_name, write_dossier
from briefgen.errors import BriefgenError, UsageProblemError
from briefgen.findings import Finding
from briefgen.intake.word.papers import PAPER_KINDS, PaperRead, files_of_paper, losses_of, paper_of
from briefgen.production.order import Order, Where
from briefgen.production.record import open_record, workspace_for
from briefgen.production.rule_findings import context_of, selection, settings_of
from briefgen.production.workshop import Workshop
from briefgen.sources.files.text import read_bytes
from briefgen.workspace import BASELINE_FILE, Workspace
from briefgen.workspace.baseline import write_baseline

_OF_TIME: Final = "STA"


class ImportedDocument(Struct, frozen=True):
    """A dossier that was made of a paper.

    Attributes:
        document: its name, for `briefgen make`.
        day: from which its texts hold.
        paths: the files of the dossier, and templates that came with it.
        known: how many findings went into its baseline, by their rules.
        findings: what a person should know: what the document has otherwise than the paper.
        is_default: whether commands mean the dossier where none is named.
    """

    document: str
    day: date
    paths: Sequence[Path]
    known: Mapping[str, int]
    findings: tuple[Finding, ...]
    is_default: bool


def read_document(file: Path, kind: str = "") -> PaperRead:
    """The paper that a file is; one without a kind where it is none. Nothing is written.

    Raises:
        UnreadableInputError, PackageRefusedError: it cannot be read, or is no Word document.
    """
    return paper_of(read_bytes(file), file.name, kind)


def import_document(
    where: Where, paper: PaperRead, name: str, today: date, *, as_of: date | None = None
) -> ImportedDocument:
    """Makes a dossier of a paper, whole or not at all; what the rules find in its texts becomes its baseline.

    Args:
        where: the workspace.
        name: of the dossier's folder.
        as_of: the day from which its texts hold, where the paper's own is not meant.

    Raises:
        UsageProblemError: the file is none of the papers, or names no day; the name cannot be, or is taken.
        OutputError: a file cannot be written; then none has been.
    """
    refuse_name(name)
    day = _day(paper, as_of)
    workspace = workspace_for(where)
    refuse_languages([paper.language], workspace)
    new = NewDossier(paper.title, (paper.language,), (paper.kind,), day)
    files = files_of_paper(paper, paper.kind, day)
    found = [*_found(workspace, name, new, files, today)]
    if found:
        reason = f"It stood so in {paper.file} when that was imported."
        files = {BASELINE_FILE: write_baseline(found, reason), **files}
    made = write_dossier(workspace, name, new, files)
    known = Counter(each.rule for each in found)
    return ImportedDocument(paper.kind, day, made.paths, known, tuple(losses_of(paper)), made.is_default)


def _day(paper: PaperRead, as_of: date | None) -> date:
    if not paper.kind:
        kinds = ", ".join(PAPER_KINDS)
        message = f"{paper.file} is none of the papers that can be imported: {kinds}."
        raise UsageProblemError(message, "Its head, or its titles, are not those of one. Nothing was written.")
    if day := as_of or paper.day:
        return day
    raise UsageProblemError(f"{paper.file} does not say of which day it is.", "Say it: --as-of YYYY-MM-DD.")


def _found(
    workspace: Workspace, name: str, new: NewDossier, files: Mapping[str, bytes], today: date
) -> Iterator[Finding]:
    """What the rules find in its texts, in a folder of its own; what stops its reading is for `make` to tell."""
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as folder:
        root = copy_workspace(Path(folder), workspace, name, new, files)
        order = Order(Where(root, root, name), new.today, today, ("all",))
        rules = all_rules()
        try:
            workshop = Workshop(open_record(order.where), order)
            context = context_of(workshop, new.languages[0])
            found = check(context, selection(settings_of(workshop)))
        except BriefgenError:
            return
        yield from (each for each in found if rules[each.rule].family != _OF_TIME)
