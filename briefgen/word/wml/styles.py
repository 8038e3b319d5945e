"""The styles of a template by the names that drafters see (`w:name`), and the numbering behind list styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import value_of, w


@dataclass(frozen=True)
class Style:
    """A style: its id as used in the XML, its name as shown in Word, and its list, if it has one."""

    style_id: str
    name: str
    type: str
    num_id: str = ""
    level: str = "0"


class Styles:
    """The styles of one template; immutable after it is made.

    Args:
        root: the root of `word/styles.xml`, or None where a template has none.
    """

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else [_style(element) for element in root.iter(w("style"))]
        self._by_name: Mapping[tuple[str, str], Style] = {(s.type, s.name.casefold()): s for s in styles}
        self._by_id: Mapping[str, Style] = {style.style_id: style for style in styles}

    def paragraph(self, *names: str) -> Style | None:
        """The first paragraph style of one of the names (case does not matter, as in Word), or None."""
        return self._first("paragraph", names)

    def character(self, *names: str) -> Style | None:
        """The first character style of one of the names, or None."""
        return self._first("character", names)

    def names(self, kind: str) -> tuple[str, ...]:
        """The names of all styles of a kind ("paragraph", "character", "table"), as drafters see them."""
        return tuple(style.name for style in self._by_name.values() if style.type == kind)

    def named(self, kind: str, name: str) -> Style | None:
        """The style of a kind and name, or None."""
        return self._first(kind, (name,))

    def ids(self) -> frozenset[str]:
        """The ids of all styles."""
        return frozenset(self._by_id)

    def _first(self, kind: str, names: tuple[str, ...]) -> Style | None:
        found = (self._by_name.get((kind, name.casefold())) for name in names)
        return next((style for style in found if style), None)

    def by_id(self, style_id: str) -> Style | None:
        """The style of an id, or None."""
        return self._by_id.get(style_id)

    def name_of(self, style_id: str) -> str:
        """The name that drafters see for a style id; "" for an unknown one."""
        style = self._by_id.get(style_id)
        return style.name if style else ""

    def is_heading(self, style_id: str) -> bool:
        """Whether the style is the title or one of Word's headings."""
        name = self.name_of(style_id).casefold()
        return name.startswith("heading ") or name == "title"


def _style(element: Element) -> Style:
    numbering = element.find(f"{w('pPr')}/{w('numPr')}")
    return Style(
        style_id=element.get(w("styleId")) or "",
        name=value_of(element, w("name")),
        type=element.get(w("type")) or "paragraph",
        num_id=value_of(numbering, w("numId")),
        level=value_of(numbering, w("ilvl")) or "0",
    )
