"""What a contributor's workbook and the reminders say, in the languages that they can speak.

A table for each language in `wording/`; one that has none is spoken to in English.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefgen.contributions.form import Head
from briefgen.model.dossier import State

_FOLDER: Final = Path(__file__).with_name("wording")
FALLBACK: Final = "en"


class Words(Struct, frozen=True):
    """The fixed words in one language.

    Attributes:
        language: the code of the language that they are in.
        table: the texts by their names.
    """

    language: str
    table: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """A text by its name; raises KeyError for one that there is not."""
        return self.table[name]

    def heading(self, field: Head) -> str:
        """What stands above a column."""
        return self.table[f"column_{field.value}"]

    def state(self, state: State | None) -> str:
        """The word for a state; "" for none."""
        return self.table[f"state_{state.value}"] if state else ""

    def state_meant(self, word: str) -> State | None:
        """The state that a word means, in this language or in that of the ledger; None where it is none."""
        plain = " ".join(word.split()).casefold()
        names = {**{each.value: each for each in State}, **{self.state(each).casefold(): each for each in State}}
        return names.get(plain)

    @property
    def instructions(self) -> tuple[str, ...]:
        """What a contributor has to know, a sentence or two in each line."""
        return tuple(text for name, text in self.table.items() if name.startswith("help_"))


def languages_spoken() -> tuple[str, ...]:
    """The codes of the languages that have a table, sorted."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.csv")))


@cache
def words_in(language: str) -> Words:
    """The words in a language; in English where there are none in it."""
    code = language if language in languages_spoken() else FALLBACK
    text = (_FOLDER / f"{code}.csv").read_text(encoding="utf-8")
    return Words(code, dict(csv.reader(io.StringIO(text))))
