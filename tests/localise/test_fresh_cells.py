"""Cells that no table was made from: they were written down before the tables were corrected."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from briefgen.localise import Localiser, languages, localiser

LIST = Path(__file__).with_name("fresh_cells.csv")
SAID: dict[str, Callable[[Localiser, str], str]] = {
    "date": lambda say, typed: say.date(typed),
    "when": lambda say, typed: say.when(typed),
    "by": lambda say, typed: say.by(typed),
    "since": lambda say, typed: say.since(typed),
    "cell": lambda say, typed: say.cell(typed),
    "money": lambda say, typed: say.money(typed),
    "ordinal": lambda say, typed: say.ordinal(int(typed)),
    "quote": lambda say, typed: say.quote(typed),
    "list": lambda say, typed: say.join(typed.split("|")),
    "caption": lambda say, typed: say.caption(*typed.split("|")),
    "joint": lambda say, typed: say.fit_joints(typed.replace("|", " ")),
    "spelt": lambda say, typed: say.spell(typed.split()[0], begins=typed.endswith("at the start")),
    "plural": lambda say, typed: say.plural(typed.split()[0], _forms(typed)),
}


def _forms(typed: str) -> dict[str, str]:
    """The forms of a phrase: "4 one=stát few=státy" gives {number} stát for one, {number} státy for few."""
    return {name: f"{{number}} {noun}" for name, noun in re.findall(r"(\w+)=(.*?)(?= \w+=|$)", typed)}


def fresh_cells() -> list[tuple[str, str, str, str]]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)
    return [(language, expression, expected, source) for language, expression, expected, source in rows]


def test_every_language_has_fifteen_fresh_cells_each_with_its_source() -> None:
    rows = fresh_cells()
    assert min(Counter(row[0] for row in rows)[language] for language in languages()) >= 15
    assert all(expected and source for _, _, expected, source in rows)


@pytest.mark.parametrize(("language", "expression", "expected"), [row[:3] for row in fresh_cells()])
def test_a_fresh_cell_is_said_as_it_was_written_down(language: str, expression: str, expected: str) -> None:
    word, _, typed = expression.partition(" ")
    said = SAID[word](localiser(language, date(2023, 3, 17)), typed)
    assert said.replace("\u00a0", " ") == expected
