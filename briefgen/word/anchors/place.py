"""Where a template takes its anchors: a mark in each paragraph of the body that is written when it is rendered.

A paragraph between `{% for %}` and its end gets the anchor of the record that the loop is at, any other that of its
place. Headers, footers, notes and text boxes have none: there are few of them, and Word writes text boxes twice.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Protocol

from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.word.anchors.names import place_digest
from briefgen.word.wml.ooxml import (
    BLOCK,
    BLOCK_END,
    FALLBACK,
    MARKED,
    NOTE,
    PPR,
    TR,
    TXBX_CONTENT,
    VALUE_END,
    P,
    value,
    value_of,
    w,
)
from briefgen.word.wml.styles import Styles

_LOOP = re.compile(rf"{BLOCK}\s*for\s+(.+?)\s+in\s", re.DOTALL)
_MACRO = re.compile(rf"{BLOCK}\s*macro\s+\w+\s*\((.*?)\)", re.DOTALL)
_CAPTURE = re.compile(rf"{BLOCK}\s*(?:set\s+\w+\s*{BLOCK_END}|call\b)")
_END = re.compile(rf"{BLOCK}\s*end(?:for|macro|call|set)\b")
_NAME = re.compile(r"(?<![\w.=])[A-Za-z]\w*(?=\s*(?:[,)=]|$))")
_WHOLE = re.compile(rf"(\|_paragraphs\(\d+)\)(?={VALUE_END}$)")
_WITHOUT = frozenset({TXBX_CONTENT, FALLBACK, NOTE})
_OF_CONTENTS = ("toc ", "table of figures")


class TakesMarks(Protocol):
    """The marks of a part that is being compiled."""

    def mark(self, source: str) -> str:
        """A mark for a source."""

    def source_of(self, number: int) -> str:
        """What a mark stands for."""

    def replace(self, number: int, source: str) -> None:
        """Lets a mark stand for something else."""


def mark_anchors(body: Element, marks: TakesMarks, styles: Styles) -> None:
    """Puts the marks of anchors into a body whose tags are marks already.

    Args:
        styles: those of the template; entries of tables of contents are written anew, and get none.
    """
    _AnchorMarker(marks, styles).through(body)


class _AnchorMarker(Struct):
    """The way through a body, in the order of the document.

    Attributes:
        open: the names that the loops and macros around the place bind, outermost first; None for what is written
            somewhere else, perhaps twice.
        rows: for each row around it how many of these are open where it begins, None once its anchor has been placed.
    """

    marks: TakesMarks
    styles: Styles
    open: list[list[str] | None] = field(default_factory=list)
    rows: list[int | None] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)

    def through(self, element: Element) -> None:
        """Goes through what an element holds."""
        self._text(element.text)
        for child in element:
            if child.tag == TR:
                self.rows.append(len(self.open) or None)
            if child.tag == P:
                self._paragraph(child)
            elif child.tag not in _WITHOUT:
                self.through(child)
            if child.tag == TR:
                self.rows.pop()
            self._text(child.tail)

    def _text(self, text: str | None) -> None:
        for number in map(int, MARKED.findall(text or "")):
            source = self.marks.source_of(number)
            if bound := _LOOP.match(source) or _MACRO.match(source):
                self.open.append(_NAME.findall(bound[1]))
            elif _CAPTURE.match(source):
                self.open.append(None)
            elif _END.match(source):
                self.open.pop()
            elif (whole := _WHOLE.search(source)) and (expression := self._expression(source)):
                self.marks.replace(number, f"{source[: whole.start()]}{whole[1]}, {expression}){VALUE_END}")

    def _paragraph(self, paragraph: Element) -> None:
        style = self.styles.name_of(value_of(paragraph, f"{PPR}/{w('pStyle')}")) or ""
        marked = "".join(map(str, paragraph.itertext()))
        typed = MARKED.sub(lambda found: self.marks.source_of(int(found[1])), marked)
        if not style.casefold().startswith(_OF_CONTENTS) and (expression := self._expression(typed)):
            self._put(paragraph, self.marks.mark(value(expression)))
        self._text(marked)

    def _put(self, paragraph: Element, mark: str) -> None:
        properties = paragraph.find(PPR)
        if properties is None:
            paragraph.text = mark + (paragraph.text or "")
        else:
            properties.tail = mark + (properties.tail or "")

    def _expression(self, typed: str) -> str:
        """What writes the anchor of a paragraph, by what is typed there; "" where none can be."""
        if None in self.open:
            return ""
        names = "".join(_tuple_item(bound) for bound in self.open if bound)
        self.seen[typed] += 1
        place = f"'{place_digest(typed, self.seen[typed])}'"
        if not names:
            return f"_core|_fixed_anchor({place})"
        begins_row = bool(self.rows) and self.rows[-1] == len(self.open)
        if begins_row:
            self.rows[-1] = None
        return f"({names})|_anchor({place}{', row=true' if begins_row else ''})"


def _tuple_item(names: list[str]) -> str:
    """The names that one loop or macro binds as an item of a tuple; several of them are a tuple of their own."""
    return f"{names[0]}, " if len(names) == 1 else f"({', '.join(names)}), "
