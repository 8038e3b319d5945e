"""What paragraphs and runs look like through their styles, as far as accessibility asks: heading level and colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.opc.xml import Element
from briefgen.word.lint.survey import Survey
from briefgen.word.wml.ooxml import PPR, RPR, value_of, w

_BODY_LEVEL = 9  # w:outlineLvl 9 is body text: ECMA-376 part 1, 17.3.1.20
_PSTYLE, _RSTYLE = f"{PPR}/{w('pStyle')}", f"{RPR}/{w('rStyle')}"


@dataclass(frozen=True)
class Looks:
    """The styles of a document by id; `default` is its default paragraph style."""

    styles: Mapping[str, Element]
    default: str

    @classmethod
    def of(cls, survey: Survey) -> Looks:
        """The looks that a document's styles give."""
        root = survey.root_of("styles")
        styles = {} if root is None else {each.get(w("styleId")) or "": each for each in root.iter(w("style"))}
        default = next((name for name, each in styles.items() if _is_default(each)), "")
        return cls(styles, default)

    def heading_level(self, paragraph: Element) -> int:
        """1 to 9 for headings, 0 for other paragraphs."""
        own = value_of(paragraph, f"{PPR}/{w('outlineLvl')}")
        level = own or self._inherited(value_of(paragraph, _PSTYLE), f"{PPR}/{w('outlineLvl')}")
        return int(level) + 1 if level.isdecimal() and int(level) < _BODY_LEVEL else 0

    def colour(self, run: Element, paragraph: Element) -> str:
        """The run's colour as six hexadecimal digits; "" where it is automatic."""
        path = f"{RPR}/{w('color')}"
        colour = (
            value_of(run, path)
            or self._inherited(value_of(run, _RSTYLE), path)
            or self._inherited(value_of(paragraph, _PSTYLE) or self.default, path)
        )
        return "" if colour == "auto" else colour

    def _inherited(self, style: str, path: str) -> str:
        return next((value for each in self._chain(style) if (value := value_of(each, path))), "")

    def _chain(self, style: str) -> Iterator[Element]:
        """A style and those that it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value_of(self.styles[style], w("basedOn"))


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}
