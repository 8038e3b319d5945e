"""XDO-004 and XDO-005: two papers that are read together tell of one thing in one state, and at one place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from briefgen.checks.engine.context import CheckContext
from briefgen.checks.engine.rule import Fault, in_context
from briefgen.checks.language.change_words import change_words_of, tells_of_done
from briefgen.checks.language.patterns import late
from briefgen.checks.language.tenses import LANGUAGES
from briefgen.checks.rules.changes.wordings import likeness, quote
from briefgen.checks.rules.together.clauses import SaidClause, Together, papers_together
from briefgen.findings import Grade

_WORD = late(r"[^\W_]+(?:[’'\-‑][^\W_]+)*")
_VERY_LIKE = 0.75
_FEWEST, _PIECE = 4, 3
_GERMAN_PLACE = late(r"\b(?:in|nach|von|aus|bei|vor|für|mit)\s$")


@in_context(
    "XDO-004",
    Grade.WARNING,
    source="what the letter promises and the annex reports as done is one of the two, and the reader asks which",
    wrong="letter: a dialogue with Tunisia will be launched; annex: a dialogue with Tunisia was launched",
    right="letter and annex: a dialogue with Tunisia was launched",
)
def one_state(context: CheckContext) -> Iterator[Fault]:
    """Two papers that are read together do not tell of one thing as done and as still to come."""
    for together in papers_together(context):
        if together.ours.manuscript.language in LANGUAGES:
            yield from _states(together)


def _states(together: Together) -> Iterator[Fault]:
    words = change_words_of(together.ours.manuscript.language)
    told: set[tuple[int, int]] = set()
    for said in together.ours.said:
        alike = together.theirs.like(said)[:1]
        state = _state(said) if alike else 0
        for other in alike if state else ():
            place = (id(said.scanned), said.start)
            if state and _state(other) == -state and _is_of_one_day(said, other, together) and place not in told:
                told.add(place)
                sure = (words.done if state > 0 else words.coming).search(said.text)
                start = said.start + sure.start() if sure else said.start
                here, there = ("done", "still to come") if state > 0 else ("still to come", "done")
                message = f"Told as {here} here, as {there} in {together.other}: {quote(other.text)}."
                remedy = f"Say the same of it in both; the other stands at {other.scanned.passage.place}."
                grade = None if together.is_close else Grade.HINT
                yield said.scanned.at(start, said.end, message, remedy, grade)


def _state(said: SaidClause) -> int:
    """1 for what is told as done, -1 for what is told as to come, 0 for all else."""
    text, words = said.text, change_words_of(said.scanned.language)
    if not words.coming.search(text):
        return int(tells_of_done(text, words))
    return -1 if len(list(words.done.finditer(text))) <= 1 and not words.settled.search(text) else 0


def _is_of_one_day(said: SaidClause, other: SaidClause, together: Together) -> bool:
    """Whether neither of the papers can know what the other cannot: no day named lies between the days of both."""
    if likeness(said.stems, other.stems) < _VERY_LIKE:
        return False
    days = [each.manuscript.written or each.manuscript.as_of for each in (together.ours, together.theirs)]
    if days[0] is None or days[1] is None:
        return True
    first, last = min(days[0], days[1]), max(days[0], days[1])
    named = [each.means.first for each in (*said.dates, *other.dates) if each.means and each.means.first]
    return not any(first < each <= last for each in named)


@in_context(
    "XDO-005",
    Grade.WARNING,
    source="a name copied wrongly from one paper to the other is found by nobody but those who know the place",
    wrong="letter: launched on 11 March in Mindelo; annex: launched on 11 March in Praia",
    right="letter and annex: launched on 11 March in Praia",
)
def one_place(context: CheckContext) -> Iterator[Fault]:
    """Two papers that are read together name the same place or person where all other words are the same."""
    for together in papers_together(context):
        told: set[tuple[int, int]] = set()
        for said in together.ours.said:
            for other in (each for each in together.theirs.like(said)[:1] if each.text != said.text):
                yield from (each for each in _other_name(together, said, other, told))


def _other_name(together: Together, said: SaidClause, other: SaidClause, told: set[tuple[int, int]]) -> Iterator[Fault]:
    """The one name that differs, between words that are the same on both sides."""
    mine, theirs = list(_WORD.finditer(said.text)), list(_WORD.finditer(other.text))
    ours = [each[0] for each in mine]
    changes = SequenceMatcher(None, ours, [each[0] for each in theirs], autojunk=False).get_opcodes()
    replaced = [each for each in changes if each[0] == "replace"]
    same = sum(last - first for kind, first, last, _, _ in changes if kind == "equal")
    if len(replaced) != 1 or same < _FEWEST or any(kind == "insert" for kind, *_ in changes[1:-1]):
        return
    _, first, last, there, there_end = replaced[0]
    if last - first == 1 == there_end - there and _are_names(said, mine[first], other, theirs[there]):
        place = (id(said.scanned), said.start + mine[first].start())
        if place not in told:
            told.add(place)
            message = f"“{mine[first][0]}” here, “{theirs[there][0]}” in {together.other}: {quote(other.text)}."
            remedy = f"Name the same in both; the other stands at {other.scanned.passage.place}."
            grade = None if together.is_close else Grade.HINT
            start = said.start + mine[first].start()
            yield said.scanned.at(start, start + len(mine[first][0]), message, remedy, grade)


def _are_names(said: SaidClause, one: re.Match[str], other: SaidClause, two: re.Match[str]) -> bool:
    """Whether two words are names: with a capital, not at the head of a sentence, and not forms of one word."""
    if not (one.start() and two.start() and one[0][0].isupper() and two[0][0].isupper()):
        return False
    if one[0][:_PIECE].casefold() == two[0][:_PIECE].casefold() and one[0][-1:] != two[0][-1:]:
        return False
    is_plain = said.scanned.language != "de" or _GERMAN_PLACE.search(said.text[: one.start()])
    return bool(is_plain) and not one[0].isupper() and not two[0].isupper()
