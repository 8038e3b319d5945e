"""STA-003: no item is left standing that another has overtaken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from briefgen.checks.engine.context import Reading, Scanned
from briefgen.checks.engine.rule import Fault, in_manuscripts
from briefgen.checks.language.tenses import sentence_around, stretches
from briefgen.checks.rules.status.points import Thing, names_in, points_of, things_in
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript

_NEEDS = ("eed", "call", "must be", "should be", "yet to")
_NEED = re.compile(
    r"\b[Nn]eed(?:s|ed)? (?:to|for)\b|\bcall(?:s|ed) for\b|\b(?:must|should) be (?:opened|launched"
    r"|started|begun)\b|\bhas yet to\b|\bhave yet to\b"
)
_READY = re.compile(r"\b(?:confirmed|declared|agreed|launched|opened|started|began|begun|signed|concluded)\b")
_LENGTH = 60

_Settled = Mapping[tuple[str, Thing], Mapping[str, Sequence[Scanned]]]
"""By a name and a thing in one sentence: the sentences, shortened, that settle something, with where they stand."""


@in_manuscripts(
    "STA-003",
    Grade.WARNING,
    source="letter and annex of 20 March 2023: negotiations that “need” to be launched, with a partner that is ready",
    wrong="“Need to launch formal negotiations with Serbia”, then “Serbia confirmed readiness for formal negotiations”",
    right="“Serbia confirmed readiness for formal negotiations” alone",
    languages=("en",),
)
def nothing_is_overtaken(manuscript: Manuscript, reading: Reading) -> Iterator[Fault]:
    """No item of a point calls for what another item of the point reports as settled."""
    for row in points_of(manuscript, reading).values():
        needs = [(each, found) for each in row.reported for found in _needs(each.text)]
        settled = _settled(row.reported) if needs else {}
        for scanned, found in needs:
            for sentence in _overtaking(scanned, found, settled):
                message = f"It is called for here, but “{sentence}” says that it has moved on."
                remedy = "Leave out the older item, or say what is still missing."
                yield scanned.at(*found.span(), message, remedy)


def _needs(text: str) -> Iterator[re.Match[str]]:
    return _NEED.finditer(text) if any(each in text for each in _NEEDS) else iter(())


def _settled(passages: Sequence[Scanned]) -> _Settled:
    found: dict[tuple[str, Thing], dict[str, list[Scanned]]] = defaultdict(lambda: defaultdict(list))
    for scanned in passages:
        for sentence in stretches(scanned.text) if _READY.search(scanned.text) else ():
            if _READY.search(sentence) and not _NEED.search(sentence):
                for key in product(names_in(sentence), things_in(sentence)):
                    found[key][_shortened(sentence)].append(scanned)
    return found


def _overtaking(scanned: Scanned, need: re.Match[str], settled: _Settled) -> Sequence[str]:
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
