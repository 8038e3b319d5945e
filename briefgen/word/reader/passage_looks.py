"""What a paragraph looks like by its properties and its style, as far as a page without sheets can show it.

Source: ECMA-376 part 1, 17.3.1.12 (ind), 17.3.1.13 (jc), 17.3.1.24 (pBdr), 17.3.1.33 (spacing), 17.3.2.5 (caps),
17.3.2.6 (color).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from briefgen.model.manuscript import PLAIN, PassageLook
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import VAL, is_on, w
from briefgen.word.wml.styles import Styles

_ALIGNED: Mapping[str, str] = {"right": "right", "end": "right", "center": "center"}
_HUE = re.compile(r"(?!(..)\1\1)[0-9A-Fa-f]{6}")  # no shade of grey
_JC, _IND, _BORDERS, _NUM_PR = map(w, ("jc", "ind", "pBdr", "numPr"))
_COLOUR, _CAPS, _SIZE = map(w, ("color", "caps", "sz"))
_NO_ROOM = frozenset({None, "0"})
_NO_LINE = frozenset({None, "nil", "none"})
_LEAST_INDENT = 0.2  # of the text's width: less is a matter of lists and looks
_TEXT_WIDTH = 9070  # twentieths of a point: A4 between margins of 2.5 cm
_USUAL_SIZE = 20  # half-points, where nothing says it (17.3.2.38)


class PassageLooks(Struct, frozen=True):
    """The looks of the paragraphs of a file; each is worked out once for a style and the properties beside it."""

    styles: Styles
    _known: dict[object, PassageLook] = field(default_factory=dict)

    def of(self, paragraph: Element) -> PassageLook:
        """The look of a paragraph."""
        style, own = self.styles.style_of(paragraph), paragraph.find(w("pPr"))
        beside = () if own is None else tuple((str(each.tag), *each.items()) for each in own if each.tag in (_JC, _IND))
        key = (style, beside)
        if key not in self._known:
            self._known[key] = self._look(paragraph, style)
        return self._known[key]

    def _look(self, paragraph: Element, style: str) -> PassageLook:
        letters = self.styles.look(style)
        aligned, colour = self.styles.inherited(paragraph, _JC), letters.get(_COLOUR)
        hue = "" if colour is None else (colour.get(VAL) or "")
        look = PassageLook(
            align="" if aligned is None else _ALIGNED.get(aligned.get(VAL) or "", ""),
            indent=self._indent(paragraph),
            size=self._size(letters),
            colour=hue if _HUE.fullmatch(hue) else "",
            capitals=is_on(letters.get(_CAPS)),
            line_above=self._has_line(paragraph, "top"),
            line_below=self._has_line(paragraph, "bottom"),
            close=self._is_close(paragraph),
        )
        return PLAIN if look == PLAIN else look

    def _indent(self, paragraph: Element) -> float:
        """The indent of a block that stands to the right, as a share of the text's width."""
        indent = self.styles.inherited(paragraph, _IND)
        left = "" if indent is None else (indent.get(w("left")) or indent.get(w("start")) or "")
        share = int(left) / _TEXT_WIDTH if left.isdecimal() and len(left) < 6 else 0
        listed = self.styles.inherited(paragraph, _NUM_PR) is not None
        return round(min(share, 0.8), 2) if share >= _LEAST_INDENT and not listed else 0

    def _size(self, letters: Mapping[str, Element]) -> float:
        """The size of the letters against that of most text, in steps of a twentieth."""
        usual = self._half_points(self.styles.look(self.styles.default)) or self._half_points(self._defaults())
        own = self._half_points(letters) or usual
        share = own / (usual or _USUAL_SIZE) if own else 1.0
        return round(min(max(share, 0.8), 2.0) * 20) / 20

    def _defaults(self) -> Mapping[str, Element]:
        defaults = self.styles.defaults
        return {} if defaults is None else {str(each.tag): each for each in defaults}

    @staticmethod
    def _half_points(letters: Mapping[str, Element]) -> int:
        size = letters.get(_SIZE)
        value = "" if size is None else (size.get(VAL) or "")
        return int(value) if value.isdecimal() and len(value) < 5 else 0

    def _is_close(self, paragraph: Element) -> bool:
        """Whether its style says that nothing comes between it and the next; what most text has says nothing."""
        spacing = self.styles.inherited(paragraph, w("spacing"))
        return spacing is not None and spacing.get(w("after")) == "0" and spacing.get(w("before")) in _NO_ROOM

    def _has_line(self, paragraph: Element, side: str) -> bool:
        borders = self.styles.inherited(paragraph, _BORDERS)
        line = None if borders is None else borders.find(w(side))
        return line is not None and line.get(VAL) not in _NO_LINE
