"""What looks like a tag and is none: braces with a space between, one brace too few, the marks of other programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.findings import Finding, Place, warning
from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import w
from briefgen.word.wml.paragraph_text import ParagraphText
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import Tag

_NAME = r"[^\W\d]\w*(?:\.\w+)*"
_BRACES = re.compile(r"\{ +[{%][^{}]*?[}%] ?\}|\{[{%]?[^{}]*?[}%] +\}|(?<!\{)\{ ?[^{}%]+?\}\}")
_FOREIGN = re.compile(rf"<<\s*({_NAME})\s*>>|«({_NAME})»|\[\[\s*({_NAME})\s*\]\]")
_SIGNS = ("{", "<<", "«", "[[")
_MERGE = re.compile(r"\bMERGEFIELD\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_CODES = (w("instrText"), w("fldSimple"))


def find_mistyped(text: ParagraphText, tags: list[Tag], file: str, part: str, spot: Spot) -> Iterator[Finding]:
    """Warnings for what looks like a tag in a paragraph; they stop nothing, as it may be meant."""
    place = Place(spot.file or file, part="" if part == "document" else part, spot=spot.words, heading=spot.heading)
    fields = [found[1] for code in text.paragraph.iter(*_CODES) if (found := _MERGE.search(_code(code)))]
    for name in fields:
        message = f"MERGEFIELD {name}: a field of Word’s mail merge stays as it is"
        yield warning("TPL-032", place, message, f"Write {{{{ {name} }}}} in its place if a value is meant.", name)
    outside = _blanked(text.text, tags) if any(each in text.text for each in _SIGNS) else ""
    for found in _BRACES.finditer(outside):
        message = f"{found[0]}: it looks like a tag, and is printed as it is"
        yield warning("TPL-032", place, message, "A tag begins with {{ or {% and ends with }} or %}.", found[0])
    for found in () if fields else _FOREIGN.finditer(outside):
        name = found[1] or found[2] or found[3]
        message = f"{found[0]}: it looks like a tag of another program, and is printed as it is"
        yield warning("TPL-032", place, message, f"Write {{{{ {name} }}}} if a value is meant.", found[0])


def _code(element: Element) -> str:
    return str(element.text or element.get(w("instr")) or "")


def _blanked(text: str, tags: list[Tag]) -> str:
    for tag in tags:
        text = text[: tag.start] + "\0" * (tag.end - tag.start) + text[tag.end :]
    return text
