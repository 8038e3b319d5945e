"""`briefgen check`: everything that the rules find in a dossier, or in any finished Word file.

Copies with comments are made by `briefgen.commands.check_copies`; what a rule asks, `briefgen.commands.rules` tells.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.asof import date_findings
from briefgen.asof.standing import rows_with_days
from briefgen.cache import NO_CACHE, Cache
from briefgen.checks import CheckContext, PaperSent, RuleSelection, all_rules, check
from briefgen.checks.engine.houses import describe_guess, guess_house
from briefgen.checks.engine.report_day import with_stated_days
from briefgen.checks.rules.changes.ledger import name_day
from briefgen.commands.template import check_used
from briefgen.editions.register import Edition, read_register
from briefgen.errors import BriefgenError, UnreadableInputError, UsageProblemError
from briefgen.findings import Finding, Place, error, warning, worst_first
from briefgen.library import read_template_file
from briefgen.localise import EU, House, house_named
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Manuscript
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Order, Watch, Where, without_watch
from briefgen.production.postcheck import READ_IN_PART
from briefgen.production.record import (
    Record,
    check_settings_around,
    house_around,
    languages_named,
    open_record,
    options_around,
    refuse_errors,
    with_translations,
    workspace_for,
)
from briefgen.production.rule_findings import (
    Judged,
    context_of,
    find_unknown_rules,
    judge,
    rule_settings,
    selection,
)
from briefgen.production.workshop import DocumentJob, Workshop
from briefgen.word.annotate import find_left_out
from briefgen.word.reader import read_manuscript
from briefgen.workspace import BASELINE_FILE, FILE_NAME
from briefgen.workspace.baseline import entry_for, write_entries
from briefgen.workspace.check_settings import CheckSettings, KnownFinding, check_settings_of

MOST_PASSAGES = 25_000
"""Paragraphs of a file that are checked, some eight hundred pages: five seconds."""

_LONG = 500
"""Paragraphs from which on what is found in a file is kept, so that it need not be looked for again; see `cache`."""

_TOGETHER = ("CHG", "XDO")
_UNDATED = "compared in the order given, since not all files state their day"
_PRINTING = frozenset({"annex", "tracker"})  # the kinds of documents that print commitments and follow-ups


class Inspection(Struct, frozen=True):
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


class Inspected(Struct, frozen=True):
    """What was found.

    Attributes:
        subject: what was looked at, in words.
        findings: worst first, then by place.
        known: how many more the baseline knows.
        paths: for each file that a finding names, where it lies.
        day: the as-of date, where one is known.
        writable: the entries that the dossier's own baseline is to have, if what was found may stay.
        note: what is to be known of how it was looked at, or "".
        order: the places of a file's passages, in the order of reading.
        unread: whether it could not be read at all; the finding says why.
        listed_in: the files whose baselines know the others.
    """

    subject: str
    findings: tuple[Finding, ...]
    known: int = 0
    paths: Mapping[str, Path] = field(default_factory=dict)
    day: date | None = None
    writable: tuple[KnownFinding, ...] = ()
    note: str = ""
    order: tuple[Place, ...] = ()
    unread: bool = False
    listed_in: tuple[str, ...] = ()


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
    paths = _paths(record, languages)
    was_asked = partial(_was_asked, files=paths, chosen=chosen, since=asked.since)
    judged = judge(workshop.findings, settings, was_asked)
    subject = f"{record.dossier.id} as of {day}, in {', '.join(languages)}"
    writable = tuple(_writable(judged, settings, was_asked, f"It was known on {asked.today}."))
    inspected = Inspected(subject, tuple(worst_first(judged.findings)), len(judged.known), paths, day, writable)
    return replace(inspected, listed_in=_listed_in(judged))


def _listed_in(judged: Judged) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.listed_in for _, entry in judged.known))


def unread(subject: str, problem: BriefgenError) -> Inspected:
    """What is said of what cannot be read at all."""
    told = error(READ_IN_PART, Place(subject), problem.message, problem.remedy)
    return Inspected(subject, (told,), unread=True)


def _was_asked(entry: KnownFinding, files: Container[str], chosen: RuleSelection, since: date | None = None) -> bool:
    """Whether what an entry of the baseline knows would have been found in these files, were it still there."""
    if entry.file and entry.file not in files:
        return False
    is_asked = entry.rule not in all_rules() or chosen.includes(entry.rule)
    return is_asked and not (since and entry.rule.startswith("CHG-"))


def _writable(
    judged: Judged, settings: CheckSettings, was_asked: Callable[[KnownFinding], bool], reason: str
) -> Iterator[KnownFinding]:
    """The entries that are there and still know something, or were not asked, with their reasons; and new ones."""
    used = [entry for _, entry in judged.known]
    own = (each for each in settings.baseline if each.listed_in == BASELINE_FILE)
    yield from (each for each in own if each in used or not was_asked(each))
    yield from (entry_for(each, reason) for each in judged.findings if each.rule in all_rules())


def write_known(asked: Inspection, inspected: Inspected) -> Path:
    """Writes what the rules find in a dossier into its baseline, in place of what stood there.

    Raises:
        UsageProblemError: there is no such dossier.
        OutputError: the file cannot be written.
    """
    workspace = workspace_for(asked.where)
    path = workspace.dossier_folder(asked.where.dossier) / BASELINE_FILE
    [written] = write_outputs([Output(path, write_entries(inspected.writable))], untouched=lambda _: True)
    return written.path


def check_files(asked: Inspection, files: Sequence[Path], watch: Watch = without_watch) -> list[Inspected]:
    """Finished Word files, each by itself, and those of one series also with each other, from the oldest to the newest.

    Of several, one that cannot be read does not keep the others from being looked at; a finding says why.

    Args:
        watch: is told how many were looked at, and how many there are.

    Raises:
        UnreadableInputError: the only file is no Word document, or cannot be read.
        UsageProblemError: a rule does not exist, changes since a day are asked for, or there is no such file.
    """
    if asked.since:
        raise UsageProblemError("--since is for the dossier.", "Files are compared with each other: give two or more.")
    settings = check_settings_around(asked.where)
    chosen = _selection(asked, settings)
    house_around(asked.where, {})  # one that there is not stops all
    names = dict(zip(_names(files), files, strict=True))
    tried = {name: _read_or_say_why_not(path, name, asked, alone=len(names) == 1) for name, path in names.items()}
    read = [each for each in tried.values() if isinstance(each, _FileRead)]
    changes = list(_changes_between(read, settings, chosen))
    done = []
    for number, (name, each) in enumerate(tried.items()):
        watch(number, len(tried))
        if isinstance(each, _FileRead):
            done.append(_of_file(each, asked, settings, chosen, changes))
        else:
            done.append(unread(name, each))
    undated = any(each.whole.as_of is None for each in read) and len(read) > 1
    return [replace(each, note="; ".join(filter(None, (each.note, _UNDATED)))) for each in done] if undated else done


def check_bytes(asked: Inspection, data: bytes, name: str) -> Inspected:
    """A finished Word file that is in memory, called by a name.

    Raises:
        UnreadableInputError: it is no Word document, or cannot be read.
        UsageProblemError: a rule does not exist.
    """
    settings = check_settings_around(asked.where)
    chosen = _selection(asked, settings)
    return _of_file(_read(Path(name), data, name, asked), asked, settings, chosen, ())


def _names(files: Sequence[Path]) -> list[str]:
    """What findings call some files: by their names alone, where no two are called alike."""
    names = [path.name for path in files]
    return names if len(set(names)) == len(names) else [path.as_posix() for path in files]


class _FileRead(Struct, frozen=True):
    """A file as it is checked.

    Attributes:
        whole: all of it; of one that is very long, `manuscript` has the beginning.
        house: by whose way of writing values it is read.
        note: by which house it was read, where that was guessed.
    """

    path: Path
    data: bytes
    whole: Manuscript
    manuscript: Manuscript
    house: House = EU
    note: str = ""


def _read_or_say_why_not(path: Path, name: str, asked: Inspection, *, alone: bool) -> _FileRead | BriefgenError:
    """A file, or why it cannot be read; of one that is alone this is raised."""
    try:
        return _read(path, read_template_file(path).data, name, asked)
    except (UnreadableInputError, UsageProblemError) as problem:
        if alone:
            raise
        return problem


def _read(path: Path, data: bytes, name: str, asked: Inspection) -> _FileRead:
    manuscript = read_manuscript(data, name)
    named = house_around(asked.where, manuscript.properties)
    house = named or guess_house(manuscript, house_named("plain"), house_named("gb"))
    tagged = replace(manuscript, tag=manuscript.properties.get("briefgen language", ""))
    whole = with_stated_days(tagged, house)
    read = replace(whole, passages=whole.passages[:MOST_PASSAGES], as_of=asked.as_of or whole.as_of)
    return _FileRead(path, data, whole, read, house, "" if named else describe_guess(house))


def _changes_between(read: Sequence[_FileRead], settings: CheckSettings, chosen: RuleSelection) -> Iterator[Finding]:
    """What is said of files that were given together, each on the day that it states."""
    if len(read) > 1:
        manuscripts = tuple(replace(each.manuscript, as_of=each.whole.as_of) for each in read)
        context = CheckContext(manuscripts, settings=rule_settings(settings), house=read[0].house)
        yield from (each for each in check(context, RuleSelection(_TOGETHER)) if chosen.includes(each.rule))


def _of_file(
    read: _FileRead, asked: Inspection, settings: CheckSettings, chosen: RuleSelection, changes: Sequence[Finding]
) -> Inspected:
    manuscript, name = read.manuscript, read.manuscript.name
    context = CheckContext((manuscript,), None, manuscript.as_of, settings=rule_settings(settings), house=read.house)
    context = replace(context, options=options_around(asked.where))
    mine = [each for each in changes if each.place.file == name]
    left_out = find_left_out(read.data, name) if asked.copies else ()
    found = [*_found_in(read, context, chosen, Cache(asked.where.cache)), *mine, *left_out, *_not_read(read.whole)]
    judged = judge(found, settings, lambda entry: bool(entry.file) and _was_asked(entry, {name}, chosen))
    inspected = Inspected(name, tuple(worst_first(judged.findings)), len(judged.known), {name: read.path})
    order = tuple(each.place for each in manuscript.passages)
    return replace(inspected, day=manuscript.as_of, order=order, note=read.note, listed_in=_listed_in(judged))


def _found_in(read: _FileRead, context: CheckContext, chosen: RuleSelection, cache: Cache) -> list[Finding]:
    """What the rules find in a file; of a long one from the cache, where they have been asked the very same before."""
    house, name = (read.house.name, read.house.digest), read.manuscript.name
    asked = (context.day, chosen, context.settings, context.options, house)
    kept = cache if len(read.manuscript.passages) >= _LONG else NO_CACHE
    key = ("findings in a file", sha256(read.data).hexdigest(), name, *asked)
    return kept.once(key, lambda: check(context, chosen), pickle.dumps, pickle.loads)


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


def _paths(record: Record, languages: Sequence[str]) -> dict[str, Path]:
    """Where the files lie that were read, by the names that findings have of them."""
    folders = (record.folder, record.workspace.templates)
    found = {path.name: path for folder in folders for path in _files_in(folder)}
    catalogues = (path for path in _files_in(record.folder / "locale") if path.stem in languages)
    locale = {f"locale/{path.name}": path for path in catalogues}
    return {**found, **locale, FILE_NAME: record.workspace.root / FILE_NAME}


def _files_in(folder: Path) -> Iterable[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
