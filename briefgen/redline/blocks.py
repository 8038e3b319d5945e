"""Paragraphs, tables and rows as what is paired: with their identities, visible numbers and texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from briefgen.opc.xml import Element
from briefgen.redline.inline import control_key, open_fields
from briefgen.redline.marks import CONTROL
from briefgen.word.anchors.names import AnchorName, read_name
from briefgen.word.wml.ooxml import (
    BOOKMARK,
    PPR,
    RUN,
    SECTPR,
    TBL,
    TCPR,
    TRPR,
    VAL,
    P,
    T,
    cells_of,
    rows_of,
    value_of,
    w,
)

_TYPED_NUMBER = re.compile(r"\s*(?:[^\W\d]+ )?\(?(\d+(?:\.\d+)*|[a-z]{1,2}|[ivx]+)[.)°º]?(?=\s|$)", re.IGNORECASE)
_BLOCKS = frozenset({P, TBL, CONTROL, w("customXml")})
_PICTURES = (w("drawing"), w("pict"), w("object"))
_ENOUGH = 80  # paragraphs of a table
_BREAKS = (w("tab"), w("br"))
_COLUMNS, _SPAN, _MERGE = f"{w('tblGrid')}/{w('gridCol')}", w("gridSpan"), w("vMerge")
_OUTER = (w("gridBefore"), w("gridAfter"))


def anchor_of(element: Element, *, of_row: bool = False) -> AnchorName | None:
    """The anchor at the start of a paragraph, or of a row; None without one.

    Args:
        element: a paragraph, or what begins with one: a row's cell.
        of_row: whether that of the row is asked for, which begins with this paragraph.
    """
    paragraph = element if element.tag == P else next(element.iter(P), None)
    for child in () if paragraph is None else paragraph:
        if child.tag == RUN:
            return None
        name = read_name(child.get(w("name")) or "") if child.tag == BOOKMARK else None
        if name and name.is_row == of_row:
            return name
    return None


def text_of(element: Element) -> str:
    """What is paired by: the text of a paragraph, table or cell."""
    if element.tag != P:
        return "\n".join(map(text_of, element.iter(P)))
    return "".join((each.text or "") if each.tag == T else " " for each in element.iter(T, *_BREAKS))


class ContentBlock:
    """A paragraph, table or block-level control of a body, cell, header or note."""

    def __init__(self, element: Element, field: str = "") -> None:
        self.element = element
        self._field = field

    @cached_property
    def kind(self) -> str:
        """What it is: of paragraphs also whether a section ends in it, of tables the number of columns."""
        if self.element.tag == P:
            section = self.element.find(f"{PPR}/{SECTPR}") is not None
            return f"p{'§' * section}{open_fields(self.element)}"
        if self.element.tag == TBL:
            return f"tbl{sum(1 for _ in self.element.iterfind(_COLUMNS))}"
        properties = self.element.find(w("sdtPr"))
        return f"{self.element.tag}{'' if properties is None else control_key(properties)}"

    @cached_property
    def _anchor(self) -> AnchorName | None:
        return anchor_of(self.element) if self.element.tag == P else None

    @property
    def identity(self) -> str:
        """The identity of a paragraph; one in which a field begins or ends is known by that, so as not to cut it."""
        return self._anchor.identity if self._anchor else self._field

    @property
    def record(self) -> str:
        """What it comes from: the digest of the record, or the field; "" for what belongs to none."""
        if self._anchor:
            return "" if self._anchor.is_fixed else self._anchor.record
        return self._field

    @cached_property
    def number(self) -> str:
        """The number that was typed before a paragraph."""
        found = _TYPED_NUMBER.match(self.texts[0]) if self.element.tag == P else None
        return found[1] if found else ""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Its text, of tables the beginning, by which two are known well enough; pictures count."""
        if self.element.tag != P:
            return ("\n".join(map(text_of, islice(self.element.iter(P), _ENOUGH))),)
        pictures = sum(1 for _ in self.element.iter(*_PICTURES))
        return (text_of(self.element) + "\ufffc" * pictures,)

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph."""
        return bool(self.element.tag == P)


class ComparedRow:
    """A row of a table."""

    def __init__(self, element: Element) -> None:
        self.element = element

    @cached_property
    def cells(self) -> tuple[Element, ...]:
        """Its cells."""
        return tuple(cells_of(self.element))

    @cached_property
    def kind(self) -> str:
        """Which cells are joined with others; two rows of other joints are two rows."""
        properties = self.element.find(TRPR)
        outer = (value_of(properties, path) for path in _OUTER)
        return "tr" + ",".join((*map(_joint, self.cells), *outer))

    @cached_property
    def _anchor(self) -> AnchorName | None:
        return anchor_of(self.cells[0], of_row=True) if self.cells else None

    @property
    def identity(self) -> str:
        """The identity in its first cell."""
        return self._anchor.identity if self._anchor else ""

    @property
    def record(self) -> str:
        """The digest of the record that it comes from, or ""."""
        return self._anchor.record if self._anchor else ""

    @cached_property
    def number(self) -> str:
        """What stands alone in the first cell, if that is a number."""
        found = _TYPED_NUMBER.fullmatch(self.texts[0].strip()) if self.texts else None
        return found[1] if found else ""

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The texts of its cells."""
        return tuple(map(text_of, self.cells))


def _joint(cell: Element) -> str:
    """How many columns a cell takes, and whether it begins or goes on with a cell over several rows."""
    properties = cell.find(TCPR)
    merge = None if properties is None else properties.find(_MERGE)
    sign = "" if merge is None else "v" if merge.get(VAL) == "restart" else "^"
    return f"{value_of(properties, _SPAN)}{sign}"


def blocks_in(content: Element) -> Iterator[ContentBlock]:
    """The blocks of a body, cell, header, note or control."""
    fields = Counter[str]()
    for child in content:
        if child.tag in _BLOCKS:
            signs = open_fields(child) if child.tag == P else ""
            fields[signs] += 1
            yield ContentBlock(child, f"{signs} {fields[signs]}" if signs else "")


def rows_in(table: Element) -> list[ComparedRow]:
    """The rows of a table."""
    return [ComparedRow(row) for row in rows_of(table)]
