"""Stretches of text as HTML: looks, links, marks of notes, pictures."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.manuscript import Passage, PictureForm
from briefgen.model.richtext import RichText, Span
from briefgen.pages.page import PageNote, picture_index, replace_unreadable, safe_link

_ELEMENTS = (
    ("superscript", "sup"),
    ("subscript", "sub"),
    ("strike", "s"),
    ("underline", "u"),
    ("italic", "em"),
    ("bold", "strong"),
)


class HtmlSpans(Struct, frozen=True):
    """Writes spans as HTML.

    Attributes:
        notes: the notes, in the order of their marks.
        marks: which of them each mark refers to; see `briefgen.pages.page.Page`.
        pictures: those that are shown.
    """

    notes: Sequence[PageNote]
    marks: Mapping[tuple[int, int], int]
    pictures: Sequence[PictureForm] = ()

    def of(self, passage: Passage) -> str:
        """The text of a passage."""
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(passage.spans))

    def of_head(self, passage: Passage) -> str:
        """The text of a heading, which is bold by its style."""
        light = _without_bold(passage.spans)
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(light))

    def _span(self, span: Span, mark: tuple[int, int]) -> str:
        if (shown := picture_index(span)) is not None and shown < len(self.pictures):
            return picture_html(self.pictures[shown])
        if span.note is None:
            return span_html(span)
        index = self.marks.get(mark)
        if index is None:
            return ""
        number = text_html(self.notes[index].number)
        return f'<sup><a href="#note-{index + 1}" id="mark-{index + 1}" role="doc-noteref">{number}</a></sup>'


def picture_html(picture: PictureForm) -> str:
    """A picture within the page, as high as it is in the document."""
    kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
    source = f"data:image/{kind};base64,{b64encode(picture.data).decode()}"
    height = f' style="height: {picture.height:.0f}pt"' if picture.height else ""
    return f'<img src="{source}" alt="{text_html(picture.description)}"{height}>'


def text_html(text: str) -> str:
    """Plain text, escaped for elements and attributes."""
    return escape(replace_unreadable(text), quote=True)


def spans_html(spans: Iterable[Span]) -> str:
    """HtmlSpans without notes, such as those of a note."""
    return "".join(span_html(span) for span in spans if span.note is None)


def span_html(span: Span) -> str:
    """A span that is no mark of a note."""
    html = text_html(span.text).replace("\n", "<br>").replace("\t", " ")
    link = safe_link(span.href)
    for name, element in _ELEMENTS:
        if getattr(span, name) and html.strip() and not (link and name == "underline"):
            html = f"<{element}>{html}</{element}>"
    if span.highlight:
        html = f"<mark>{html}</mark>"
    if span.language:
        html = f'<span lang="{text_html(span.language)}">{html}</span>'
    return f'<a href="{text_html(link)}">{html}</a>' if link else html


def _without_bold(spans: Sequence[Span]) -> Sequence[Span]:
    if all(span.bold or not span.text.strip() for span in spans):
        return [replace(span, bold=False) for span in spans]
    return spans


def rich_html(text: RichText) -> str:
    """A rich text in one paragraph."""
    return "<br>".join(spans_html(block.spans) for block in text.blocks)


def number_html(passage: Passage) -> str:
    """The number that Word prints before a paragraph; lists of plain numbers are counted by the reader's program."""
    return f'<span class="number">{text_html(passage.number)}</span> ' if passage.number else ""
