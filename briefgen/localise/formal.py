"""Lists, ordinals and other small wording that differs from language to language.

The forms of formal texts: capitals, the words that open a recital, numbers in words, stops that belong to a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from briefgen.localise.house_style import HouseStyle
from briefgen.localise.numbers import format_number, ordinal_category, read_number

# Spanish y becomes e before the sound i: "e Italia", "e Hispania", but "y hielo"
_SOUND_OF_I = r"(?i)\W*(?:[ií]|h[ií](?![aeo]))"


def format_list(items: Sequence[str], style: HouseStyle) -> str:
    """The items joined as in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    *start, last = items
    kind = "list_two" if len(items) == 2 else "list_end"
    if re.match(_SOUND_OF_I, last) and "list_end_before_i" in style:
        kind = "list_end_before_i"
    return style.fill(kind, first=", ".join(start), last=last)


def format_ordinal(number: int, style: HouseStyle) -> str:
    """An ordinal number as the house style writes it, of its masculine or neuter form where there are several.

    English has words from first to ninth and figures from 10th on (style guide 10.1.5).
    """
    exception = f"ordinal_{number}"
    if exception in style:
        return style[exception]
    if not any(key.startswith("ordinal_rule_") for key in style.values):
        return style.fill("ordinal", number=str(number))
    pattern = style.first_of(f"ordinal_{ordinal_category(number, style)}", "ordinal")
    return pattern.format(number=number)


_ACUTE = "\u0301"
_IRISH_PREFIX = re.compile(r"\b(?:[hnt]|bh[fF]?|bp|mb|gc|dt|nd|ng|ts)-?(?=[A-ZÁÉÍÓÚ])")
_STOPS = "etc."
_HARD_SPACE = "\u00a0"


def upper_case(text: str, style: HouseStyle) -> str:
    """The text in capitals as the language writes them.

    Greek drops the accent; Irish keeps the small letter in front of a capital (an tAontas: AN tAONTAS).
    """
    if style.language == "el":
        bare = unicodedata.normalize("NFD", text.upper()).replace(_ACUTE, "")
        return unicodedata.normalize("NFC", bare)
    if style.language == "ga":
        kept = {match.start(): match[0] for match in _IRISH_PREFIX.finditer(text)}
        return _upper_but(text, kept)
    return text.upper()


def find_opening(text: str, style: HouseStyle) -> str:
    """The words that open a recital and are set in capitals: a participle, or a phrase listed for the language.

    Words already typed in capitals are taken as they are, so that a drafter can use a phrase that is not listed.
    """
    words = text.split(" ")
    typed = next((number for number, word in enumerate(words) if not _in_capitals(word)), len(words))
    if typed:
        return " ".join(words[:typed])
    known = style.get("recital_openings", "").split("|")
    found = [each for each in known if each and re.match(rf"{re.escape(each)}\b", text, re.IGNORECASE)]
    return text[: len(max(found, key=len))] if found else words[0].rstrip(",;:")


def format_cardinal(value: str | int | Decimal, style: HouseStyle) -> str:
    """A whole number from 1 to 9 in words (style guide 10.5) where the house style has them; any other in figures.

    Raises:
        ValueSpellingError: the value is no number.
    """
    number = read_number(value)
    whole = f"{number.normalize():f}"
    return style.get(f"cardinal_{whole}", "") or format_number(number, style)


def keeps_its_stop(text: str, style: HouseStyle) -> bool:
    """Whether the stop at the end of a text belongs to its last word: "etc.", and the year of a date in Croatian."""
    own = style.get("own_stops", _STOPS).split("|")
    return any(re.search(_pattern(each), text) for each in own)


def with_stop_space(stop: str, style: HouseStyle) -> str:
    """A stop with the hard space that the language puts before it: in French, before ":" and ";"."""
    return f"{_HARD_SPACE}{stop}" if stop in style.get("spaced_stops", "") else stop


def _pattern(stop: str) -> str:
    """The regex of a stop: a cell lists words with their stop, where "#" means a digit."""
    return (r"[0-9]\.$") if stop == "#." else rf"\b{re.escape(stop)}$"


def _in_capitals(word: str) -> bool:
    return word.isupper() and sum(letter.isalpha() for letter in word) > 1


def _upper_but(text: str, kept: dict[int, str]) -> str:
    parts: Sequence[str] = [
        letter if any(start <= at < start + len(prefix) for start, prefix in kept.items()) else letter.upper()
        for at, letter in enumerate(text)
    ]
    return "".join(parts)
