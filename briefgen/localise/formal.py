"""Lists, ordinals and other small wording that differs from language to language.

The forms of formal texts: capitals, the words that open a recital, numbers in words, stops that belong to a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache, partial

from briefgen.localise.house_style import HouseStyle
from briefgen.localise.numbers import ValueSpellingError, format_number, ordinal_category, read_number

_GENDERS = ("feminine", "neuter")


def format_list(items: Sequence[str], style: HouseStyle) -> str:
    """The items joined as in a sentence: a, b and c; Spanish "e Italia", Italian "ed Egitto"."""
    if len(items) < 2:
        return "".join(items)
    *start, last = items
    kind = "list_two" if len(items) == 2 else "list_end"
    if "list_sound" in style and re.match(_beginning(style["list_sound"]), last):
        kind = "list_end_before_sound"
    return style.fill(kind, first=style.get("list_between", ", ").join(start), last=last)


def format_ordinal(number: int, style: HouseStyle) -> str:
    """An ordinal number as the house style writes it, of its masculine or neuter form where there are several.

    English has words from first to ninth and figures from 10th on (style guide 10.1.5).
    """
    category = ordinal_category(number, style) if "ordinal_rule_one" in style else ""
    by_rule = f"ordinal_{category}" in style and f"ordinal_{number}" not in style
    return style.form_of(f"ordinal_{category}" if by_rule else "ordinal", number)


def format_reference(point: int | str, style: HouseStyle) -> str:
    """A cross-reference to a point, as to 10 or 10a: "see point 10", "ks. 10 a kohta"."""
    lettered = re.fullmatch(r"([0-9]+)([a-z])", str(point))
    if lettered and "reference_lettered" in style:
        return style.fill("reference_lettered", figure=lettered[1], letter=lettered[2])
    return resolve_joints(style.fill("reference", number=str(point)), style)


def format_caption(label: str, style: HouseStyle, number: str, *, inside: bool = False) -> str:
    """The name of a table or chart: "Table 1", "1. táblázat"; `inside` a sentence "tableau 1".

    Args:
        label: what it is called, with a capital.
        number: its number, or what stands for it.
    """
    small = label[:1].lower() + label[1:]
    return style.fill("mention" if inside else "caption", label=label, small=small, number=number)


def resolve_joints(text: str, style: HouseStyle) -> str:
    """A text in which small words take the end that what follows them asks for.

    Drafters write both ends: "a(z) 5. pont" becomes "az 5. pont", "d(e) août" becomes "d’août", "v(e) čtvrtek"
    "ve čtvrtek". Which there are is in the cells `joint_1` …: as written, before such a word, before any other, and how
    such a word begins.
    """
    for joint, before, otherwise in _joints(style) if "(" in text or "/" in text else ():
        text = joint.sub(partial(_end_of, before, otherwise), text)
    return text


def _end_of(before: str, otherwise: str, match: re.Match[str]) -> str:
    chosen = before if match["such"] is not None else otherwise
    return chosen[:1].upper() + chosen[1:] if match[0][:1].isupper() else chosen


@lru_cache(maxsize=64)
def _joints(style: HouseStyle) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    keys = [key for number in range(1, 30) if (key := f"joint_{number}") in style]
    return tuple(_joint(*style[key].split("|", 3)) for key in keys)


def _joint(written: str, before: str, otherwise: str, such: str) -> tuple[re.Pattern[str], str, str]:
    """One small word; its space may be a hard one, its apostrophe a straight one."""
    words = re.escape(written.rstrip()).replace("’", "['’]")
    return re.compile(rf"(?<!\w)(?i:{words})[ {_HARD_SPACE}](?=(?P<such>{_beginning(such)})?)"), before, otherwise


@lru_cache(maxsize=64)
def _beginning(such: str) -> str:
    """The regular expression of how words begin: "a e 5#" of a, e and of 50 to 59, "!onze" of all but onze."""
    words = [(re.escape(word.lstrip("!")).replace(r"\#", "[0-9]"), word) for word in such.split()]
    parts = [(f"{part}(?![0-9])" if word[-1] in "#0123456789" else part, word) for part, word in words]
    but = "|".join(part for part, word in parts if word.startswith("!"))
    some = "|".join(part for part, word in parts if not word.startswith("!"))
    return rf"(?i:[{_QUOTES}]*{f'(?!{but})' if but else ''}(?:{some}))"


_QUOTES = "«»„“”‘’("
_HARD_SPACE = "\u00a0"
_ACUTE = "\u0301"
_IRISH_PREFIX = re.compile(r"\b(?:[hnt]|bh[fF]?|bp|mb|gc|dt|nd|ng|ts)-?(?=[A-ZÁÉÍÓÚ])")
_STOPS = "etc."


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


def format_cardinal(value: str | int | Decimal, style: HouseStyle, *, gender: str = "", begins: bool = False) -> str:
    """A whole number in words as far as the house style writes them, any other in figures.

    Args:
        value: the number. Words go up to nine (style guide 10.5), or to what the cell `cardinal_to` says.
        style: the words, which go up to twenty; masculine, as they stand before a noun.
        gender: "feminine" or "neuter", for what the number counts.
        begins: it begins a sentence, which no figure does: words up to twenty, with a capital.

    Raises:
        ValueSpellingError: the value is no number, or there is no such gender.
    """
    number = read_number(value)
    if gender not in ("", "masculine", *_GENDERS):
        raise ValueSpellingError(f"“{gender}” is not a gender: write masculine, {' or '.join(_GENDERS)}.")
    whole = f"{number.normalize():f}"
    words = style.get(f"cardinal_{gender}_{whole}", style.get(f"cardinal_{whole}", ""))
    if not words or not (begins or number <= int(style.get("cardinal_to", "9"))):
        return format_number(number, style)
    return words[:1].upper() + words[1:] if begins else words


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
