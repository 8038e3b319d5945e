"""REF-005: a reference leads to one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefgen.checks.reading import Reading, Scanned
from briefgen.checks.references.captions import captions_of
from briefgen.checks.references.points import numbers_of_points
from briefgen.checks.references.words import CHART, NOTE, POINT, TABLE, Reference, references_in
from briefgen.checks.rule import Fault, Faults, in_manuscripts
from briefgen.findings import Grade
from briefgen.manuscript import Manuscript, Role

Targets = Mapping[tuple[str, str], int]
"""How often a target is there, by its kind and number; charts by their word ("Chart") as well."""


@in_manuscripts(
    "REF-005",
    Grade.ERROR,
    source="a reader who follows a reference must find what is meant, and only that",
    wrong="(see Table 13), where two tables have the number 13 or none has",
    right="(see Table 13), where one table has it",
)
def leads_to_one_place(manuscript: Manuscript, reading: Reading) -> Faults:
    """A reference to a table, chart, point or footnote leads to one place of the document."""
    targets = _targets(manuscript, reading)
    kinds = {kind for kind, _ in targets}
    for scanned in reading.passages(manuscript):
        for reference in references_in(scanned):
            if _kind(reference) in kinds and not reference.elsewhere and _is_told(reference, scanned):
                yield from _faults(reference, targets)


def _targets(manuscript: Manuscript, reading: Reading) -> Targets:
    found = Counter((_caption_kind(each.kind, each.label), each.number) for each in captions_of(manuscript))
    found.update({(POINT, each): 1 for each in numbers_of_points(manuscript, reading)})
    notes = (each.number.strip(".") for each in manuscript.passages if each.role is Role.NOTE)
    found.update({(NOTE, each): 1 for each in notes if each})
    return found


def _caption_kind(kind: str, label: str) -> str:
    return TABLE if kind == TABLE else label


def _kind(reference: Reference) -> str:
    return reference.word if reference.kind == CHART else reference.kind


def _is_told(reference: Reference, scanned: Scanned) -> bool:
    """Whether the document itself must be meant: it says "see", or stands in brackets, or names a table or chart."""
    live = reference.kind == POINT and not (reference.see or reference.bracketed)
    return not live and scanned.passage.role is not Role.CAPTION and reference.typed.strip() != scanned.text.strip()


def _faults(reference: Reference, targets: Targets) -> Faults:
    for number in reference.numbers:
        name = f"{reference.word} {number}"
        there = targets.get((_kind(reference), number), 0)
        if there > 1:
            message = f"“{name}” can mean {there} places, for {there} captions have that number."
            yield _fault(reference, message, "Number the captions through, and say here which one is meant.")
        elif not there:
            message = f"There is no {name} in this document."
            yield _fault(reference, message, "Correct the number, or name the document that it belongs to.")


def _fault(reference: Reference, message: str, remedy: str) -> Fault:
    return reference.scanned.at(reference.start, reference.end, message, remedy)
