"""SUM-008 and SUM-009: what the text says of a table stands in it, and rows that multiply do so throughout."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import permutations

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.numbers import CODES
from briefgen.checks.language.sentences import between, outside, sentences
from briefgen.checks.rules.changes.wordings import stems_of
from briefgen.checks.rules.sums.documents import TOTALS
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_AROUND, _FEWEST_ROWS = 40, 4
_MILLION = 1_000_000


class _TotalOf(Struct, frozen=True):
    """The total of a column: what it counts, in which currency, and all the column's values."""

    stems: frozenset[str]
    currency: str
    total: Decimal
    values: frozenset[Decimal]
    typed: str


@in_manuscripts(
    "SUM-008",
    Grade.WARNING,
    source="The text is read first and the table is added up by the press; digits change places between the two.",
    wrong="“Of the 64 projects …” above a table whose column “Projects” has the total 46",
    right="“Of the 46 projects …” above that table",
)
def as_in_the_table(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """What the text counts is the total of the column of that name, where it is but a slip away from it."""
    totals = list(_totals(manuscript, context)) if manuscript.tables or not manuscript.kind else []
    texts = [each for each in context.passages(manuscript) if not each.passage.cell] if totals else []
    said = [place for each in texts for place in _said_in(each)]
    named = {(place.currency, place.value) for place in said}
    for place in said:
        for total in totals:
            if total.currency == place.currency and total.stems & place.stems and place.value not in total.values:
                is_there = (total.currency, total.total) in named
                if not is_there and _is_a_slip(place.value, total.total):
                    message = f"“{place.typed}” here, but {total.typed} in the table."
                    remedy = "Give the same in both, or say what else is counted here."
                    yield place.scanned.at(place.start, place.end, message, remedy)


class _SaidInText(Struct, frozen=True):
    scanned: ScannedPassage
    start: int
    end: int
    value: Decimal
    currency: str
    stems: frozenset[str]

    @property
    def typed(self) -> str:
        return self.scanned.text[self.start : self.end]


def _said_in(scanned: ScannedPassage) -> Iterator[_SaidInText]:
    """The numbers of a text with the words right behind them, and its amounts with the words of their sentence."""
    for each in outside(scanned.numbers, scanned.amounts):
        stems = stems_of(scanned.text[each.end : each.end + _AROUND].partition(",")[0])
        yield _SaidInText(scanned, each.start, each.end, each.value, "", stems)
    for sentence in sentences(scanned.text) if scanned.amounts else ():
        stems = stems_of(sentence.text)
        for amount in between(scanned.amounts, sentence.start, sentence.end):
            yield _SaidInText(scanned, amount.start, amount.end, amount.total, amount.currency, stems)


def _is_a_slip(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers differ by digits that changed places, one that was mistyped, or a zero."""
    first, second = _digits(one), _digits(other)
    if one == other or min(len(first), len(second)) < 2:
        return False
    if len(first) == len(second):
        apart = [n for n, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
        return sorted(first) == sorted(second) and len(apart) == 2 and apart[1] - apart[0] == 1
    return one * 10 == other or other * 10 == one


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "").lstrip("0")


_Table = Mapping[int, Mapping[int, ScannedPassage]]


def _tables(manuscript: Manuscript, context: CheckContext) -> Mapping[int, _Table]:
    tables: dict[int, dict[int, dict[int, ScannedPassage]]] = defaultdict(lambda: defaultdict(dict))
    for scanned in context.passages(manuscript):
        if cell := scanned.passage.cell:
            tables[cell.table][cell.row].setdefault(cell.column, scanned)
    return tables


def _totals(manuscript: Manuscript, context: CheckContext) -> Iterator[_TotalOf]:
    """The totals of tables whose last row is one, by column; of joined cells nothing is told."""
    for rows in _tables(manuscript, context).values():
        first, last = min(rows), max(rows)
        label = rows[last][min(rows[last])].text.strip(" :\u00a0").casefold()
        if label in TOTALS and len(rows[first]) == len(rows[last]):
            for column, head in rows[first].items():
                values = [found for row in rows.values() if (found := _value(row.get(column))) is not None]
                total = _value(rows[last].get(column))
                if total is not None and values:
                    currency, factor = _unit(head.text, head.style)
                    known = frozenset(value * factor for value in values)
                    typed = rows[last][column].text.strip()
                    yield _TotalOf(stems_of(head.text), currency, total * factor, known, typed)


def _value(scanned: ScannedPassage | None) -> Decimal | None:
    """The number that a cell is, and nothing else."""
    if scanned is None or len(scanned.numbers) != 1:
        return None
    [number] = scanned.numbers
    return number.value if scanned.text.strip(" \u00a0\u202f%") == number.typed else None


@lru_cache(maxsize=256)
def _unit(head: str, style: HouseStyle) -> tuple[str, int]:
    """Currency and magnitude that the head of a column names: “Contracts (EUR million)”."""
    currency = next((code for code in CODES if re.search(rf"\b{code}\b", head)), "EUR" if "€" in head else "")
    millions = [style.get(key, "") for key in ("million", "words_million_other", "words_million_many", "table_million")]
    has_millions = re.search(r"\b(?:million|millions|Mio|mln|milioni|millones|milhões|miljoen|milioane)\b", head)
    return currency, _MILLION if has_millions or any(each and each in head for each in millions) else 1


@in_manuscripts(
    "SUM-009",
    Grade.WARNING,
    source="Whoever pays multiplies share and value again.",
    wrong="a table whose rows are value, share and cost: 2, 50 %, 1; 4, 25 %, 1; 6, 50 %, 3; 1.6, 50 %, 0.65",
    right="… and in the last row 1.6, 50 %, 0.8",
)
def rows_that_multiply(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Where a column is the product of two others in all rows but one, it is so in that one too."""
    for rows in _tables(manuscript, context).values():
        columns = sorted({column for row in rows.values() for column, cell in row.items() if _value(cell) is not None})
        for one, other, product in permutations(columns, 3) if 3 <= len(columns) <= 6 else ():
            if one < other:
                yield from _wrong_product(rows, one, other, product)


def _wrong_product(rows: _Table, one: int, other: int, product: int) -> Iterator[Fault]:
    found: list[tuple[ScannedPassage, Decimal, Decimal]] = []
    for row in rows.values():
        cells = [row.get(each) for each in (one, other, product)]
        values = [_factor(each) for each in cells]
        if cells[2] is not None and values[0] is not None and values[1] is not None and values[2] is not None:
            found.append((cells[2], values[0] * values[1], values[2]))
    wrong = [each for each in found if not _is_about(each[1], each[2])]
    right = [each for each in found if _is_about(each[1], each[2]) and each[1] not in (0, 1)]
    if len(wrong) == 1 and len(right) >= _FEWEST_ROWS - 1:
        scanned, meant, _ = wrong[0]
        message = f"In the other rows this is the product of two columns; here that is {meant.normalize():f}."
        yield scanned.at(0, len(scanned.text), message, "Correct the product or what it is made of.")


def _factor(scanned: ScannedPassage | None) -> Decimal | None:
    value = _value(scanned)
    return value / 100 if value is not None and scanned is not None and "%" in scanned.text else value


def _is_about(meant: Decimal, typed: Decimal) -> bool:
    """Whether a number is another one, rounded at its last place."""
    exponent = typed.as_tuple().exponent
    place = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return abs(meant - typed) <= place / 2
