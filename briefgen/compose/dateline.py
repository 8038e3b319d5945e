"""Place and day at the head of a paper, as a letter has them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from briefgen.compose.common import dateline_place, refuse_no_place
from briefgen.compose.paper import Paper
from briefgen.compose.rules import NO_DAY
from briefgen.findings import Finding, error

_DATE, _ADOPTED = "date", "adopted"
_ENTRIES: Final[Mapping[str, str]] = {"conclusions": _ADOPTED}
"""The entry of `about` that names the day of a kind of paper, where that is not “date”."""
_LIKE_A_DAY: Final = re.compile(r"\s*\d[\d\s./-]*")


def dateline_of(paper: Paper) -> str:
    """Place and day in house style: Brussels, 12 May 2020.

    The day is that of `about.date`, of conclusions that of `about.adopted` once it has come, else the as-of day. A
    text in `date` that is no day is the template's own business.
    """
    if paper.request.prints("dateline"):
        refuse_no_place(paper.situation, paper.request, paper.texts)
    place = dateline_place(paper.situation, paper.request, paper.texts_if_printed("dateline"))
    return paper.request.localiser.dateline(place, _day(paper))


def _day(paper: Paper) -> date:
    entry, as_of = _ENTRIES.get(paper.document.kind, _DATE), paper.situation.as_of
    typed = paper.document.about.get(entry, "")
    if not typed or (entry == _DATE and not (isinstance(typed, str) and _LIKE_A_DAY.fullmatch(typed))):
        return as_of
    named = _read(typed)
    if named is None:
        paper.texts.findings.append(_no_day(paper, entry, typed))
        return as_of
    return as_of if entry == _ADOPTED and as_of < named else named


def _read(typed: object) -> date | None:
    if not (isinstance(typed, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed)):  # as templates compare it
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _no_day(paper: Paper, entry: str, typed: object) -> Finding:
    shown = typed if isinstance(typed, str) else ", ".join(map(str, typed)) if isinstance(typed, tuple) else str(typed)
    message = f"“{entry}” in the head of the document “{paper.document.name}” is no day: “{shown}”."
    remedy = f'Write year, month and day: {entry}: "2020-06-05".'
    return error(NO_DAY, paper.situation.profile.place, message, remedy, shown)
