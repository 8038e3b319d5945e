"""What of a document both engines must agree on: part by part, its text, its shape, and what stands between letters."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STORY = re.compile(r"word/(document\d*|header\d+|footer\d+|footnotes|endnotes|comments)\.xml")
CORE = "docProps/core.xml"
_PROPERTIES = ("title", "subject", "creator", "description", "identifier", "keywords", "category")
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "\u2011"}


@dataclass(frozen=True)
class Structure:
    """What counts of a part; lists are in the order of the document.

    Attributes:
        paragraphs: the text of each.
        rows: how many cells each row has.
        spans, merges, shadings, breaks: the values of `w:gridSpan`, `w:vMerge`, `w:shd` and `w:br`.
        bookmarks: their names.
        links, controls: the text inside each.
    """

    paragraphs: tuple[str, ...]
    rows: tuple[int, ...] = ()
    spans: tuple[str, ...] = ()
    merges: tuple[str, ...] = ()
    shadings: tuple[str, ...] = ()
    breaks: tuple[str, ...] = ()
    tabs: int = 0
    tables: int = 0
    drawings: int = 0
    sections: int = 0
    notes: int = 0
    bookmarks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()


def structures(document: bytes) -> dict[str, Structure]:
    """The structure of each part of a document that a reader sees, by the part's name."""
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        stories = sorted(name for name in package.namelist() if _STORY.fullmatch(name))
        found = {name: _structure(etree.fromstring(package.read(name))) for name in stories}
        return found | {CORE: Structure(tuple(_properties(package.read(CORE))))}


def _structure(root: etree._Element) -> Structure:
    return Structure(
        paragraphs=tuple(_text(each) for each in root.iter(f"{W}p")),
        rows=tuple(len(row.findall(f"{W}tc")) for row in root.iter(f"{W}tr")),
        spans=_values(root, "gridSpan"),
        merges=_values(root, "vMerge", default="continue"),
        shadings=_values(root, "shd", "fill"),
        breaks=_values(root, "br", "type", default="textWrapping"),
        tabs=len(root.findall(f".//{W}r/{W}tab")),
        tables=len(list(root.iter(f"{W}tbl"))),
        drawings=len(list(root.iter(f"{W}drawing"))),
        sections=len(list(root.iter(f"{W}sectPr"))),
        notes=len(list(root.iter(f"{W}footnoteReference", f"{W}endnoteReference"))),
        bookmarks=_values(root, "bookmarkStart", "name"),
        links=tuple(_text(each) for each in root.iter(f"{W}hyperlink")),
        controls=tuple(_text(each) for each in root.iter(f"{W}sdt")),
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    """The text of a paragraph's runs, without that of text boxes in it, which have paragraphs of their own."""
    for child in element:
        if child.tag == f"{W}t" and element.tag == f"{W}r":
            yield child.text or ""
        elif element.tag == f"{W}r" and (sign := _SIGNS.get(etree.QName(child).localname)):
            yield sign
        elif child.tag not in (f"{W}p", f"{W}txbxContent"):
            yield from _pieces(child)


def _values(root: etree._Element, name: str, attribute: str = "val", default: str = "") -> tuple[str, ...]:
    return tuple(each.get(f"{W}{attribute}") or default for each in root.iter(f"{W}{name}"))


def _properties(core: bytes) -> Iterator[str]:
    root = etree.fromstring(core)
    for name in _PROPERTIES:
        found = root.find(f"{{*}}{name}")
        if found is not None and found.text:
            yield f"{name}: {found.text}"
