"""TRL-001: what is typed in figures stands in a translation as it stands in the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.numbers import amounts_in
from briefgen.checks.language.patterns import GAP, late
from briefgen.findings import Grade
from briefgen.localise import HouseStyle
from briefgen.model.catalogue import Translation

_VALUE = late(r"\{\{.*?\}\}|\]\([^)]*\)|\[\^[^\]]*\]", re.DOTALL)
_MAY_BE_WORDS = 12


@in_context(
    "TRL-001",
    Grade.WARNING,
    source="Figures say the same in every language; a translator’s slip shows nowhere else.",
    wrong="“120 000 officers” in the source, “12 000 agents” in its translation",
    right="“120 000 officers” in the source, “120 000 agents” in its translation",
)
def figures_of_translations(context: CheckContext) -> Iterator[Fault]:
    """Numbers, percentages and amounts typed in the source stand in its translations too, and no others.

    Numbers up to 12 may stand in words on either side. What is fuzzy or not translated is not looked at.
    """
    if context.situation is None:
        return
    dossier = context.situation.profile
    source_style = context.house.style(dossier.source_language)
    for language, catalogue in dossier.translations.items():
        style = context.house.style(language)
        for entry in catalogue.entries:
            for text in entry.wordings if not entry.fuzzy else ():
                if text:
                    yield from _differences(replace(entry, text=text), source_style, style)


def _differences(entry: Translation, source_style: HouseStyle, style: HouseStyle) -> Iterator[Fault]:
    source, text = _VALUE.sub(" … ", entry.source), _VALUE.sub(" … ", entry.text)
    if not re.search(r"\d", source + text):
        return
    amounts = _amounts(source, source_style), _amounts(text, style)
    if amounts[0] != amounts[1] and sum(amounts[0].values()) == sum(amounts[1].values()):
        ours, theirs = (", ".join(side) for side in (amounts[0] - amounts[1], amounts[1] - amounts[0]))
        yield _fault(
            entry, f"{ours} of the source is {theirs} in the translation of {entry.context}", theirs, Grade.ERROR
        )
    elif amounts[0] != amounts[1] or not amounts[0]:
        yield from _numbers_apart(entry, _numbers(source, source_style), _numbers(text, style))
    else:
        yield from _numbers_apart(entry, _other_numbers(source, source_style), _other_numbers(text, style))


def _numbers_apart(entry: Translation, ours: Counter[str], theirs: Counter[str]) -> Iterator[Fault]:
    missing, added = list((ours - theirs).elements()), list((theirs - ours).elements())
    if missing and added:
        message = f"{', '.join(missing)} of the source is {', '.join(added)} in the translation of {entry.context}"
        yield _fault(entry, message, added[0], Grade.ERROR if _are_shares(entry, missing, added) else None)
    elif missing:
        message = f"{', '.join(missing)} stands in the source, not in the translation of {entry.context}"
        yield _fault(entry, message, missing[0])
    elif added:
        message = f"{', '.join(added)} stands in the translation of {entry.context}, not in the source"
        yield _fault(entry, message, added[0])


def _are_shares(entry: Translation, missing: list[str], added: list[str]) -> bool:
    """Whether a percentage differs; that cannot be a matter of wording."""
    return _is_share(missing[0], entry.source) and _is_share(added[0], entry.text)


def _is_share(value: str, text: str) -> bool:
    return bool(re.search(rf"{value.replace('.', '[.,]')}{GAP}?%", text))


def _fault(entry: Translation, message: str, words: str, grade: Grade | None = None) -> Fault:
    remedy = "Compare the two; figures are copied, in the notation of the language."
    return Fault(entry.place, message, remedy, words, grade)


def _amounts(text: str, style: HouseStyle) -> Counter[str]:
    return Counter(f"{each.currency} {_plain(each.total)}" for each in amounts_in(text, style))


def _other_numbers(text: str, style: HouseStyle) -> Counter[str]:
    for each in reversed(list(amounts_in(text, style))):
        text = f"{text[: each.start]} … {text[each.end :]}"
    return _numbers(text, style)


def _numbers(text: str, style: HouseStyle) -> Counter[str]:
    """The values of all figures, however they are grouped; small ones, which may be said in words, are left out."""
    decimal = style["decimal_separator"]
    other = "," if decimal == "." else "."
    pattern = rf"(?<!\d)(?:\d{{1,3}}(?:[ \u00a0\u202f{other}’]\d{{3}})+(?!\d)|\d+)(?:{re.escape(decimal)}\d+)?"
    found = (_plain(_value(each[0], decimal)) for each in re.finditer(pattern, text))
    return Counter(each for each in found if Decimal(each) > _MAY_BE_WORDS)


def _value(typed: str, decimal: str) -> Decimal:
    whole, _, fraction = typed.partition(decimal)
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}")


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
