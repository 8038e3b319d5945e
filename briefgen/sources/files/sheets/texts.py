"""Texts of a workbook, plain or with parts that look differently (ECMA-376 part 1, 18.4.8)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

from briefgen.errors import UnreadableInputError
from briefgen.opc.refusals import WORKBOOK, refusal
from briefgen.sources.files.sheets.cells import MAX_CELLS, RichText, TextLook, TextRun
from briefgen.sources.files.text import forbidden_in

NAMESPACES: Final = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Of the elements of a workbook: as Excel saves it, and as “Strict Open XML Spreadsheet”."""
Attributes = Mapping[str, str]

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_INKS: Final = frozenset({"", "rgb FF000000", "rgb 00000000", "theme 1", "indexed 8", "indexed 64"})
_OFF: Final = frozenset({"0", "false", "off"})
_NAMES: Final = {
    f"{namespace} {name}": name
    for namespace in NAMESPACES
    for name in "si r rPr t rPh b i u strike vertAlign color".split()
}


def without_escapes(text: str) -> str:
    """The text without Excel's escapes: a character that XML cannot hold is written _xHHHH_ (22.9.2.19)."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    # any other code was typed as it is; _x005F_ is the escape of what would be taken for one
    return character if character in "\r_" or forbidden_in(character) else found[0]


def is_on(attributes: Attributes) -> bool:
    """Whether an element such as <b/> says yes."""
    return attributes.get("val", "1") not in _OFF


def look_of_font(font: Mapping[str, Attributes], paper: str = "") -> TextLook:
    """The look that a font gives.

    Args:
        font: the attributes of the elements in it, by name.
        paper: the colour behind the text, "" where it says nothing.
    """
    bold, italic, struck = (name in font and is_on(font[name]) for name in ("b", "i", "strike"))
    underlined = "u" in font and font["u"].get("val", "single") != "none"
    raised = font.get("vertAlign", {}).get("val", "")
    ink = colour_of(font.get("color", {}))
    colour = " ".join(filter(None, ("" if ink in _INKS else f"ink {ink}", paper)))
    return TextLook(bold, italic, underlined, struck, raised if raised.endswith("script") else "", colour)


def colour_of(attributes: Attributes) -> str:
    """What a colour is by, and which: "theme 4", "rgb FFFF0000"; "" for the usual one."""
    name = next((each for each in ("theme", "indexed", "rgb") if each in attributes), "")
    return f"{name} {attributes[name]:0>8}" if name == "rgb" else f"{name} {attributes[name]}" if name else ""


class TextCollector:
    """Receives the elements of one text after another; what is read aloud of it (<rPh>) is left out."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.begin()

    def begin(self) -> None:
        """Begin with the next text."""
        self.runs: list[TextRun] = []
        self.whole: str | None = None
        self.font: dict[str, Attributes] | None = None
        self.text, self.is_aloud, self.is_in_run, self.is_in_font = "", False, False, False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "r":
            self.text, self.font, self.is_in_run = "", None, True
        elif name == "rPh":
            self.is_aloud = True
        elif name == "rPr":
            self.font, self.is_in_font = {}, True
        elif name == "t":
            self.pieces.clear()
        elif self.is_in_font and self.font is not None:
            self.font[name] = attributes

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "t" and not self.is_aloud:
            self._end_words(without_escapes("".join(self.pieces)))
        elif name == "r":
            self.runs.append(TextRun(self.text, look_of_font(self.font) if self.font is not None else None))
            self.is_in_run = False
        elif name == "rPh":
            self.is_aloud = False
        elif name == "rPr":
            self.is_in_font = False

    def _end_words(self, words: str) -> None:
        if self.is_in_run:
            self.text = words
        else:
            self.whole = words

    def value(self) -> str | RichText:
        """The text."""
        if self.whole:
            return self.whole
        if any(run.look is not None for run in self.runs):
            return tuple(run for run in self.runs if run.text)
        return "".join(run.text for run in self.runs)


class _Strings:
    """Receives the part with the texts that cells share."""

    def __init__(self) -> None:
        self.found: list[str | RichText] = []
        self.collector = TextCollector()
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > 4 * MAX_CELLS:
            raise OverflowError
        name = _NAMES.get(tag, "")
        if name == "si":
            self.collector.begin()
        elif name:
            self.collector.start(name, attributes)

    def end(self, tag: str) -> None:
        name = _NAMES.get(tag, "")
        if name == "si":
            self.found.append(self.collector.value())
        elif name:
            self.collector.end(name)


def read_texts(content: bytes, part: str, file: str) -> list[str | RichText]:
    """The texts that cells share, in their order.

    Args:
        content: the bytes of the part.
        part: its name, for messages.
        file: the file's name, for messages.

    Raises:
        PackageRefusedError: it is not well-formed.
        UnreadableInputError: it has texts without end.
    """
    strings = _Strings()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = strings.start, strings.end
    parser.CharacterDataHandler = strings.collector.pieces.append
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise refusal("NOT_WELL_FORMED", file, f"{part}, {problem}", part, kind=WORKBOOK) from None
    except OverflowError:
        message = f"{file}: the workbook holds more than {4 * MAX_CELLS:,} pieces of text ({part})."
        raise UnreadableInputError(message, "Copy the table into a new workbook.") from None
    return strings.found
