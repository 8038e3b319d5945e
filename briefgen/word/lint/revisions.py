"""Rules about tracked changes (ECMA-376 part 1, 17.13.5)."""

from __future__ import annotations

import re

from briefgen.opc.xml import Element
from briefgen.word.lint.survey import Rule, Story
from briefgen.word.wml.ooxml import DEL, PPR, RPR, TR, TRPR, T, ancestor, local_name, w

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
        story.survey.ids["DUPLICATE_REVISION_ID"][element.get(w("id")) or ""] += 1


def _deletes_no_live_text(element: Element, story: Story) -> None:
    if next(element.iter(T), None) is not None:
        story.report("T_INSIDE_DEL", "".join(map(str, element.itertext(T)))[:60])


def _stands_in_a_deletion(element: Element, story: Story) -> None:
    if ancestor(element, DEL) is None:
        story.report("DELTEXT_OUTSIDE_DEL", (element.text or "")[:60])


def final_mark_is_not_tracked(paragraph: Element, cell: Element, story: Story) -> None:
    """A cell's last paragraph mark may be tracked only where its row is: Word may refuse the file otherwise."""
    looks = paragraph.find(f"{PPR}/{RPR}")
    if looks is None:
        return
    row = ancestor(cell, TR)
    for mark in ("ins", "del"):
        row_mark = None if row is None else row.find(f"{TRPR}/{w(mark)}")
        if looks.find(w(mark)) is not None and row_mark is None:
            story.report("CELL_FINAL_MARK_REVISION", mark)


RULES: list[tuple[str, Rule]] = [
    *((w(name), _has_author_date_and_id) for name in (*_MARKS, *_CHANGES)),
    (DEL, _deletes_no_live_text),
    (w("delText"), _stands_in_a_deletion),
]
