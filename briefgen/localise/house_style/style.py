"""The words and patterns of one language: a table with the columns key, value, certainty, source; see `README.md`.

Certainty tells how far a cell can be trusted: P on a style-guide page, D derived from such a page, E in an official
text, C from CLDR, O own knowledge, to be checked by a native speaker, N a form that stands in the place of words that
nobody has given yet, and says the same in any language.

A value is a word or a pattern. `{nbsp}` is a hard space (U+00A0), spelled out because it is invisible in a table.
In patterns for dates, `{day}`, `{month}`, `{year}`, `{quarter}`, `{half}` and `{season}` belong to the first day
and `{day2}`, `{month2}`, `{year2}` to the last; `{month}` is looked up as `month_3`, `{month_genitive}` as
`month_genitive_3`, `{day}` as `day_1` where there is such a cell, otherwise it is the figure (`HouseStyle.form_of`
tells more). What is in square brackets is left out with the year; where that is not enough, the key with `_bare` at
its end has the form without it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from briefgen.errors import UnreadableInputError

COLUMNS = ("key", "value", "certainty", "source")
_WORD_OF_NUMBER = re.compile(
    r"((?:table_|official_|general_|words_)?(?:million|billion_1e9|(?:scaled_)?currency_[A-Z]{3}|ordinal_rule|plural))"
    r"(?:_(?:zero|one|two|few|many|other|decimal|all))?"
)
_PLAIN_CODE = re.compile("[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")


class StyleCell(Struct, frozen=True):
    """A cell of a house style, with how far it can be trusted and where it comes from."""

    key: str
    value: str
    certainty: str = "O"
    source: str = ""


class HouseStyle(Struct, frozen=True, eq=False):
    """The words and patterns of one language in one house, by their keys.

    There is one of each house and language, so that what is worked out of it can be kept by it.

    Attributes:
        language: its code without script and region: en.
        tag: its code as it was asked for: en-GB.
        neutral: the keys of forms that stand in the place of words that nobody has given; see `Localiser.lacking`.
    """

    language: str
    values: Mapping[str, str]
    tag: str = ""
    neutral: frozenset[str] = frozenset()

    def __reduce__(self) -> tuple[object, ...]:
        """Travels to another process without what has been worked out of it."""
        return type(self), (self.language, dict(self.values), self.tag, self.neutral)

    def __getitem__(self, key: str) -> str:
        return self.values[key]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def get(self, key: str, otherwise: str) -> str:
        """The cell's value, or `otherwise` where the language has no such cell."""
        return self.values.get(key, otherwise)

    def first_of(self, *keys: str) -> str:
        """The value of the first of these cells that the language has.

        Raises:
            LookupError: if it has none of them.
        """
        for key in keys:
            if key in self.values:
                return self.values[key]
        raise LookupError(f"the house style of {self.tag or self.language} has none of {', '.join(keys)}")

    def form_of(self, key: str, number: int) -> str:
        """The form of a number: its own (`day_8`), that of how it ends (`year_in_ending_20`), or the rule (`year_in`).

        Where there is no rule, it is the figure.
        """
        own = self.values.get(f"{key}_{number}")
        if own is not None:
            return own.format(number=number) if "{" in own else own
        rule = self.values.get(key)
        if rule is None:
            return str(number)
        endings = (f"{key}_ending_{str(number)[-2:]}", f"{key}_ending_{number % 10}")
        return next((self.values[each] for each in endings if each in self.values), rule).format(number=number)

    def fill(self, key: str, **fields: str) -> str:
        """The pattern under `key` with its fields filled in."""
        return self.values[key].format_map(fields)


def style_from(cells: Iterable[StyleCell], language: str) -> HouseStyle:
    """The style that cells of different keys give."""
    given = list(cells)
    said = {cell.key: _with_hard_spaces(cell.value) for cell in given}
    neutral = frozenset(cell.key for cell in given if cell.certainty == "N")
    return HouseStyle(primary(language), MappingProxyType(said), language, neutral)


def _with_hard_spaces(value: str) -> str:
    return value.replace("{nbsp}", "\u00a0")


def merge(layers: Iterable[Iterable[StyleCell]]) -> dict[str, StyleCell]:
    """Tables laid one over the other: of cells with one key the nearest counts, and one without a value takes it out.

    A date takes the form without its year with it, and a word of a number all forms of that word: they belong together.
    """
    found: dict[str, StyleCell] = {}
    for layer in layers:
        cells = {cell.key: cell for cell in layer}
        if found and cells:
            stems = set(map(_stem, cells))
            found = {key: cell for key, cell in found.items() if _stem(key) not in stems}
        found |= cells
    return {key: cell for key, cell in found.items() if cell.value}


def _stem(key: str) -> str:
    """What a cell shares with those that come and go with it."""
    word = _WORD_OF_NUMBER.fullmatch(key)
    return f"{word[1]}_" if word else key.removesuffix("_bare")


def primary(language: str) -> str:
    """A language without its script and region: en of en-GB."""
    return language.partition("-")[0]


def is_code(language: str) -> bool:
    """Whether it has the form of a language code with script and region (BCP 47): en, en-GB, sr-Latn-RS."""
    return _PLAIN_CODE.fullmatch(language) is not None


def read_table(path: Path) -> Iterator[StyleCell]:
    """The cells of a table.

    Raises:
        UnreadableInputError: it is no table of cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from _rows(csv.reader(lines, strict=True), path)
    except (OSError, UnicodeDecodeError, csv.Error) as problem:
        message = f"{path} cannot be read: {getattr(problem, 'strerror', None) or problem}."
        raise UnreadableInputError(message, "Save it as CSV in UTF-8, with commas between the cells.") from problem


def read_values(path: Path, beginning: str) -> Iterator[str]:
    """The values of the cells whose keys begin so, in a table that comes with briefgen; the others are not read."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(line for line in lines if line.startswith(beginning))
        yield from (_with_hard_spaces(value) for _, value, *_ in rows)


def _rows(rows: Iterator[list[str]], path: Path) -> Iterator[StyleCell]:
    heads = tuple(next(rows, ()))
    if heads[:2] != COLUMNS[:2]:
        message = f"{path}: its first row is {','.join(heads) or 'empty'}, not {','.join(COLUMNS)}."
        raise UnreadableInputError(message, "Begin it with the row: key,value,certainty,source")
    for number, row in enumerate(rows, 2):
        if 2 <= len(row) <= len(COLUMNS):
            yield StyleCell(*row)
        elif row:
            message = f"{path}, row {number}: {len(row)} cells stand there, not {len(COLUMNS)}."
            raise UnreadableInputError(message, "Put a value with a comma in it in quotation marks.")
