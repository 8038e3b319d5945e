"""What macros, call blocks and filter blocks hand over: whole paragraphs or rows, or the text of a sentence.

Jinja2 hands it over as markup: pieces of the document itself, from between two tags. Pieces that begin with an element
are whole blocks (`{%p macro … %}`, `{%tr macro … %}`); all others stand inside a `w:t`.
"""

from __future__ import annotations

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, format_value, text_xml

_BREAKS = {f"{CLOSE_TEXT}<w:br/>{OPEN_TEXT}": "\n", f"{CLOSE_TEXT}<w:tab/>{OPEN_TEXT}": "\t"}
_NOT_IN_A_SENTENCE = (
    "whole paragraphs or rows cannot be put into a text; write {{p …}} or {{tr …}}, alone in their place"
)
_NO_BLOCKS = "it takes the place of its whole row or cell, but gives a text; write {{ … }} instead"
_MORE_THAN_TEXT = "a filter takes plain text; several looks, paragraphs or pictures stand in its block"


def is_whole(value: Markup) -> bool:
    """Whether markup is whole blocks, or nothing at all."""
    return not value or value.lstrip().startswith("<w:")


def in_a_sentence(value: Markup) -> Markup:
    """Markup at a value's place inside a `w:t`.

    Raises:
        TemplateRuntimeError: it is whole blocks.
    """
    if value and is_whole(value):
        raise TemplateRuntimeError(_NOT_IN_A_SENTENCE)
    return value


def _blocks(value: object) -> Markup:
    """Markup in place of a row or cell."""
    if isinstance(value, Markup) and is_whole(value):
        return value
    raise TemplateRuntimeError(_NO_BLOCKS)


def _words_of(block: str) -> str:
    """What stands in the block of a filter, in plain words, so that the filter never sees XML."""
    for xml, sign in _BREAKS.items():
        block = str(block).replace(xml, sign)
    if "<" in block:
        raise TemplateRuntimeError(_MORE_THAN_TEXT)
    return str(Markup(block).unescape())  # noqa: S704 - only to undo the escaping


def _text_of(value: object) -> Markup:
    """What a filter has made of its block, as text of the document."""
    if isinstance(value, Markup):
        return value
    return Markup(text_xml(value if isinstance(value, str) else format_value(value)))  # noqa: S704 - escaped by text_xml


BLOCK_FILTERS = {"_blocks": _blocks, "_words_of": _words_of, "_text_of": _text_of}


def filter_block(filters: str, put: str = "_text_of") -> str:
    """The statement that opens a block of filters: they get its words and give words back.

    Args:
        put: the filter that puts words into the place where the block stands.
    """
    return f"filter _words_of|{filters}|{put}"
