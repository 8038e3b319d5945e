"""The plural forms of a catalogue: how many there are, and which goes with a number.

A PO file says so in its header (GNU gettext manual, "Plural forms"). Where it does not, Babel knows the rules of its
language; they are CLDR's for whole numbers, in CLDR's order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from gettext import c2py
from typing import Final

from briefgen.model.catalogue import PluralRule

MOST_FORMS: Final = 6
"""The most forms that a language has: Arabic."""
_HEADER = re.compile(
    r"^Plural-Forms:[ \t]*nplurals[ \t]*=[ \t]*(\d+)[ \t]*;[ \t]*plural[ \t]*=([^;\n]*);?", re.MULTILINE
)
_SHOWN = range(201)


def rule_of(header: str, language: str) -> PluralRule:
    """The rule that a catalogue follows.

    Args:
        header: of the PO file, as text.
        language: its code, such as pl or pt-BR.

    Raises:
        ValueError: the header has a rule that cannot be read.
    """
    said = _HEADER.search(header)
    if said is None:
        return rule_of_language(language)
    rule = PluralRule(int(said[1]), said[2].strip())
    if not 1 <= rule.count <= MOST_FORMS or any(form >= rule.count for form in map(_compiled(rule.rule), _SHOWN)):
        raise ValueError(f"it has {rule.count} forms, and its rule gives others")
    return rule


def rule_of_language(language: str) -> PluralRule:
    """What Babel says of a language; one form for a language that it does not know."""
    from babel.core import Locale, UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        found = get_plural(Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        return PluralRule(1, "0")
    return PluralRule(int(found.num_plurals), str(found.plural_expr))


def form_for(number: Decimal, rule: PluralRule) -> int:
    """The index of the form that goes with a number.

    Raises:
        ValueError: it is no whole number, which gettext has no forms for.
    """
    if number != number.to_integral_value():
        raise ValueError(f"{number:f} is no whole number, and plural forms are of whole numbers; use plural(…) there")
    return _compiled(rule.rule)(int(abs(number)))


def numbers_of(form: int, rule: PluralRule) -> str:
    """Some numbers that a form goes with: 2, 3, 4, 22."""
    found = [number for number in _SHOWN if _compiled(rule.rule)(number) == form][:4]
    return ", ".join(map(str, found)) or "1000000"


@lru_cache(maxsize=64)
def _compiled(rule: str) -> Callable[[int], int]:
    try:
        return c2py(rule)
    except (ValueError, RecursionError, MemoryError) as problem:
        raise ValueError("its rule cannot be read") from problem
