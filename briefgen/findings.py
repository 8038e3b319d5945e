"""Doubts about the input, collected with their place and reported together; and the register of the rules they name.

A `Finding` never stops the stage that found it: the stage goes on and returns what it can. Whoever joins the stages
decides what an error-level finding means (usually: no document is written).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace


class Grade(IntEnum):
    """How grave a finding is; the greater, the graver."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The grade as it is printed: error, warning or hint."""
        return self.name.lower()


class Place(Struct, frozen=True):
    """Where a drafter finds it.

    For tables: file, sheet (XLSX only), row (1 is the header row, as Excel and editors count) and column (its name).
    Where a tracker has headings of its own, they are by our names in `headings`, and `in_column` gives them.
    For text files: file, line and char (both from 1). For templates: file, part and spot ("table 1, row 4, column 2,
    paragraph 1"), with the nearest heading above.
    """

    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    line: int | None = None
    char: int | None = None
    part: str = ""
    spot: str = ""
    heading: str = ""
    headings: tuple[tuple[str, str], ...] = ()

    def in_column(self, column: str, spot: str = "") -> Place:
        """The place of the row's cell in a column, by the heading that its drafter sees there."""
        return replace(self, column=dict(self.headings).get(column, column), spot=spot)

    def __str__(self) -> str:
        return ", ".join(self._pieces())

    def _pieces(self) -> Iterable[str]:
        yield self.file
        if self.sheet:
            yield f"sheet {self.sheet}"
        if self.row is not None:
            yield f"row {self.row}"
        if self.column:
            yield f"column {self.column}"
        if self.line is not None:
            yield f"line {self.line}"
        if self.char is not None:
            yield f"character {self.char}"
        yield from (piece for piece in (self.part, self.spot) if piece)
        if self.heading:
            yield f"under “{self.heading}”"


class Finding(Struct, frozen=True):
    """One doubt: which rule, how grave, where, what is wrong and what to do.

    Attributes:
        rule: the rule's id, e.g. "DATA-003"; stable, so that it can be looked up and baselined.
        words: the words complained of, as the drafter wrote them; may be empty.
        start: how many characters of the passage, as it is read, stand before these words; None where nobody counted.
        language: the language of the passage; "" where a finding is about no text.
    """

    rule: str
    grade: Grade
    place: Place
    message: str
    remedy: str = ""
    words: str = ""
    start: int | None = None
    language: str = ""

    def __eq__(self, other: object) -> bool:
        """Whether it says the same of the same place; where the words begin and their language add nothing to that."""
        return isinstance(other, Finding) and self._said == other._said

    def __hash__(self) -> int:
        return hash(self._said)

    @property
    def _said(self) -> tuple[str, Grade, Place, str, str, str]:
        return self.rule, self.grade, self.place, self.message, self.remedy, self.words

    def __str__(self) -> str:
        remedy = f"\n  {self.remedy}" if self.remedy else ""
        return f"{self.place}: {self.grade.word} {self.rule}: {self.message}{remedy}"


class Rule(Struct, frozen=True):
    """A rule of the register; `briefgen check --explain` and the manual print it.

    Attributes:
        id: stable, e.g. "DATA-003"; it never changes its meaning and is never used again for another rule.
        says: what it asks for, in one sentence; of templates, what is wrong.
    """

    id: str
    says: str

    @property
    def family(self) -> str:
        """The letters of its id."""
        return self.id.partition("-")[0]


_RuleT = TypeVar("_RuleT", bound=Rule)

REGISTER: dict[str, Rule] = {}
"""The rules by id, as far as the modules that declare them are imported; `briefgen.commands.rules` imports all."""


def register(rule: _RuleT) -> _RuleT:
    """Enter a rule into the register.

    Raises:
        LookupError: there is one of that id.
    """
    if rule.id in REGISTER:
        raise LookupError(f"the rule {rule.id} is declared twice")
    REGISTER[rule.id] = rule
    return rule


def declare(rule: str, says: str) -> str:
    """Enter a rule into the register; gives its id, for the findings that name it."""
    return register(Rule(rule, says)).id


def error(rule: str, place: Place, message: str, remedy: str = "", words: str = "") -> Finding:
    """A finding at error level."""
    return Finding(rule, Grade.ERROR, place, message, remedy, words)


def warning(rule: str, place: Place, message: str, remedy: str = "", words: str = "") -> Finding:
    """A finding at warning level."""
    return Finding(rule, Grade.WARNING, place, message, remedy, words)


def hint(rule: str, place: Place, message: str, remedy: str = "", words: str = "") -> Finding:
    """A finding at hint level."""
    return Finding(rule, Grade.HINT, place, message, remedy, words)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings is at error level."""
    return any(finding.grade is Grade.ERROR for finding in findings)


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, gravest first, then in the order of file, sheet, row and column."""
    return sorted(findings, key=_rank)


def _rank(finding: Finding) -> tuple[int, tuple[str, str, int, int, tuple[tuple[str, int], ...]]]:
    return -finding.grade, place_rank(finding.place)


def place_rank(place: Place) -> tuple[str, str, int, int, tuple[tuple[str, int], ...]]:
    """A key that sorts places: by file, sheet, row or line, character, and the numbers in their words."""
    return place.file, place.sheet, place.row or place.line or 0, place.char or 0, _in_order(place.spot)


@lru_cache(maxsize=100_000)
def _in_order(spot: str) -> tuple[tuple[str, int], ...]:
    """A key that puts row 3 before row 27."""
    return tuple((word, 0) if not word.isdigit() else ("", int(word)) for word in spot.replace(",", " ").split())


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion for a misspelt word: "Did you mean “title”?", or "" where nothing comes near.

    Args:
        word: what was typed.
        known: the words that would have been right.
    """
    import difflib  # only who mistypes pays for it

    lowered = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    return f"Did you mean “{lowered[near[0]]}”?" if near else ""
