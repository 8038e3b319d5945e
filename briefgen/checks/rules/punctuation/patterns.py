"""PUN-008: items, headings, recitals and points begin alike, and headings end alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_FEWEST = 3
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<stop>\.?)[ \u00a0\t]+\S")
_POINT = re.compile(r"\d{1,2}\.[ \u00a0\t]+")
_ACT = re.compile(r"[A-ZÀ-Þ]{3,}(?=[ \u00a0,])")
_ACT_WORD = re.compile(
    r"(?:Call(?:s|ing) (?:on|upon)|Invit(?:es|ing)|Recall(?:s|ing)|Stress(?:es|ing)|Not(?:es|ing)|Welcom(?:es|ing)"
    r"|Underlin(?:es|ing)|Encourag(?:es|ing)|Urg(?:es|ing)|Emphasis(?:es|ing)|Reaffirm(?:s|ing)|Acknowledg(?:es|ing)|Agre(?:es|eing)"
    r"|Express(?:es|ing)|Request(?:s|ing)|Consider(?:s|ing)|Recogni[sz](?:es|ing)|Highlight(?:s|ing))\b"
)


@in_manuscripts(
    "PUN-008",
    Grade.WARNING,
    source="Interinstitutional Style Guide, 10.4 and 4.2.3: what stands side by side has one form",
    wrong="heading “5. Next steps.” among headings without a stop; “- A joint register” among items in small letters",
    right="heading “5. Next steps”; “- a joint register”",
)
def sisters_alike(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """Headings, items and recitals have the form of their sisters: capitals, numbers and stops."""
    passages = context.passages(manuscript)
    if is_composed(manuscript):
        return
    yield from _headings([each for each in passages if each.passage.role is Role.HEADING])
    for run in _lists(passages):
        yield from _first_letters(run)
    if manuscript.language == "en":
        yield from _acts([each for each in passages if not each.passage.cell and each.passage.role is not Role.HEADING])


def _headings(headings: Sequence[ScannedPassage]) -> Iterator[Fault]:
    if len(headings) < _FEWEST:
        return
    stopped = [each for each in headings if each.text.rstrip().endswith(".") and not each.text.rstrip().endswith("..")]
    if 0 < len(stopped) * 3 <= len(headings):
        for each in stopped:
            yield each.at(0, len(each.text), "This heading ends with a full stop, the others do not.", "Take it out.")
    numbered = [(each, found) for each in headings if (found := _NUMBERED.match(each.text))]
    plain = [(each, found) for each, found in numbered if "." not in found["number"]]
    bare = [each for each, found in plain if not found["stop"]]
    if len(plain) >= _FEWEST and 0 < len(bare) * 3 <= len(plain):
        for each in bare:
            message = "The number of this heading has no stop behind it, those of the others have."
            yield each.at(0, len(each.text), message, "Number the headings alike.")


def _lists(passages: Sequence[ScannedPassage]) -> Iterator[Sequence[ScannedPassage]]:
    run: list[ScannedPassage] = []
    for each in passages:
        if each.passage.role is Role.BULLET and not each.passage.cell:
            run.append(each)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _first_letters(items: Sequence[ScannedPassage]) -> Iterator[Fault]:
    """The one item with a capital among items in small letters; names have theirs."""
    letters = [each.text.lstrip()[:1] for each in items]
    capitals = [each for each, letter in zip(items, letters, strict=True) if letter.isupper()]
    small = sum(letter.islower() for letter in letters)
    if len(capitals) == 1 and small == len(items) - 1 and small >= _FEWEST - 1:
        [item] = capitals
        word = re.match(r"\s*([^\W\d_]+)", item.text)
        if word and _is_common(word[1], items, item.language):
            message = "This item begins with a capital, the others of the list do not."
            yield item.at(0, min(40, len(item.text)), message, "Begin the items of a list alike.")


_COMMON = {
    "en": frozenset(
        "a an the all at each every new more one two three four five better common assess hold share".split()
    ),
    "fr": frozenset("un une des le la les deux trois quatre cinq tous toutes chaque".split()),
}


def _is_common(word: str, items: Sequence[ScannedPassage], language: str) -> bool:
    """Whether a word is no name: an article or numeral, or a verb form in small letters elsewhere in the paper."""
    small = word.casefold()
    if small in _COMMON.get(language, frozenset()):
        return True
    return any(re.search(rf"\b{re.escape(small)}\b", each.text) for each in items)


def _acts(passages: Sequence[ScannedPassage]) -> Iterator[Fault]:
    """Recitals and points of conclusions: “Stressing that” among RECALLING and NOTING."""
    opened = [(each, _POINT.sub("", each.text.lstrip(), count=1)) for each in passages]
    capital = sum(bool(_ACT.match(text)) for _, text in opened)
    if capital < _FEWEST:
        return
    for each, text in opened:
        found = _ACT_WORD.match(text)
        if found:
            start = each.text.find(text)
            message = f"“{found[0]}” stands in capitals in the other recitals and points."
            yield each.at(start, start + found.end(), message, f"Write “{found[0].upper()}”.")
