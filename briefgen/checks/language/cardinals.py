"""Numbers from two to twenty that stand in words, in whatever case of the language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from briefgen.checks.language.numbers import NumberInText
from briefgen.checks.language.patterns import any_word, in_small
from briefgen.localise import HouseStyle

# the forms of two, three … that the tables of the languages do not print: other cases and genders
_MORE: Mapping[str, str] = {
    "bg": "двама|двете|двата тримата|трима|трите четирима|четирите петте шестте седемте осемте деветте десетте",
    "cs": "dvou|dvěma tří|třem|třemi čtyř|čtyřem|čtyřmi pěti šesti sedmi osmi devíti deseti",
    "de": "zweier dreier",
    "el": "δυο τριών τεσσάρων",
    "es": "dos",
    "et": "kahe|kaht kolme nelja viie|viit kuue|kuut seitset|seitsme kaheksat üheksat kümne|kümmet",
    "fi": "kahden|kahta|kahdesta kolmen|kolmea|kolmesta neljän|neljää|neljästä viiden|viittä|viidestä kuuden|kuutta"
    " seitsemää kahdeksaa yhdeksää kymmentä",
    "fr": "deux",
    "hr": "dvaju|dviju|dvije|dvama triju|trima četiriju|četirima",
    "hu": "kettő",
    "it": "due",
    "lt": "dviejų|dviem|dvi trijų|trims|tris keturių|keturis|keturias penkių|penkis|penkias šešių|šešis|šešias septynių"
    " aštuonių devynių dešimties",
    "lv": "divu|diviem|divas triju|trim|trijiem četru|četriem|četras piecu|pieciem|piecas sešu|sešiem septiņu astoņu"
    " deviņu",
    "mt": "tnejn tlieta erbgħa ħamsa sitta sebgħa tmienja disgħa għaxra",
    "nl": "twee",
    "pl": "dwóch|dwoma|dwom|dwie|dwaj trzech|trzem|trzema|trzej czterech|czterem|czterema|czterej pięciu|pięcioma"
    " sześciu|sześcioma siedmiu|siedmioma ośmiu|ośmioma dziewięciu dziesięciu",
    "pt": "duas",
    "ro": "două",
    "sk": "dvoch|dvom|dvoma|dvaja troch|trom|troma|traja štyroch|štyrom|štyria piatich|piati šiestich|šiesti siedmich"
    " ôsmich deviatich desiatich",
    "sl": "dveh|dvema treh|trem|tremi štirih|štirim|štirimi petih|petim šestih sedmih osmih devetih desetih",
}
# what is a number word and more often something else
_AMBIGUOUS = {"fr": frozenset({"neuf"}), "ga": frozenset({"sé"}), "it": frozenset({"sei"}), "es": frozenset({"once"})}
_LARGEST = 20


@lru_cache(maxsize=2048)
def number_words_in(text: str, style: HouseStyle) -> Sequence[NumberInText]:
    """The numbers of a text from 2 to 20 in words, in order; cached for the rules that ask one after the other.

    Not "one", which is an article as well.
    """
    values = _values(style)
    found = ((each, values[in_small(each[0])]) for each in _pattern(style).finditer(text))
    return tuple(NumberInText(each.start(), each.end(), each[0], Decimal(value), "words") for each, value in found)


@lru_cache(maxsize=32)
def may_have_number_words(style: HouseStyle) -> Callable[[str], object] | None:
    """What tells of a word whether a number stands in it; None where some numbers are two words."""
    return None if any(" " in each for each in _values(style)) else _pattern(style).search


@lru_cache(maxsize=32)
def _values(style: HouseStyle) -> Mapping[str, int]:
    keys = (re.fullmatch(r"cardinal_(?:[a-z]+_)?(\d+)", key) for key in style.values)
    own = {style.values[key[0]].casefold(): int(key[1]) for key in keys if key and 1 < int(key[1]) <= _LARGEST}
    more = enumerate(_MORE.get(style.language, "").split(" "), 2)
    others = {form: number for number, forms in more for form in forms.split("|") if form}
    ambiguous = _AMBIGUOUS.get(style.language, frozenset())
    return {form: number for form, number in {**own, **others}.items() if form not in ambiguous}


@lru_cache(maxsize=32)
def _pattern(style: HouseStyle) -> re.Pattern[str]:
    forms = sorted(_values(style), key=len, reverse=True)
    return re.compile(rf"(?<![\w’\-‑]){any_word(forms)}(?![\w\-‑])", re.IGNORECASE)
