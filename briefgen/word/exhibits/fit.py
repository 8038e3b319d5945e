"""What stands around a table of data once its neighbours are known."""

from __future__ import annotations

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.references.document import RenderedDocument
from briefgen.word.wml.ooxml import PPR, TBL, P, ancestor, paragraph_properties, put_text_before, w
from briefgen.word.wml.styles import Styles

_NAME = "exhibit"
_ENDS = ("Exhibit End", "Annex Table End")
_SPACE = "200"  # twentieths of a point between a table and the text behind it
# what stands before w:spacing in a w:pPr (CT_PPrBase, 17.3.1.26)
_BEFORE_SPACING = frozenset(
    map(
        w,
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
        " snapToGrid".split(),
    )
)


def fit_exhibits(document: RenderedDocument) -> None:
    """Takes the sign behind each table away, and puts there what has to be.

    Two tables without a paragraph between them are one for Word, and a document or text box ends with a paragraph:
    so a small one is put in where there is none. A paragraph that follows gets space above, if its style has none.
    """
    for story in document.stories.values():
        for sign in [each for each in story.iter(etree.ProcessingInstruction) if _is_sign(each)]:
            table = sign.getprevious()
            if table is not None and table.tag == TBL:
                _part(table, document.styles)
                _end(sign, document.styles)
            parent = sign.getparent()
            if parent is not None:
                if sign.tail:
                    put_text_before(sign, sign.tail)
                    sign.tail = None
                parent.remove(sign)


def _part(table: Element, styles: Styles) -> None:
    """From a table directly above."""
    above = table.getprevious()
    if above is not None and above.tag == TBL:
        table.addprevious(_small_paragraph(styles))


def _is_sign(element: Element) -> bool:
    return isinstance(element, etree._ProcessingInstruction) and element.target == _NAME


def _end(sign: Element, styles: Styles) -> None:
    """From what follows."""
    below = next((each for each in sign.itersiblings() if isinstance(each.tag, str) and each.tag not in _RANGES), None)
    if below is None or below.tag != P:
        sign.addnext(_small_paragraph(styles))
    elif ancestor(below, TBL) is None:
        _give_space(below, styles)


_RANGES = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")))


def _give_space(paragraph: Element, styles: Styles) -> None:
    spacing = styles.inherited(paragraph, w("spacing"))
    if spacing is not None and (spacing.get(w("before")) or "0") != "0":
        return
    properties = paragraph_properties(paragraph)
    own = properties.find(w("spacing"))
    if own is None:
        own = etree.Element(w("spacing"))
        properties.insert(sum(child.tag in _BEFORE_SPACING for child in properties), own)
    own.set(w("before"), _SPACE)


def _small_paragraph(styles: Styles) -> Element:
    """A paragraph that takes hardly any room."""
    paragraph = etree.Element(P)
    properties = etree.SubElement(paragraph, PPR)
    if style := styles.paragraph(*_ENDS):
        etree.SubElement(properties, w("pStyle")).set(w("val"), style.style_id)
        return paragraph
    spacing = etree.SubElement(properties, w("spacing"))
    for name, value in (("before", "0"), ("after", "0"), ("line", "20"), ("lineRule", "exact")):
        spacing.set(w(name), value)
    size = etree.SubElement(etree.SubElement(properties, w("rPr")), w("sz"))
    size.set(w("val"), "2")
    return paragraph
