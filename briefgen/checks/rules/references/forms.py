"""REF-003: references look alike throughout a document, and are live and not typed.

REF-005: a reference leads to one place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.checks.engine.context import CheckContext, ScannedPassage
from briefgen.checks.engine.passages import is_composed
from briefgen.checks.engine.rule import Fault, Faults, in_manuscripts
from briefgen.checks.language.patterns import late
from briefgen.checks.language.sentences import before
from briefgen.checks.rules.references.captions import begin_anew, captions_of
from briefgen.checks.rules.references.points import numbers_of_points
from briefgen.checks.rules.references.words import CHART, NOTE, POINT, RAISED, TABLE, Caption, Reference, references_in
from briefgen.findings import Grade
from briefgen.model.manuscript import Manuscript, Role

_FEW = 3
_SUPERSCRIPTS = late(f"[{RAISED}]+")


@in_manuscripts(
    "REF-003",
    Grade.WARNING,
    source="a reader knows a reference by its form; a typed number stays behind when points move",
    wrong="(see point 10) here and (point 11) there; see point 10, typed",
    right='(see point 10) and (see point 11); see point {{ point("dublin") }}',
)
def alike_and_live(manuscript: Manuscript, context: CheckContext) -> Faults:
    """References have one form throughout a document and are made by the program, not typed."""
    if is_composed(manuscript):
        yield from _typed(manuscript, context)
        return
    found = list(references_in(manuscript, context))
    bracketed = [each for each in found if each.bracketed]
    yield from _with_and_without_see(bracketed)
    yield from _italic_and_roman([each for each in bracketed if each.kind in (TABLE, CHART)])
    yield from _marks_inside(found)


def _with_and_without_see(references: Sequence[Reference]) -> Faults:
    """The rarer of “(see point 10)” and “(point 11)”, for each kind of target; both where neither is rarer."""
    by_kind: dict[str, list[Reference]] = defaultdict(list)
    for each in references:
        by_kind[each.kind].append(each)
    for alike in by_kind.values():
        for each, others in _rarer(alike, {id(each): each.see for each in alike}):
            other = f"({'' if each.see else 'see '}{others[0].typed})"
            message = f"The reference “({'see ' if each.see else ''}{each.typed})” has another form than “{other}”."
            remedy = "Write all references in one form, and put them in as live references of the word processor."
            yield each.scanned.at(each.start, each.end, message, remedy)


def _italic_and_roman(references: Sequence[Reference]) -> Faults:
    looks = {id(each): _is_italic(each) for each in references}
    for each, others in _rarer(references, looks):
        own, other = ("italics", "roman type") if looks[id(each)] else ("roman type", "italics")
        message = f"“{each.typed}” stands in {own}; {len(others)} other references stand in {other}."
        yield each.scanned.at(each.start, each.end, message, f"Set it in {other}, as the others are.", Grade.HINT)


def _rarer(
    references: Sequence[Reference], looks: Mapping[int, bool]
) -> Iterator[tuple[Reference, Sequence[Reference]]]:
    """The references of the rarer look, each with those of the other; all of them where both are as frequent."""
    by_look = {look: [each for each in references if looks[id(each)] == look] for look in (False, True)}
    for each in references:
        others = by_look[not looks[id(each)]]
        if len(by_look[looks[id(each)]]) <= len(others):
            yield each, others


def _is_italic(reference: Reference) -> bool:
    """Whether the number of a reference is italic, or its word and number both."""
    at, last = 0, reference.end - 1
    for span in reference.scanned.passage.spans:
        if at <= last < at + len(span.text):
            return span.italic
        at += len(span.text)
    return False


def _marks_inside(references: Sequence[Reference]) -> Faults:
    """Notes whose marks are typed, as raised figures, right behind a reference."""
    for each in references:
        mark = _SUPERSCRIPTS.match(each.scanned.text, each.end)
        if mark:
            message = f"The footnote mark “{mark[0]}” is typed as a raised figure, inside the reference."
            remedy = "Put in a real footnote behind the reference; its mark then has the same look as the others."
            yield each.scanned.at(each.start, mark.end(), message, remedy, Grade.HINT)


def _typed(manuscript: Manuscript, context: CheckContext) -> Faults:
    """References that the record has in figures, though a point or exhibit of that number is there to be named."""
    for scanned in context.passages(manuscript):
        source = scanned.passage.source
        if "point" in source and scanned.language == "en":
            yield from _typed_in(scanned, source, context)


_TYPED_POINT = late(r"\b(?P<word>points?)[ \u00a0](?P<number>\d{1,3}[a-z]?)\b(?!\s+of\b)")


def _typed_in(scanned: ScannedPassage, source: str, context: CheckContext) -> Faults:
    points = context.situation.points if context.situation else ()
    for found in _TYPED_POINT.finditer(source):
        keys = (each.commitment.point for each in points if each.commitment.number == found["number"])
        if key := next(keys, ""):
            call = f'{{{{ point("{key}") }}}}'
            message = f"“{found[0]}” is typed; the number would stay when the points are numbered anew."
            yield Fault(scanned.passage.place, message, f"Write: {found['word']} {call}", found[0])


_IS_LISTED = late(r"\W*[^\W\d_]+[ \u00a0]\d+\w?[ \u00a0]?[-–—:.]")  # an entry of a list of tables
_OF_ANOTHER = late(r"(?:\b(?:[Aa]ppendix|[Aa]nnexe?|[Aa]nhang|[Aa]nlage|[Aa]nexo|[Bb]ijlage) \w+|://\S+),? $")
Targets = Mapping[tuple[str, str], int]
"""How often a target is there, by its kind and number; charts by their word ("Chart") as well."""


@in_manuscripts(
    "REF-005",
    Grade.ERROR,
    source="a reader who follows a reference must find what is meant, and only that",
    wrong="(see Table 13), where two tables have the number 13 or none has",
    right="(see Table 13), where one table has it",
)
def leads_to_one_place(manuscript: Manuscript, context: CheckContext) -> Faults:
    """A reference to a table, chart, point or footnote leads to one place of the document."""
    targets = _targets(manuscript, context)
    kinds = {kind for kind, _ in targets}
    captions = {id(each.passage) for each in captions_of(manuscript, context)}
    unsure = _numbered_otherwise(manuscript, context)
    for reference in references_in(manuscript, context):
        own = id(reference.scanned.passage) in captions
        if _kind(reference) in kinds and not (own or reference.elsewhere) and _is_told(reference, reference.scanned):
            yield from _faults(reference, targets, Grade.WARNING if _kind(reference) in unsure else None)


def _numbered_otherwise(manuscript: Manuscript, context: CheckContext) -> frozenset[str]:
    """The kinds of captions that each part of a paper counts for itself, or of which some are not text."""
    kinds: dict[str, list[Caption]] = defaultdict(list)
    for each in captions_of(manuscript, context):
        kinds[_caption_kind(each.kind, each.label)].append(each)
    return frozenset(
        kind for kind, found in kinds.items() if begin_anew(found) or (len(found) > _FEW and _has_gap(found))
    )


def _has_gap(captions: Sequence[Caption]) -> bool:
    numbers = {int(each.number) for each in captions if each.number.isdigit()}
    return bool(numbers) and max(numbers) > len(numbers)


def _targets(manuscript: Manuscript, context: CheckContext) -> Targets:
    found = Counter((_caption_kind(each.kind, each.label), each.number) for each in captions_of(manuscript, context))
    found.update({(POINT, each): 1 for each in numbers_of_points(manuscript, context)})
    notes = (each.number.strip(".") for each in manuscript.passages if each.role is Role.NOTE)
    found.update({(NOTE, each): 1 for each in notes if each})
    return found


def _caption_kind(kind: str, label: str) -> str:
    return TABLE if kind == TABLE else label


def _kind(reference: Reference) -> str:
    return reference.word if reference.kind == CHART else reference.kind


def _is_told(reference: Reference, scanned: ScannedPassage) -> bool:
    """Whether the document itself must be meant: it says "see", or stands in brackets, or names a table or chart."""
    live = reference.kind == POINT and not (reference.see or reference.bracketed)
    if (reference.kind == TABLE and _IS_LISTED.match(scanned.text)) or _OF_ANOTHER.search(
        before(scanned.text, reference.start)
    ):
        return False
    return not live and scanned.passage.role is not Role.CAPTION and reference.typed.strip() != scanned.text.strip()


def _faults(reference: Reference, targets: Targets, grade: Grade | None) -> Faults:
    for number in reference.numbers:
        name = f"{reference.word} {number}"
        there = targets.get((_kind(reference), number), 0)
        if there > 1:
            message = f"“{name}” can mean {there} places, for {there} captions have that number."
            yield _fault(reference, message, "Number the captions through, and say here which one is meant.", grade)
        elif not there:
            message = f"There is no {name} in this document."
            yield _fault(reference, message, "Correct the number, or name the document that it belongs to.", grade)


def _fault(reference: Reference, message: str, remedy: str, grade: Grade | None) -> Fault:
    return reference.scanned.at(reference.start, reference.end, message, remedy, grade)
