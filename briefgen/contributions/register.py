"""The register of workbooks that went out and came back: `contributions.csv` in a dossier’s folder; only added to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from briefgen.contributions.contents import plain_owner
from briefgen.errors import FindingsError
from briefgen.findings import has_errors
from briefgen.sources.files.csv import read_csv
from briefgen.sources.files.csv_rows import with_rows
from briefgen.sources.files.schema import CONTRIBUTIONS, TableSchema
from briefgen.sources.files.text import read_bytes
from briefgen.sources.ledger.entries import entries_of
from briefgen.sources.ledger.texts import TextChecker

REGISTER: Final = f"{CONTRIBUTIONS.name}.csv"
LAST_REMINDER: Final = 3


class EventKind(StrEnum):
    """What happened to a workbook."""

    EXPORTED = "exported"
    ANSWERED = "answered"
    REMINDED = "reminded"


class Event(Struct, frozen=True):
    """A row of the register.

    Attributes:
        as_of: the day that the workbook reports on.
        owner: whose it is; "" for the one with all items.
        day: on which it happened.
        items: how many items the workbook has; of an answer, how many it says something of; of a reminder, its number.
        language: that it speaks.
    """

    as_of: date
    owner: str
    kind: EventKind
    day: date
    items: int
    language: str = ""
    file: str = ""


class Waiting(Struct, frozen=True):
    """How far somebody's answer is.

    Attributes:
        items: how many he was asked about.
        answered: how many of them he has said something of.
        reminders: how many reminders he has got.
        reminded: the day of the last one.
    """

    owner: str
    as_of: date
    items: int
    answered: int
    reminders: int
    reminded: date | None
    language: str
    file: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more is waited for."""
        return self.answered >= self.items

    def next_reminder(self, today: date) -> int:
        """The number of the next reminder, the third being the last in words; that of today stays itself."""
        return min(LAST_REMINDER, max(1, self.reminders + (self.reminded != today)))


def read_events(folder: Path) -> tuple[Event, ...]:
    """The rows of the register of a dossier, in their order; none where there is none.

    Raises:
        UnreadableInputError: it cannot be read at all.
        FindingsError: it was broken.
    """
    return tuple(
        _event(values) for values in rows_of_table(CONTRIBUTIONS, folder) if values["event"] in tuple(EventKind)
    )


def rows_of_table(schema: TableSchema, folder: Path) -> list[Any]:
    """The rows of a table beside the record, by column; none where there is no such file.

    Raises:
        UnreadableInputError: it cannot be read at all.
        FindingsError: it has errors.
    """
    path = folder / f"{schema.name}.csv"
    if not path.exists():
        return []
    table = read_csv(schema, read_bytes(path), path.name)
    entries, findings = entries_of(table, TextChecker())
    if has_errors(found := [*table.findings, *findings]):
        raise FindingsError(found)
    return [entry.values for entry in entries]


def _event(values: Any) -> Event:
    return Event(
        values["as_of"],
        values["owner"],
        EventKind(values["event"]),
        values["day"],
        int(values["items"]),
        values["language"],
        values["file"],
    )


def with_events(content: bytes, known: Sequence[Event], added: Iterable[Event]) -> bytes:
    """The register with what happened now; what it says already is not said twice.

    Args:
        content: its bytes, empty where there is none yet.
        known: what it says.
    """
    there = {_what(each) for each in known}
    new = [each for each in dict.fromkeys(added) if _what(each) not in there]
    return with_rows(CONTRIBUTIONS, content, REGISTER, [_cells(each) for each in new]) if new else content


def _what(event: Event) -> tuple[object, ...]:
    """What makes two rows the same: a workbook that is exported again is still the one that is waited for."""
    count = event.items if event.kind is EventKind.EXPORTED else (event.items, event.day)
    return event.as_of, plain_owner(event.owner), event.kind, count


def _cells(event: Event) -> dict[str, str]:
    return {
        "as_of": event.as_of.isoformat(),
        "owner": event.owner,
        "event": event.kind.value,
        "day": event.day.isoformat(),
        "items": str(event.items),
        "language": event.language,
        "file": event.file,
    }


def waiting_for(events: Sequence[Event], as_of: date | None = None) -> list[Waiting]:
    """How far the answers are of everybody who got a workbook for a day; by default the last day of any.

    In the order in which the workbooks went out first.
    """
    day = as_of or max((each.as_of for each in events), default=None)
    of_day = [each for each in events if each.as_of == day]
    owners = dict.fromkeys(plain_owner(each.owner) for each in of_day if each.kind is EventKind.EXPORTED)
    return [_waiting([each for each in of_day if plain_owner(each.owner) == owner]) for owner in owners]


def _waiting(events: Sequence[Event]) -> Waiting:
    of_kind = {kind: [each for each in events if each.kind is kind] for kind in EventKind}
    last, reminders = of_kind[EventKind.EXPORTED][-1], of_kind[EventKind.REMINDED]
    answered = max((each.items for each in of_kind[EventKind.ANSWERED]), default=0)
    return Waiting(
        last.owner,
        last.as_of,
        last.items,
        answered,
        len({each.day for each in reminders}),
        reminders[-1].day if reminders else None,
        last.language,
        last.file,
    )
