"""The rules of the lint for the elements of a story: ids, tracked changes and tables.

What refers to something must find it, and what is named must be named once. Source: ECMA-376 part 1, 17.13.5 (tracked
changes), 17.4 (tables).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import cast

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.lint.survey import Rule, Story
from briefgen.word.wml.ooxml import (
    DEL,
    PPR,
    RPR,
    TBL,
    TCPR,
    TR,
    TRPR,
    VAL,
    P,
    R,
    T,
    W,
    ancestor,
    cells_of,
    integer,
    local_name,
    rows_of,
    value_of,
    w,
)

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_IMAGEDATA = "{urn:schemas-microsoft-com:vml}imagedata"
_ID, _STYLED = w("id"), tuple(map(w, ("pStyle", "rStyle", "tblStyle")))
_RELATIONSHIP_KEYS = tuple(f"{{{R}}}{name}" for name in ("id", "embed", "link"))
# Word cuts longer names, and two may become the same
_LONGEST_BOOKMARK = 40


def _numbering_is_defined(element: Element, story: Story) -> None:
    number = element.get(VAL) or ""
    if number not in story.definitions.numberings:
        story.report("NUMBERING_MISSING", number)


def _relationship_exists(element: Element, story: Story) -> None:
    for key in _RELATIONSHIP_KEYS:
        wanted = element.get(key)
        if wanted and wanted not in story.relationships:
            story.report("RELATIONSHIP_MISSING", f"{local_name(element)} {wanted}")


def _comment_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.comments:
        story.report("COMMENT_MISSING", _id(element))


def _footnote_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.footnotes:
        story.report("FOOTNOTE_MISSING", _id(element))


def _endnote_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.endnotes:
        story.report("ENDNOTE_MISSING", _id(element))


def _drawing_has_its_own_id(element: Element, story: Story) -> None:
    story.ids["DUPLICATE_DOCPR_ID"][element.get("id") or ""] += 1


def _control_is_whole(element: Element, story: Story) -> None:
    if element.find(w("sdtContent")) is None:
        story.report("SDT_NO_CONTENT", "a content control has no content")
    number = element.find(f"{w('sdtPr')}/{w('id')}")
    if number is not None:
        story.ids["DUPLICATE_SDT_ID"][number.get(VAL) or ""] += 1


# a large document has tens of thousands of these, so all of a kind are looked at together


def styles_are_defined(story: Story) -> None:
    """Every style that is named is there."""
    for style in _values(story, _STYLED, VAL):
        if style not in story.definitions.styles:
            story.report("STYLE_MISSING", style)


def bookmarks_have_names(story: Story) -> None:
    """No name of a bookmark is so long that Word cuts it; all are gathered, for no two may be the same."""
    names = _values(story, (w("bookmarkStart"),), w("name"))
    for name in names:
        if len(name) > _LONGEST_BOOKMARK:
            story.report("BOOKMARK_NAME_TOO_LONG", name)
    story.ids["DUPLICATE_BOOKMARK_NAME"] = Counter(map(str.lower, names))


def pairs_are_complete(story: Story) -> None:
    """Every bookmark and commented range that begins must end, once, in the same part."""
    for name, code in (("bookmark", "BOOKMARK_UNPAIRED"), ("commentRange", "COMMENT_RANGE_UNPAIRED")):
        starts, ends = (_values(story, (w(f"{name}{side}"),), _ID) for side in ("Start", "End"))
        if odd := sorted(set(starts) ^ set(ends)):
            story.report(code, ", ".join(odd))
        if name == "bookmark":
            for number in (number for number, count in Counter(starts).items() if count > 1):
                story.report("DUPLICATE_BOOKMARK_ID", number)


def _values(story: Story, tags: Iterable[str], key: str) -> list[str]:
    """An attribute of all elements of some kinds, "" where one lacks it."""
    return [each.get(key) or "" for each in story.root.iter(*tags)]


def _id(element: Element) -> str:
    return element.get(_ID) or ""


_RULES_OF_IDS: list[tuple[str, Rule]] = [
    (w("numId"), _numbering_is_defined),
    *((w(name), _relationship_exists) for name in ("hyperlink", "headerReference", "footerReference")),
    *((tag, _relationship_exists) for tag in (f"{_A}blip", f"{_A}hlinkClick", _CHART, _IMAGEDATA)),
    (w("commentReference"), _comment_exists),
    (w("footnoteReference"), _footnote_exists),
    (w("endnoteReference"), _endnote_exists),
    (f"{_WP}docPr", _drawing_has_its_own_id),
    (w("sdt"), _control_is_whole),
]


_DATE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?"
_MARKS = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
_CHANGES = ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "numberingChange")


def _has_author_date_and_id(element: Element, story: Story) -> None:
    name, date = local_name(element), element.get(w("date"))
    if not element.get(w("author")):
        story.report("REVISION_NO_AUTHOR", name)
    if date is not None and not re.fullmatch(_DATE, date):
        story.report("REVISION_DATE", f"{name} {date}")
    if element.get(w("id")) is None:
        story.report("REVISION_NO_ID", name)
    else:
        story.ids["DUPLICATE_REVISION_ID"][element.get(w("id")) or ""] += 1


def _deletes_no_live_text(element: Element, story: Story) -> None:
    if next(element.iter(T), None) is not None:
        story.report("T_INSIDE_DEL", "".join(map(str, element.itertext(T)))[:60])


def _stands_in_a_deletion(element: Element, story: Story) -> None:
    if ancestor(element, DEL) is None:
        story.report("DELTEXT_OUTSIDE_DEL", (element.text or "")[:60])


def _final_mark_is_not_tracked(paragraph: Element, cell: Element, story: Story) -> None:
    """A cell's last paragraph mark may be tracked only where its row is: Word may refuse the file otherwise."""
    looks = paragraph.find(f"{PPR}/{RPR}")
    if looks is None:
        return
    row = ancestor(cell, TR)
    for mark in ("ins", "del"):
        row_mark = None if row is None else row.find(f"{TRPR}/{w(mark)}")
        if looks.find(w(mark)) is not None and row_mark is None:
            story.report("CELL_FINAL_MARK_REVISION", mark)


_RULES_OF_REVISIONS: list[tuple[str, Rule]] = [
    *((w(name), _has_author_date_and_id) for name in (*_MARKS, *_CHANGES)),
    (DEL, _deletes_no_live_text),
    (w("delText"), _stands_in_a_deletion),
]


_SPAN, _BEFORE, _AFTER = f"{TCPR}/{w('gridSpan')}", f"{TRPR}/{w('gridBefore')}", f"{TRPR}/{w('gridAfter')}"
# may stand behind a cell's last paragraph
_MARKERS = frozenset(map(w, ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")))


# what libxml2 finds by itself among thousands of rows; only what it finds is looked at here
_UNLIKE_GRID = etree.XPath(
    "boolean(w:sdt or w:tr[count(w:tc) != $columns or w:sdt or w:tc/w:tcPr/w:gridSpan"
    " or w:trPr[w:gridBefore or w:gridAfter]])",
    namespaces={"w": W},
)
_MAY_LACK_CELLS = etree.XPath("descendant::w:tr[not(w:tc)]", namespaces={"w": W})
_ENDS_ODDLY = etree.XPath("descendant::w:tc[not(*[last()][self::w:p])]", namespaces={"w": W})
_ENDS_TRACKED = etree.XPath("descendant::w:tc[w:p/w:pPr/w:rPr[w:ins or w:del]]", namespaces={"w": W})


def rows_and_cells_are_whole(story: Story) -> None:
    """Every row has cells; every cell ends in a paragraph, whose mark is not tracked by itself."""
    for row in _found(_MAY_LACK_CELLS, story.root):
        _has_cells(row, story)
    is_tracked = bool(story.ids["DUPLICATE_REVISION_ID"])
    cells = dict.fromkeys(_found(_ENDS_ODDLY, story.root) + (_found(_ENDS_TRACKED, story.root) if is_tracked else []))
    for cell in cells:
        _ends_in_a_paragraph(cell, story)


def _found(path: etree.XPath, root: Element) -> list[Element]:
    return cast(list[Element], path(root))


def _rows_fill_the_grid(table: Element, story: Story) -> None:
    columns = sum(1 for _ in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    if not columns:
        story.report("EMPTY_GRID", "a table has no w:tblGrid columns")
        return
    if not _UNLIKE_GRID(table, columns=columns):
        return
    for number, row in enumerate(rows_of(table), 1):
        width = _width(row)
        if width != columns:
            story.report("GRID_MISMATCH", f"row {number}: cells for {width} of {columns} grid columns")
            return


def _width(row: Element) -> int:
    cells = sum(_number(cell, _SPAN, 1) for cell in cells_of(row))
    return cells + _number(row, _BEFORE, 0) + _number(row, _AFTER, 0)


def _number(element: Element, path: str, default: int) -> int:
    return integer(value_of(element, path), default)


def _has_rows(table: Element, story: Story) -> None:
    if next(rows_of(table), None) is None:
        story.report("TABLE_WITHOUT_ROWS", "a table has no rows")


def _has_cells(row: Element, story: Story) -> None:
    if next(cells_of(row), None) is None:
        story.report("ROW_WITHOUT_CELLS", "a table row has no cells")


def _ends_in_a_paragraph(cell: Element, story: Story) -> None:
    last = next((each for each in reversed(cell) if each.tag not in _MARKERS), None)
    if last is None or last.tag != P:
        story.report("CELL_NOT_ENDING_IN_P", "".join(map(str, cell.itertext()))[:60])
    else:
        _final_mark_is_not_tracked(last, cell, story)


_RULES_OF_TABLES: list[tuple[str, Rule]] = [
    (TBL, _has_rows),
    (TBL, _rows_fill_the_grid),
]

RULES: list[tuple[str, Rule]] = [*_RULES_OF_IDS, *_RULES_OF_REVISIONS, *_RULES_OF_TABLES]
