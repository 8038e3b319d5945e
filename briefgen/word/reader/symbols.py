"""Characters of symbol fonts (`w:sym`, ECMA-376 part 1, 17.3.3.30) as characters that any font has."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import w

_OBJECT = "\ufffc"
_PRIVATE = 0xF000  # where fonts without Unicode names put their characters
_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_SYMBOL: Mapping[int, str] = {
    **{ord(key): value for key, value in _GREEK.items()},
    **{ord(key.upper()): value.upper() for key, value in _GREEK.items()},
    0xA3: "≤",
    0xA5: "∞",
    0xAB: "↔",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBA: "≡",
    0xBB: "≈",
    0xBC: "…",
    0xE5: "∑",
    0xD6: "√",
}
_WINGDINGS: Mapping[int, str] = {
    0x28: "☎",
    0x2A: "✉",
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_FONTS: Mapping[str, Mapping[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol(element: Element) -> str:
    """The character that a `w:sym` shows; U+FFFC for one that no table knows."""
    try:
        code = int(element.get(w("char")) or "", 16)
    except ValueError:
        return _OBJECT
    table = _FONTS.get((element.get(w("font")) or "").casefold(), {})
    known = table.get(code - _PRIVATE if code >= _PRIVATE else code)
    return known or (chr(code) if _is_plain(code) else _OBJECT)


def _is_plain(code: int) -> bool:
    return 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE
