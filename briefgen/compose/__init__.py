"""From a situation to what a template sees and what the checks read: one module per kind of document.

Pure: values in, values out. What comes out is plain (texts, numbers, dates, rich texts, lists and mappings), so a
template can read it and nothing else.
"""

from briefgen.compose.context import Composed, Correction, DocumentDraft, DocumentKind, Request, texts_for
from briefgen.compose.kinds import KINDS, compose, fields_of, manuscripts_of, texts_of
from briefgen.compose.schema import COMMON_FIELDS
from briefgen.compose.vocabulary import words_for
from briefgen.model.vocabulary import TEMPLATE_WORDS as WORDS

__all__ = [
    "COMMON_FIELDS",
    "KINDS",
    "WORDS",
    "Composed",
    "Correction",
    "DocumentDraft",
    "DocumentKind",
    "Request",
    "compose",
    "fields_of",
    "manuscripts_of",
    "texts_for",
    "texts_of",
    "words_for",
]
