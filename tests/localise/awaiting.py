"""What the manual says of the languages: how each sounds, alone and in sentences, what awaits a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.localise import StyleCell, cells, languages, localiser

AS_OF = date(2023, 3, 17)
_MEMBER = re.compile(r"_(?:ending_)?[0-9]{1,2}$")


def samples() -> Iterator[tuple[str, ...]]:
    """A row for each language: the headline, a range of days and an amount."""
    for language in languages():
        say = localiser(language, AS_OF)
        yield language, say.headline(), say.date("2023-03-07/2023-03-10"), say.money("30 million")


def sentences() -> Iterator[tuple[str, ...]]:
    """A row for each language: a part of a year in a sentence, as a deadline and as a beginning."""
    for language in languages():
        say = localiser(language, AS_OF)
        yield language, say.when("mid-2023"), say.by("2023-Q2"), say.since("2022-autumn"), say.when("2023-02/2023-04")


def awaiting(language: str) -> Iterator[tuple[str, str]]:
    """The cells of own knowledge: name and value; those that differ by their number only are in one row."""
    rows: dict[str, list[str]] = {}
    for cell in cells(language):
        if cell.certainty == "O":
            rows.setdefault(_MEMBER.sub("", cell.key), []).append(_shown(cell))
    for key, values in rows.items():
        yield f"`{key}`", ", ".join(values)


def _shown(cell: StyleCell) -> str:
    return f"`{cell.value}`"


def share_of_own_knowledge() -> str:
    """How many cells of all languages there are, and how many of them await a speaker."""
    every = [cell for language in languages() for cell in cells(language)]
    own = [cell for cell in every if cell.certainty == "O"]
    return f"{len(own)} of {len(every)} cells in {len(languages())} languages"
