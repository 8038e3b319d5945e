"""`briefgen export` and `status --chase`: workbooks to those who report, reminders to those who have not answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefgen.asof import Situation, date_findings, situation_as_of
from briefgen.compose import Request, texts_for
from briefgen.contributions.contents import (
    Contribution,
    Speaker,
    contribution_for,
    owners_in,
    owners_of,
    plain_owner,
)
from briefgen.contributions.register import (
    REGISTER,
    Event,
    EventKind,
    Waiting,
    read_events,
    waiting_for,
    with_events,
)
from briefgen.contributions.reminders import Contributor, read_contributors, reminder_to
from briefgen.contributions.words import Words, words_in
from briefgen.contributions.workbook import workbook_of
from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, did_you_mean
from briefgen.localise import languages, localiser
from briefgen.opc.seal import is_untouched
from briefgen.outputs import Output, write_outputs
from briefgen.outputs.addresses import AddressError
from briefgen.outputs.mail import is_untouched_draft, write_draft
from briefgen.outputs.naming import fault_of_name
from briefgen.production.order import Where
from briefgen.production.record import Record, house_style_options, open_record, refuse_errors
from briefgen.sources import DayCut
from briefgen.sources.files.sheets.cells import MAX_ROWS
from briefgen.sources.mapping.keys import make_key

_MOST_ROWS: Final = MAX_ROWS - 100
"""Of the rows that a sheet may have, some are heads, and some are free."""


class ExportOrder(Struct, frozen=True):
    """Which workbooks, as of when.

    Attributes:
        owners: whose items; empty for one workbook with all of them.
        each_owner: whether everybody who has an item gets a workbook of his own.
        language: that the workbooks speak; "" for that of each contributor, else of the dossier.
    """

    where: Where
    as_of: date
    today: date
    owners: tuple[str, ...] = ()
    each_owner: bool = False
    known_on: date | None = None
    language: str = ""
    force: bool = False


class ExportResult(Struct, frozen=True):
    """What was written.

    Attributes:
        kept: where former files are that had been edited by hand and were replaced by force.
        notes: what should be told besides.
    """

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...]
    notes: tuple[str, ...]


def export(order: ExportOrder) -> ExportResult:
    """Writes a workbook for each owner, or one with all items, and enters them into the register: all or none.

    Raises:
        UsageProblemError: nobody of that name has an item.
        FindingsError: the tables have errors, or the date makes no sense.
        OutputError: a file cannot be written.
    """
    record = open_record(order.where, DayCut(order.as_of, order.known_on))
    dates = date_findings(record.dossier, order.as_of, order.today, known_on=order.known_on)
    findings = refuse_errors([*record.findings, *dates], draft=False)
    situation = situation_as_of(record.dossier, order.as_of, order.known_on)
    speakers = _Speakers(record, situation, order.language, read_contributors(record.folder))
    owners = _owners(order, situation)
    made = [_fit_to_be_read(contribution_for(owner, situation, speakers.to(owner))) for owner in owners]
    files = [Output(_path(record, each), workbook_of(each)) for each in made]
    pairs = zip(made, files, strict=True)
    events = [_exported(each, order.today, file.path.name) for each, file in pairs]
    written = _write(record, files, events, is_untouched, force=order.force)
    notes = (*speakers.notes(owners), *_without_owner(order, situation))
    return ExportResult(tuple(file.path for file in files), (*findings, *speakers.findings), written, notes)


class _Speakers:
    """What says things to each owner, in his language."""

    def __init__(
        self, record: Record, situation: Situation, language: str, contributors: dict[str, Contributor]
    ) -> None:
        self.asked, self.contributors = language, contributors
        self.source, self.as_of = record.dossier.source_language, situation.as_of
        self.options = house_style_options(record.workspace)
        own = localiser(self.source, situation.as_of, options=self.options)
        self.texts = texts_for(situation, Request(own))

    @property
    def findings(self) -> list[Finding]:
        """What was wrong with the texts that were said."""
        return self.texts.findings

    def language(self, owner: str) -> str:
        """The code of the language that somebody is spoken to in."""
        contributor = self.contributors.get(plain_owner(owner))
        return self.asked or (contributor.language if contributor else "") or self.source

    def to(self, owner: str) -> Speaker:
        """What says things to an owner."""
        words = words_in(_known_language(self.language(owner)))
        return Speaker(self.texts, words, localiser(words.language, self.as_of, options=self.options))

    def notes(self, owners: Iterable[str]) -> list[str]:
        """Which languages the workbooks do not speak yet."""
        wanted = dict.fromkeys(map(self.language, owners))
        return [_not_spoken(code, words_in(code)) for code in wanted if words_in(code).language != code]


def _known_language(code: str) -> str:
    if code not in languages():
        raise UsageProblemError(f"There is no language “{code}”.", f"There are: {', '.join(languages())}.")
    return code


def _not_spoken(code: str, words: Words) -> str:
    return f"Workbooks do not speak the language “{code}” yet; headings and instructions are in “{words.language}”."


def _owners(order: ExportOrder, situation: Situation) -> Sequence[str]:
    known = owners_of(situation)
    if order.each_owner:
        if not known:
            message = f"No item has an owner on {order.as_of}."
            raise UsageProblemError(message, "Fill in the column “owner” of followup, or export without --each-owner.")
        return known
    spelt = {plain_owner(owner): owner for owner in known}
    for owner in order.owners:
        if plain_owner(owner) not in spelt:
            message = f"Nobody called “{owner}” has an item on {order.as_of}."
            raise UsageProblemError(message, did_you_mean(owner, known) or f"There are: {', '.join(known)}.")
    return [spelt[plain_owner(owner)] for owner in order.owners] or [""]


def _fit_to_be_read(contribution: Contribution) -> Contribution:
    """A workbook that has something to ask, and no more than can be read back."""
    day = contribution.identity.as_of
    if not contribution.rows:
        message = f"The dossier {contribution.identity.dossier} has no points on {day}, so there is nothing to ask."
        raise UsageProblemError(message, "Fill in its table “commitments”, or ask for another day.")
    if len(contribution.rows) > _MOST_ROWS:
        message = f"The workbook would have {len(contribution.rows)} rows; at most {_MOST_ROWS} are read back."
        raise UsageProblemError(message, "Make a workbook for each owner: --each-owner.")
    return contribution


def _without_owner(order: ExportOrder, situation: Situation) -> list[str]:
    """The items that nobody is asked about."""
    left = [item.key for item in situation.items if not owners_in(item.follow_up.owner)]
    if not (left and order.each_owner):
        return []
    listed = ", ".join(left[:5]) + (f" and {len(left) - 5} more" if len(left) > 5 else "")
    return [f"{len(left)} items have no owner and are in no workbook: {listed}."]


def _path(record: Record, contribution: Contribution) -> Path:
    identity = contribution.identity
    return _file_for(record, f"contribution-{identity.as_of}", identity.owner, "xlsx")


def _file_for(record: Record, stem: str, owner: str, ending: str) -> Path:
    name = ".".join(filter(None, (stem, make_key(owner).casefold() if owner else "", ending)))
    if fault := fault_of_name(name):
        raise UsageProblemError(f"The owner “{owner}” cannot be part of a file name: {fault}.", "Rename the owner.")
    return record.workspace.out / record.dossier.id / name


def _exported(contribution: Contribution, today: date, file: str) -> Event:
    identity = contribution.identity
    return Event(
        identity.as_of, identity.owner, EventKind.EXPORTED, today, len(identity.items), identity.language, file
    )


def _write(
    record: Record,
    files: Sequence[Output],
    events: Sequence[Event],
    untouched: Callable[[bytes], bool],
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Writes files and register, all or none; gives where former files are kept."""
    register = register_output(record.folder, events)
    # a register that somebody else has added to in the meantime is nobody's to replace
    before = _content(record.folder / REGISTER)
    made = write_outputs([*files, *register], force=force, untouched=lambda found: found == before or untouched(found))
    return tuple(each.kept for each in made if each.kept)


def register_output(folder: Path, events: Sequence[Event]) -> list[Output]:
    """The register with what happened now; nothing where it says so already.

    Raises:
        FindingsError: the register was broken.
    """
    before = _content(folder / REGISTER)
    after = with_events(before, read_events(folder), events)
    return [Output(folder / REGISTER, after)] if after != before else []


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


class ChaseResult(Struct, frozen=True):
    """Who has answered for a day, and who has not.

    Attributes:
        as_of: None where no workbook ever went out.
        drafts: the reminders that were written.
        addressless: the owners whose reminders have no address.
    """

    dossier: str
    as_of: date | None
    rows: tuple[Waiting, ...]
    drafts: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()
    addressless: tuple[str, ...] = ()


def chase(where: Where, as_of: date | None, today: date, *, remind: bool = False, force: bool = False) -> ChaseResult:
    """Who was given a workbook for a day, and how far the answers are; with reminders to those who have not answered.

    Args:
        as_of: the day that is reported on; the last one that workbooks went out for, where it is None.
        remind: whether reminders are written, and entered into the register.

    Raises:
        FindingsError: the register was broken.
        OutputError: a file cannot be written.
    """
    record = open_record(where, DayCut(as_of or today))
    rows = tuple(waiting_for(read_events(record.folder), as_of))
    day = as_of or next((each.as_of for each in rows), None)
    late = [each for each in rows if not each.is_over]
    if not (remind and late):
        return ChaseResult(record.dossier.id, day, rows)
    contributors = read_contributors(record.folder)
    people = [contributors.get(plain_owner(each.owner), Contributor(each.owner)) for each in late]
    pairs = list(zip(late, people, strict=True))
    files = [_draft(record, each, who, today) for each, who in pairs]
    events = [_reminded(each, today, file.path.name) for each, file in zip(late, files, strict=True)]
    kept = _write(record, files, events, is_untouched_draft, force=force)
    silent = tuple(each.owner for each, who in pairs if not who.email)
    return ChaseResult(record.dossier.id, day, rows, tuple(file.path for file in files), kept, silent)


def _draft(record: Record, waiting: Waiting, contributor: Contributor, today: date) -> Output:
    words = words_in(contributor.language or waiting.language)
    day = localiser(words.language, waiting.as_of).long_date(waiting.as_of)
    number = waiting.next_reminder(today)
    workbook = _content(record.workspace.out / record.dossier.id / Path(waiting.file).name)
    draft = reminder_to(
        waiting, contributor, words, number, title=record.dossier.title, day=day, workbook=workbook or None
    )
    path = _file_for(record, f"reminder-{waiting.as_of}-{number}", waiting.owner, "eml")
    try:
        return Output(path, write_draft(draft))
    except AddressError as problem:
        remedy = "Write it as name@example.eu; several with commas between them."
        raise UsageProblemError(f"contributors.csv: {problem}", remedy) from None


def _reminded(waiting: Waiting, today: date, file: str) -> Event:
    number = waiting.next_reminder(today)
    return Event(waiting.as_of, waiting.owner, EventKind.REMINDED, today, number, waiting.language, file)
