"""From a situation to what a template sees: one module per kind of document.

Pure: values in, values out. What comes out is plain (texts, numbers, dates, rich texts, lists and mappings), so a
template can read it and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.asof import Situation
from briefgen.compose.annex import compose_annex
from briefgen.compose.common import texts_for
from briefgen.compose.composed import Composed, Request
from briefgen.compose.letter import compose_letter
from briefgen.compose.schema import COMMON_FIELDS, known_fields
from briefgen.compose.vocabulary import WORDS, words_for
from briefgen.model.dossier import DocumentSpec

__all__ = [
    "COMMON_FIELDS",
    "KINDS",
    "PAPERS",
    "WORDS",
    "Composed",
    "Request",
    "compose",
    "known_fields",
    "texts_for",
    "words_for",
]

_COMPOSERS: Mapping[str, Callable[[Situation, DocumentSpec, Request], Composed]] = {
    "annex": compose_annex,
    "letter": compose_letter,
}
PAPERS = ("note", "conclusions", "main-results", "summary")
KINDS = (*_COMPOSERS, *PAPERS)


def compose(situation: Situation, document: DocumentSpec, request: Request) -> Composed:
    """What the template of a document sees.

    Args:
        situation: what stands on the day.
        document: which document; its kind must be one of `KINDS`.
        request: language, recipient and the like.
    """
    if document.kind in _COMPOSERS:
        return _COMPOSERS[document.kind](situation, document, request)
    # imported here because an annex and a letter do without
    from briefgen.compose.papers import compose_paper

    return compose_paper(situation, document, request)
