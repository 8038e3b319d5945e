"""Texts in a document's language: looked up in the catalogue, with a finding for what is missing or not right.

The rules on texts while a document is made are declared here, for all of `briefgen.compose`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from briefgen.findings import Finding, Grade, Place, declare, error
from briefgen.model.catalogue import Catalogue, Reach, Translation, reach_of
from briefgen.text import Call, calls

VALUE_UNKNOWN: Final = declare(
    "TEXT-001", "A value in a text can be said on the day asked for, for example a figure that has none yet."
)
NO_PLACE: Final = declare("TEXT-002", "The dateline of a letter or paper has a place.")
NO_BODY: Final = declare("LETTER-001", "A letter has a body, in `letter.md` or in a file of its own.")
NO_PARAGRAPH: Final = declare(
    "PAPER-001", "A note, conclusions, main results or a summary have a paragraph that stands on the day, or a body."
)
LOOSE_DASH: Final = declare("PAPER-002", "A dash in conclusions stands under a recital or a point.")
NO_DAY: Final = declare(
    "PAPER-003", 'The day in the head of a paper, `about.date` or `about.adopted`, is one, written `"2020-06-05"`.'
)
NO_WORDS: Final = declare(
    "PAPER-004", "A recital, point or dash of conclusions begins with words, not with a heading or a list."
)
UNTRANSLATED: Final = declare("TRANS-001", "A text that a document in another language prints is translated.")
FUZZY: Final = declare("TRANS-002", "A translation is made for the wording that holds now (it is not marked “fuzzy”).")
UNLIKE: Final = declare("TRANS-003", "A translation has the values, links and footnotes of its source, each as often.")


PHRASE = "phrase"
"""The context of the texts of `_("…")`."""

_LANGUAGE_OWN = ("plural", "spelt")
_DAY = {"when": "date"}
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\]\(\s*([^)\s]+)\s*\)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9 ./()\-\u00a0]*")
_SHOWN = 60


class TextToPrint(NamedTuple):
    """The translation of a text, or the text itself.

    Attributes:
        foreign: whether it stays in the source language for want of a translation.
        of_file: whether it is all of a file from the line of its place on.
    """

    text: str
    place: Place
    foreign: bool = False
    of_file: bool = False


@dataclass(frozen=True)
class Translating:
    """What a document in another language than its dossier's is translated with.

    Attributes:
        language: the document's.
        catalogue: of the dossier's texts.
        words: format the values of a text that stays in the source language.
        source_tag: the BCP 47 tag of that language; `source_language` is its code.
        grade: how grave it is that a text is not translated.
        marked: whether such a text is to be seen at once.
    """

    language: str
    catalogue: Catalogue
    words: Mapping[str, Callable[..., Any]]
    source_tag: str
    source_language: str
    grade: Grade = Grade.ERROR
    marked: bool = False

    def reach(self, context: str, source: str) -> Reach:
        """How far the translation of a text is; one without a letter needs none."""
        if not needs_translation(source):
            return Reach.TRANSLATED
        return reach_of(self.catalogue.find(context, source))

    def translate(self, context: str, source: str, place: Place) -> TextToPrint:
        """The text to be printed for a source text."""
        found = self.catalogue.find(context, source)
        if not needs_translation(source) or found is None or not found.text or found.fuzzy:
            return TextToPrint(source, place, foreign=needs_translation(source))
        return TextToPrint(found.text, found.place)

    def findings(self, context: str, source: str, place: Place) -> Iterator[Finding]:
        """What is missing or wrong with the translation of a text."""
        found, reach = self.catalogue.find(context, source), self.reach(context, source)
        if reach is Reach.MISSING:
            yield missing_finding(self.language, self.catalogue.file, context, source, place, self.grade)
        elif found and reach is Reach.FUZZY:
            yield fuzzy_finding(found, self.grade)
        elif found and found.text:
            yield from unlike_findings(found, differences(found.source, found.text))


def needs_translation(text: str) -> bool:
    """Whether a text holds a letter outside of its values, or words in `plural(…)`."""
    return "plural(" in text or any(letter.isalpha() for letter in _VALUE.sub("", text))


def is_reference(text: str) -> bool:
    """Whether a text is a number or code, such as JAI 347 or 8132/20 REV 1, which no language says otherwise."""
    return bool(_REFERENCE.fullmatch(text)) and any(letter.isdigit() for letter in text)


def missing_finding(language: str, file: str, context: str, source: str, place: Place, grade: Grade) -> Finding:
    """The finding for a text without a translation."""
    message = f"no translation into {language} ({context}): “{_begin(source)}”"
    remedy = f"Translate it in {file or f'locale/{language}.po'}; `briefgen translate extract` puts the entry there."
    return Finding(UNTRANSLATED, grade, place, message, remedy, _begin(source))


def fuzzy_finding(found: Translation, grade: Grade) -> Finding:
    """The finding for a translation that is not made for the wording as it is now."""
    message = f"the translation of {found.context} is marked fuzzy: “{_begin(found.source)}” has another wording now"
    remedy = "Look at it again, correct it, and take the mark “fuzzy” away."
    return Finding(FUZZY, grade, found.place, message, remedy, _begin(found.source))


def unlike_findings(found: Translation, unlike: Iterator[tuple[str, int, int]]) -> Iterator[Finding]:
    """A finding for each value, link and footnote that stands in a translation less or more often than in its source.

    Args:
        unlike: see `differences`.
    """
    for words, wanted, there in unlike:
        message = (
            f"{words} stands in the source {_times(wanted)}, in the translation of {found.context} {_times(there)}"
        )
        yield error(UNLIKE, found.place, message, "Values, links and notes are copied as they are.", words)


def differences(source: str, text: str) -> Iterator[tuple[str, int, int]]:
    """What stands in a text and its translation unlike often, with how often in each; their order is free."""
    for kind in (_values, _links, _notes):
        wanted, there = kind(source), kind(text)
        names = {**{key: words for key, words, _ in there}, **{key: words for key, words, _ in wanted}}
        count = Counter({key: number for key, _, number in wanted}), Counter({key: n for key, _, n in there})
        yield from ((names[key], count[0][key], count[1][key]) for key in names if count[0][key] != count[1][key])


_Counted = list[tuple[object, str, int]]


def _values(text: str) -> _Counted:
    """The calls of a text.

    How a number is said is the language's own: a translation may put `plural` or `spelt` around it, or leave it out.
    So is whether a day brings its preposition, `when`, or the sentence has one and the day stands alone, `date`.
    """
    found = [call for call in calls(text) if not (call.word in _LANGUAGE_OWN and isinstance(call.args[0], Call))]
    typed = {_key(call): call.words for call in found}
    return [(key, typed[key], number) for key, number in Counter(_key(call) for call in found).items()]


def _key(call: Call) -> tuple[object, ...]:
    """A call without its place and the way it is typed."""
    args = tuple(_key(arg) if isinstance(arg, Call) else (type(arg), arg) for arg in call.args)
    options = () if call.word in _LANGUAGE_OWN else call.options
    return _DAY.get(call.word, call.word), args, tuple(sorted((name, repr(value)) for name, value in options))


def _links(text: str) -> _Counted:
    return [(target, target, number) for target, number in Counter(_LINK.findall(text)).items()]


def _notes(text: str) -> _Counted:
    return [(label, f"[^{label}]", number) for label, number in Counter(_NOTE.findall(text)).items()]


def _times(number: int) -> str:
    return {0: "not at all", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _begin(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
