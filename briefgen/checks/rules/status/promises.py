"""What was promised for a date is reported on, by its name; and what is called for has not been overtaken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.dates import DateInText
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.checks.language.tenses import clause_around, sentence_around, stretches
from briefgen.checks.rules.status.points import PointRow, Thing, content_words, names_in, points_of, things_in
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_STEM = 6
_VERB = late(r"\b(?:will|shall|should|to) (?:be )?\w+")
_TURN = late(r"\b(?:to|that|which|and|so)\b|[,;:.]")
_AGREEMENT = late(
    r"\b(?P<kind>[Ss]tatus|[Ww]orking|[Rr]eadmission|[Cc]ooperation|[Aa]ssociation|[Tt]rade|[Ff]isheries)"
    r" (?P<thing>agreement|arrangement)s?\b"
)
_GENERIC = frozenset(
    "work works measures measure action actions process existing significant targeted agree complete member states "
    "interested commission council agency".split()
)


class _Agreement(Struct, frozen=True):
    """A kind of agreement, with the names in its sentence and its place."""

    kind: str
    countries: frozenset[str]
    start: int
    end: int


@in_manuscripts(
    "STA-002",
    Grade.HINT,
    source="letter and annex of 20 March 2023: two products promised for mid-2023 of which the follow-up says nothing",
    wrong="commitment “an overview by mid-2023”, and no follow-up mentions an overview",
    right="commitment “an overview by mid-2023”, follow-up “Overview: the information has been gathered”",
    languages=("en",),
)
def dated_commitments_are_followed_up(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """What is promised for a date is named in the follow-up of its point."""
    for number, row in points_of(manuscript, context).items():
        for scanned, said in _dated(row):
            start, end = _promised(scanned, said)
            promised = {word[:_STEM] for word in _weighty(scanned.text[start:end])}
            if row.reported and promised and not any(_names(each.text, promised) for each in row.reported):
                named = scanned.text[start:end]
                message = (
                    f"“{named}” was promised for “{said.typed}”; the follow-up of point {number} does not name it."
                )
                remedy = "Say in the follow-up how far it is, and call it by the same name."
                yield scanned.at(start, end, message, remedy)


@in_manuscripts(
    "STA-004",
    Grade.HINT,
    source="letter and annex of 20 March 2023: a status agreement was promised, a working arrangement is reported",
    wrong="commitment “status agreements with Senegal”, follow-up “Negotiations for working arrangements with Senegal”",
    right="commitment “status agreements with Senegal”, follow-up “Negotiations on a status agreement with Senegal”",
    languages=("en",),
)
def the_thing_promised_is_the_thing_reported(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """A follow-up reports on the agreement that was promised with a country, and not on another one."""
    for number, row in points_of(manuscript, context).items():
        promised = [(each, found) for each in row.promised for found in _agreements(each)]
        reported = [(each, found) for each in row.reported for found in _agreements(each)] if promised else []
        for scanned, promise in promised:
            behind = names_in(scanned.text[promise.end : sentence_around(scanned.text, promise.end, promise.end)[1]])
            for country in sorted(promise.countries & behind):
                others = [(each, found) for each, found in reported if country in found.countries]
                if others and all(found.kind != promise.kind for _, found in others):
                    report, found = others[0]
                    message = f"Point {number} promises a {promise.kind} with {country}; this tells of a {found.kind}."
                    remedy = "Say how far the one promised is, or that this one takes its place."
                    yield report.at(found.start, found.end, message, remedy)


def _agreements(scanned: ScannedPassage) -> Iterator[_Agreement]:
    """The agreements that sentences name, each with the countries of its sentence."""
    if "greement" not in scanned.text and "rrangement" not in scanned.text:
        return
    for found in _AGREEMENT.finditer(scanned.text):
        start, end = sentence_around(scanned.text, *found.span())
        kind = f"{found['kind']} {found['thing']}".casefold()
        yield _Agreement(kind, frozenset(names_in(scanned.text[start:end])), *found.span())


def _dated(row: PointRow) -> Iterator[tuple[ScannedPassage, DateInText]]:
    return ((scanned, said) for scanned in row.promised for said in scanned.dates)


def _names(text: str, stems: Collection[str]) -> bool:
    """Whether a text has a word that begins as one of these do."""
    folded = text.casefold()
    return any(stem in folded for stem in stems) and any(word[:_STEM] in stems for word in content_words(text))


def _promised(scanned: ScannedPassage, said: DateInText) -> tuple[int, int]:
    """What the date belongs to: behind the verb and before the date; or in front of its comma; or behind the date."""
    text = scanned.text
    left, right = clause_around(text, said.start, said.end)
    start = said.start - len(left)
    verbs = list(_VERB.finditer(left))
    if _weighty(left[verbs[-1].end() if verbs else 0 :]):
        return _trimmed(text, start + (verbs[-1].end() if verbs else 0), said.start)
    if not verbs and before(text, start).rstrip().endswith(","):
        return _trimmed(text, sentence_around(text, said.start, said.end)[0], start)
    turn = _TURN.search(right)
    return _trimmed(text, said.end, said.end + (turn.start() if turn else len(right)))


def _weighty(text: str) -> list[str]:
    return [word for word in content_words(text) if word not in _GENERIC]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch from its first to its last weighty word."""
    found = [each for each in re.finditer(r"[\w’'-]+", text[start:end]) if _weighty(each[0])]
    return (start + found[0].start(), start + found[-1].end()) if found else (start, start)


_NEEDS = ("eed", "call", "must be", "should be", "yet to")
_NEED = late(
    r"\b[Nn]eed(?:s|ed)? (?:to|for)\b|\bcall(?:s|ed) for\b|\b(?:must|should) be (?:opened|launched"
    r"|started|begun)\b|\bhas yet to\b|\bhave yet to\b"
)
_READY = late(r"\b(?:confirmed|declared|agreed|launched|opened|started|began|begun|signed|concluded)\b")
_LENGTH = 60

_Settled = Mapping[tuple[str, Thing], Mapping[str, Sequence[ScannedPassage]]]
"""By a name and a thing in one sentence: the sentences, shortened, that settle something, with where they stand."""


@in_manuscripts(
    "STA-003",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: negotiations that “need” to be launched, with a partner that is ready",
    wrong="“Need to launch formal negotiations with Serbia”, then “Serbia confirmed readiness for formal negotiations”",
    right="“Serbia confirmed readiness for formal negotiations” alone",
    languages=("en",),
)
def nothing_is_overtaken(manuscript: Manuscript, context: CheckContext) -> Iterator[Fault]:
    """No item of a point calls for what another item of the point reports as settled."""
    for row in points_of(manuscript, context).values():
        needs = [(each, found) for each in row.reported for found in _needs(each)]
        settled = _settled(row.reported) if needs else {}
        for scanned, found in needs:
            for sentence in _overtaking(scanned, found, settled):
                message = f"It is called for here, but “{sentence}” says that it has moved on."
                remedy = "Leave out the older item, or say what is still missing."
                yield scanned.at(*found.span(), message, remedy)


def _needs(scanned: ScannedPassage) -> Iterator[re.Match[str]]:
    return _NEED.finditer(scanned.text) if scanned.holds(*_NEEDS) else iter(())


def _settled(passages: Sequence[ScannedPassage]) -> _Settled:
    found: dict[tuple[str, Thing], dict[str, list[ScannedPassage]]] = defaultdict(lambda: defaultdict(list))
    for scanned in passages:
        for sentence in stretches(scanned.text) if _READY.search(scanned.text) else ():
            if _READY.search(sentence) and not _NEED.search(sentence):
                for key in product(names_in(sentence), things_in(sentence)):
                    found[key][_shortened(sentence)].append(scanned)
    return found


def _overtaking(scanned: ScannedPassage, need: re.Match[str], settled: _Settled) -> Sequence[str]:
    """The sentences of other items that settle what is called for: they share a name with it and a thing."""
    start, end = sentence_around(scanned.text, *need.span())
    call = scanned.text[start:end]
    found: dict[str, None] = {}
    for key in product(sorted(names_in(call)), sorted(things_in(call))):
        for sentence, places in settled.get(key, {}).items():
            if any(each is not scanned for each in places):
                found.setdefault(sentence)
    return tuple(found)


def _shortened(text: str) -> str:
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH].rpartition(' ')[0]} …"
