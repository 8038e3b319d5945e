"""TRM-008 and TRM-009: capitals inside words, and names that differ from one another by one letter."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.grouping import TextRange
from briefgen.checks.engine.passages import all_capitals
from briefgen.checks.engine.rule import Faults, in_manuscripts
from briefgen.checks.engine.vocabulary import Numbers, Vocabulary
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_WORD = late(r"[^\W\d_](?<![\w/.@:’'‑-].)[^\W\d_]+(?:-\d+)?(?![\w/@‑-]|[.:][\w/])")
_ODD = late(r"[A-Z]{2}[a-z]{2,}|[A-Z][A-Z][a-z]|[A-Za-z][a-z]{3,}[A-Z]")
_PLURAL = late(r"[A-Z]{2}s")
_BRAND = late(r"[A-Z][a-z]+[A-Z]\w*|[A-Z]{3,}-\d+")
_CAPITAL_WITHIN = late(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Z]{3}-\d")
_USUAL = 3  # so often a spelling stands, and so much oftener than the other


@in_manuscripts(
    "TRM-008",
    Grade.WARNING,
    source="A second capital is a key pressed too long; one name has one spelling in a paper",
    wrong="USe cases, where the paper has “use” elsewhere; Covid-19 beside COVID-19",
    right="Use cases; COVID-19 throughout",
)
def capitals_within(manuscript: Manuscript, context: CheckContext) -> Faults:
    """No word has a second capital that it lacks elsewhere, and a name with capitals inside has them everywhere."""
    likely = context.vocabulary(manuscript).matching(_CAPITAL_WITHIN.search)
    passages = (each for each in context.passages_at(manuscript, likely) if not all_capitals(each.text))
    names = frozenset(_with_capitals_within(passages))
    places: dict[str, dict[str, list[TextRange]]] = defaultdict(lambda: defaultdict(list))
    named = context.vocabulary(manuscript).matching(lambda word: any(_among(names, word))) if names else ()
    for scanned in context.passages_at(manuscript, named):
        for found in _among(names, scanned.text) if not all_capitals(scanned.text) else ():
            if not (_ODD.fullmatch(found[0]) and _spells_an_acronym(scanned.text, found)):
                places[found[0].casefold()][found[0]].append(TextRange(scanned, *found.span()))
    for forms in places.values():
        if len(forms) > 1:
            yield from _odd_forms(forms)


def _among(names: frozenset[str], text: str) -> Iterator[re.Match[str]]:
    """The words of a text that are some names in any capitals."""
    return (found for found in _WORD.finditer(text) if found[0].casefold() in names)


def _with_capitals_within(passages: Iterable[ScannedPassage]) -> Iterator[str]:
    """The words, without regard to capitals, that somewhere have some behind their first letter."""
    for scanned in passages:
        for found in _WORD.finditer(scanned.text):
            if _ODD.fullmatch(found[0]) or _BRAND.fullmatch(found[0]):
                yield found[0].casefold()


def _spells_an_acronym(text: str, found: re.Match[str]) -> bool:
    """Whether other words with capitals stand beside a word: “Java ARchive” shows where JAR is from."""
    return bool(_CAPITAL_BEHIND.match(text, found.end()) or _CAPITAL_BEFORE.search(before(text, found.start())))


_CAPITAL_BEHIND, _CAPITAL_BEFORE = late(r" [A-Z]"), late(r"(?:^|\s)[A-Z]\w* $")


def _odd_forms(forms: Mapping[str, Sequence[TextRange]]) -> Faults:
    usual = max(forms, key=lambda form: (len(forms[form]), not _ODD.fullmatch(form)))
    for form, found in forms.items():
        if form != usual and _is_odd(form, usual, len(found), len(forms[usual])):
            message = f"“{form}” has other capitals than “{usual}” elsewhere ({len(forms[usual])})."
            yield found[0].scanned.at(found[0].start, found[0].end, message, f"Write “{usual}”.")


def _is_odd(form: str, usual: str, times: int, usually: int) -> bool:
    if _BRAND.fullmatch(usual) and usually >= _USUAL * times:
        return form[:1].isupper() and (not form.isupper() or "-" in form)
    is_plain = usual.islower() or (usual.istitle() and usually >= _USUAL * times)
    return is_plain and times <= usually and bool(_ODD.fullmatch(form)) and not _PLURAL.fullmatch(form)


_REST = r"[\w’'‑-]*"
_NAME = late(rf"[A-Z](?<![\w’'‑-].){_REST}(?: (?:(?:of|for|and|on|the) ){{0,2}}[A-Z]{_REST}){{2,6}}")
_PLURAL_WITHIN = late(r"(?<=[\w’‑-]{6})s(?= (?!of ))")
_LONG_WORD = late(r"[A-Z][\w’'‑-]{5,}$")
_FIRST_WORD = late(r"[A-Z][a-z]{0,4} (?:(?:of|for|and|on|the) )*")  # “The”, “In the”: not of the name
_OUTSIDE = (Role.HEADER, Role.FOOTER)


@in_manuscripts(
    "TRM-009",
    Grade.WARNING,
    source="One thing has one name; a letter that a name has here and lacks there was forgotten",
    wrong="the Harbours Safety Board … the Harbour Safety Board",
    right="the Harbour Safety Board … the Harbour Safety Board",
    languages=("en",),
)
def names_one_letter_apart(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A name of three words or more has its plural s in the same places throughout a paper."""
    places: dict[str, list[TextRange]] = defaultdict(list)
    wavering = _with_wavering_plurals(context.vocabulary(manuscript))
    for name in _names(context.passages_at(manuscript, wavering)):
        places[name.words].append(name)
    names: dict[str, dict[str, list[TextRange]]] = defaultdict(dict)
    for words, found in places.items():
        names[_key(words)][words] = found
    for forms in names.values():
        if len(forms) == 2:
            rare, usual = sorted(forms, key=lambda form: len(forms[form]))
            first = forms[rare][-1]
            message = f"“{rare}” is “{usual}” elsewhere ({len(forms[usual])})."
            yield first.scanned.at(first.start, first.end, message, "Write the name in one way.")


def _with_wavering_plurals(vocabulary: Vocabulary) -> Numbers:
    """The passages with a long word with a capital that stands in the paper with an s behind it and without."""
    ends = {found[0] for word in vocabulary.words if (found := _LONG_WORD.search(word))}
    twins = frozenset(end for end in ends if f"{end}s" in ends or (end[-1] == "s" and end[:-1] in ends))
    return vocabulary.matching(lambda word: (found := _LONG_WORD.search(word)) is not None and found[0] in twins)


def _names(passages: Iterable[ScannedPassage]) -> Iterator[TextRange]:
    for scanned in passages:
        if scanned.passage.role in _OUTSIDE or all_capitals(scanned.text):
            continue
        for found in _NAME.finditer(scanned.text):
            begins = before(scanned.text, found.start()).rstrip()[-1:] in ("", ".", ":")
            first = _FIRST_WORD.match(found[0]) if begins else None
            start = found.start() + (first.end() if first else 0)
            yield TextRange(scanned, start, found.end())


def _key(name: str) -> str:
    """The name without the s of its long words; not of its last, nor before “of”, where a plural is another thing."""
    return _PLURAL_WITHIN.sub("", name)
