"""TRM-007: the letter and its annex call the same thing by the same name."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.rule import Faults, in_reading
from briefgen.checks.sides import Sides, sides_of
from briefgen.checks.terms.eu_terms import terms_for
from briefgen.checks.terms.events import events_in, same_name
from briefgen.checks.terms.names import names_found
from briefgen.checks.terms.searching import searched
from briefgen.checks.terms.word_order import in_two_orders
from briefgen.findings import Grade


@in_reading(
    "TRM-007",
    Grade.WARNING,
    source="who reads letter and annex side by side takes two names for two things",
    wrong="letter: pilot schemes; annex: pilot projects",
    right="letter: pilot projects; annex: pilot projects",
)
def alike_in_letter_and_annex(reading: Reading) -> Faults:
    """The letter and its annex call the same thing by the same name."""
    for sides in sides_of(reading):
        if sides.letter[0].manuscript is not sides.annex[0].manuscript:  # else TRM-001 has told it of the document
            yield from _compared(sides, reading)
        yield from _meetings(sides)
    for manuscript in reading.manuscripts:
        if manuscript.language == "en" and manuscript.kind != "annex":  # many items may say like things there
            yield from _turned_round(reading.passages(manuscript))


def _turned_round(passages: Iterable[Scanned]) -> Faults:
    for place, other in in_two_orders(passages):
        message = f"“{place.words}” is called “{other.words}” elsewhere."
        yield place.scanned.at(place.start, place.end, message, "If both are one thing, keep to one order of words.")


def _meetings(sides: Sides) -> Faults:
    """Meetings of one kind on one day that have two names."""
    annex = events_in(sides.annex)
    for key, place in events_in(sides.letter).items():
        other = annex.get(key)
        if other and not same_name(place.words, other.words):
            message = f"The letter speaks of the “{place.words}”, the annex, of the same day, of the “{other.words}”."
            remedy = "If both are one meeting, call it by one name."
            yield place.scanned.at(place.start, place.end, message, remedy)


def _compared(sides: Sides, reading: Reading) -> Faults:
    letter, annex = searched(sides.letter), searched(sides.annex)
    for term in terms_for(reading.glossary, sides.letter[0].language):
        there = names_found(term, annex) if term.also else {}
        for name, places in names_found(term, letter).items() if there else ():
            if name not in there:
                first, other = places[0], next(iter(there))
                message = f"The letter calls it “{first.words}”, the annex “{other}”."
                yield first.scanned.at(first.start, first.end, message, "Call it by one name.", term.grade)
