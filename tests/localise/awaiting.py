"""What the manual says of the languages: how each sounds, where a safe form stands in, what awaits a speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from briefgen.dates import DateKind, parse
from briefgen.localise import StyleCell, cells, languages, localiser

AS_OF = date(2023, 3, 17)
_MEMBER = re.compile(r"_[0-9]{1,2}$")
# one date of each kind, for which a language may lack the words
KINDS = {
    "months": "2023-02/2023-04",
    "quarter": "2023-Q2",
    "half": "2023-H1",
    "season": "2023-spring",
    "years": "2023/2025",
    "early in a month": "early 2023-04",
    "middle of a month": "mid 2023-04",
    "end of a month": "end 2023-04",
    "early in a year": "early 2023",
    "middle of a year": "mid-2023",
    "end of a year": "end 2023",
}


def samples() -> Iterator[tuple[str, ...]]:
    """A row for each language: the headline, a range of days and an amount."""
    for language in languages():
        say = localiser(language, AS_OF)
        yield language, say.headline(), say.date("2023-03-07/2023-03-10"), say.money("30 million")


def safe_forms() -> Iterator[tuple[str, ...]]:
    """For each use and each set of kinds without words, the languages that lack them, with an example."""
    lacking: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for language in languages():
        for use in ("when", "by"):
            kinds = tuple(kind for kind, typed in KINDS.items() if _is_safe(language, use, typed))
            lacking.setdefault((use, kinds), []).append(language)
    for (use, kinds), without in lacking.items():
        if kinds:
            example = getattr(localiser(without[0], AS_OF), use)(KINDS[kinds[-1]])
            yield f"`{use}`", ", ".join(kinds), " ".join(without), f"{without[0]}: {example}"


def _is_safe(language: str, use: str, typed: str) -> bool:
    say = localiser(language, AS_OF)
    is_range = parse(typed).kind in {DateKind.MONTHS, DateKind.YEARS}
    if use == "by" and is_range:
        return False  # the deadline is its last month or year, for which there are words
    said: str = getattr(say, use)(typed)
    return said.startswith("(") and said.endswith(f"{say.date(typed)})")


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
