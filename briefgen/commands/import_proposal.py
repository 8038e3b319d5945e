"""What an import would write: tried out in a folder of its own first, so that the first annex can be made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.blank import LetterTexts, NewDossier
from briefgen.blank.contents import describe
from briefgen.blank.tables import BlankTable, as_csv
from briefgen.checks import all_rules, check
from briefgen.commands.import_dossier import KEPT_CHOICES, Understanding, title_of
from briefgen.commands.new import MadeDossier, copy_workspace, refuse_languages, refuse_name, write_dossier
from briefgen.editions.clean import clean_copy
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Grade, Place, error, has_errors
from briefgen.intake.doubts import FIRST_ANNEX, copy_told, template_told
from briefgen.intake.ledger import NewLedger
from briefgen.intake.reading import Reading
from briefgen.intake.trackers.choices import SourceEntry, why_not_as_source, write_sources
from briefgen.intake.word import template_of
from briefgen.intake.word.languages import guess_language
from briefgen.intake.words import alike, write_plain
from briefgen.production.documents import make_documents
from briefgen.production.order import Order, Where
from briefgen.production.record import open_record, workspace_for
from briefgen.production.rule_findings import context_of, selection, settings_of
from briefgen.production.workshop import Workshop
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.workspace import BASELINE_FILE, Workspace
from briefgen.workspace.baseline import write_baseline

_OF_TIME: Final = frozenset({"STA"})
"""Rules that speak of the day asked for: what they find today is news again on another day."""


class ImportProposal(Struct, frozen=True):
    """What would be written.

    Attributes:
        files: of the dossier's folder, by name.
        templates: made of the imported file, by name.
        is_source: whether the tracker stays the source of its tables; else its rows are copied.
        known: how many findings go into the baseline, by their rules.
        findings: what a person should know besides.
    """

    new: NewDossier
    files: Mapping[str, bytes]
    templates: Mapping[str, bytes] = field(default_factory=dict)
    is_source: bool = False
    known: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class _ImportTrial(Struct, frozen=True):
    """What became of files in a folder of their own.

    Attributes:
        texts: of the items, for comparing.
        faults: what stops the annex whatever the rules say.
        found: by the rules.
    """

    points: int = 0
    texts: frozenset[str] = frozenset()
    faults: tuple[Finding, ...] = ()
    found: tuple[Finding, ...] = ()


def new_dossier(understanding: Understanding, title: str, languages: Sequence[str]) -> NewDossier:
    """What a dossier of these files says of itself.

    Args:
        title, languages: as typed; empty where the files say them.
    """
    letter, reading = understanding.letter, understanding.last.reading
    found = languages or (reading.language or letter.language or _language_of(reading),)
    kinds = [*(["annex"] if understanding.ledger else []), *(["letter"] if letter.body else [])]
    name = f"{understanding.request.name}.docx"
    return NewDossier(
        title or write_plain(title_of(understanding)),
        tuple(found),
        kinds,
        understanding.day,
        place=write_plain(letter.place),
        headings=_headings(reading),
        signatory=letter.signatory,
        letter=LetterTexts(letter.salutation, letter.closing, write_plain(letter.subject), letter.enclosures),
        templates={"annex": name} if understanding.request.wants_template else {},
    )


def _language_of(reading: Reading) -> str:
    """The language of the words of a tracker, which notes none."""
    texts = (*(each.text for each in reading.points), *(item.text for each in reading.points for item in each.items))
    return guess_language(Counter(word for text in texts for word in alike(text).split()), "en")


def _headings(reading: Reading) -> tuple[str, str]:
    commitment, follow_up = map(write_plain, reading.headings)
    return commitment or "Commitment", follow_up or "Follow-up"


def propose(understanding: Understanding, new: NewDossier, *, copy: bool) -> ImportProposal:
    """The files of a new dossier, with what the rules find in its texts as its baseline.

    Args:
        understanding: with no questions left.
        new: title, languages and documents.
        copy: whether rows are copied even where the tracker could stay the source.

    Raises:
        UsageProblemError: the name or a language cannot be.
        NoAnnexError: a template is asked for, and the file has no table of an annex.
    """
    refuse_name(understanding.request.name)
    workspace = workspace_for(understanding.request.where)
    refuse_languages(new.languages, workspace)
    reasons = [] if copy else list(_why_copied(understanding))
    if not copy and not reasons:
        proposal = ImportProposal(new, _as_source(understanding, new), is_source=True)
        trial = _try(workspace, understanding, proposal)
        reasons = list(_shortfalls(trial, understanding.ledger))
        if not reasons:
            return _finished(workspace, understanding, proposal, trial)
    templates, told = _templates(understanding)
    is_tracker = bool(understanding.last.recognised.tables)
    told = (*told, *copy_told(reasons if is_tracker else (), understanding.files))
    proposal = ImportProposal(new, _as_copy(understanding, new), templates, findings=told)
    return _finished(workspace, understanding, proposal, _try(workspace, understanding, proposal))


def _why_copied(understanding: Understanding) -> Iterator[str]:
    """Why files cannot stay the source of the tables."""
    if len(understanding.papers) > 1:
        yield "several files make one history"
    if understanding.last.is_word:
        yield "a Word file is no table that is read in place"
    else:
        yield from why_not_as_source(understanding.last.recognised.tables, understanding.last.file)


def _templates(understanding: Understanding) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The template that is asked for, without the traces of those who wrote the file, and what is not in it."""
    if not understanding.request.wants_template:
        return {}, ()
    paper = understanding.last
    taken = template_of(paper.data, paper.file)
    cleaned = clean_copy(taken.data, paper.file).data
    return {f"{understanding.request.name}.docx": cleaned}, tuple(template_told(paper.file, taken.dropped))


def create_imported(understanding: Understanding, proposal: ImportProposal) -> MadeDossier:
    """Writes a new dossier, whole or not at all.

    Raises:
        UsageProblemError: there is a dossier of that name, or a template.
        OutputError: a file cannot be written.
    """
    request = understanding.request
    workspace = workspace_for(request.where)
    return write_dossier(workspace, request.name, proposal.new, proposal.files, proposal.templates)


def _as_source(understanding: Understanding, new: NewDossier) -> dict[str, bytes]:
    """The tracker as it is, and what its headings and words mean."""
    yaml = f"{describe(new)}\n{write_sources(_entry(understanding))}"
    return {understanding.last.file: understanding.last.data, "dossier.yaml": yaml.encode()}


def _as_copy(understanding: Understanding, new: NewDossier) -> dict[str, bytes]:
    """The rows as tables of the ledger, and how they were understood, for the next time."""
    files: dict[str, bytes] = {}
    if ledger := understanding.ledger:
        files["commitments.csv"] = as_csv(BlankTable(COMMITMENTS, ledger.commitments))
        files["followup.csv"] = as_csv(BlankTable(FOLLOWUP, ledger.follow_ups))
    if understanding.letter.body:
        files["letter.md"] = f"{understanding.letter.body}\n".encode()
    if understanding.last.recognised.tables:
        files[KEPT_CHOICES] = write_kept(understanding)
    return files | {"dossier.yaml": describe(new).encode()}


def write_kept(understanding: Understanding) -> bytes:
    """How a file was understood, as `--map` takes it; without its day, which is another one next time."""
    text = write_sources(_entry(understanding))
    lines = [
        line for line in text.splitlines(keepends=True) if not line.startswith(("    constants:", "    header-row:"))
    ]
    head = (
        "# How the file was understood from which this dossier was made; `briefgen import … --into` reads it again.\n"
    )
    return (head + "".join(lines)).encode()


def _entry(understanding: Understanding) -> SourceEntry:
    paper = understanding.last
    states = {word: state for (word, state), _ in paper.known.items() if not word.startswith("(") and word != state}
    return SourceEntry(paper.file, paper.recognised.tables, paper.choices, states, understanding.day.isoformat())


def _shortfalls(trial: _ImportTrial, ledger: NewLedger | None) -> Iterator[str]:
    """Why the tracker, read in place, does not give what was read for the import."""
    assert ledger, "a tracker has rows"
    if trial.faults:
        yield trial.faults[0].message.rstrip(".")
    elif trial.points != len(ledger.commitments):
        yield f"read in place it has {trial.points} points, and {len(ledger.commitments)} were read"
    elif missing := {alike(row["text"]) for row in ledger.follow_ups} - trial.texts - {""}:
        yield f"read in place it lacks {len(missing)} of the texts"


def _try(workspace: Workspace, understanding: Understanding, proposal: ImportProposal) -> _ImportTrial:
    """The files in a folder of their own, read, and looked at by the rules."""
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        order = _order(_workspace_in(Path(name), workspace, understanding, proposal), understanding, proposal)
        try:
            record = open_record(order.where)
            faults = tuple(each for each in record.findings if each.grade is Grade.ERROR)
            dossier = record.dossier
            texts = frozenset(alike(each.text) for each in dossier.follow_ups)
            found = () if faults else tuple(_found(Workshop(record, order)))
            return _ImportTrial(len(dossier.commitments), texts, faults, found)
        except FindingsError as problem:
            return _ImportTrial(faults=tuple(problem.findings))
        except BriefgenError as problem:
            return _ImportTrial(faults=(error(FIRST_ANNEX, Place(understanding.files), str(problem)),))


def _found(workshop: Workshop) -> Iterator[Finding]:
    language = workshop.record.dossier.source_language
    rules = all_rules()
    for each in check(context_of(workshop, language), selection(settings_of(workshop))):
        if rules[each.rule].family not in _OF_TIME or each.grade > Grade.HINT:
            yield each


def _order(root: Path, understanding: Understanding, proposal: ImportProposal) -> Order:
    request = understanding.request
    return Order(Where(root, root, request.name), understanding.day, request.today, tuple(proposal.new.kinds))


def _workspace_in(root: Path, workspace: Workspace, understanding: Understanding, proposal: ImportProposal) -> Path:
    return copy_workspace(root, workspace, understanding.request.name, proposal.new, proposal.files, proposal.templates)


def _finished(
    workspace: Workspace, understanding: Understanding, proposal: ImportProposal, trial: _ImportTrial
) -> ImportProposal:
    """The proposal with its baseline, and with what stops its first document all the same."""
    if trial.found:
        reason = f"It stood so in {understanding.files} when that was imported."
        known = Counter(each.rule for each in trial.found)
        files = {BASELINE_FILE: write_baseline(trial.found, reason), **proposal.files}
        proposal = replace(proposal, files=files, known=known)
    refused = trial.faults or tuple(_refusals(workspace, understanding, proposal))
    return replace(proposal, findings=(*proposal.findings, *refused))


def _refusals(workspace: Workspace, understanding: Understanding, proposal: ImportProposal) -> Iterator[Finding]:
    """What stops the first document although its texts are known."""
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        order = _order(_workspace_in(Path(name), workspace, understanding, proposal), understanding, proposal)
        try:
            make_documents(order)
        except FindingsError as problem:
            yield from (each for each in problem.findings if has_errors([each]))
        except BriefgenError as problem:
            message = f"the first {proposal.new.kinds[0]} cannot be made yet: {problem}"
            yield error(FIRST_ANNEX, Place(understanding.files), message)
