"""Texts in a document's language: looked up in the catalogue, with a finding for what is missing or not right.

The rules on texts while a document is made are declared here, for all of `briefgen.compose`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, NamedTuple

from msgspec import Struct

from briefgen.findings import Finding, Grade, Place, declare, error
from briefgen.localise.numbers import read_number
from briefgen.localise.plural_forms import form_for, numbers_of
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
FORMS: Final = declare(
    "TRANS-005", "A translation with plural forms has each form of its language, and a whole number to choose by."
)

PHRASE = "phrase"
"""The context of the texts of `_("…")`."""

_LANGUAGE_OWN = ("plural", "spelt")
_DECLINED = ("state", "capital", "gendered", "salutation")
_COUNTING = ("figure", "number")
_DAY = {"when": "date"}
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\]\(\s*([^)\s]+)\s*\)")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9 ./()\-\u00a0]*")
_SHOWN = 60
_USE_PLURAL = "Write the entry without msgid_plural, with plural(…) around the value in its msgstr."


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


class Translating(Struct, frozen=True):
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
        if not needs_translation(source) or found is None or reach_of(found) is not Reach.TRANSLATED:
            return TextToPrint(source, place, foreign=needs_translation(source))
        return TextToPrint(self._said(found), found.place)

    def findings(self, context: str, source: str, place: Place) -> Iterator[Finding]:
        """What is missing or wrong with the translation of a text."""
        found, reach = self.catalogue.find(context, source), self.reach(context, source)
        if found and found.text and found.forms and not found.fuzzy:
            yield from self._findings_on_forms(found)
        elif reach is Reach.MISSING:
            yield missing_finding(self.language, self.catalogue.file, context, source, place, self.grade)
        elif found and reach is Reach.FUZZY:
            yield fuzzy_finding(found, self.grade)
        elif found and found.text:
            yield from unlike_findings(found, differences(found.source, found.text))

    def _findings_on_forms(self, found: Translation) -> Iterator[Finding]:
        yield from form_findings(found, differences, self.grade)
        try:
            self._form(found)
        except ValueError as problem:
            yield error(FORMS, found.place, f"{found.context}: {problem}", _USE_PLURAL, _begin(found.source))
        except LookupError:  # the value cannot be said either, which is told where the text is rendered
            return

    def _said(self, found: Translation) -> str:
        """The form of a translation that goes with the number in its source."""
        if not found.forms:
            return found.text
        try:
            return found.forms[self._form(found)]
        except (ValueError, LookupError):  # told by `findings`
            return found.text

    def _form(self, found: Translation) -> int:
        assert found.rule, "an entry with forms has a rule"
        count = _count_in(found.source)
        if count is None:
            raise ValueError("plural forms are chosen by a number, and the text has no figure(…) or number(…)")
        value = self.words[count.word](*count.args) if count.word == "figure" else count.args[0]
        return form_for(number_of(value), found.rule)


def _count_in(source: str) -> Call | None:
    """The call that says the number which plural forms are chosen by: that in `plural(…)`, else the first."""
    found = calls(source)
    inside = [call.args[0] for call in found if call.word == "plural"]
    counted = [arg for arg in inside if isinstance(arg, Call) and arg.word in _COUNTING]
    typed = [Call("number", (arg,)) for arg in inside if not isinstance(arg, Call)]
    every = [*counted, *typed, *(call for call in found if call.word in _COUNTING)]
    return every[0] if every else None


def number_of(value: object) -> Decimal:
    """The number that a value is or says.

    Raises:
        ValueError: it is none, or a range.
    """
    number = getattr(value, "number", value)
    return read_number(number if isinstance(number, str | int | Decimal) else str(number))


def has_count(source: str) -> bool:
    """Whether plural forms of a text can be chosen by a number in it: it has one, or one in `plural(…)`."""
    found = list(calls(source))
    plural = [call for call in found if call.word == "plural"]
    return len(plural or [call for call in found if call.word in _COUNTING]) == 1 and _count_in(source) is not None


def form_findings(
    found: Translation, unlike: Callable[[str, str], Iterator[tuple[str, int, int]]], grade: Grade
) -> Iterator[Finding]:
    """What the plural forms of a translation lack: whole forms, and values, links and notes in one of them.

    Args:
        unlike: compares the source and a form; see `differences`.
    """
    assert found.rule, "an entry with forms has a rule"
    for number, form in enumerate(found.forms):
        name = f"msgstr[{number}], the form for {numbers_of(number, found.rule)},"
        if form:
            yield from unlike_findings(found, unlike(found.source, form), name)
        else:
            remedy = "Fill it in; where two numbers are said alike, their forms have the same words."
            yield Finding(FORMS, grade, found.place, f"{name} of {found.context} is empty", remedy, found.source)


def needs_translation(text: str) -> bool:
    """Whether a text holds a letter outside of its values, or words in `plural(…)` or `gendered(…)`."""
    return "plural(" in text or "gendered(" in text or any(letter.isalpha() for letter in _VALUE.sub("", text))


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


def unlike_findings(
    found: Translation, unlike: Iterator[tuple[str, int, int]], form: str = "the translation"
) -> Iterator[Finding]:
    """A finding for each value, link and footnote that stands in a translation less or more often than in its source.

    Args:
        unlike: see `differences`.
        form: what it is called, where it is one of several.
    """
    for words, wanted, there in unlike:
        message = f"{words} stands in the source {_times(wanted)}, in {form} of {found.context} {_times(there)}"
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
    So is whether a day brings its preposition, `when`, or the sentence has one and the day stands alone, `date`. The
    name of a state or capital is said as it stands alone: a language that declines it needs words of its own; and
    whether words go by the recipient's gender, or a close repeats the salutation, is the language's.
    """
    own = [call for call in calls(text) if call.word not in _DECLINED]
    found = [call for call in own if not (call.word in _LANGUAGE_OWN and isinstance(call.args[0], Call))]
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


def phrases_of(*catalogues: Catalogue) -> dict[str, str]:
    """The phrases (`_("…")`) that are translated; what an earlier catalogue has goes first."""
    entries = [each for catalogue in reversed(catalogues) for each in catalogue.entries]
    return {each.source: each.text for each in entries if each.context == PHRASE and each.text and not each.fuzzy}
