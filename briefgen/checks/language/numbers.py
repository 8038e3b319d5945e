"""Numbers in figures, with how their thousands are set apart, and in words; amounts of money in any notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from briefgen.checks.language.patterns import GAP, late
from briefgen.checks.language.sentences import has_any
from briefgen.localise import HouseStyle

HARD_SPACE, NARROW_SPACE = "\u00a0", "\u202f"
_SPACES = f"{HARD_SPACE}{NARROW_SPACE} "
GROUPS = {HARD_SPACE: "hard space", NARROW_SPACE: "hard space", " ": "space", ",": "comma", ".": "point", "’": "quote"}
"""What sets thousands apart, by its name."""


class NumberInText(Struct, frozen=True):
    """A number that stands in a text.

    Attributes:
        start, end: its offsets in the text.
        grouping: what sets its thousands apart: "none", "hard space", "space", "comma", "point" or "quote".
    """

    start: int
    end: int
    typed: str
    value: Decimal
    grouping: str


def numbers_in(text: str, style: HouseStyle) -> Iterator[NumberInText]:
    """The numbers of a text in the notation of its language; a foreign grouping is read too, and named.

    Not those that are part of a word (Q2, 2a, COVID-19) or of a number with other signs in it (8622/20, 27.06.2019).
    """
    for found in _number_pattern(style["decimal_separator"]).finditer(text):
        number = _number(found, style["decimal_separator"])
        if number:
            yield number


@lru_cache(maxsize=8)
def _number_pattern(decimal: str) -> re.Pattern[str]:
    other = "," if decimal == "." else "."
    # begins with a figure and then looks behind it, so that a search goes from figure to figure
    first = rf"\d(?<![\w/{decimal}{other}\-‑].)"
    grouped = rf"\d{{0,2}}(?:(?P<sign>[{_SPACES}{other}’])\d{{3}})(?:(?P=sign)\d{{3}})*(?![\d])"
    return re.compile(rf"{first}(?:{grouped}|\d*)(?:{re.escape(decimal)}\d+)?(?![\w/‑]|[.,]\d|-\w)")


def _number(found: re.Match[str], decimal: str) -> NumberInText | None:
    typed = found[0]
    sign = found["sign"] or ""
    digits = typed.replace(sign, "") if sign else typed
    return NumberInText(*found.span(), typed, Decimal(digits.replace(decimal, ".")), GROUPS.get(sign, "none"))


SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
CODES = ("EUR", "USD", "GBP", "CHF", "JPY", "NOK", "SEK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "UAH", "RSD")
_LETTERS = {
    "k": 10**3,
    "K": 10**3,
    "M": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "B": 10**9,
    "Mio": 10**6,
    "Mrd": 10**9,
}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion_1e9": 10**9, "billion": 10**9, "trillion": 10**12}
_CAPITALS = r"[A-Z]{2,9}"
_LONGEST_SERIES = 4
_SUBJECT_REACH, _LINE_REACH = 20, 80
_COUNCIL = "CO"  # of the conclusions of the European Council, at the head of each
MARKS = (*SIGNS, *CODES, "euro", "Euro", "dollar", "ευρώ", "евро")
"""One of these stands in every text with an amount."""


class AmountInText(Struct, frozen=True):
    """An amount of money that stands in a text.

    Attributes:
        start, end: its offsets in the text, with currency and magnitude.
        marks: the currency marks in their order: ("EUR",), ("€",), ("EUR", "€"), or the word ("euro",).
        before: whether the first mark stands before the figure.
        currency: the code that the marks mean.
        figure: the number as typed; `value` as a number.
        scale: the word or letter of magnitude as typed, or "".
        total: the value times its magnitude.
    """

    start: int
    end: int
    marks: tuple[str, ...]
    before: bool
    currency: str
    figure: str
    value: Decimal
    scale: str
    total: Decimal

    @property
    def key(self) -> tuple[str, Decimal]:
        """What makes two amounts the same: currency and total."""
        return self.currency, self.total


@lru_cache(maxsize=8)
def may_have_amounts(text: str) -> bool:
    """Whether any mark of a currency stands in a text: a quick look, as most texts have none."""
    return has_any(text, MARKS)


def amounts_in(text: str, style: HouseStyle) -> Iterator[AmountInText]:
    """The amounts of a text; figures without any currency are none."""
    if not may_have_amounts(text):
        return
    for found in _amount_pattern(style).finditer(text):
        marks = tuple(mark for mark in (found["code"], found["sign"], found["behind"]) if mark)
        if marks and not _is_subject_code(text, found):
            yield _amount(found, marks, style)


_SUBJECT = late(rf"(?:^|[^\w.])({_CAPITALS}){GAP}$")


def _is_subject_code(text: str, found: re.Match[str]) -> bool:
    """Whether it is a number of the series of some institution (“CO EUR 16”, “ENV EUR 7”) and no amount.

    Such a code is two words of capitals and a small number, in a line of nothing but such codes, or alone.
    """
    start, figure = found.start(), found["figure"]
    if not found["code"] or found["scale"] or not figure.isdigit() or len(figure) > _LONGEST_SERIES:
        return False
    leads = _SUBJECT.search(text[max(0, start - _SUBJECT_REACH) : start])
    around = text[max(0, start - _LINE_REACH) : start + _LINE_REACH]
    return leads is not None and (leads[1] == _COUNCIL or not any(map(str.islower, around)))


def _amount(found: re.Match[str], marks: tuple[str, ...], style: HouseStyle) -> AmountInText:
    value = _value(found["figure"], style["decimal_separator"])
    scale = found["scale"] or ""
    total = value * _scales(style).get(scale.strip(), 1)
    before = bool(found["code"] or found["sign"])
    start, end = found.span()
    if found[0].endswith(".") and not _is_abbreviated(scale, style):
        end -= 1  # the stop of the sentence
    return AmountInText(start, end, marks, before, _currency(marks), found["figure"], value, scale.strip(), total)


def _is_abbreviated(scale: str, style: HouseStyle) -> bool:
    return scale in _LETTERS or f"{scale}." in style.values.values()


def _value(figure: str, decimal: str) -> Decimal:
    """Groups of three digits are groups, however they are set apart; what else stands behind a sign is a fraction.

    A sign that stands there twice, or before the other one, sets groups apart in any language.
    """
    plain = re.sub(r"(?<=\d)[ \u00a0\u202f’](?=\d{3})", "", figure)
    other = "," if decimal == "." else "."
    plain = re.sub(rf"{re.escape(other)}(?=\d{{3}}(?!\d))", "", plain)
    first = re.search(r"[.,](?=.*[.,])", plain)
    plain = plain.replace(first[0], "") if first else plain
    return Decimal(plain.replace(decimal, ".").replace(other, "."))


def _currency(marks: tuple[str, ...]) -> str:
    mark = next((each for each in marks if each in CODES), marks[0])
    return SIGNS.get(mark, mark if mark in CODES else "USD" if "dollar" in mark else "EUR")


@lru_cache(maxsize=32)
def _scales(style: HouseStyle) -> dict[str, int]:
    """Words of magnitude of a language with their values, and the letters that stand for them."""
    found = dict(_LETTERS)
    for key, value in style.values.items():
        stem = key.removeprefix("words_").removeprefix("table_").rpartition("_")[0]
        if stem in _SCALES and value.strip() and "{" not in value:
            found[value.rstrip(".")] = _SCALES[stem]
    return found


@lru_cache(maxsize=32)
def _amount_pattern(style: HouseStyle) -> re.Pattern[str]:
    scales = "|".join(re.escape(word) for word in sorted(_scales(style), key=len, reverse=True))
    codes, signs = "|".join(CODES), "".join(SIGNS)
    figure = r"\d{1,3}(?:[ \u00a0\u202f,.’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
    words = r"euros?|Euros?|dollars?|ευρώ|евро|eur(?:[aouów]*|ot|ų|ai)"
    before, behind = rf"(?!{GAP}?\d)", ""
    if not style["money"].startswith("{currency}"):
        # "30 miljoni EUR 2023. gadā": a year behind the code is the next word of the sentence, not its figure
        year = r"(?:19|20)\d\d(?![\d,])"
        before, behind = rf"(?!{GAP}?(?!{year})\d)", rf"(?!{GAP}?{year}(?!{GAP}?(?:{scales})\b))"
    begins = rf"(?=[\d{signs}{''.join(sorted({code[0] for code in CODES}))}])"  # most places fail at once
    return re.compile(
        rf"{begins}(?:(?P<code>\b(?:{codes}){behind}){GAP}?)?(?:(?P<sign>[{signs}]){GAP}?)?(?<![\d.,])(?P<figure>{figure})(?!\d)"
        rf"(?:{GAP}?(?P<scale>{scales})\b\.?)?(?:{GAP}?(?:of{GAP}|d[’']|de{GAP})?(?P<behind>(?:(?:{codes}|{words})\b|[{signs}]){before}))?"
    )
