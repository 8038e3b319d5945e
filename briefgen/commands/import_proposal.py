"""What an import would write: tried out in a folder of its own first, so that the first annex can be made of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from briefgen.blank import NewDossier
from briefgen.blank.contents import describe
from briefgen.blank.tables import BlankTable, as_csv
from briefgen.checks import all_rules, check
from briefgen.commands.import_dossier import KEPT_CHOICES, Understanding
from briefgen.commands.new import MadeDossier, missing_templates, refuse_languages, refuse_name, write_dossier
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Grade, Place, error, has_errors
from briefgen.intake.doubts import FIRST_ANNEX, copy_told
from briefgen.intake.ledger import NewLedger
from briefgen.intake.trackers.choices import SourceEntry, why_not_as_source, write_sources
from briefgen.intake.words import alike
from briefgen.production.documents import make_documents
from briefgen.production.order import Order, Where
from briefgen.production.record import open_record, workspace_for
from briefgen.production.rule_findings import context_of, selection, settings_of
from briefgen.production.workshop import Workshop
from briefgen.sources.files.schema import COMMITMENTS, FOLLOWUP
from briefgen.workspace import BASELINE_FILE, Workspace
from briefgen.workspace.baseline import write_baseline
from briefgen.workspace.workspace import FILE_NAME

_OF_TIME: Final = frozenset({"STA"})
"""Rules that speak of the day asked for: what they find today is news again on another day."""


@dataclass(frozen=True)
class Proposal:
    """What would be written.

    Attributes:
        files: of the dossier's folder, by name.
        is_source: whether the tracker stays the source of its tables; else its rows are copied.
        known: how many findings go into the baseline, by their rules.
        findings: what a person should know besides.
    """

    new: NewDossier
    files: Mapping[str, bytes]
    is_source: bool
    known: Mapping[str, int]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _ImportTrial:
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


def propose(understanding: Understanding, new: NewDossier, *, copy: bool) -> Proposal:
    """The files of a new dossier, with what the rules find in its texts as its baseline.

    Args:
        understanding: with no questions left.
        new: title, languages and documents.
        copy: whether rows are copied even where the tracker could stay the source.

    Raises:
        UsageProblemError: the name or a language cannot be.
    """
    refuse_name(understanding.request.name)
    workspace = workspace_for(understanding.request.where)
    refuse_languages(new.languages, workspace)
    reasons = [] if copy else list(why_not_as_source(understanding.tables, understanding.request.file.name))
    if not copy and not reasons:
        files = _as_source(understanding, new)
        trial = _try(workspace, understanding, new, files)
        reasons = list(_shortfalls(trial, understanding.ledger))
        if not reasons:
            return _finished(workspace, understanding, new, files, trial, ())
    files = _as_copy(understanding, new)
    trial = _try(workspace, understanding, new, files)
    return _finished(workspace, understanding, new, files, trial, tuple(copy_told(reasons, understanding.reading.file)))


def create_imported(understanding: Understanding, proposal: Proposal) -> MadeDossier:
    """Writes a new dossier, whole or not at all.

    Raises:
        UsageProblemError: there is a dossier of that name.
        OutputError: a file cannot be written.
    """
    request = understanding.request
    return write_dossier(workspace_for(request.where), request.name, proposal.new, proposal.files)


def _as_source(understanding: Understanding, new: NewDossier) -> dict[str, bytes]:
    """The tracker as it is, and what its headings and words mean."""
    yaml = f"{describe(new)}\n{write_sources(_entry(understanding))}"
    return {understanding.request.file.name: understanding.data, "dossier.yaml": yaml.encode()}


def _as_copy(understanding: Understanding, new: NewDossier) -> dict[str, bytes]:
    """The rows as tables of the ledger, and how they were understood, for the next time."""
    ledger = understanding.ledger
    return {
        "commitments.csv": as_csv(BlankTable(COMMITMENTS, ledger.commitments)),
        "followup.csv": as_csv(BlankTable(FOLLOWUP, ledger.follow_ups)),
        KEPT_CHOICES: write_kept(understanding),
        "dossier.yaml": describe(new).encode(),
    }


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
    day = understanding.day.day or understanding.request.today
    states = {
        word: state for (word, state), _ in understanding.known.items() if not word.startswith("(") and word != state
    }
    return SourceEntry(
        understanding.request.file.name, understanding.tables, understanding.choices, states, day.isoformat()
    )


def _shortfalls(trial: _ImportTrial, ledger: NewLedger) -> Iterator[str]:
    """Why the tracker, read in place, does not give what was read for the import."""
    if trial.faults:
        yield trial.faults[0].message.rstrip(".")
    elif trial.points != len(ledger.commitments):
        yield f"read in place it has {trial.points} points, and {len(ledger.commitments)} were read"
    elif missing := {alike(row["text"]) for row in ledger.follow_ups} - trial.texts - {""}:
        yield f"read in place it lacks {len(missing)} of the texts"


def _try(
    workspace: Workspace, understanding: Understanding, new: NewDossier, files: Mapping[str, bytes]
) -> _ImportTrial:
    """The files in a folder of their own, read, and looked at by the rules."""
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        order = _order(_workspace_in(Path(name), workspace, understanding, new, files), understanding)
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
            return _ImportTrial(faults=(error(FIRST_ANNEX, Place(understanding.reading.file), str(problem)),))


def _found(workshop: Workshop) -> Iterator[Finding]:
    language = workshop.record.dossier.source_language
    rules = all_rules()
    for each in check(context_of(workshop, language), selection(settings_of(workshop))):
        if rules[each.rule].family not in _OF_TIME or each.grade > Grade.HINT:
            yield each


def _order(root: Path, understanding: Understanding) -> Order:
    request = understanding.request
    where = Where(root, root, request.name)
    return Order(where, understanding.day.day or request.today, request.today, ("annex",))


def _workspace_in(
    root: Path, workspace: Workspace, understanding: Understanding, new: NewDossier, files: Mapping[str, bytes]
) -> Path:
    """A workspace like the one asked for, with nothing but the new dossier."""
    shutil.copyfile(workspace.root / FILE_NAME, root / FILE_NAME)
    if workspace.templates.is_dir():
        shutil.copytree(workspace.templates, root / "templates", ignore=shutil.ignore_patterns("~$*", ".*"))
    folder = root / "data" / understanding.request.name
    folder.mkdir(parents=True)
    for template in missing_templates(replace(workspace, root=root), new):
        template.path.parent.mkdir(exist_ok=True)
        template.path.write_bytes(template.data)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return root


def _finished(
    workspace: Workspace,
    understanding: Understanding,
    new: NewDossier,
    files: Mapping[str, bytes],
    trial: _ImportTrial,
    told: Sequence[Finding],
) -> Proposal:
    """The proposal with its baseline, and with what stops its first annex all the same."""
    known: dict[str, int] = {}
    for each in trial.found:
        known[each.rule] = known.get(each.rule, 0) + 1
    if trial.found:
        reason = f"It stood so in {understanding.reading.file} when that was imported."
        files = {BASELINE_FILE: write_baseline(trial.found, reason), **files}
    refused = tuple(_refusals(workspace, understanding, new, files)) if not trial.faults else trial.faults
    is_source = KEPT_CHOICES not in files
    return Proposal(new, files, is_source, known, (*told, *refused))


def _refusals(
    workspace: Workspace, understanding: Understanding, new: NewDossier, files: Mapping[str, bytes]
) -> Iterator[Finding]:
    """What stops the first annex although its texts are known."""
    with TemporaryDirectory(prefix="briefgen-", ignore_cleanup_errors=True) as name:
        order = _order(_workspace_in(Path(name), workspace, understanding, new, files), understanding)
        try:
            make_documents(order)
        except FindingsError as problem:
            yield from (each for each in problem.findings if has_errors([each]))
        except BriefgenError as problem:
            message = f"the first annex cannot be made yet: {problem}"
            yield error(FIRST_ANNEX, Place(understanding.reading.file), message)
