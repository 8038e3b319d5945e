"""Phrases that a document says in two orders: “migration management and return”, “migration and return management”.

TRM-002: a term has the same capitals throughout a document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.passages import all_capitals
from briefgen.checks.engine.rule import Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before, behind
from briefgen.checks.rules.terms.names import find_refused_words
from briefgen.checks.rules.terms.search import SearchText
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_WORDS = 5
_LONG = 4
_JOINT = "and"
_WORD_OR_STOP = late(r"[^\W\d_][\w’'\-‑]*|[.;:,()–—]")

Order = tuple[str, ...]


def in_two_orders(passages: Iterable[ScannedPassage]) -> Iterator[tuple[TextRange, TextRange]]:
    """Places of five words that come elsewhere in another order behind the same first word, each with the other place.

    Two things that only change places (“give help and money”, “give money and help”) are passed over.
    """
    seen: dict[tuple[str, Order], tuple[Order, TextRange]] = {}
    for scanned in passages:
        for words, place in _lists(scanned):
            order, first = seen.setdefault((words[0], tuple(sorted(words))), (words, place))
            if order != words and order[1:] != _swapped(words[1:]):
                yield place, first


def _swapped(words: Order) -> Order:
    """“Help and money” as “money and help”."""
    at = words.index(_JOINT)
    return (*words[at + 1 :], _JOINT, *words[:at])


def _lists(scanned: ScannedPassage) -> Iterator[tuple[Order, TextRange]]:
    """The runs of five long words with one “and” among them, not at an end."""
    if " and " not in scanned.text:
        return
    found = list(_WORD_OR_STOP.finditer(scanned.text))
    words = [each[0].casefold() for each in found]
    for at, word in enumerate(words):
        for start in range(at - _WORDS + 2, at) if word == _JOINT else ():
            run = tuple(words[start : start + _WORDS]) if start >= 0 else ()
            if len(run) == _WORDS and run.count(_JOINT) == 1 and sum(len(each) >= _LONG for each in run) == _WORDS - 1:
                yield run, TextRange(scanned, found[start].start(), found[start + _WORDS - 1].end())


_GAP = "[ \u00a0]"
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'\-‑]*"
_LINK = r"(?:of|on|for|and|in|to|the)"
_PHRASE = late(rf"[A-ZÀ-ÖØ-Þ](?<![\w’'\-‑].)[\w’'\-‑]*(?:{_GAP}(?:{_LINK}{_GAP}){{0,2}}{_CAPITAL})+")
_BODIES = late(rf"^(?:EU|Union|Frontex|Commission|Council|Europol|Presidency){_GAP}")
_FIRST_WORDS = late(
    rf"^(?:(?:The|In|On|At|An?|As|For|With|By|From|Of|To|And|But|These|This|Those|That|All|Some|Any|Each|Its|Our"
    rf"|Their|Both|Under|During|Following|When|While|If|See|Your|What|How|Who|Why|Where|My|We|You|It|There|Here|Please|Does|Do"
    rf"|Is|Are|Can|Will|Should|Not|No){_GAP}(?:{_LINK}{_GAP})*)+"
)
_FIRST_WORD = late(rf"^\S+{_GAP}(?:{_LINK}{_GAP})*")
_WORD = late(r"[^\W_][\w’'\-‑/]*")
_STOPS = ".;:!?…”’)"
_NO_PROSE = frozenset({Role.TITLE, Role.HEADING, Role.HEADER, Role.FOOTER, Role.CAPTION})
_QUOTATION = (("“", "”"), ("‘", "’ "), ("«", "»"))
_LINK_WORD, _FEW = 3, 5
_BEFORE = 3
_OFTEN = 4  # so much oftener the usual form stands where another is surely a slip
_ENDS = '.!?:;•–—(“"‘'


@in_manuscripts(
    "TRM-002",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.4: capitals; one way throughout a document",
    wrong="the Blueprint Network … the Blueprint network",
    right="the Blueprint Network … the Blueprint Network",
    languages=("en",),
)
def one_capitalisation(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A term has the same capitals throughout a document."""
    yield from find_refused_words(manuscript, context, "TRM-002")
    prose = [each for each in context.passages(manuscript) if _is_prose(each) and not all_capitals(each.text)]
    if not prose:
        return
    text = SearchText(tuple(prose))
    wavering = _wavering_words(prose)
    reported: list[TextRange] = []
    for phrase in _phrases(text, wavering) if wavering else ():
        forms = _forms(phrase, text)
        if len(forms) > 1:
            yield from _rarer(forms, reported)


def _is_prose(scanned: ScannedPassage) -> bool:
    """Not headings, labels and titles, whose capitals are their own: set as such or alone in a line."""
    passage = scanned.passage
    if passage.role in _NO_PROSE or (passage.cell and passage.cell.is_head):
        return False
    return scanned.text.rstrip()[-1:] in _STOPS or not _is_a_title(scanned.text)


def _is_a_title(text: str) -> bool:
    """Whether most of the longer words of a line have capitals, or it is a short line, as in a contents list."""
    words = [word for word in _WORD.findall(text) if len(word) > _LINK_WORD]
    return len(words) <= _FEW or sum(word[0].isupper() for word in words) * 2 > len(words)


def _phrases(text: SearchText, wavering: Container[str]) -> list[str]:
    """The phrases with capitals of which some words stand elsewhere in other capitals; each once, longest first."""
    named: dict[str, str] = {}
    padded = " " * _BEFORE + text.text
    around = dict.fromkeys(padded[found.start() - _BEFORE : found.end()] for found in _PHRASE.finditer(padded))
    written = dict.fromkeys((each[_BEFORE:], _begins(each[:_BEFORE])) for each in around)
    for found, begins in written:
        for phrase in _readings(found, begins=begins):
            if any(each.casefold().removesuffix("s") in wavering for each in _WORD.findall(phrase)):
                named.setdefault(_key(phrase), phrase)
    return sorted(named.values(), key=len, reverse=True)


def _wavering_words(prose: Sequence[ScannedPassage]) -> frozenset[str]:
    """The words that stand in passages with more than one set of capitals; a quick look before the long one."""
    vocabulary = prose[0].vocabulary
    others = vocabulary.all.difference(each.number for each in prose)
    distinct = "\n".join(word for word, numbers in vocabulary.words.items() if not others.issuperset(numbers))
    ways: dict[str, str] = {}
    wavering = set()
    for word in {each.removesuffix("s") for each in _WORD.findall(distinct)}:
        if ways.setdefault(word.casefold(), word) != word:
            wavering.add(word.casefold())
    return frozenset(wavering)


def _readings(phrase: str, *, begins: bool) -> Iterator[str]:
    """A phrase without what began its sentence, and the same without a body in front of it.

    “The Frontex Standing Corps” is “Frontex Standing Corps” and “Standing Corps”; “Lists of Safe Third Countries” may
    be “Safe Third Countries”.
    """
    phrase = _FIRST_WORDS.sub("", phrase)
    readings = [phrase, _BODIES.sub("", phrase)]
    if begins:
        readings.append(_FIRST_WORD.sub("", phrase))
    for each in readings:
        words = each.split()
        if len(words) > 1 and each[:1].isupper() and not any(_is_shouted(word) for word in words[1:]):
            yield each


def _is_shouted(word: str) -> bool:
    return len(word) > 4 and word.isupper()


def _key(phrase: str) -> str:
    return phrase.casefold().removesuffix("s")


def _forms(phrase: str, text: SearchText) -> dict[str, list[TextRange]]:
    """How the phrase is written, with its places; not in capitals alone, and the plural is no form of its own."""
    key = _key(phrase)
    forms: dict[str, list[TextRange]] = defaultdict(list)
    text = text.holding(key)
    if text.folded.count(key) == text.text.count(phrase.removesuffix("s")):  # it is written in one way
        return forms
    spans = [(start, end) for start, end in text.spans(key, plural=True) if not text.text[start:end].isupper()]
    if len({text.typed[start:end].removesuffix("s") for start, end in spans}) < 2:
        return forms
    places = [text.place(start, end) for start, end in spans]
    free = [each for each in places if not (_inside_a_name(each) or _is_cited(each))]
    for place in sorted(free, key=lambda each: _begins(before(each.scanned.text, each.start))):
        forms[_written(place, forms)].append(place)
    return forms


def _written(place: TextRange, forms: Mapping[str, Sequence[TextRange]]) -> str:
    """The form of a place, singular; one that begins a sentence is taken for any that differs in that capital only."""
    words = place.words.replace("\u00a0", " ").removesuffix("s")
    small = words[0].lower() + words[1:]
    begins = _begins(before(place.scanned.text, place.start))
    return small if begins and words not in forms and (small in forms or small == small.lower()) else words


def _begins(left: str) -> bool:
    """Whether a sentence, an item or a label begins behind this."""
    left = left.rstrip()
    return not left or left[-1] in _ENDS


def _inside_a_name(place: TextRange) -> bool:
    """Whether other words with capitals stand at its side, so that it is part of a longer name."""
    text = place.scanned.text
    left = before(text, place.start)
    leads = re.search(rf"([\w’'\-‑]+){_GAP}(?:(?:of|for|and|on){_GAP}(?:the{_GAP})?)?$", left)
    after = re.match(rf"{_GAP}(?:(?:of|for|and|on){_GAP}(?:the{_GAP})?)?[A-Z][a-z]", behind(text, place.end))
    named = leads and leads[1][:1].isupper() and not _BODIES.match(leads[1] + " ")
    return bool(place.words[:1].isupper() and ((named and leads and not _begins(left[: leads.start(1)])) or after))


def _is_cited(place: TextRange) -> bool:
    """Whether a phrase stands in a title that is cited, in italics or quotation marks, or bold as what is defined."""
    text, at = place.scanned.text, 0
    for span in place.scanned.passage.spans:
        if at <= place.start < at + len(span.text):
            if (span.italic or span.bold) and len(span.text) < len(text):
                return True
            break
        at += len(span.text)
    left = before(text, place.start)
    return any(left.count(opens) > left.count(closes) for opens, closes in _QUOTATION)


def _rarer(forms: Mapping[str, Sequence[TextRange]], reported: list[TextRange]) -> Faults:
    """Each form but the most frequent, at its first place; of two as frequent, the one with fewer capitals.

    What differs from a name in its last words only is surely meant as the name; what is all small may be no name.
    """
    usual = max(forms, key=lambda form: (len(forms[form]), sum(map(str.isupper, form))))
    for form, places in forms.items():
        first = places[0]
        if form == usual or any(_lies_in(first, each) for each in reported):
            continue
        reported.append(first)
        other, both = forms[usual][0].words, sum(map(str.isupper, form)) and sum(map(str.isupper, usual))
        message = f"“{first.words}” ({len(places)}) is written “{other}” elsewhere ({len(forms[usual])})."
        grade = Grade.WARNING if both and len(forms[usual]) >= _OFTEN * len(places) else Grade.HINT
        yield first.scanned.at(first.start, first.end, message, f"Write it one way, for instance “{other}”.", grade)


def _lies_in(place: TextRange, other: TextRange) -> bool:
    return place.scanned is other.scanned and other.start <= place.start and place.end <= other.end
