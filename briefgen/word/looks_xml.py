"""The looks that a span may have besides meaning, as run properties: lines, colours, size, font, position.

Source: ECMA-376-1, 17.3.2 (run properties).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import TemplateRuntimeError

from briefgen.findings import did_you_mean
from briefgen.richtext import Span
from briefgen.word.printing import attribute_xml

# ST_HighlightColor, 17.18.40, in the words that Word shows for them without their spaces
HIGHLIGHTS = frozenset(
    "black blue cyan darkBlue darkCyan darkGray darkGreen darkMagenta darkRed darkYellow green lightGray magenta red"
    " white yellow".split()
)
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")
_LARGEST_SIZE = 1638  # points; Word's own limit
_LONGEST_FONT = 31  # LF_FACESIZE of Windows, less the final zero


def look_properties(span: Span) -> dict[str, str]:
    """The run properties of a span's looks by element name, bold and italic left out.

    Raises:
        TemplateRuntimeError: a look is none that Word knows; the message says which.
    """
    return dict(_lines(span)) | dict(_colours(span)) | dict(_letters(span))


def _lines(span: Span) -> Iterator[tuple[str, str]]:
    if span.underline:
        yield "u", '<w:u w:val="single"/>'
    if span.strike:
        yield "strike", "<w:strike/>"
    if span.superscript and span.subscript:
        raise TemplateRuntimeError("a text cannot be both superscript and subscript")
    if span.superscript or span.subscript:
        yield "vertAlign", f'<w:vertAlign w:val="{"superscript" if span.superscript else "subscript"}"/>'


def _colours(span: Span) -> Iterator[tuple[str, str]]:
    if span.colour:
        yield "color", f'<w:color w:val="{_colour(span.colour)}"/>'
    if span.highlight in HIGHLIGHTS:
        yield "highlight", f'<w:highlight w:val="{span.highlight}"/>'
    elif span.highlight:
        yield "shd", f'<w:shd w:val="clear" w:color="auto" w:fill="{_colour(span.highlight, HIGHLIGHTS)}"/>'


def _letters(span: Span) -> Iterator[tuple[str, str]]:
    if span.font:
        if len(span.font) > _LONGEST_FONT:
            raise TemplateRuntimeError(f"“{span.font[:40]}” is too long for the name of a font")
        font = attribute_xml(span.font)
        yield "rFonts", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    if span.size:
        size = _half_points(span.size)
        yield "sz", f'<w:sz w:val="{size}"/>'
        yield "szCs", f'<w:szCs w:val="{size}"/>'


def _colour(colour: str, names: frozenset[str] = frozenset()) -> str:
    found = _COLOUR.fullmatch(colour)
    if not found:
        suggestion = did_you_mean(colour, names)
        message = f"“{colour}” is not a colour; write six hexadecimal digits for red, green and blue, e.g. “003399”"
        raise TemplateRuntimeError(f"{message}. {suggestion}" if suggestion else message)
    return found[1].upper()


def _half_points(size: float) -> int:
    if not (0 < size <= _LARGEST_SIZE and size * 2 == int(size * 2)):
        message = f"{size} is not a size of letters; give points, whole or half, from 0.5 to {_LARGEST_SIZE}"
        raise TemplateRuntimeError(message)
    return int(size * 2)
