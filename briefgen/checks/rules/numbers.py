"""Figures: thousands, decimals, per cent, hard spaces, and where words stand instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from briefgen.checks.engine.context import CheckContext, ScannedPassage, cache_per_manuscript
from briefgen.checks.engine.grouping import TextRange, group_ranges
from briefgen.checks.engine.houses import setting_in
from briefgen.checks.engine.rule import Fault, in_manuscripts, in_passages
from briefgen.checks.language.labels import label_before
from briefgen.checks.language.numbers import GROUPS, MARKS, NumberInText
from briefgen.checks.language.patterns import GAP, late
from briefgen.checks.language.sentences import before, behind, outside, sentences
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript, Role

_FIGURES = "https://style-guide.europa.eu (Interinstitutional style guide, 6.5 Punctuation in figures)"
_SIGNS = "https://publications.europa.eu/code/en/en-360400.htm (Interinstitutional style guide, 6.4)"
_NUMBERS = "Interinstitutional style guide, 10.5 Numbers"
_HARD = "hard space (Ctrl+Shift+Space in Word)"
_DIGIT = late(r"\d")
_THOUSAND, _FIVE_DIGITS = 1000, 10_000
_LONGEST_COUNT = 11  # figures without a break; what has more is the number of a person, a file or an account
_SHOWN_BY = {"plain": 1, "gb": 3}  # so many figures show a sign that a paper keeps to

_TELEPHONE = late(
    r"(?:\b(?:[Tt][ée]l|[Ff]ax|[Pp]hone|[Tt]el[eé]f\w*|[Mm]obile?|GSM)\b\.?:?|[+(]\d+\)?|\b0\d+[ \u00a0/-]?)"
    r"[\d \u00a0()/-]*$"
)
_CLOSED = late(r"(?<!\d)\d+(?:[.,]\d+)? ?%(?![0-9A-Fa-f]{2}|\})")
_HA_IS_A_VERB = ("it", "es", "hu", "mt")
_UNITS = "km²|km|kg|m²|MW|GW|kWh|MWh|GWh|TWh|kW|ha|°C|Mt|GB|TB|cm|mm"
_BEFORE_UNIT = late(rf"(?<!\d)\d+ (?:{_UNITS})(?!\w)")
_UNIT = late(rf"(?:{_UNITS})(?!\w)")
_FRENCH = late(r"[\w’-]{1,99}[)”]? [:;!?»](?!\w)|« \w+")
_WRITTEN = late(
    r"(?<![-\w])(two|three|four|five|six|seven|eight|nine)(?: (?:calendar|working))?"
    r" (years|months|weeks|days|hours|minutes)\b"
)
_FIGURE_OF = {word: str(n) for n, word in enumerate("two three four five six seven eight nine".split(), 2)}
_STREET = late(
    r"\d+[A-Za-z]? (?:[A-Z][\w.’'-]+ ){1,3}"
    r"(?:St|Street|Road|Rd|Ave|Avenue|Lane|Drive|Dr|Square|Place|Way|Court|Blvd|Boulevard|Circle|Terrace)\b"
)
_NUMBERED = late(  # ST 12345, ISO 19115, error 4165344
    r"(?:\bN[or]s?|\bn[o°º]|#|\b[A-Z]{2,}[-/:]?|\b[Tt][ée]l|\b(?:[Ee]rror\w*|[Bb]ug|[Tt]icket|[Ff]ehler|[Nn]umm?er\w*)"
    r"|\b[Ii]dent\w+(?: \w+)?)\.?\s*$"
)
_FIRST_FIGURE = late(r"(\d{1,3}) (?!(?:%|per cent|per|o'clock)\b)([a-zA-Z]\w+)")


@in_manuscripts(
    "NUM-001",
    Grade.ERROR,
    source=_FIGURES,
    wrong="around 50000 persons; over 120,000 officers",
    right="around 50\u00a0000 persons; over 120\u00a0000 officers",
    houses={},
)
def thousands(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """The thousands of a figure are set apart by a hard space, or the sign of the house, everywhere alike."""
    loose: list[TextRange] = []
    least = setting_in(context.house, _SHOWN_BY, 0)
    usual = _usual_grouping(manuscript, context, least) if least else ""
    for scanned in context.passages(manuscript):
        for number in scanned.numbers if scanned.has_figures else ():
            if number.grouping == "space" and _has_spaces(scanned.style) and _stands_alone(scanned.text, number):
                loose.append(TextRange(scanned, number.start, number.end))
            elif (
                number.grouping != usual
                and _is_wrongly_grouped(scanned, number, usual)
                and TextRange(scanned, number.start, number.end).is_typed
            ):
                yield _regrouped(scanned, number)
    yield from group_ranges(loose, "has an ordinary space within a figure", f"Type a {_HARD}.", Grade.WARNING)


def _usual_grouping(manuscript: Manuscript, context: CheckContext, least: int) -> str:
    """How a paper mostly sets thousands apart, by its name; “none” where it does not, "" where too few figures show."""
    found = Counter(each.grouping for scanned in context.passages(manuscript) for each in scanned.numbers)
    usual = max((each for each in found if each != "none"), key=lambda each: found[each], default="none")
    return usual if least == 1 or found[usual] >= least else ""


def _stands_alone(text: str, number: NumberInText) -> bool:
    """Whether it is no part of a telephone number, of the number of a standard or of a row of figures."""
    if re.search(r"\b(?!EUR|USD|GBP|CHF)[A-Z]{2,4} $", left := before(text, number.start)) or _NUMBERED.search(left):
        return False
    around = text[max(0, number.start - 2) : number.start] + text[number.end : number.end + 2]
    if _TELEPHONE.search(left) or label_before("en").search(left):
        return False
    return not _DIGIT.search(around) and "+" not in around


def _has_spaces(style: HouseStyle) -> bool:
    return style["group_separator"].isspace()


def _is_wrongly_grouped(scanned: ScannedPassage, number: NumberInText, usual: str) -> bool:
    own = usual or GROUPS.get(scanned.style["group_separator"], "")
    if number.grouping == own:
        return False
    if number.grouping in ("comma", "point") or (number.grouping != "none" and not _has_spaces(scanned.style)):
        return number.grouping != "space" or _stands_alone(scanned.text, number)
    return number.grouping == "none" and number.value >= _FIVE_DIGITS and _is_counting(scanned, number)


def _is_counting(scanned: ScannedPassage, number: NumberInText) -> bool:
    """Whether a long figure counts something: it is an amount's, or a small word stands on its right side.

    A document's number, a postal code or a telephone number has none there.
    """
    if not [*outside([number], scanned.amounts)]:
        return True
    left, right = before(scanned.text, number.start), behind(scanned.text, number.end)
    if len(number.typed) >= _LONGEST_COUNT or label_before(scanned.language).search(left):
        return False
    if _NUMBERED.search(left):
        return False
    if scanned.language == "de":
        return bool(re.search(r"\b(?:rund|etwa|über|mehr als|mindestens|fast) $", left))
    return bool(re.match(rf"{GAP}[^\W\d_A-Z]{{3}}", right))


def _regrouped(scanned: ScannedPassage, number: NumberInText) -> Fault:
    typed = number.typed
    digits = re.sub(r"\D", "", typed.partition(scanned.style["decimal_separator"])[0])
    sign = scanned.style["group_separator"]
    wanted = f"{Decimal(digits):,f}".replace(",", sign)
    how = "without a separator" if number.grouping == "none" else f"with a {number.grouping}"
    message = f"“{typed}” is written {how} between the thousands"
    remedy = f"Write {wanted}, with a {_HARD}." if sign.isspace() else f"Write {wanted}."
    return scanned.at(number.start, number.end, message, remedy)


@in_manuscripts(
    "NUM-002",
    Grade.WARNING,
    source=_SIGNS,
    wrong="over 50% of all activities",
    right="over 50\u00a0% of all activities",
    houses={"plain": None},
)
def per_cent(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A hard space stands before the percent sign, where the house wants one: the institutions do in all languages."""
    if context.options.closed_percent:
        return
    found = _ranges(_CLOSED, manuscript, context, "%")
    ranges = [each for each in found if each.scanned.style["percent"].startswith("{number}\u00a0")]
    yield from group_ranges(ranges, "has no hard space before the percent sign", f"Type a {_HARD} before “%”.")


@in_manuscripts(
    "SPC-001",
    Grade.WARNING,
    source=f"{_SIGNS}; 7.3.3 for amounts",
    wrong="EUR 600 million",
    right="EUR\u00a0600\u00a0million",
    houses={"plain": None},
)
def hard_spaces(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A figure and its unit, currency code or magnitude are held together by a hard space."""
    measured = context.vocabulary(manuscript).matching(_UNIT.match)
    units = _found(
        _BEFORE_UNIT, context.passages_at(manuscript, measured & context.vocabulary(manuscript).with_figures)
    )
    ranges = [*_loose_amounts(manuscript, context), *(each for each in units if not _is_verb(each))]
    what = "has an ordinary space between figure and unit, so that a line can break there"
    yield from group_ranges(ranges, what, f"Type a {_HARD}, or use a value such as {{{{ money(…) }}}}.")
    if manuscript.language == "fr":
        french = _ranges(_FRENCH, manuscript, context, " ")
        what = "has an ordinary space beside « or before a sign, so that a line can break there"
        yield from group_ranges(french, what, f"Type a {_HARD}.")


def _is_verb(unit: TextRange) -> bool:
    """Whether “ha” is “has”: “COVID 19 ha imposto”, “en 2019 ha habido”."""
    return unit.words.endswith(" ha") and unit.scanned.language in _HA_IS_A_VERB


def _loose_amounts(manuscript: Manuscript, context: CheckContext) -> Iterator[TextRange]:
    for scanned in context.passages(manuscript):
        for amount in scanned.amounts:
            figure = re.escape(amount.figure)
            if re.search(rf"(?<=\S) {figure}|{figure} (?=\S)", scanned.text[amount.start : amount.end]):
                yield TextRange(scanned, amount.start, amount.end)


def _ranges(pattern: re.Pattern[str], manuscript: Manuscript, context: CheckContext, needs: str) -> Iterator[TextRange]:
    return _found(pattern, context.passages_with(manuscript, needs))


def _found(pattern: re.Pattern[str], passages: Iterable[ScannedPassage]) -> Iterator[TextRange]:
    return (TextRange(scanned, *found.span()) for scanned in passages for found in pattern.finditer(scanned.text))


@in_passages(
    "NUM-003",
    Grade.WARNING,
    source=_NUMBERS,
    wrong="10 Member States provide assistance to the partners.",
    right="Ten Member States provide assistance to the partners.",
    languages=("en",),
    needs=(".", "!", "?"),
)
def figure_first(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """No sentence begins with a figure."""
    if scanned.passage.role is not Role.PARAGRAPH or scanned.passage.cell:
        return
    for sentence in sentences(scanned.text) if scanned.has_figures else ():
        found = _FIRST_FIGURE.match(sentence.text)
        if (
            found
            and sentence.start == 0
            and (_STREET.match(sentence.text) or _is_numbered(scanned, int(found[1]), context))
        ):
            continue
        dated = any(each.start == sentence.start for each in scanned.dates)
        if found and not dated and sentence.text[-1] in ".!?":
            start = sentence.start
            remedy = "Write the number in words, or begin otherwise: “A total of …”."
            yield scanned.at(start, start + found.end(), f"a sentence begins with the figure {found[1]}", remedy)


def _is_numbered(scanned: ScannedPassage, number: int, context: CheckContext) -> bool:
    """Whether a typed number is that of a note or a point: others that begin lines go before it or follow it."""
    first = _typed_numbers(scanned.manuscript, context)
    return scanned.unmarked[:1] == "\u2060" or number - 1 in first or number + 1 in first


@cache_per_manuscript
def _typed_numbers(manuscript: Manuscript, _context: CheckContext) -> frozenset[int]:
    """The numbers that lines begin with."""
    found = (re.match(r"\(?(\d{1,3})[.)]? ", each.text) for each in manuscript.passages)
    return frozenset(int(each[1]) for each in found if each)


@in_passages(
    "NUM-004",
    Grade.HINT,
    source=_NUMBERS,
    wrong="a strategic policy for the next five years",
    right="a strategic policy for the next 5 years",
    languages=("en",),
    needs=("years", "months", "weeks", "days", "hours", "minutes"),
    houses={"plain": None},
)
def units_of_time(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Before units of time, numbers from 1 to 9 stand in figures."""
    for found in _WRITTEN.finditer(scanned.text):
        message = f"“{found[1]}” stands in words before a unit of time"
        yield scanned.at(*found.span(), message, f"Write “{_FIGURE_OF[found[1]]} {found[2]}”.")


@in_passages(
    "NUM-005",
    Grade.WARNING,
    source=_FIGURES,
    wrong="It rose by 12,5\u00a0% in a year.",
    right="It rose by 12.5\u00a0% in a year.",
    needs=("%", *MARKS),
)
def decimals(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Decimals stand behind the sign of the language: a point in English, Irish and Maltese, a comma in all others."""
    sign = scanned.style["decimal_separator"]
    other = "," if sign == "." else "."
    wrong = re.compile(rf"(?<![\d.,])\d+{re.escape(other)}\d{{1,2}}(?![\d.,]*\d)")
    for found in wrong.finditer(scanned.text):
        is_amount = any(each.start <= found.start() < each.end for each in scanned.amounts)
        if is_amount or re.match(rf"{GAP}?%", behind(scanned.text, found.end())):
            message = f"“{found[0]}” has the decimal sign of another language"
            yield scanned.at(*found.span(), message, f"Write {found[0].replace(other, sign)}.")
