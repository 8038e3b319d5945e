"""`briefgen check`: everything that the rules find in a dossier, or in any finished Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from briefgen.asof import date_findings
from briefgen.checks import CheckContext, RuleSelection, check
from briefgen.commands.template import templates_of
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, worst_first
from briefgen.library import read_template_file
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Manuscript
from briefgen.production import rule_findings as checking
from briefgen.production.order import Order, Where
from briefgen.production.record import (
    Record,
    languages_named,
    open_record,
    refuse_errors,
    with_translations,
    workspace_for,
)
from briefgen.production.rule_findings import Judged, judge, rule_settings, selection
from briefgen.production.workshop import Job, Workshop
from briefgen.workspace.check_settings import CheckSettings, check_settings_of


@dataclass(frozen=True)
class Inspection:
    """What is asked for.

    Attributes:
        as_of: the day, or None for that of the last entry (of files: the day that they name).
        today: the day on which it is asked.
        select, ignore: rules or families, as given.
    """

    where: Where
    today: date
    as_of: date | None = None
    known_on: date | None = None
    languages: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inspected:
    """What was found.

    Attributes:
        subject: what was looked at, in words.
        findings: worst first, then by place.
        known: how many more the baseline knows.
        paths: for each file that a finding names, where it lies.
        day: the as-of date, where one is known.
    """

    subject: str
    findings: tuple[Finding, ...]
    known: int = 0
    paths: Mapping[str, Path] = field(default_factory=dict)
    day: date | None = None


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
    found = [*record.findings, *date_findings(record.dossier, day, asked.today, known_on=asked.known_on)]
    languages = languages_named(record.dossier, asked.languages or _at_hand(record))
    read = with_translations(record, languages)
    order = Order(asked.where, day, asked.today, ("all",), known_on=asked.known_on, languages=tuple(languages))
    workshop = Workshop(read, order, [*found, *read.findings])
    for language in languages:
        workshop.keep(check(checking.context_of(workshop, language), chosen))
        _compose_all(workshop, language)
    workshop.keep(finding for each in templates_of(record.dossier, asked.where) for finding in each.findings)
    judged = judge(workshop.findings, settings)
    subject = f"{record.dossier.id} as of {day}, in {', '.join(languages)}"
    return Inspected(subject, tuple(worst_first(judged.findings)), len(judged.known), _paths(record), day)


def check_files(asked: Inspection, files: Sequence[Path]) -> list[Inspected]:
    """Finished Word files, each by itself.

    Raises:
        UnreadableInputError: a file is no Word document, or cannot be read.
        UsageProblemError: a rule does not exist.
    """
    settings = _settings_around(asked.where)
    chosen = _selection(asked, settings)
    return [_of_file(path, asked, settings, chosen) for path in files]


def _read(path: Path) -> Manuscript:
    from briefgen.checks.engine.report_day import with_stated_days
    from briefgen.word.reader import read_manuscript

    return with_stated_days(read_manuscript(read_template_file(path).data, path.name))


def _of_file(path: Path, asked: Inspection, settings: CheckSettings, chosen: RuleSelection) -> Inspected:
    manuscript = _read(path)
    if asked.as_of:
        manuscript = replace(manuscript, as_of=asked.as_of)
    context = CheckContext((manuscript,), day=manuscript.as_of, settings=rule_settings(settings))
    judged: Judged = judge(check(context, chosen), settings)
    return Inspected(
        path.name, tuple(worst_first(judged.findings)), len(judged.known), {path.name: path}, manuscript.as_of
    )


def _selection(asked: Inspection, settings: CheckSettings) -> RuleSelection:
    for fault in checking.unknown_rules(RuleSelection(asked.select, asked.ignore)):
        raise UsageProblemError(f"--select or --ignore: {fault.message}", fault.remedy)
    chosen = selection(settings, asked.select, asked.ignore)
    refuse_errors(checking.unknown_rules(chosen), draft=False)
    return chosen


def _last_entry(record: Record, today: date) -> date:
    """The day of the last entry that is not in the future; today where there is none."""
    return max((day for day in _days(record.dossier) if day <= today), default=today)


def _days(dossier: Dossier) -> Iterator[date]:
    yield from (each.as_of for each in dossier.follow_ups)
    yield from (each.as_of for each in dossier.figures)
    yield from (each.as_of for each in dossier.paragraphs)
    rows = (row for frame in dossier.frames.values() for row in frame.rows)
    yield from (row.as_of for row in rows if row.as_of)


def _at_hand(record: Record) -> list[str]:
    """The source language, and those that have a catalogue."""
    own, *others = record.dossier.languages
    return [own, *(each for each in others if (record.folder / "locale" / f"{each}.po").exists())]


def _compose_all(workshop: Workshop, language: str) -> None:
    """Says all texts, so that those that cannot be said, or are not translated, are found too."""
    for document in workshop.record.dossier.documents:
        workshop.compose(Job(document, language))


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
