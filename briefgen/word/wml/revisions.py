"""Tracked changes that were left in a template: insertions are kept, deletions dropped.

ECMA-376-1, 17.13.5. A template is taken as if every change had been accepted; the compilation says so in a finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefgen.opc.xml import Element
from briefgen.word.wml.ooxml import PPR, RPR, TBL, TR, TRPR, P, ancestor, remove, rows_of, w

_ID = w("id")

_KEPT = frozenset(map(w, ("ins", "moveTo")))
_DROPPED = frozenset(map(w, ("del", "moveFrom")))
_RECORDS = tuple(
    map(
        w,
        (
            *("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange"),
            *("tblPrExChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
            *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        ),
    )
)


def accept_revisions(root: Element) -> bool:
    """Accepts every tracked change below the root; whether there was any."""
    found = list(root.iter(*_KEPT, *_DROPPED, *_RECORDS))
    for paragraph in _deleted_marks(root):
        _merge_with_next(paragraph)
    _delete_rows(root)
    for element in found:
        _accept(element)
    if found:
        _drop_halves(root)
    return bool(found)


def _accept(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in _KEPT and parent.tag not in (RPR, TRPR):
        _unwrap(element)
    else:
        remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    remove(element)


def _delete_rows(root: Element) -> None:
    """Deleted rows go, and with its last row a table, which may not be without any (17.4.37)."""
    for row in [row for row in root.iter(TR) if row.find(f"{TRPR}/{w('del')}") is not None]:
        table = ancestor(row, TBL)
        remove(row)
        if table is not None and next(rows_of(table), None) is None:
            _delete_table(table)


def _delete_table(table: Element) -> None:
    content = table.getparent()
    remove(table)
    if content is not None and content.tag == w("sdtContent") and not len(content):
        etree.SubElement(content, P)


def _drop_halves(root: Element) -> None:
    """Drops starts and ends of bookmarks and comments whose other half was in something that has been deleted."""
    for name in ("bookmark", "commentRange"):
        start, end = w(f"{name}Start"), w(f"{name}End")
        ids = [{each.get(_ID) for each in root.iter(tag)} for tag in (start, end)]
        for element in [each for each in root.iter(start, end) if each.get(_ID) in ids[0] ^ ids[1]]:
            remove(element)


def _deleted_marks(root: Element) -> Iterator[Element]:
    """Paragraphs whose mark was deleted, so that they run on into the next (17.13.5.15); the last first."""
    path = f"{PPR}/{RPR}"
    for paragraph in reversed(list(root.iter(P))):
        marks = paragraph.find(path)
        if marks is not None and any(child.tag in _DROPPED for child in marks):
            yield paragraph


def _merge_with_next(paragraph: Element) -> None:
    """The text moves to the front of the next paragraph, which keeps its properties."""
    following = paragraph.getnext()
    if following is None or following.tag != P:
        return
    position = 1 if len(following) and following[0].tag == PPR else 0
    for child in [child for child in paragraph if child.tag != PPR]:
        following.insert(position, child)
        position += 1
    remove(paragraph)
