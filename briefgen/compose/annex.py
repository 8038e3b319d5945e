"""The annex: each commitment on the left, what has been done on the right, as of a day."""

from __future__ import annotations

from briefgen.asof import Situation
from briefgen.compose.common import composed, head_and_body, headline_in_brackets, texts_for, title_of
from briefgen.compose.composed import Composed, Request
from briefgen.model.dossier import DocumentSpec


def compose_annex(situation: Situation, document: DocumentSpec, request: Request) -> Composed:
    """What the template of an annex sees."""
    texts = texts_for(situation, request)
    title = f"{title_of(document, situation, texts)} ({headline_in_brackets(request.localiser)})"
    return composed(situation, request, texts, title, head_and_body(document, situation, texts, request))
