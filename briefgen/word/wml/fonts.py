"""The typefaces that a Word file names for letters of Latin, Greek and Cyrillic, wherever its text may take them from.

Source: ECMA-376-1, 17.3.2.26 (`w:rFonts`), 20.1.4.1.16 and 20.1.4.2.11 (the fonts of a theme). What lists take
for their bullets is not among them: Word brings those fonts along, and others draw the signs in any font.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from briefgen.opc.read import Package

_STYLES = re.compile(r"word/(styles|document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_THEME = re.compile(r"word/theme/theme\d*\.xml")
_RFONTS = re.compile(r"<w:rFonts\b[^>]*>")
_NAMED = re.compile(r'\bw:(?:ascii|hAnsi)="([^"]+)"')
_OF_THEME = re.compile(r'\bw:(?:ascii|hAnsi)Theme="(major|minor)')
_LATIN = re.compile(r'<a:(major|minor)Font>\s*<a:latin\b[^>]*\btypeface="([^"]+)"')


def fonts_named(package: Package) -> frozenset[str]:
    """The names of the typefaces, as Word shows them.

    Args:
        package: a Word file; of its parts only text is looked at, nothing is followed.
    """
    texts = [_text(package, name) for name in package.names if _STYLES.fullmatch(name)]
    fonts = [font for text in texts for font in _RFONTS.findall(text)]
    themes = {kind: font for name in package.names if _THEME.fullmatch(name) for kind, font in _latin(package, name)}
    asked = {kind for font in fonts for kind in _OF_THEME.findall(font)}
    named = {name for font in fonts for name in _NAMED.findall(font)}
    return frozenset(map(unescape, named | {themes[kind] for kind in asked if kind in themes}))


def _latin(package: Package, name: str) -> Iterator[tuple[str, str]]:
    yield from _LATIN.findall(_text(package, name))


def _text(package: Package, name: str) -> str:
    return package.part(name).decode("utf-8", "replace")
