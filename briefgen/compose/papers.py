"""The other papers of the trade: what all of them see besides what every document sees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefgen.asof import Situation
from briefgen.compose.common import composed, head_and_body, title_of
from briefgen.compose.composed import Composed, Request
from briefgen.compose.conclusions import conclusions_fields
from briefgen.compose.dateline import dateline_of
from briefgen.compose.main_results import main_results_fields
from briefgen.compose.note import note_fields
from briefgen.compose.paper import Paper, shown_by_key
from briefgen.compose.rows import nothing_stands
from briefgen.compose.summary import summary_fields
from briefgen.model.dossier import DocumentSpec
from briefgen.model.richtext import RichText, join_texts

FIELDS: Mapping[str, Callable[[Paper], dict[str, Any]]] = {
    "note": note_fields,
    "conclusions": conclusions_fields,
    "main-results": main_results_fields,
    "summary": summary_fields,
}


EMPTY: Mapping[str, tuple[str, ...]] = {
    "note": ("body",),
    "conclusions": ("recitals", "calls"),
    "main-results": ("blocks", "body"),
    "summary": ("blocks", "body"),
}
"""The fields that are not all empty in a document that says something."""


def compose_paper(situation: Situation, document: DocumentSpec, request: Request) -> Composed:
    """What the template of a note, of conclusions, of main results or of a summary sees."""
    paper = Paper(situation, document, request)
    fields = FIELDS[document.kind](paper)  # first, as it may give the texts further words
    own = head_and_body(document, situation, paper.texts, request)
    further = {
        **own,
        "dateline": dateline_of(paper),
        "charts": shown_by_key(request, "chart"),
        "tables": shown_by_key(request, "table"),
        **fields,
        "body": join_texts([own["body"], fields.get("body", RichText())]),
    }
    _refuse_emptiness(paper, further)
    title = title_of(document, situation, paper.texts)
    return composed(situation, request, paper.texts, title, further)


def _refuse_emptiness(paper: Paper, fields: Mapping[str, Any]) -> None:
    if not any(fields[name] for name in EMPTY[paper.document.kind]):
        paper.texts.findings.append(nothing_stands(paper.situation, paper.document))
