"""How a value goes into the document at its site: the filters that every compiled tag ends with.

What macros, call blocks and filter blocks return comes from Jinja2 as markup: pieces of the document itself, from
between two tags. Pieces that begin with an element are whole blocks (`{%p macro … %}`, `{%tr macro … %}`); all others
are text of a sentence, inside a `w:t`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import TemplateRuntimeError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from briefgen.model.richtext import ExhibitRef, RichText
from briefgen.word.anchors.write import FILTERS as ANCHORS
from briefgen.word.inserts import Insertion, Listing
from briefgen.word.rendering.repetition import CELL_FILTERS, REPEATING
from briefgen.word.rendering.richtext import EXHIBIT_BESIDE, RichTextWriter
from briefgen.word.sandbox.bounds import LONG, bounds
from briefgen.word.sandbox.environment import TemplateEnvironment, template_environment
from briefgen.word.state.rendering import current
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, as_text, attribute_xml, format_value, is_plain, text_xml
from briefgen.word.wml.sites import Site
from briefgen.word.wml.styles import Styles


class Surroundings(Struct, frozen=True):
    """What the compiled code of a template refers to.

    Attributes:
        words: the names of functions that are handed over at each rendering.
        sites: the places of values; a value's filter names its index.
        styles: the template's styles.
    """

    words: tuple[str, ...]
    sites: Sequence[Site]
    styles: Styles

    def environment(self) -> TemplateEnvironment:
        """A sandboxed environment for the code."""
        return template_environment(_filters(self.sites, self.styles), self.words)


def _filters(sites: Sequence[Site], styles: Styles) -> dict[str, Callable[..., Any]]:  # noqa: C901 - four functions, not one
    """The engine's own filters: how a value goes into the document at its site."""
    writer = RichTextWriter(styles)

    def put(value: object, number: int) -> object:
        """A value inside a `w:t`; plain text is left to Jinja2's escaping, which is in C."""
        if type(value) is str:
            if len(value) > LONG:
                bounds().made(value)
            return value if is_plain(value) else put(Listing(value), number)
        if isinstance(value, Markup):
            return in_a_sentence(value)
        if isinstance(value, RichText):
            return Markup(writer.inline(value, sites[number]))  # noqa: S704 - escaped by the writer
        if isinstance(value, Insertion):
            return Markup(value.inline(sites[number]))  # noqa: S704 - escaped by the value itself
        if isinstance(value, ExhibitRef):
            return Markup(_beside_text(value, sites[number]))  # noqa: S704 - escaped by the writer
        return Markup(text_xml(words_of(value)))  # noqa: S704 - escaped by text_xml

    def paragraphs(value: object, number: int, start: str = "") -> Markup:
        """A value that is all of its paragraph, with the anchor that the first one starts with."""
        site = sites[number]
        if type(value) is str and not is_plain(value):
            value = Listing(value)
        if isinstance(value, RichText):
            return Markup(writer.paragraphs(value, site, start))  # noqa: S704 - escaped by the writer
        if isinstance(value, Insertion):
            return Markup(value.paragraphs(site))  # noqa: S704 - escaped by the value itself
        if isinstance(value, ExhibitRef):
            return Markup(writer.exhibit(value, site))  # noqa: S704 - escaped by the writer
        if isinstance(value, Markup) and is_whole(value):
            return value
        opened = f'<w:p>{site.ppr}{start}<w:r>{site.rpr_xml}<w:t xml:space="preserve">'
        text = (value if isinstance(value, Markup) else text_xml(words_of(value))).join(site.spaces)
        return Markup(f"{opened}{text}</w:t></w:r></w:p>")  # noqa: S704 - escaped by text_xml

    def plain(value: object) -> Markup:
        """A value in a document property."""
        return Markup(attribute_xml(as_text(words_of(value))))  # noqa: S704 - escaped by attribute_xml

    return {"_put": put, "_paragraphs": paragraphs, "_plain": plain, **_SHARED}


@pass_context  # so that Jinja2 does not work it out while it compiles
def _printed(_context: Context, value: object, in_code: bool) -> object:
    """A value as it is, recorded as printed."""
    rendering = current()
    rendering.printed[rendering.part, in_code].append(value)
    return value


def _beside_text(value: ExhibitRef, site: Site) -> str:
    """A chart at a value's place inside a `w:t`, without its caption; the caller's run goes on behind it."""
    from briefgen.model.exhibits import Chart  # start-up: most documents have none, nor charts
    from briefgen.word.charts import put_chart

    if not isinstance(value, Chart):
        raise TemplateRuntimeError(EXHIBIT_BESIDE)
    return f"{CLOSE_TEXT}</w:r>{put_chart(value, site)}<w:r>{site.rpr_xml}{OPEN_TEXT}"


def words_of(value: object) -> str:
    """A value as text; dates and exact numbers in the format of the rendering's caller (`say`)."""
    if isinstance(value, str):
        return value
    return current().say(value) if isinstance(value, (date, Decimal)) else format_value(value)


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
    """The content of a filter's block as plain text, so that the filter never sees XML."""
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


BLOCK_FILTERS: dict[str, Callable[..., Any]] = {
    "_printed": _printed,
    "_blocks": _blocks,
    "_words_of": _words_of,
    "_text_of": _text_of,
}
_SHARED = {**ANCHORS, **REPEATING, **CELL_FILTERS, **BLOCK_FILTERS}


def filter_block(filters: str, put: str = "_text_of") -> str:
    """The statement that opens a block of filters: they get its words and give words back.

    Args:
        put: the filter that puts words into the place of the block.
    """
    return f"filter _words_of|{filters}|{put}"
