"""AMT-007: amounts and counts that are typed in the record where one of its figures has that value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import attrgetter

from briefgen.asof import Situation
from briefgen.asof.standing import histories
from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.dates import dates_in
from briefgen.checks.language.numbers import amounts_in, numbers_in
from briefgen.checks.language.patterns import late
from briefgen.findings import Grade
from briefgen.localise.numbers import is_currency
from briefgen.model.dossier import Figure

_VALUE = late(r"\{\{.*?\}\}", re.DOTALL)
_DIGITS = late(r"[1-9]\d*|0(?!\d)")
_NEXT_WORDS = late(r"[ \u00a0\u202f]+((?:[^\W\d_][\w’'-]*[ \u00a0\u202f]?){1,3})")
_WORD = late(r"[^\W\d_]{5,}")
_SAME_THING = 2
_SMALLEST_ALONE, _FIRST_YEAR, _LAST_YEAR = 10_000, 1900, 2100

Figures = Mapping[Decimal, list[Figure]]


@in_context(
    "AMT-007",
    Grade.WARNING,
    source="A figure has one home; a text that types it keeps the old value when the figure changes.",
    wrong="EUR 40 million typed, where the figure “package” has this value",
    right='{{ figure("package") }}',
)
def from_the_figures(context: CheckContext) -> Iterator[Fault]:
    """Texts of the record take amounts and counts from its figures and do not type them."""
    if context.situation is None or not context.situation.figures:
        return
    source_language = context.situation.profile.source_language
    figures = _by_value(context.situation)
    beginnings = _beginnings(figures)
    for scanned in context.every_passage:
        if scanned.passage.source and scanned.language == source_language:
            source = scanned.passage.source
            typed = _VALUE.sub(" ", source) if "{{" in source else source
            if not beginnings.isdisjoint(_digits_in(typed)):
                source = _VALUE.sub(lambda found: "\u2060" * len(found[0]), source)
                yield from _typed(scanned, source, figures)


def _by_value(situation: Situation) -> Figures:
    """The figures that stand, by each value that they have had up to the day."""
    found: dict[Decimal, dict[str, Figure]] = {}
    for name, rows in histories(situation.history.figures, attrgetter("figure"), situation.as_of).items():
        for row in rows:
            found.setdefault(row.value, {})[name] = situation.figures[name]
    return {value: list(figures.values()) for value, figures in found.items()}


def _beginnings(values: Iterable[Decimal]) -> frozenset[str]:
    """What the digits of a number begin with that is one of some values: “1” in “1 200” and in “1.2 thousand”."""
    digits = (f"{value:f}".replace(".", "").lstrip("-0") for value in values)
    return frozenset({"0", *(each[:count] for each in digits for count in range(1, len(each) + 1))})


def _digits_in(text: str) -> list[str]:
    """The digits that stand side by side in a text, without zeros before others."""
    return _DIGITS.findall(text)


def _typed(scanned: ScannedPassage, source: str, figures: Figures) -> Iterator[Fault]:
    is_as_printed = source == scanned.text  # then it has been scanned before
    amounts = scanned.amounts if is_as_printed else tuple(amounts_in(source, scanned.style))
    for amount in amounts:
        equal = [each for each in figures.get(amount.total, ()) if each.unit == amount.currency]
        yield from _faults(scanned, source[amount.start : amount.end], amount.total, equal, source)
    said = scanned.numbers if is_as_printed else numbers_in(source, scanned.style)
    numbers = [each for each in said if each.value in figures]
    dates = dates_in(source, scanned.style, scanned.day) if numbers else ()
    taken = [*((each.start, each.end) for each in amounts), *((each.start, each.end) for each in dates)]
    for number in numbers:
        if not any(start <= number.start < end for start, end in taken):
            words = _words_behind(source, number.end)
            equal = [each for each in figures[number.value] if _counts(each, words)]
            yield from _faults(scanned, number.typed, number.value, equal, source)


def _words_behind(source: str, end: int) -> str:
    found = _NEXT_WORDS.match(source, end)
    return found[1].strip().casefold() if found else source[end : end + 3].strip()


def _counts(figure: Figure, words: str) -> bool:
    """Whether the words behind a number are what the figure counts, or the number alone is telling enough."""
    if is_currency(figure.unit):
        return False
    if figure.unit == "%":
        return words.startswith("%")
    if figure.unit and words.startswith(figure.unit.casefold()):
        return True
    is_year = _FIRST_YEAR <= figure.value <= _LAST_YEAR
    in_label = words.partition(" ")[0] in {word.casefold() for word in _WORD.findall(figure.label)}
    return (figure.value >= _SMALLEST_ALONE or in_label) and not is_year


def _faults(scanned: ScannedPassage, words: str, value: Decimal, named: list[Figure], source: str) -> Iterator[Fault]:
    """A value typed that figures have; or that one had, if the text speaks of the same thing in so many words."""
    if equal := [each for each in named if each.value == value]:
        calls = " or ".join(_call(each) for each in equal)
        message = f"“{words}” is typed, and {calls} has this value"
        grade = None if any(_shared(each, source) for each in equal) else Grade.HINT
        remedy = f"If it is the same thing, use {calls}, so that the text follows the figure."
        yield Fault(scanned.passage.place, message, remedy, words, grade)
        return
    for figure in named:
        if _shared(figure, source) >= _SAME_THING:
            message = f"“{words}” is typed, and “{figure.figure}” had this value before {figure.as_of.isoformat()}"
            yield Fault(scanned.passage.place, message, f"If it is the same thing, use {_call(figure)}.", words)


def _call(figure: Figure) -> str:
    return f'{{{{ figure("{figure.figure}") }}}}'


def _shared(figure: Figure, source: str) -> int:
    """How many long words the text shares with what the figure is called."""
    said = {word.casefold() for word in _WORD.findall(f"{figure.label} {figure.unit} {figure.figure}")}
    return len(said & {word.casefold() for word in _WORD.findall(source)})
