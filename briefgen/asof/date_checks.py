"""Whether the dates asked for make sense for a dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from briefgen.asof.standing import known_rows
from briefgen.findings import Finding, Place, declare, error
from briefgen.model.dossier import Dossier, FollowUp

if TYPE_CHECKING:
    from briefgen.model.kinds import ParagraphEntry

FUTURE: Final = declare("ASOF-001", "The as-of date does not lie in the future.")
BEFORE_FIRST: Final = declare("ASOF-002", "The as-of date is not before the first entry of the ledger.")
UNKNOWN_YET: Final = declare("ASOF-003", "`--known-on` is not before the first entry was recorded.")
NOT_EARLIER: Final = declare("ASOF-004", "`--since` lies before `--as-of`.")


def date_findings(
    dossier: Dossier, as_of: date, today: date, since: date | None = None, known_on: date | None = None
) -> list[Finding]:
    """Doubts about the dates of a request, all at error level.

    Args:
        dossier: the record that will be cut.
        as_of: the day asked for.
        today: the day on which it is asked.
        since: the earlier day to compare with, if any.
        known_on: the day up to which entries count as known, if any.
    """
    return [
        *_after_today(as_of, today),
        *_before_the_first_entry(dossier, as_of, known_on),
        *_since_not_before(as_of, since),
    ]


def _after_today(as_of: date, today: date) -> Iterator[Finding]:
    if as_of > today:
        message = f"The as-of date {as_of} lies in the future: today is {today}."
        remedy = f"Nobody knows yet what will stand on that day. Ask for {today} or an earlier day."
        yield error(FUTURE, Place("--as-of"), message, remedy, str(as_of))


def _before_the_first_entry(dossier: Dossier, as_of: date, known_on: date | None) -> Iterator[Finding]:
    rows: tuple[FollowUp | ParagraphEntry, ...] = (*dossier.follow_ups, *dossier.paragraphs)
    if not rows:
        return
    known = known_rows(rows, known_on)
    if not known:
        assert known_on is not None
        yield _nothing_known(min(rows, key=lambda row: row.recorded), known_on)
        return
    first = min(known, key=lambda row: row.as_of)
    if as_of < first.as_of:
        yield _nothing_stands(first, as_of)


def _nothing_stands(first: FollowUp | ParagraphEntry, as_of: date) -> Finding:
    message = f"Nothing stands yet on {as_of}: the first entry, “{first.item}”, holds from {first.as_of}."
    return error(BEFORE_FIRST, first.place, message, f"Ask for {first.as_of} or a later day.", str(as_of))


def _nothing_known(first: FollowUp | ParagraphEntry, known_on: date) -> Finding:
    entry = f"the first entry, “{first.item}”, was recorded on {first.recorded}"
    message = f"Nothing was known yet on {known_on}: {entry}."
    remedy = f"Give --known-on {first.recorded} or a later day, or leave it out."
    return error(UNKNOWN_YET, first.place, message, remedy, str(known_on))


def _since_not_before(as_of: date, since: date | None) -> Iterator[Finding]:
    if since is not None and since >= as_of:
        message = f"There is nothing to compare: --since {since} does not lie before --as-of {as_of}."
        yield error(NOT_EARLIER, Place("--since"), message, f"Give --since a day before {as_of}.", str(since))
