"""Names of WordprocessingML (ECMA-376 part 1), small questions about its elements, and the delimiters of tags in it.

A part's XML becomes one Jinja source. What stands outside tags is copied as it is, so the delimiters are Unicode
noncharacters (U+FDD0 to U+FDEF, "intended for process-internal use", Unicode 16, 23.7): no text of a document can be
taken for a tag, and no brace needs escaping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.opc.xml import Element

MARK, MARK_END = "\ufdd0", "\ufdd1"
MARKED = re.compile(f"{MARK}(\\d+){MARK_END}")
CELL_END, TABLE_END = "\ufdd2", "\ufdd3"
VALUE, VALUE_END = "\ufdd4", "\ufdd5"
BLOCK, BLOCK_END = "\ufdd6", "\ufdd7"
COMMENT, COMMENT_END = "\ufdd8", "\ufdd9"
GRID, GRID_END = "\ufdda", "\ufddb"
KEPT = "\ufddc"  # before the property of a row that is to be kept on one page as far as this certainly does no harm
KEPT_ROW = f"{KEPT}<w:cantSplit/>"
TICKED = "\ufddd"  # behind the same of a row whose box was ticked in Word


def value(expression: str) -> str:
    """The source of an output expression, on a line of its own so that Jinja's line numbers find the tag."""
    return f"{VALUE}\n{expression}{VALUE_END}"


def block(statement: str) -> str:
    """The source of a statement, on a line of its own."""
    return f"{BLOCK}\n{statement}{BLOCK_END}"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def w(name: str) -> str:
    """The Clark name of a WordprocessingML element or attribute: `w("p")` is `{…/main}p`."""
    return f"{{{W}}}{name}"


P, RUN, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, TRPR, TCPR = w("pPr"), w("rPr"), w("trPr"), w("tcPr")
TXBX_CONTENT, DEL, SECTPR, VAL = w("txbxContent"), w("del"), w("sectPr"), w("val")
_SDT, _SDT_CONTENT = w("sdt"), w("sdtContent")

# alternatives for programs of different age (ECMA-376 part 3, 9.3)
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
OFF = frozenset({"0", "false", "off"})
_MOST_DIGITS = 9

NOTE = "{urn:briefgen}note"  # never written: holds a note's content at its mark while a template is compiled
INCLUDED = "{urn:briefgen}included"  # never written: holds the blocks of an included file until then

# what holds block-level content (EG_BlockLevelElts), the limits that a tag's block may not cross
CONTAINERS = frozenset(
    {NOTE, INCLUDED, *map(w, ("body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment"))}
)


# ranges that two elements mark out, between runs, paragraphs, rows or cells (EG_RangeMarkupElements, 17.13)
BOOKMARK, BOOKMARK_END = w("bookmarkStart"), w("bookmarkEnd")
COMMENT, COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")
PERMISSION, PERMISSION_END = w("permStart"), w("permEnd")
ENDS = {BOOKMARK: BOOKMARK_END, COMMENT: COMMENT_END, PERMISSION: PERMISSION_END}
MARKERS = frozenset({*ENDS, *ENDS.values()})
CURSOR = "_GoBack"  # the bookmark in which Word keeps the place that was edited last; no content


def local_name(element: Element) -> str:
    """The element's name without its namespace; "" for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def ancestor(element: Element, *tags: str) -> Element | None:
    """The nearest ancestor with one of the tags."""
    return next(element.iterancestors(*tags), None)


def value_of(element: Element | None, path: str) -> str:
    """The `w:val` of the element at the path below, or ""."""
    found = None if element is None else element.find(path)
    return "" if found is None else (found.get(VAL) or "")


def integer_of(element: Element | None, path: str) -> int | None:
    """The `w:val` of the element at the path below as a number; None where it is none, or has over nine digits."""
    text = value_of(element, path)
    return integer(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else None


def integer(text: object, default: int = 0) -> int:
    """A whole number of an attribute; `default` where the text is none, or has over nine digits."""
    given = str(text or "")
    digits = given.removeprefix("-")
    return int(given) if digits.isdecimal() and len(digits) <= _MOST_DIGITS else default


def is_on(toggle: Element | None) -> bool:
    """Whether a property that is on or off (17.17.4) is there and on."""
    return toggle is not None and (toggle.get(VAL) or "true") not in OFF


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, those in content controls included."""
    return _unwrapped(table, TR)


def cells_of(row: Element) -> Iterator[Element]:
    """The cells of a row, those in content controls included."""
    return _unwrapped(row, TC)


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent.iterchildren(tag, _SDT):
        if child.tag == tag:
            yield child
        else:
            for content in child.iterchildren(_SDT_CONTENT):
                yield from _unwrapped(content, tag)


def paragraph_properties(paragraph: Element) -> Element:
    """The `w:pPr` of a paragraph, made where there is none."""
    properties: Element | None = paragraph.find(PPR)
    if properties is None:
        properties = paragraph.makeelement(PPR)
        paragraph.insert(0, properties)
    return properties


def put_text_before(element: Element, text: str) -> None:
    """Inserts text directly before the element, where lxml keeps it: as a tail or as the parent's text."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def remove(element: Element) -> None:
    """Takes the element out of the tree and leaves the text behind it where it stands."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        put_text_before(element, element.tail)
        element.tail = None
    parent.remove(element)


def replace_by_text(element: Element, text: str) -> None:
    """Puts text where the element stood."""
    put_text_before(element, text)
    remove(element)
