"""What references need of a document's paragraph styles: list, outline level, space, each as inherited."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, VAL, value_of, w

_NUMBERING, _OUTLINE = w("numPr"), w("outlineLvl")
_BODY = 9  # the outline level of text that is no heading (17.3.1.20)
_DEEPEST = 64


class StyleSheet:
    """The paragraph styles of a document.

    Args:
        root: the root of the part of styles, None without one.
    """

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else list(root.iter(w("style")))
        paragraphs = [each for each in styles if (each.get(w("type")) or "paragraph") == "paragraph"]
        self._by_id = {each.get(w("styleId")) or "": each for each in paragraphs}
        self._ids = {value_of(each, w("name")).casefold(): id_ for id_, each in self._by_id.items()}
        self._default = next((id_ for id_, each in self._by_id.items() if each.get(w("default"))), "")

    def id_of(self, *names: str) -> str:
        """The id of the first style of one of the names, "" for none."""
        return next((self._ids[name.casefold()] for name in names if name.casefold() in self._ids), "")

    def style_of(self, paragraph: Element) -> str:
        """The id of a paragraph's style."""
        return value_of(paragraph.find(PPR), w("pStyle")) or self._default

    def name_of(self, style_id: str) -> str:
        """The name that people see for a style's id."""
        return value_of(self._by_id.get(style_id), w("name"))

    def outline_level(self, paragraph: Element) -> int:
        """The outline level of a paragraph by itself or its style, 0 the highest; 9 for text."""
        level = self.inherited(paragraph, _OUTLINE)
        text = "" if level is None else level.get(VAL) or ""
        return int(text) if text.isdigit() else _BODY

    def heading_level(self, paragraph: Element) -> int:
        """1 to 9 for a paragraph in one of Word's heading styles, else 0."""
        name = self.name_of(self.style_of(paragraph)).casefold()
        digit = name.removeprefix("heading ")
        return int(digit) if name.startswith("heading ") and digit.isdigit() else 0

    def list_of(self, paragraph: Element) -> tuple[str, int]:
        """The numbering id and level that a paragraph is counted by; ("", 0) for none."""
        own = paragraph.find(f"{PPR}/{_NUMBERING}")
        found = [each for each in (own, *self._of_styles(paragraph, _NUMBERING)) if each is not None]
        number = next((value_of(each, w("numId")) for each in found if value_of(each, w("numId"))), "")
        level = next((value_of(each, w("ilvl")) for each in found if value_of(each, w("ilvl"))), "0")
        return ("", 0) if number in ("", "0") else (number, int(level) if level.isdigit() else 0)

    def inherited(self, paragraph: Element, tag: str) -> Element | None:
        """A paragraph property as the paragraph itself or the nearest of its styles has it."""
        own = paragraph.find(f"{PPR}/{tag}")
        return own if own is not None else next(self._of_styles(paragraph, tag), None)

    def has(self, style_id: str, tag: str) -> bool:
        """Whether a style has a paragraph property, by itself or from those that it is based on."""
        return next(self._upwards(style_id, tag), None) is not None

    def _of_styles(self, paragraph: Element, tag: str) -> Iterator[Element]:
        return self._upwards(self.style_of(paragraph), tag)

    def _upwards(self, style_id: str, tag: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            style = self._by_id.get(style_id)
            if style is None:
                return
            if (found := style.find(f"{PPR}/{tag}")) is not None:
                yield found
            style_id = value_of(style, w("basedOn"))
