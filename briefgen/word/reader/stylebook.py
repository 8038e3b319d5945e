"""What the styles of a file make of its paragraphs and runs: roles, levels, lists, looks; through all they build on.

Source: ECMA-376 part 1, 17.7 (styles), 17.7.3 (toggle properties), 17.3.2 (run properties).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefgen.model.manuscript import Role
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, RPR, VAL, value_of, w

_BODY_LEVEL = 9  # w:outlineLvl 9 is body text: 17.3.1.20
_OFF = frozenset({"0", "false", "off"})
_HEADING = re.compile(r"heading ([1-9])")
_NAMED: Mapping[str, Role] = {
    "title": Role.TITLE,
    "caption": Role.CAPTION,
    **dict.fromkeys(("quote", "intense quote", "quotation", "quotations", "citation"), Role.QUOTATION),
    **dict.fromkeys(("attribution", "quote author", "quotation author", "quote source"), Role.ATTRIBUTION),
}
# what a service calls its own: "Results Quote", "Results Quote Author"
_ENDINGS = (
    *((f" {name}", role) for name, role in _NAMED.items() if role is Role.ATTRIBUTION),
    *((f" {name}", Role.QUOTATION) for name in ("quote", "quotation")),
    (" caption", Role.CAPTION),
)


@dataclass(frozen=True)
class Listing:
    """The list that a paragraph is in: its `w:numId` and its level, or the style that knows the level."""

    num_id: str
    level: int | None
    style: str = ""


@dataclass(frozen=True)
class StyleBook:
    """The styles of a file by id, and its default paragraph style.

    Attributes:
        elements: the `w:style` elements.
        default: the id of the default paragraph style, or "".
        defaults: the run properties that all text begins with, or None.
    """

    elements: Mapping[str, Element] = field(default_factory=dict)
    default: str = ""
    defaults: Element | None = None

    @classmethod
    def of(cls, root: Element | None) -> StyleBook:
        """The styles that a part styles.xml defines; None for a file without one."""
        if root is None:
            return cls()
        elements = {each.get(w("styleId")) or "": each for each in root.iter(w("style"))}
        default = next((name for name, each in elements.items() if _is_default(each)), "")
        return cls(elements, default, root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}"))

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style, the default one included."""
        return value_of(paragraph, f"{PPR}/{w('pStyle')}") or self.default

    def name(self, style: str) -> str:
        """The name that drafters see; "" for an unknown style."""
        return value_of(self.elements.get(style), w("name"))

    def chain(self, style: str) -> Iterator[tuple[str, Element]]:
        """A style and those that it is based on, nearest first; a circle ends where it closes."""
        seen: set[str] = set()
        while style in self.elements and style not in seen:
            seen.add(style)
            yield style, self.elements[style]
            style = value_of(self.elements[style], w("basedOn"))

    def role(self, style: str) -> Role | None:
        """What the nearest telling name says that paragraphs of a style are; headings and lists aside."""
        roles = (_role_named(value_of(element, w("name")).casefold()) for _, element in self.chain(style))
        return next((role for role in roles if role), None)

    def heading_level(self, paragraph: Element) -> int:
        """1 to 9 for headings, 0 for other paragraphs."""
        own = value_of(paragraph, f"{PPR}/{w('outlineLvl')}")
        if own.isdecimal():
            return _as_heading(own)
        for _, element in self.chain(self.style_of(paragraph)):
            outline = value_of(element, f"{PPR}/{w('outlineLvl')}")
            if outline.isdecimal():
                return _as_heading(outline)
            named = _HEADING.fullmatch(value_of(element, w("name")).casefold())
            if named:
                return int(named[1])
        return 0

    def listing(self, paragraph: Element) -> Listing | None:
        """The list that a paragraph is in, by itself or by its styles; None for none."""
        own = paragraph.find(f"{PPR}/{w('numPr')}")
        level, num_id = _numbering(own)
        style = ""
        for name, element in () if num_id else self.chain(self.style_of(paragraph)):
            inherited, num_id = _numbering(element.find(f"{PPR}/{w('numPr')}"))
            level = inherited if level is None else level
            if num_id:
                style = name
                break
        return None if num_id in ("", "0") else Listing(num_id, level, style or self.style_of(paragraph))

    def look(self, style: str) -> Mapping[str, Element]:
        """The run properties that a paragraph or character style gives, by element name."""
        found: dict[str, Element] = {}
        for _, element in self.chain(style):
            for each in element.iterfind(f"{RPR}/*"):
                found.setdefault(str(each.tag), each)
        return found


def is_on(toggle: Element | None) -> bool:
    """Whether a property that is on or off (17.17.4) is there and on."""
    return toggle is not None and (toggle.get(VAL) or "true") not in _OFF


def _role_named(name: str) -> Role | None:
    exact = _NAMED.get(name)
    return exact or next((role for ending, role in _ENDINGS if name.endswith(ending)), None)


def _as_heading(outline: str) -> int:
    return int(outline) + 1 if int(outline) < _BODY_LEVEL else 0


def _numbering(element: Element | None) -> tuple[int | None, str]:
    level = value_of(element, w("ilvl"))
    return (int(level) if level.isdecimal() else None), value_of(element, w("numId"))


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}
