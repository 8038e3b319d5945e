"""Spans as HTML: looks as elements, links, marks of notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from briefgen.model.manuscript import Passage
from briefgen.model.richtext import Span
from briefgen.pages.characters import readable, safe_link
from briefgen.pages.page import Note

_ELEMENTS = (
    ("superscript", "sup"),
    ("subscript", "sub"),
    ("strike", "s"),
    ("underline", "u"),
    ("italic", "em"),
    ("bold", "strong"),
)


@dataclass(frozen=True)
class Spans:
    """Writes spans.

    Attributes:
        notes: the notes, in the order of their marks.
        marks: which of them each mark refers to; see `briefgen.pages.page.Page`.
    """

    notes: Sequence[Note]
    marks: Mapping[tuple[int, int], int]

    def of(self, passage: Passage) -> str:
        """The text of a passage."""
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(passage.spans))

    def of_head(self, passage: Passage) -> str:
        """The text of a heading, whose letters are heavy anyhow."""
        light = _without_bold(passage.spans)
        return "".join(self._span(span, (id(passage), index)) for index, span in enumerate(light))

    def _span(self, span: Span, mark: tuple[int, int]) -> str:
        if span.note is None:
            return span_html(span)
        index = self.marks.get(mark)
        if index is None:
            return ""
        number = text_html(self.notes[index].number)
        return f'<sup><a href="#note-{index + 1}" id="mark-{index + 1}" role="doc-noteref">{number}</a></sup>'


def text_html(text: str) -> str:
    """Plain text, escaped; it may also stand in an attribute."""
    return escape(readable(text), quote=True)


def spans_html(spans: Iterable[Span]) -> str:
    """Spans without notes, such as those of a note."""
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
