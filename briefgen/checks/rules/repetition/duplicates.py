"""DUP-001: nothing is said twice in the same words within a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import part_of
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.sentences import sentences
from briefgen.findings import Grade
from briefgen.model.kinds import reports_points
from briefgen.model.manuscript import Manuscript, Role

SHINGLE = 5
"""How many words in a row are compared."""
FEWEST_WORDS = 12
_FEWEST_RUNS = 6
_SHARE = 0.6
_LONG = 20  # words of a cell that nobody writes twice by chance
_FORMULA = 3  # what is said so often is said so on purpose
_NEAR = 12  # passages; what is said again further on may be said so on purpose
_CODE = re.compile(r"[={}<>]|\w_\w|\w\(\w")
_TYPED = re.compile(r"\s*(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[•·▪◦‣●○■–—-])[ \u00a0\t]")
_WORD = re.compile(r"[^\W_]+")
_STOPS = ".;:!?…”’)"
_TEXT = (Role.PARAGRAPH, Role.BULLET, Role.NUMBERED, Role.QUOTATION)


class _Sentence(Struct, frozen=True):
    scanned: ScannedPassage
    start: int
    end: int
    words: tuple[str, ...]
    list_: int = 0
    at: int = 0

    def belongs_with(self, other: _Sentence) -> bool:
        """Whether both stand together, so that one says nothing that the other does not say in its place.

        Under other headings, in other lists and in other tables things are said alike on purpose, as definitions are.
        """
        one, two = self.scanned.passage, other.scanned.passage
        if one.cell and two.cell:
            return one.cell.table == two.cell.table and (one.cell == two.cell or len(self.words) >= _LONG)
        return one.heading == two.heading and self.list_ == other.list_


@in_manuscripts(
    "DUP-001",
    Grade.WARNING,
    source="a text said twice is read twice, and corrected once",
    wrong="a paragraph that stands in the document a second time",
    right="one of the two, or the second with what is new",
)
def nothing_twice(manuscript: Manuscript, context: CheckContext) -> Faults:
    """No sentence of a document repeats another of it, word by word or nearly."""
    seen: dict[tuple[str, ...], _Sentence] = {}
    owners: dict[tuple[str, ...], _Sentence] = {}
    # a note behind an asterisk stands wherever its asterisk does
    passages = [each for each in context.passages(manuscript) if not each.text.startswith("*")]
    # items of the ledger that stand side by side are often worded alike, on purpose: only whole copies count there
    is_ledger = reports_points(manuscript.kind)
    found = list(_whole(passages) if is_ledger else _sentences(passages))
    times = Counter(sentence.words for sentence in found)
    told: set[tuple[int, int]] = set()
    for sentence in found:
        first = seen.setdefault((part_of(sentence.scanned), *sentence.words), sentence)
        if first is not sentence:
            both = id(sentence.scanned), id(first.scanned)
            is_new = both not in told and times[sentence.words] < _FORMULA
            if is_ledger or (is_new and sentence.belongs_with(first)):
                told.add(both)
                yield _fault(sentence, first, exact=True)
        elif not is_ledger:
            yield from _nearly(sentence, owners)


def _nearly(sentence: _Sentence, owners: dict[tuple[str, ...], _Sentence]) -> Faults:
    shingles = list(_shingles(sentence))
    near = _nearest(shingles, owners)
    if near and near.list_ == sentence.list_ and sentence.belongs_with(near):
        yield _fault(sentence, near, exact=False)
    for shingle in shingles:
        owners.setdefault(shingle, sentence)


def _whole(passages: Iterable[ScannedPassage]) -> Iterator[_Sentence]:
    """Each passage as if it were one sentence."""
    for scanned in passages:
        words = tuple(_WORD.findall(scanned.text.casefold()))
        if len(words) >= FEWEST_WORDS and scanned.passage.role in _TEXT:
            yield _Sentence(scanned, 0, len(scanned.text), words)


def _sentences(passages: Iterable[ScannedPassage]) -> Iterator[_Sentence]:
    """The sentences that are long enough to be told apart; lines without a stop and heads of tables are none."""
    list_ = 0
    for at, (scanned, is_item) in enumerate(_with_items(passages)):
        passage = scanned.passage
        list_ += not is_item
        if passage.role not in _TEXT or (passage.cell and passage.cell.is_head):
            continue
        for each in sentences(scanned.text):
            words = tuple(_WORD.findall(each.text.casefold()))
            if len(words) >= FEWEST_WORDS and each.text[-1:] in _STOPS and not _CODE.search(each.text):
                yield _Sentence(scanned, each.start, each.end, words, list_ if is_item else 0, at)


def _with_items(passages: Iterable[ScannedPassage]) -> Iterator[tuple[ScannedPassage, bool]]:
    """Each passage, with whether it is an item of a list, made by the word processor or typed."""
    for each in passages:
        typed = _TYPED.match(each.text) is not None
        yield each, typed or each.passage.role in (Role.BULLET, Role.NUMBERED)


def _shingles(sentence: _Sentence) -> Iterator[tuple[str, ...]]:
    """Each run of words, with the part of the document: a letter may say what its annex says."""
    words, part = sentence.words, part_of(sentence.scanned)
    return ((part, *words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _nearest(shingles: list[tuple[str, ...]], owners: dict[tuple[str, ...], _Sentence]) -> _Sentence | None:
    """The earlier sentence that most of the runs, or most of its own, were met in first."""
    met = Counter(id(owners[each]) for each in shingles if each in owners)
    if not met:
        return None
    best, shared = met.most_common(1)[0]
    sentence = next(owners[each] for each in shingles if each in owners and id(owners[each]) == best)
    shorter = min(len(shingles), len(sentence.words) - SHINGLE + 1)
    return sentence if shared >= _FEWEST_RUNS and shared / shorter >= _SHARE else None


def _fault(sentence: _Sentence, first: _Sentence, *, exact: bool) -> Fault:
    text = first.scanned.text[first.start : first.end]
    quoted = f"“{text[:60].rstrip()}…”" if len(text) > 60 else f"“{text}”"
    how = "This repeats" if exact else "This says nearly the same as"
    message = f"{how} what stands before ({first.scanned.passage.place.spot or first.scanned.passage.place}): {quoted}"
    remedy = "Keep one of the two." if exact else "Keep one of the two, or say only what is new."
    grade = Grade.WARNING if exact and sentence.at - first.at <= _NEAR else Grade.HINT
    return sentence.scanned.at(sentence.start, sentence.end, message, remedy, grade)
