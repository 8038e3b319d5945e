"""`briefgen check`: everything that the rules find in a dossier, or in any finished Word file.

With --annotate: copies of the files with a comment at each finding. With --explain: what a rule asks, of every rule
that any command can name in a finding.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from pathlib import Path

from briefgen.asof import date_findings
from briefgen.asof.standing import rows_with_days
from briefgen.checks import CheckContext, PaperSent, RuleSelection, all_rules, check
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.checks.rules.changes.ledger import name_day
from briefgen.commands.template import check_used
from briefgen.editions.register import Edition, read_register
from briefgen.errors import OutputError, UsageProblemError
from briefgen.findings import REGISTER, Finding, Place, Rule, did_you_mean, warning, worst_first
from briefgen.library import read_template_file
from briefgen.localise import EU, House
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Manuscript
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Order, Where
from briefgen.production.postcheck import READ_IN_PART
from briefgen.production.record import (
    Record,
    documents_named,
    house_around,
    languages_named,
    open_record,
    refuse_errors,
    with_translations,
    workspace_for,
)
from briefgen.production.rule_findings import context_of, find_unknown_rules, judge, rule_settings, selection
from briefgen.production.workshop import DocumentJob, Workshop, jobs_for
from briefgen.word import is_untouched
from briefgen.word.annotate import Remark, add_remarks, find_left_out
from briefgen.word.reader import read_manuscript
from briefgen.workspace import BASELINE_FILE
from briefgen.workspace.baseline import write_baseline
from briefgen.workspace.check_settings import CheckSettings, check_settings_of

MOST_PASSAGES = 25_000
"""Paragraphs of a file that are checked, some eight hundred pages: five seconds."""

_UNDATED = "compared in the order given, since not all files state their day"
_PRINTING = frozenset({"annex", "tracker"})  # the kinds of documents that print commitments and follow-ups

# the modules that declare rules, besides those of the checks; a test holds that there are no others
_DECLARING = (
    "briefgen.asof.date_checks",
    "briefgen.compose.corrigendum",
    "briefgen.compose.mail",
    "briefgen.compose.translations",
    "briefgen.editions.register",
    "briefgen.intake.doubts",
    "briefgen.intake.word.papers.paper",
    "briefgen.localise.po",
    "briefgen.production.formats",
    "briefgen.production.house",
    "briefgen.production.pagination",
    "briefgen.production.postcheck",
    "briefgen.production.templates",
    "briefgen.pull",
    "briefgen.redline",
    "briefgen.sources.rules",
    "briefgen.word.annotate",
    "briefgen.word.faults",
    "briefgen.workspace.rules",
)


@dataclass(frozen=True)
class Inspection:
    """What is asked for.

    Attributes:
        as_of: the day, or None for that of the last entry (of files: the day that they name).
        today: the day on which it is asked.
        since: the day from which on changes of the dossier are asked about, or None for all of its history.
        select, ignore: rules or families, as given.
        copies: whether copies of files are wanted, with a comment at each finding.
    """

    where: Where
    today: date
    as_of: date | None = None
    since: date | None = None
    known_on: date | None = None
    languages: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    copies: bool = False


@dataclass(frozen=True)
class Inspected:
    """What was found.

    Attributes:
        subject: what was looked at, in words.
        findings: worst first, then by place.
        known: how many more the baseline knows.
        paths: for each file that a finding names, where it lies.
        day: the as-of date, where one is known.
        writable: what the rules found that briefgen.toml does not know, for the dossier's own baseline.
        note: what is to be known of how it was looked at, or "".
    """

    subject: str
    findings: tuple[Finding, ...]
    known: int = 0
    paths: Mapping[str, Path] = field(default_factory=dict)
    day: date | None = None
    writable: tuple[Finding, ...] = ()
    note: str = ""


def check_dossier(asked: Inspection) -> Inspected:
    """The dossier on a day: its tables, its documents in each language, its translations and templates.

    Raises:
        UsageProblemError: the workspace, the dossier, a language or a rule does not exist.
        UnreadableInputError: a file of the dossier cannot be read at all.
    """
    record = open_record(asked.where)
    settings = check_settings_of(record.workspace.checks)
    chosen = _selection(asked, settings)
    day = asked.as_of or _last_entry(record, asked.today)
    editions, unsound = read_register(record.folder)
    dates = date_findings(record.dossier, day, asked.today, asked.since, asked.known_on)
    found = [*record.findings, *dates, *unsound]
    languages = languages_named(record.dossier, asked.languages or _at_hand(record))
    read = with_translations(record, languages)
    order = Order(asked.where, day, asked.today, ("all",), asked.since, asked.known_on, tuple(languages))
    workshop = Workshop(read, order, [*found, *read.findings])
    sent = tuple(_papers_sent(record.dossier, editions))
    for language in languages:
        workshop.add_findings(check(replace(context_of(workshop, language), sent=sent), chosen))
        _compose_all(workshop, language)
    workshop.add_findings(finding for each in check_used(record.dossier, asked.where) for finding in each.findings)
    judged = judge(workshop.findings, settings)
    subject = f"{record.dossier.id} as of {day}, in {', '.join(languages)}"
    own = [each for each, entry in judged.known if entry.listed_in == BASELINE_FILE]
    writable = tuple(each for each in (*own, *judged.findings) if each.rule in all_rules())
    return Inspected(subject, tuple(worst_first(judged.findings)), len(judged.known), _paths(record), day, writable)


def write_known(asked: Inspection, inspected: Inspected) -> Path:
    """Writes what the rules find in a dossier into its baseline, in place of what stood there.

    Raises:
        UsageProblemError: there is no such dossier.
        OutputError: the file cannot be written.
    """
    workspace = workspace_for(asked.where)
    path = workspace.dossier_folder(asked.where.dossier) / BASELINE_FILE
    data = write_baseline(inspected.writable, f"It was known on {asked.today}.")
    [written] = write_outputs([Output(path, data)], untouched=lambda _: True)
    return written.path


def check_files(asked: Inspection, files: Sequence[Path]) -> list[Inspected]:
    """Finished Word files, each by itself, and those of one series also with each other, from the oldest to the newest.

    Raises:
        UnreadableInputError: a file is no Word document, or cannot be read.
        UsageProblemError: a rule does not exist, or changes since a day are asked for.
    """
    if asked.since:
        raise UsageProblemError("--since is for the dossier.", "Files are compared with each other: give two or more.")
    settings = _settings_around(asked.where)
    chosen = _selection(asked, settings)
    read = [_read(path, name, asked) for path, name in zip(files, _names(files), strict=True)]
    changes = list(_changes_between(read, settings, chosen))
    done = [_of_file(each, asked, settings, chosen, changes) for each in read]
    undated = any(each.whole.as_of is None for each in read) and len(read) > 1
    return [replace(each, note=_UNDATED) for each in done] if undated else done


def _names(files: Sequence[Path]) -> list[str]:
    """What findings call some files: by their names alone, where no two are called alike."""
    names = [path.name for path in files]
    return names if len(set(names)) == len(names) else [path.as_posix() for path in files]


def annotate_files(files: Sequence[Path], done: Sequence[Inspected], folder: Path, *, force: bool) -> list[Path]:
    """Writes a copy of each file into a folder.

    Raises:
        OutputError: a copy would replace its file, or one that was edited by hand, or cannot be written.
    """
    outputs = [_copy(path, inspected, folder) for path, inspected in zip(files, done, strict=True)]
    return [each.path for each in write_outputs(outputs, force=force, untouched=is_untouched)]


def annotate_documents(asked: Inspection, inspected: Inspected, folder: Path, *, force: bool) -> list[Path]:
    """Writes each document of the dossier, as a draft, into a folder, with what was found in the words that it prints.

    A finding that is about no words of a document stands at its beginning.

    Raises:
        FindingsError: a document cannot be made even as a draft.
        OutputError: a copy would replace one that was edited by hand, or cannot be written.
    """
    record = open_record(asked.where)
    languages = languages_named(record.dossier, asked.languages)
    day = asked.as_of or inspected.day
    assert day is not None, "a dossier is always looked at on a day"
    order = Order(
        asked.where, day, asked.today, ("all",), known_on=asked.known_on, languages=tuple(languages), draft=True
    )
    workshop = Workshop(with_translations(record, languages), order)
    outputs = []
    for job in jobs_for(record, order, documents_named(record.dossier, order.documents)):
        made = workshop.fill(job, workshop.compose(job))
        remarks = _remarks(inspected.findings, read_manuscript(made.data, made.path.name))
        outputs.append(Output(folder / made.path.name, add_remarks(made.data, remarks, made.path.name)))
    return [each.path for each in write_outputs(outputs, force=force, untouched=is_untouched)]


def every_rule() -> Mapping[str, Rule]:
    """Every rule by its id, in the order of the ids. Imports the modules that declare them, which takes a moment."""
    all_rules()
    for module in _DECLARING:
        import_module(module)
    return dict(sorted(REGISTER.items()))


def find_rules(name: str) -> list[Rule]:
    """The rule of an id, the rules of a family, or all.

    Raises:
        UsageProblemError: there is none of that name.
    """
    known = every_rule()
    found = [rule for rule in known.values() if name == "all" or name.upper() in (rule.id, rule.family)]
    if not found:
        raise UsageProblemError(f"There is no rule “{name}”.", _offer(name, known))
    return found


def _offer(name: str, known: Iterable[str]) -> str:
    """The rule that may have been meant, and those of the family that was named."""
    family = [each for each in known if each.startswith(f"{name.upper().partition('-')[0]}-")]
    if not family:
        return did_you_mean(name, known) or "--explain all lists them."
    return f"{did_you_mean(name, family)} The rules of this family are: {', '.join(family)}.".lstrip()


@dataclass(frozen=True)
class _FileRead:
    """A file as it is checked.

    Attributes:
        whole: all of it; of one that is very long, `manuscript` has the beginning.
        house: by whose way of writing values it is read.
    """

    path: Path
    data: bytes
    whole: Manuscript
    manuscript: Manuscript
    house: House = EU


def _read(path: Path, name: str, asked: Inspection) -> _FileRead:
    data = read_template_file(path).data
    manuscript = read_manuscript(data, name)
    house = house_around(asked.where, manuscript.properties)
    tagged = replace(manuscript, tag=manuscript.properties.get("briefgen language", ""))
    whole = with_stated_days(tagged, house)
    read = replace(whole, passages=whole.passages[:MOST_PASSAGES], as_of=asked.as_of or whole.as_of)
    return _FileRead(path, data, whole, read, house)


def _changes_between(read: Sequence[_FileRead], settings: CheckSettings, chosen: RuleSelection) -> Iterator[Finding]:
    """What the rules on changes over time say of files that were given together, each on the day that it states."""
    if len(read) > 1:
        manuscripts = tuple(replace(each.manuscript, as_of=each.whole.as_of) for each in read)
        context = CheckContext(manuscripts, settings=rule_settings(settings))
        yield from (each for each in check(context, RuleSelection(("CHG",))) if chosen.includes(each.rule))


def _of_file(
    read: _FileRead, asked: Inspection, settings: CheckSettings, chosen: RuleSelection, changes: Sequence[Finding]
) -> Inspected:
    manuscript, name = read.manuscript, read.manuscript.name
    context = CheckContext((manuscript,), day=manuscript.as_of, settings=rule_settings(settings), house=read.house)
    mine = [each for each in changes if each.place.file == name]
    left_out = find_left_out(read.data, name) if asked.copies else ()
    judged = judge([*check(context, chosen), *mine, *left_out, *_not_read(read.whole)], settings)
    return Inspected(name, tuple(worst_first(judged.findings)), len(judged.known), {name: read.path}, manuscript.as_of)


def _not_read(whole: Manuscript) -> Iterator[Finding]:
    """A warning that the end of a file was not looked at."""
    if (count := len(whole.passages)) > MOST_PASSAGES:
        message = f"only the first {MOST_PASSAGES} of its {count} paragraphs were checked; more would take too long"
        yield warning(READ_IN_PART, Place(whole.name), message, "Check it in parts.", str(count))


def _papers_sent(dossier: Dossier, editions: Iterable[Edition]) -> Iterator[PaperSent]:
    """The editions of documents that print the record, each as findings call it."""
    printing = {each.name for each in dossier.documents if each.kind in _PRINTING}
    for each in editions:
        if each.document in printing:
            called = f"the {each.document} of {name_day(each.as_of)} (sent on {name_day(each.sent)})"
            yield PaperSent(each.as_of, each.known_when_sent, called)


def _selection(asked: Inspection, settings: CheckSettings) -> RuleSelection:
    for fault in find_unknown_rules(RuleSelection(asked.select, asked.ignore)):
        raise UsageProblemError(f"--select or --ignore: {fault.message}", fault.remedy)
    chosen = selection(settings, asked.select, asked.ignore)
    refuse_errors(find_unknown_rules(chosen), draft=False)
    return chosen


def _last_entry(record: Record, today: date) -> date:
    """The day of the last entry that is not in the future; today where there is none."""
    days = (row.as_of for row in rows_with_days(record.dossier) if row.as_of)
    return max((day for day in days if day <= today), default=today)


def _at_hand(record: Record) -> list[str]:
    """The source language, and those that have a catalogue."""
    own, *others = record.dossier.languages
    folder = record.folder / "locale"
    there = (each for each in others if os.path.exists(folder / f"{each}.po"))  # noqa: PTH110 - pathlib stops at names too long
    return [own, *there]


def _compose_all(workshop: Workshop, language: str) -> None:
    """Says all texts, so that those that cannot be said, or are not translated, are found too."""
    for document in workshop.record.dossier.documents:
        workshop.compose(DocumentJob(document, language))


def _settings_around(where: Where) -> CheckSettings:
    """The settings of the workspace around, if there is any; a file can be checked without."""
    try:
        return check_settings_of(workspace_for(where).checks)
    except UsageProblemError:
        if where.workspace:
            raise
        return CheckSettings()


def _paths(record: Record) -> dict[str, Path]:
    """Where the files lie that findings name."""
    folders = (record.folder, record.workspace.templates)
    found = {path.name: path for folder in folders for path in _files_in(folder)}
    locale = {f"locale/{path.name}": path for path in _files_in(record.folder / "locale")}
    return {**found, **locale, "briefgen.toml": record.workspace.root / "briefgen.toml"}


def _files_in(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()


def _copy(path: Path, inspected: Inspected, folder: Path) -> Output:
    copy = folder / f"{path.stem}.docx"
    if copy.exists() and copy.samefile(path):
        raise OutputError(f"{copy} is the file itself.", "Name another folder with --annotate DIR.")
    data = read_template_file(path).data
    remarks = (Remark.of(each, inspected.subject) for each in inspected.findings)
    return Output(copy, add_remarks(data, remarks, path.name))


def _remarks(findings: Iterable[Finding], manuscript: Manuscript) -> Iterator[Remark]:
    for finding in findings:
        passage = next((each for each in manuscript.passages if finding.words and finding.words in each.text), None)
        if passage:
            yield Remark.of(replace(finding, place=passage.place))
        elif start := next(iter(manuscript.body), None):
            told = replace(finding, place=start.place, message=f"{finding.place}: {finding.message}", words="")
            yield Remark.of(told)
