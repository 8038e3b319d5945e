"""A first page before a document with tracked changes, which says in words what changed.

It is in the styles of the document. Without a list style its entries are set by indents: a typed bullet is read aloud.

Its paragraphs are no tracked changes: accepting or rejecting all leaves them. They are a section of their own, so that
the document behind it begins as it does alone, with the header of its first page.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from enum import StrEnum
from typing import NamedTuple

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.redline.documents import MergedPackage
from briefgen.word.wml.escape import REFUSED
from briefgen.word.wml.ooxml import PPR, RPR, RUN, SECTPR, VAL, XML_SPACE, P, T, value_of, w
from briefgen.word.wml.styles import Styles


class LineLook(StrEnum):
    """What a line of the page is."""

    HEADING = "heading 1"
    TITLE = "heading 2"
    ENTRY = "list bullet"
    DETAIL = "detail"


class PageLine(NamedTuple):
    """A paragraph of the page; `language` is a BCP 47 tag."""

    look: LineLook
    words: str
    language: str


_INDENTS = {LineLook.ENTRY: {"left": "360", "hanging": "360"}, LineLook.DETAIL: {"left": "720"}}  # twips
_LEVELS = {LineLook.HEADING: "0", LineLook.TITLE: "1"}
_KEPT = (w("pgSz"), w("pgMar"))
_REFERENCES = (w("headerReference"), w("footerReference"))
_TYPE = w("type")
_ON_A_NEW_PAGE = frozenset({"", "nextPage", "evenPage", "oddPage"})  # 17.18.77; a section begins so if it says nothing


def put_first_page(result: MergedPackage, lines: Sequence[PageLine]) -> None:
    """Puts a page before the body of the newer document, in the styles that this has.

    Args:
        result: the package, all changes in it marked.
        lines: the paragraphs, not empty.
    """
    body = result.new.body
    section = next(body.iter(SECTPR), None)
    styles = Styles(result.styles.new)
    page = [_paragraph(line, styles) for line in lines]
    if section is not None:
        page[-1][0].append(_section_before(section))
    if section is None or value_of(section, _TYPE) not in _ON_A_NEW_PAGE:
        etree.SubElement(etree.SubElement(page[-1], RUN), w("br")).set(_TYPE, "page")
    for place, paragraph in enumerate(page):
        body.insert(place, paragraph)


def _paragraph(line: PageLine, styles: Styles) -> Element:
    paragraph = etree.Element(P)
    style_id = _style_of(line.look, styles)
    properties = etree.SubElement(paragraph, PPR)
    if style_id:
        etree.SubElement(properties, w("pStyle")).set(VAL, style_id)
    _add_properties(properties, line.look, style_id, styles)
    _add_run(paragraph, line, is_bold=line.look in _LEVELS and not style_id)
    return paragraph


def _style_of(look: LineLook, styles: Styles) -> str:
    """The id of the style of that name; "" where there is none, or where it is no list although it is called one."""
    style = styles.paragraph(look.value)
    if style is None or (look is LineLook.ENTRY and styles.list_of_style(style.style_id) is None):
        return ""
    return style.style_id


def _add_properties(properties: Element, look: LineLook, style_id: str, styles: Styles) -> None:
    """What a paragraph says itself, in the order of 17.3.1.26."""
    effective = style_id or styles.default
    if look in _LEVELS:
        etree.SubElement(properties, w("keepNext"))
    if styles.has(effective, w("pageBreakBefore")):
        etree.SubElement(properties, w("pageBreakBefore")).set(VAL, "0")
    if look is not LineLook.ENTRY and styles.list_of_style(effective):  # else the headings of the document count on
        etree.SubElement(etree.SubElement(properties, w("numPr")), w("numId")).set(VAL, "0")
    if not style_id and look in _INDENTS:
        etree.SubElement(properties, w("ind"), {w(name): twips for name, twips in _INDENTS[look].items()})
    if not style_id and look in _LEVELS:
        etree.SubElement(properties, w("outlineLvl")).set(VAL, _LEVELS[look])


def _add_run(paragraph: Element, line: PageLine, *, is_bold: bool) -> None:
    run = etree.SubElement(paragraph, RUN)
    look = etree.SubElement(run, RPR)
    if is_bold:
        etree.SubElement(look, w("b"))
    etree.SubElement(look, w("lang")).set(VAL, line.language)
    text = etree.SubElement(run, T)
    text.text = REFUSED.sub("\ufffd", line.words)
    text.set(XML_SPACE, "preserve")


def _section_before(section: Element) -> Element:
    """The section of the page: the paper, margins, header and footer of the one behind it, not its first page's."""
    made = etree.Element(SECTPR)
    usual = (each for each in section if each.tag in _REFERENCES and each.get(_TYPE) == "default")
    made.extend(deepcopy(each) for each in usual)
    made.extend(deepcopy(each) for each in section if each.tag in _KEPT)
    return made
