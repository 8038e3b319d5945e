"""The passages of the other papers: what stands in their rows and in their Markdown file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from briefgen.asof import Situation
from briefgen.compose.composed import Request
from briefgen.compose.paper import Paper
from briefgen.compose.papers import FIELDS
from briefgen.compose.passages import passages_of
from briefgen.findings import Place
from briefgen.model.dossier import DocumentSpec
from briefgen.model.manuscript import Passage, Role
from briefgen.model.paragraphs import ParagraphEntry

_ROLES: Final = {
    "heading": Role.HEADING,
    "subheading": Role.HEADING,
    "calls": Role.HEADING,
    "bullet": Role.BULLET,
    "dash": Role.BULLET,
    "question": Role.NUMBERED,
    "recital": Role.NUMBERED,
    "point": Role.NUMBERED,
    "quotation": Role.QUOTATION,
}
_NOT_PROSE: Final = ("participant", "link")


def paper_passages(situation: Situation, document: DocumentSpec, request: Request) -> Iterator[Passage]:
    """The passages of a note, of conclusions, of main results or of a summary, in their order."""
    paper = Paper(situation, document, request)
    FIELDS[document.kind](paper)  # it gives the texts further words: numbers of points, counted participants
    for where, source, text in paper.texts.pieces(document.body, Place(document.body_file), f"body/{document.name}"):
        yield from passages_of(text, Passage((), where, source=source, key=f"body/{document.name}"))
    for row in paper.rows:
        if row.kind not in _NOT_PROSE:
            yield from _row(paper, row)


def _row(paper: Paper, row: ParagraphEntry) -> Iterator[Passage]:
    doubts = len(paper.texts.findings)
    text = paper.composer().text(row)
    if len(paper.texts.findings) == doubts:  # a text that cannot be said is told by whoever makes the document
        where, key = replace(row.place, column="text"), f"paragraphs/{row.document}/{row.paragraph}"
        role = _ROLES.get(row.kind, Role.PARAGRAPH)
        yield from passages_of(text, Passage((), where, role, source=row.text, key=key, heading=row.heading))
