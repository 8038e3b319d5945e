"""Word's styles: their names, what they are based on, and what they give to paragraphs and runs.

Source: ECMA-376 part 1, 17.7 (styles), 17.3.1.20 (outline levels), 17.9.18 (numbering by a style).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import OFF, PPR, RPR, integer_of, value_of, w

_NO_LIST = "0"  # a w:numId that takes a paragraph out of the list of its style
_BODY_LEVEL = 9  # w:outlineLvl 9 is body text
_HEADING = re.compile(r"heading ([1-9])")
_P_STYLE, _OUTLINE, _NUM_PR = w("pStyle"), w("outlineLvl"), w("numPr")


class Style(Struct, frozen=True):
    """A style as its `w:style` defines it, without what it inherits.

    Attributes:
        style_id: its id as used in the XML.
        name: its name as shown in Word.
        type: "paragraph", "character", "table" or "numbering".
        based_on: the id of the style that it is based on, or "".
        num_id, level: its list and the level there; "" and None where it says nothing.
        outline: its outline level, 0 the highest; None where it says nothing.
    """

    style_id: str
    name: str
    type: str
    based_on: str = ""
    num_id: str = ""
    level: int | None = None
    outline: int | None = None

    @property
    def heading(self) -> int:
        """1 to 9 for Word's own heading styles, which are known by their names; 0 for others."""
        found = _HEADING.fullmatch(self.name.casefold())
        return int(found[1]) if found else 0


class ListPlace(Struct, frozen=True):
    """The list that a paragraph is in.

    Attributes:
        num_id: its `w:numId`.
        level: None where the list's levels have to be searched for `style` (17.9.23).
        style: the id of the style that puts the paragraph into the list, or of the paragraph's own.
    """

    num_id: str
    level: int | None
    style: str = ""


class Styles:
    """The styles of one document; immutable after it is made.

    A pickled copy, as compiled templates have it, knows no XML: `look`, `own`, `inherited` and `has` are not for it.

    Args:
        root: the root of `word/styles.xml`, or None where a document has none.
    """

    def __init__(self, root: Element | None) -> None:
        elements = [] if root is None else list(root.iter(w("style")))
        styles = [_style(element) for element in elements]
        self._by_name: Mapping[tuple[str, str], Style] = {(s.type, s.name.casefold()): s for s in styles}
        self._by_id: Mapping[str, Style] = {style.style_id: style for style in styles}
        self._elements = {style.style_id: each for style, each in zip(styles, elements, strict=True)}
        self._looks: dict[str, Mapping[str, Element]] = {}
        self._levels: dict[str, int] = {}
        self.defaults = None if root is None else root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")
        marked = (style for style in styles if style.type == "paragraph" and self._is_default(style))
        self.default = next((style.style_id for style in marked), "")

    def __getstate__(self) -> dict[str, object]:
        """What is pickled: all but the XML, which cannot be."""
        return {**self.__dict__, "_elements": {}, "_looks": {}, "_levels": {}, "defaults": None}

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

    def by_id(self, style_id: str) -> Style | None:
        """The style of an id, or None."""
        return self._by_id.get(style_id)

    def name_of(self, style_id: str) -> str:
        """The name that drafters see for a style id; "" for an unknown one."""
        style = self._by_id.get(style_id)
        return style.name if style else ""

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style, which is the default one where it names none."""
        return value_of(paragraph.find(PPR), _P_STYLE) or self.default

    def chain(self, style_id: str) -> Iterator[Style]:
        """A style and those that it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while (style := self._by_id.get(style_id)) and style_id not in seen:
            seen.add(style_id)
            yield style
            style_id = style.based_on

    def heading_level(self, paragraph: Element) -> int:
        """1 to 9 for headings, by outline level or by the name of a style in the chain; 0 for other paragraphs."""
        own = integer_of(paragraph.find(PPR), _OUTLINE)
        return self._level_by_style(self.style_of(paragraph)) if own is None else _heading_at(own)

    def _level_by_style(self, style_id: str) -> int:
        if style_id not in self._levels:
            given = (_level_of(style) for style in self.chain(style_id))
            self._levels[style_id] = next((level for level in given if level is not None), 0)
        return self._levels[style_id]

    def heading_style(self, paragraph: Element) -> int:
        """1 to 9 for a paragraph in one of Word's own heading styles, which TOC and SEQ fields ask for; else 0."""
        style = self._by_id.get(self.style_of(paragraph))
        return style.heading if style else 0

    def is_heading(self, paragraph: Element) -> bool:
        """Whether a paragraph is a heading or the title."""
        titles = (style.name.casefold() == "title" for style in self.chain(self.style_of(paragraph)))
        return self.heading_level(paragraph) > 0 or any(titles)

    def list_of(self, paragraph: Element) -> ListPlace | None:
        """The list that a paragraph is in, by itself or by its styles; None for none."""
        properties = paragraph.find(PPR)
        own = None if properties is None else properties.find(_NUM_PR)
        num_id, level, style_id = value_of(own, w("numId")), integer_of(own, w("ilvl")), self.style_of(paragraph)
        if not num_id:
            return self.list_of_style(style_id, level)
        return None if num_id == _NO_LIST else ListPlace(num_id, level, style_id)

    def list_of_style(self, style_id: str, level: int | None = None) -> ListPlace | None:
        """The list that a style puts its paragraphs into, its own or an inherited one; None for none.

        Args:
            level: the level that a paragraph itself names, if it does.
        """
        for style in self.chain(style_id):
            level = style.level if level is None else level
            if style.num_id:
                return None if style.num_id == _NO_LIST else ListPlace(style.num_id, level, style.style_id)
        return None

    def look(self, style_id: str) -> Mapping[str, Element]:
        """The run properties that a paragraph or character style gives, its own or inherited, by element name."""
        if style_id not in self._looks:
            found: dict[str, Element] = {}
            for style in self.chain(style_id):
                for each in self._elements[style.style_id].iterfind(f"{RPR}/*"):
                    found.setdefault(str(each.tag), each)
            self._looks[style_id] = found
        return self._looks[style_id]

    def inherited(self, paragraph: Element, tag: str) -> Element | None:
        """A paragraph property as the paragraph itself or the nearest of its styles has it."""
        own = paragraph.find(f"{PPR}/{tag}")
        return own if own is not None else self._property(self.style_of(paragraph), tag)

    def has(self, style_id: str, tag: str) -> bool:
        """Whether a style has a paragraph property, its own or inherited."""
        return self._property(style_id, tag) is not None

    def own(self, style_id: str, path: str) -> Iterator[Element]:
        """The elements at a path of a style and of those that it is based on, nearest first."""
        found = (self._elements[style.style_id].find(path) for style in self.chain(style_id))
        return (each for each in found if each is not None)

    def _property(self, style_id: str, tag: str) -> Element | None:
        return next(self.own(style_id, f"{PPR}/{tag}"), None)

    def _first(self, kind: str, names: tuple[str, ...]) -> Style | None:
        found = (self._by_name.get((kind, name.casefold())) for name in names)
        return next((style for style in found if style), None)

    def _is_default(self, style: Style) -> bool:
        return (self._elements[style.style_id].get(w("default")) or "0") not in OFF


def _level_of(style: Style) -> int | None:
    """The level that a style itself gives, 0 for body text; None where it says nothing."""
    return _heading_at(style.outline) if style.outline is not None else style.heading or None


def _heading_at(outline: int) -> int:
    return outline + 1 if outline < _BODY_LEVEL else 0


def _style(element: Element) -> Style:
    properties = element.find(PPR)
    numbering = None if properties is None else properties.find(w("numPr"))
    return Style(
        style_id=element.get(w("styleId")) or "",
        name=value_of(element, w("name")),
        type=element.get(w("type")) or "paragraph",
        based_on=value_of(element, w("basedOn")),
        num_id=value_of(numbering, w("numId")),
        level=integer_of(numbering, w("ilvl")),
        outline=integer_of(properties, w("outlineLvl")),
    )
