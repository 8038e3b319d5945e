"""What a run looks like in the end: its own properties, then those of its styles, as meanings.

Source: ECMA-376 part 1, 17.7.2 (order of styles) and 17.7.3: a toggle that both the paragraph's and the run's style
switch on is off.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from briefgen.model.richtext import Span
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import RPR, VAL, is_on, value_of, w
from briefgen.word.wml.styles import Styles

_B, _I, _VANISH, _STRIKE, _DSTRIKE = map(w, ("b", "i", "vanish", "strike", "dstrike"))
_U, _VERT, _LANG, _RTL, _HIGHLIGHT = map(w, ("u", "vertAlign", "lang", "rtl", "highlight"))
_NO_LANGUAGE = frozenset({"", "zxx", "x-none", "x-none-none", "none"})


class Looks(Struct, frozen=True):
    """What the runs of a file look like, by themselves and by its styles."""

    styles: Styles
    _spans: dict[object, Span | None] = field(default_factory=dict)

    def span(self, run: Element, paragraph_style: str) -> Span | None:
        """A span without text that looks as the run does; its language is the run's, whatever the document's is.

        None for hidden text, which Word neither shows nor prints. Most runs of a file look like others before them, so
        each look is computed once.
        """
        own = run.find(RPR)
        key = (paragraph_style, () if own is None else tuple((each.tag, *each.items()) for each in own))
        if key not in self._spans:
            layers = self._layers(run, paragraph_style)
            self._spans[key] = None if self._toggle(_VANISH, *layers) else self._span(run, layers)
        return self._spans[key]

    def _span(self, run: Element, layers: tuple[Mapping[str, Element], ...]) -> Span:
        position = self._value(_VERT, *layers)
        underline = self._value(_U, *layers)
        return Span(
            "",
            bold=self._toggle(_B, *layers),
            italic=self._toggle(_I, *layers),
            underline=underline not in ("", "none"),
            strike=self._toggle(_STRIKE, *layers) or self._toggle(_DSTRIKE, *layers),
            superscript=position == "superscript",
            subscript=position == "subscript",
            highlight=_shown(self._value(_HIGHLIGHT, *layers)),
            language=self._language(*layers),
            style=self.styles.name_of(value_of(run, f"{RPR}/{w('rStyle')}")),
        )

    def hides_mark(self, paragraph: Element) -> bool:
        """Whether a paragraph's own mark is hidden text."""
        mark = paragraph.find(f"{w('pPr')}/{RPR}/{w('vanish')}")
        return is_on(mark)

    def _layers(self, run: Element, paragraph_style: str) -> tuple[Mapping[str, Element], ...]:
        own = {str(each.tag): each for each in run.iterfind(f"{RPR}/*")}
        return own, self.styles.look(value_of(run, f"{RPR}/{w('rStyle')}")), self.styles.look(paragraph_style)

    @staticmethod
    def _toggle(name: str, own: Mapping[str, Element], *styles: Mapping[str, Element]) -> bool:
        if name in own:
            return is_on(own[name])
        return sum(is_on(each.get(name)) for each in styles) % 2 == 1

    @staticmethod
    def _value(name: str, *layers: Mapping[str, Element]) -> str:
        return next(((each[name].get(VAL) or "") for each in layers if name in each), "")

    def _language(self, *layers: Mapping[str, Element]) -> str:
        script = "bidi" if self._toggle(_RTL, *layers) else "val"
        found = (each[_LANG].get(w(script)) for each in layers if _LANG in each)
        language = next((each for each in found if each), "") or self._default_language(script)
        return "" if language.casefold() in _NO_LANGUAGE else language

    def _default_language(self, script: str) -> str:
        defaults = self.styles.defaults
        language = None if defaults is None else defaults.find(_LANG)
        return "" if language is None else (language.get(w(script)) or "")


def _shown(highlight: str) -> str:
    return "" if highlight == "none" else highlight
