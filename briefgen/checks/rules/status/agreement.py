"""STA-001: one thing has one state wherever it is mention: in its entry, and in other points that refer to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.tenses import LANGUAGES, Tenses, clause_around, sentence_around, tenses_of
from briefgen.checks.rules.status.points import PointRow, Thing, content_words, first_things, may_name, points_of
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_SEE_POINT = late(r"\bpoints? (\d{1,2}[a-z]?)\b")
_MORE = frozenset({"further", "more", "next", "new", "additional", "other", "second", "future", "upcoming"})
_UNDER_WAY, _TO_COME = "under way", "to come"
_OPPOSITE = {_UNDER_WAY: _TO_COME, _TO_COME: _UNDER_WAY}


class _Mention(Struct, frozen=True):
    """Where a passage tells of a thing, and the state that it gives it."""

    scanned: ScannedPassage
    start: int
    end: int
    state: str


_Things = Mapping[Thing, Sequence[_Mention]]


def against_other_points(points: Mapping[str, PointRow]) -> Iterator[Fault]:
    """Both places of each thing that one point tells as under way and another, which it refers to, as to come."""
    for number, row in points.items():
        for target, referring in _references(row, number).items():
            here = _mentions_in_all(referring)
            there = _mentions_in_all(points[target].reported, here) if here and target in points else {}
            for thing in sorted(there.keys() & here.keys()):
                yield from _contradictions(thing, here[thing], there[thing], target)
                yield from _contradictions(thing, there[thing], here[thing], number)


def _references(row: PointRow, number: str) -> Mapping[str, list[ScannedPassage]]:
    """The passages of a point that refer to another, by its number."""
    found: dict[str, list[ScannedPassage]] = defaultdict(list)
    for scanned in row.reported:
        if "point" in scanned.text:
            for target in sorted({each[1] for each in _SEE_POINT.finditer(scanned.text)} - {number}):
                found[target].append(scanned)
    return found


def _mentions_in_all(passages: Iterable[ScannedPassage], wanted: Collection[Thing] | None = None) -> _Things:
    """The things that passages tell as under way or to come; only those wanted, if any are named."""
    found: dict[Thing, list[_Mention]] = defaultdict(list)
    for scanned in passages:
        if wanted is None or may_name(scanned.text, wanted):
            for thing, mention in _mentions(scanned, wanted):
                found[thing].append(mention)
    return found


def _mentions(scanned: ScannedPassage, wanted: Collection[Thing] | None) -> Iterator[tuple[Thing, _Mention]]:
    text, words = scanned.text, tenses_of("en")
    if not (words.under_way.search(text) or words.expects.search(text)):
        return
    for thing, (start, end, before) in first_things(text).items():
        if before not in _MORE and (wanted is None or thing in wanted):
            first, last = sentence_around(text, start, end)
            sentence = text[first:last]
            if words.under_way.search(sentence):
                yield thing, _Mention(scanned, start, end, _UNDER_WAY)
            elif words.expects.search(sentence):
                yield thing, _Mention(scanned, start, end, _TO_COME)


def _contradictions(thing: Thing, here: Sequence[_Mention], there: Sequence[_Mention], where: str) -> Iterator[Fault]:
    states = {each.state for each in there}
    for mention in here:
        other = _OPPOSITE[mention.state]
        if other in states:
            message = f"“{' '.join(thing)}” is {mention.state} here, but {other} in point {where}."
            yield mention.scanned.at(mention.start, mention.end, message, "Say the same of it in both points.")


_OPERATIONAL = late(
    r"\boperational\b\s*[:;,–—-](?P<between>[^.;]{0,300}?)\bwill (?:consist|comprise|start|begin|become"
    r"|be (?:set up|established|operational|launched))\b"
)


def against_its_state(scanned: ScannedPassage) -> Iterator[Fault]:
    """What is done is told as done, and what is planned as still to come; in the languages of the words only."""
    state, text = scanned.passage.state, scanned.text
    if state not in {"done", "ongoing", "planned"} or scanned.language not in LANGUAGES:
        return
    words = tenses_of(scanned.language)
    if state == "done":
        coming = _promise(text, words)
        if coming and not words.under_way.search(text) and not _act(text, words):
            message = f"The state is “done”, but the text speaks of what is to come: “{coming}”."
            yield _at(scanned, coming, message, "Say what was done, or correct the state.")
    elif state == "ongoing":
        if scanned.holds_small(_ENDS) and (done := _ended(text, words)) and not _goes_on(text, words):
            message = f"The state is “ongoing”, but the text tells of it as done: “{done}”."
            yield _at(scanned, done, message, "Correct the state, or say what is still to come.")
    elif not words.coming.search(text) and (done := _act(text, words)):
        message = f"The state is “planned”, but the text tells of it as done: “{done}”."
        yield _at(scanned, done, message, "Correct the state, or say what is still to come.")


def operational_but_to_come(scanned: ScannedPassage) -> Iterator[Fault]:
    """What is operational does not still have to come into being; English only."""
    for found in _OPERATIONAL.finditer(scanned.text):
        message = "“operational” says that it is at work, “will” that it is still to come."
        yield scanned.at(*found.span(), message, "Say which: at work already, or from when.", Grade.WARNING)


_ENDED = late(
    r"complet\w+|conclu\w+|finali[sz]\w+|finished|ended|abgeschlossen|beendet|fertiggestellt|achevée?s?|terminée?s?"
    r"|zakończ\w+|ukończ\w+|concluíd[oa]s?|terminad[oa]s?|finalizad[oa]s?|completat[oaie]|afgerond|voltooid"
    r"|încheiat[ăe]?",
    re.IGNORECASE,
)


_ENDS = tuple(
    "complet conclu finali finish ended abgeschl beendet fertig achev termin zakończ ukończ afgerond voltooid"
    " închei".split()
)


def _ended(text: str, words: Tenses) -> str:
    """The one act that a text reports, where it ends a thing: “completed”."""
    acts = [each[0] for each in words.done.finditer(text) if each["act"]]
    return acts[0] if acts and all(_ENDED.fullmatch(each) for each in acts) else ""


def _goes_on(text: str, words: Tenses) -> bool:
    return bool(words.coming.search(text) or words.under_way.search(text))


def _promise(text: str, words: Tenses) -> str:
    found = words.expects.search(text)
    return found[0] if found else ""


def _act(text: str, words: Tenses) -> str:
    """An act reported as done; not one that is only mentioned, such as the decision “to be adopted”."""
    acts = (each for each in words.done.finditer(text) if each["act"])
    done = (each[0] for each in acts if not words.coming.search(clause_around(text, *each.span())[0]))
    return next(done, "")


def _at(scanned: ScannedPassage, words: str, message: str, remedy: str) -> Fault:
    start = scanned.text.find(words)
    return scanned.at(start, start + len(words), message, remedy, Grade.WARNING)


_SOME = late(r"\b(?:several|some|a number of|certain|a few) (?:[a-z]+ )?Member States\b")
_ALL = late(r"\b(?:all|each|every) (?:[a-z]+ )?Member States?\b")
_EVERYWHERE = frozenset(
    "member states commission council european union agency support work partners countries".split()
)
_RARE = 3
_STEM = 6


@in_manuscripts(
    "STA-001",
    Grade.ERROR,
    source="letter and annex of 20 March 2023: bilateral meetings “underway” in point 3, still to be held in point 10",
    wrong="“Bilateral meetings are underway (see point 10)”; in point 10 “The Commission will hold bilateral meetings”",
    right="“Bilateral meetings are underway” in both points",
    languages=LANGUAGES,
)
def one_state_for_one_thing(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A thing has one state: in its words, in its column and in each point that tells of it."""
    for scanned in context.passages(manuscript):
        yield from against_its_state(scanned)
        if manuscript.language == "en" and "operational" in scanned.text:
            yield from operational_but_to_come(scanned)
    if manuscript.language == "en":
        points = points_of(manuscript, context)
        yield from against_other_points(points)
        yield from _several_or_all(manuscript, context, points)


def _several_or_all(manuscript: Manuscript, context: CheckContext, points: Mapping[str, PointRow]) -> Iterator[Fault]:
    """The letter's “several Member States” where a point of the annex on the same matter has “all”."""
    letter = [each for each in _letter(manuscript, context) if _has(_SOME, each)]
    rows = {number: row for number, row in points.items() if letter and any(_has(_ALL, each) for each in row.reported)}
    if not rows:
        return
    known = {
        number: _stems(" ".join(each.text for each in (*row.promised, *row.reported))) for number, row in points.items()
    }
    spread = Counter(stem for stems in known.values() for stem in stems)
    for scanned in letter:
        for some in _SOME.finditer(scanned.text):
            start, end = sentence_around(scanned.text, *some.span())
            rare = {stem for stem in _stems(scanned.text[start:end]) if spread[stem] <= _RARE}
            for number, row in rows.items():
                if len(rare & known[number]) >= _RARE:
                    yield _scope(scanned, some, row, number)


def _has(pattern: re.Pattern[str], scanned: ScannedPassage) -> bool:
    return "Member State" in scanned.text and pattern.search(scanned.text) is not None


def _scope(scanned: ScannedPassage, some: re.Match[str], row: PointRow, number: str) -> Fault:
    words = next(found[0] for each in row.reported if (found := _ALL.search(each.text)))
    message = f"“{some[0]}” here, but “{words}” in point {number}, which treats the same matter."
    return scanned.at(*some.span(), message, "Say in both how many Member States it concerns.", Grade.WARNING)


def _letter(manuscript: Manuscript, context: CheckContext) -> Iterator[ScannedPassage]:
    """What stands outside the table; for an annex of the record, the letter that goes out with it."""
    if not manuscript.kind:
        yield from (each for each in context.passages(manuscript) if each.passage.cell is None)
    elif manuscript.kind == "annex":
        for letter in context.of_kind("letter", manuscript.language):
            yield from context.passages(letter)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in content_words(" ".join(dict.fromkeys(text.split()))) if word not in _EVERYWHERE}
