"""How an amount is written: one currency mark, one kind of it, figures, the order of the language, its magnitude."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.rule import Fault, in_context, in_passages
from briefgen.checks.language.numbers import CODES, SIGNS, AmountInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.manuscript import Manuscript

_LARGEST_SUSPECT, _MILLION = 1000, 1_000_000
_BY_THE_PIECE = late(
    r"\s*(?:/|an? (?:day|month|week|year|head|hour)|for (?:each|every|one)\b|pour chaque\b|für jede|na każd"
    r"|(?:per|each|apiece|daily|monthly|fees?|pro|je|par|por|za)\b)"
)
_GOES_ON = late(r"\s*(?:[-–‑/]|to\b|and\b|or\b|bis\b|und\b|à\b|et\b|a\b|e\b|y\b|i\b|do\b|og\b)\s*[A-Z€$£]{0,3}\s*\d")
_CHARGE = late(r"(?:fees?|prices?|charges?|costs?|allowances?|tickets?)\b[^.]{0,20}$")


class Suspect(Struct, frozen=True):
    """An amount that seems to lack its magnitude.

    Attributes:
        scale: the magnitude of the amounts around it, as typed.
        total: what it would be with that.
    """

    amount: AmountInText
    scale: str
    total: Decimal


def suspects(scanned: ScannedPassage) -> Iterator[Suspect]:
    """Amounts under a thousand without a magnitude, beside amounts of millions in the same passage."""
    scaled = [each for each in scanned.amounts if each.scale and each.total >= _MILLION]
    if scaled:
        scale = scaled[-1]
        for each in scanned.amounts:
            if not each.scale and 0 < each.value < _LARGEST_SUSPECT and not _is_meant(scanned.text, each):
                yield Suspect(each, scale.scale, each.value * (scale.total / scale.value))


def _is_meant(text: str, amount: AmountInText) -> bool:
    """Whether it is a price by the piece, or shares its magnitude with the next (EUR 70 to 80 million)."""
    after = behind(text, amount.end)
    return bool(_BY_THE_PIECE.match(after) or _GOES_ON.match(after) or _CHARGE.search(before(text, amount.start)))


@in_passages(
    "AMT-001",
    Grade.WARNING,
    source="An amount has its code and its magnitude; what is printed without goes out a million times too small.",
    wrong="EUR\u00a070\u00a0million is for minors and EUR\u00a080 for other priorities.",
    right="EUR\u00a070\u00a0million is for minors and EUR\u00a080\u00a0million for other priorities.",
    needs=("€", "$", "£", "EUR", "USD", "GBP", "CHF", "euro"),
)
def magnitude(scanned: ScannedPassage, context: CheckContext) -> Iterator[Fault]:
    """An amount under a thousand beside amounts of millions is suspect: its magnitude may be missing."""
    for suspect in suspects(scanned):
        words = scanned.text[suspect.amount.start : suspect.amount.end]
        proof = _proof(scanned, suspect, context)
        message = f"“{words}” stands without a magnitude beside amounts in {suspect.scale}"
        remedy = f"Write “{words} {suspect.scale}” if that is meant."
        grade = Grade.ERROR if proof else None
        yield scanned.at(suspect.amount.start, suspect.amount.end, f"{message}{proof}", remedy, grade)


def _proof(scanned: ScannedPassage, suspect: Suspect, context: CheckContext) -> str:
    """The sum that holds with the magnitude and equals an amount named elsewhere, or ""."""
    unit = suspect.total / suspect.amount.value
    total = _whole(scanned, context) - suspect.amount.total + suspect.total
    if not _is_named_elsewhere(total, scanned, context):
        return ""
    parts = [suspect.total if each is suspect.amount else each.total for each in scanned.amounts]
    sum_ = " + ".join(f"{part / unit:f}" for part in parts)
    return f": {sum_} = {total / unit:f}, which is named elsewhere, so “{suspect.scale}” is missing"


def _whole(scanned: ScannedPassage, context: CheckContext) -> Decimal:
    """What the amounts of a passage come to, as they are typed."""
    key = (_whole, id(scanned))
    if key not in context.cache:
        context.cache[key] = sum((each.total for each in scanned.amounts), Decimal())
    return Decimal(context.cache[key])


def _is_named_elsewhere(total: Decimal, scanned: ScannedPassage, context: CheckContext) -> bool:
    """Whether an amount stands in another passage: of the documents made together, or of the same file."""
    together = context.manuscripts if context.situation else (scanned.manuscript,)
    key = (_is_named_elsewhere, *(f"{each.name}.{each.language}" for each in together))
    if key not in context.cache:
        context.cache[key] = defaultdict(set)
        for other in (other for manuscript in together for other in context.passages(manuscript)):
            for amount in other.amounts:
                context.cache[key][amount.total].add(id(other))
    return bool(context.cache[key][total] - {id(scanned)})


_MONEY = "Interinstitutional style guide, 7.3.3 Rules for expressing monetary units"
_MARKS = ("€", "$", "£", "EUR", "USD", "GBP", "CHF", "euro")
_NUMBER_WORD = (
    "half|quarter|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    "|sixty|seventy|eighty|ninety|hundred"
)
_IN_WORDS = late(
    rf"\b(?:(?:{_NUMBER_WORD})[- ](?:an?[- ]|of an?[- ])?)+(?:thousand|million|billion)[- ](?:euros?|dollars)\b",
    re.IGNORECASE,
)
_LETTERS = {"k", "K", "M", "m", "mn", "bn", "B", "Mio", "Mrd"}
_STEMS = {"M": "million", "m": "million", "mn": "million", "Mio": "million", "bn": "billion_1e9", "B": "billion_1e9"}


@in_passages(
    "AMT-002",
    Grade.ERROR,
    source=_MONEY,
    wrong="at least EUR €480\u00a0million for resettlement",
    right="at least EUR\u00a0480\u00a0million for resettlement",
    needs=_MARKS,
)
def one_mark(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """An amount has the currency's code or its sign, not both."""
    for amount in scanned.amounts:
        if len(amount.marks) > 1:
            words = scanned.text[amount.start : amount.end]
            message = f"“{words}” names the currency {len(amount.marks)} times: {' and '.join(amount.marks)}"
            yield scanned.at(amount.start, amount.end, message, f"Keep {amount.currency} and take the other out.")


@in_context(
    "AMT-003",
    Grade.WARNING,
    source=f"{_MONEY}: the sign is for graphics, popular works and press releases",
    wrong="EUR 40 million in the letter, €40 million in its annex",
    right="EUR 40 million in both",
    houses={"plain": Grade.HINT},
)
def code_or_sign(context: CheckContext) -> Iterator[Fault]:
    """One document has currency codes or currency signs, not now one and now the other."""
    for together in _belonging_together(context):
        passages = [each for manuscript in together for each in context.passages(manuscript)]
        coded = next((a for each in passages for a in each.amounts if set(a.marks) <= set(CODES)), None)
        if coded:
            yield from (fault for each in passages for fault in _signed(each))


def _belonging_together(context: CheckContext) -> Iterator[list[Manuscript]]:
    """The documents of a record in one language; else each file by itself."""
    if context.situation is None:
        yield from ([each] for each in context.manuscripts)
        return
    for language in dict.fromkeys(each.language for each in context.manuscripts):
        yield [each for each in context.manuscripts if each.language == language]


def _signed(scanned: ScannedPassage) -> Iterator[Fault]:
    for amount in scanned.amounts:
        is_signed = set(amount.marks) <= set(SIGNS) and not _writes_sign(amount, scanned.style)
        if is_signed and TextRange(scanned, amount.start, amount.end).is_typed:
            message = f"“{scanned.text[amount.start : amount.end]}” has the sign, other amounts here have the code"
            remedy = f"Write the code: {amount.currency}."
            yield scanned.at(amount.start, amount.end, message, remedy)


def _writes_sign(amount: AmountInText, style: HouseStyle) -> bool:
    """Whether the house writes the currency with its sign."""
    return amount.marks[-1] in style.get(f"currency_{amount.currency}_all", "")


@in_passages(
    "AMT-004",
    Grade.WARNING,
    source=_MONEY,
    wrong="more than half a billion euros for the region",
    right="more than EUR\u00a0500\u00a0million for the region",
    languages=("en",),
    needs=lambda words, _: words.holding_any_case(("euro", "dollar")),
    houses={"plain": None},
)
def in_figures(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Amounts of money stand in figures with the code, not in words."""
    for found in _IN_WORDS.finditer(scanned.text):
        remedy = "Write the figure with the code, as in EUR 500 million, and take it from the record."
        yield scanned.at(*found.span(), f"the amount “{found[0]}” is written in words", remedy)


@in_passages(
    "AMT-005",
    Grade.ERROR,
    source=_MONEY,
    wrong="three regional projects of 12\u00a0M\u00a0EUR each",
    right="three regional projects of EUR\u00a012\u00a0million each",
    needs=(*CODES, *SIGNS),
    houses={"plain": None},
)
def magnitude_and_order(scanned: ScannedPassage, _context: CheckContext) -> Iterator[Fault]:
    """Magnitudes are spelled as the language spells them, and the currency code stands on its side of the figure."""
    for amount in scanned.amounts:
        wrong_letter = _is_wrong_letter(amount, scanned.style)
        if wrong_letter or _is_on_wrong_side(amount, scanned.style):
            words = scanned.text[amount.start : amount.end]
            what = (
                f"“{words}” abbreviates its magnitude" if wrong_letter else f"“{words}” has the code on the wrong side"
            )
            grade = None if wrong_letter else Grade.WARNING
            yield scanned.at(amount.start, amount.end, what, f"Write {_wanted(amount, scanned.style)}.", grade)


def _is_wrong_letter(amount: AmountInText, style: HouseStyle) -> bool:
    """Whether the magnitude is abbreviated in a way that no cell of the house style knows."""
    return amount.scale in _LETTERS and not any(
        _is_scale(amount.scale, key, value) for key, value in style.values.items()
    )


def _is_scale(letters: str, key: str, value: str) -> bool:
    return ("million" in key or "billion" in key) and value.rstrip(".") == letters


def _is_on_wrong_side(amount: AmountInText, style: HouseStyle) -> bool:
    has_code = len(amount.marks) == 1 and amount.marks[0] in CODES
    return has_code and amount.before != style["money"].startswith("{currency}")


def _wanted(amount: AmountInText, style: HouseStyle) -> str:
    number = f"{amount.figure} {_spelled(amount.scale, style)}".strip()
    pieces = (amount.currency, number) if style["money"].startswith("{currency}") else (number, amount.currency)
    return " ".join(pieces)


def _spelled(scale: str, style: HouseStyle) -> str:
    """A magnitude as the house style spells it; as typed where it has no word for it."""
    stem = _STEMS.get(scale, "")
    return next((style[f"{stem}_{form}"] for form in ("all", "other") if f"{stem}_{form}" in style), scale)
