"""The sample record as the tests look at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from briefgen.asof import Situation, situation_as_of
from briefgen.model.dossier import Dossier, FollowUp
from briefgen.sources import read_dossier
from briefgen.text import calls

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "data" / "february-2023-european-council"

MEETING = date(2023, 2, 9)
ANNEX_DAYS = (MEETING, date(2023, 3, 6), date(2023, 3, 17), date(2023, 3, 20))
ANNEX_DAY, LETTER_DAY = ANNEX_DAYS[2:]

HEADS = (
    "Strengthening external borders",
    "Border procedures and expedited returns",
    "Secondary movements and effective solidarity",
    "Working with partners to improve migration and return management",
)


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


def situation(as_of: date, known_on: date | None = None) -> Situation:
    return situation_as_of(dossier(), as_of, known_on)


def standing(as_of: date, known_on: date | None = None) -> dict[str, FollowUp]:
    return {item.key: item.follow_up for item in situation(as_of, known_on).items}


def letter() -> str:
    [usual] = dossier().letters
    return usual.body


def annex_texts() -> Iterator[str]:
    yield from (commitment.text for commitment in dossier().commitments)
    yield from (row.text for row in dossier().follow_ups)


def all_texts() -> Iterator[str]:
    yield from annex_texts()
    yield from letter().split("\n\n")


def figures_in(texts: Iterable[str]) -> set[str]:
    return {str(call.args[0]) for text in texts for call in calls(text) if call.word == "figure"}
