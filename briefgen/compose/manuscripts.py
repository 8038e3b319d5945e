"""The documents of the record as their readers will meet them, before any template: what the checks look at.

Every passage keeps the row or line that it is typed in, the text as it is typed, and what it is the wording of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.asof import Item, Point, Situation
from briefgen.compose.common import dateline_place, headline_in_brackets, texts_for, title_of
from briefgen.compose.composed import Request
from briefgen.compose.passages import passages_of
from briefgen.compose.texts import Texts
from briefgen.findings import Place
from briefgen.model.dossier import DocumentSpec, Letter
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role
from briefgen.model.richtext import Span, plain


def manuscripts_of(situation: Situation, request: Request, documents: Iterable[DocumentSpec]) -> tuple[Manuscript, ...]:
    """The documents of a dossier as they would be made, in the language of the request.

    Args:
        situation: what stands on the day.
        documents: those to be looked at.
    """
    return tuple(_manuscript(situation, each, request) for each in documents)


def _manuscript(situation: Situation, document: DocumentSpec, request: Request) -> Manuscript:
    texts = texts_for(situation, request)
    title = title_of(document, situation, texts)
    desk, write = _Desk(situation, texts, request), _WRITERS.get(document.kind)
    passages = tuple(write(desk, title) if write else _paper(desk, document, title))
    day = situation.as_of
    written = day if document.kind == "letter" else None
    return Manuscript(document.name, passages, document.kind, request.localiser.language, day, written)


@dataclass(frozen=True)
class _Desk:
    """What a writer of passages works with."""

    situation: Situation
    texts: Texts
    request: Request

    def typed(
        self, source: str, place: Place, context: str, *, key: str, point: str = "", state: str = ""
    ) -> Iterator[Passage]:
        """The passages of a text that stands in one cell or entry."""
        if source.strip():
            where = replace(place, column="text") if place.row else place
            doubts = len(self.texts.findings)
            text = self.texts.block(source, place, context)
            if len(self.texts.findings) == doubts:  # a text that cannot be said is told by whoever makes the document
                yield from passages_of(text, Passage((), where, source=source, key=key, point=point, state=state))


def _annex(desk: _Desk, title: str) -> Iterator[Passage]:
    dossier, localiser = desk.situation.profile, desk.request.localiser
    yield Passage(plain(f"{title} ({headline_in_brackets(localiser)})").blocks[0].spans, dossier.place, Role.TITLE)
    part = ""
    for row, point in enumerate(desk.situation.points, 1):
        if point.commitment.part != part:
            part = point.commitment.part
            yield Passage((Span(part),), point.commitment.place, Role.HEADING, level=2)
        yield from (replace(each, heading=part) for each in _point(desk, point, row))


def _point(desk: _Desk, point: Point, row: int) -> Iterator[Passage]:
    commitment = point.commitment
    context = f"commitments/{commitment.point}"
    for each in desk.typed(commitment.text, commitment.place, context, key=context, point=commitment.number):
        yield replace(each, cell=CellOf(1, row, 1), number=commitment.number)
    for item in point.items:
        yield from (replace(each, cell=CellOf(1, row, 2)) for each in _item(desk, item, commitment.number))


def _item(desk: _Desk, item: Item, number: str) -> Iterator[Passage]:
    entry = item.follow_up
    state = entry.state.value if entry.state else ""
    context = f"followup/{entry.item}/{entry.as_of}"
    found = desk.typed(entry.text, entry.place, context, key=f"followup/{item.key}", point=number, state=state)
    yield from (replace(each, role=Role.BULLET if each.role is Role.PARAGRAPH else each.role) for each in found)


def _letter(desk: _Desk, _title: str) -> Iterator[Passage]:
    dossier, texts = desk.situation.profile, desk.texts
    letter = dossier.letter or Letter()
    place = dateline_place(desk.situation, desk.request, texts)
    dateline = desk.request.localiser.dateline(place, desk.situation.as_of)
    yield Passage((Span(dateline),), dossier.place, key="letter/dateline")
    yield from desk.typed(letter.salutation, letter.place, "letter/salutation", key="letter/salutation")
    for number, (where, source, text) in enumerate(texts.pieces(letter.body, letter.place, "letter"), 1):
        yield from passages_of(text, Passage((), where, source=source, key=f"letter/{number}"))
    yield from desk.typed(letter.closing, letter.place, "letter/closing", key="letter/closing")


def _paper(desk: _Desk, document: DocumentSpec, title: str) -> Iterator[Passage]:
    from briefgen.compose.paper_passages import paper_passages  # annexes and letters do without

    dossier = desk.situation.profile
    yield Passage((Span(title),), dossier.place, Role.TITLE)
    yield from paper_passages(desk.situation, document, desk.request)


_WRITERS: Mapping[str, Callable[[_Desk, str], Iterator[Passage]]] = {"annex": _annex, "letter": _letter}
