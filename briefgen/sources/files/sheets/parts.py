"""A workbook's sheets with what stands in other parts than theirs: names, styles, links, comments, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from briefgen.opc.package import Package
from briefgen.opc.refusals import WORKBOOK, refusal
from briefgen.opc.xml import Element
from briefgen.sources.files.sheets.cells import (
    CellComment,
    CellStyle,
    Sheet,
    SheetCell,
    area_of,
)
from briefgen.sources.files.sheets.scan import SheetScan, SheetTooLargeError, scan_sheet
from briefgen.sources.files.sheets.texts import colour_of, look_of_font, read_texts
from briefgen.sources.files.sheets.values import FROM_1900, FROM_1904, CellMaker

_MOST_BYTES: Final = 20 << 20
"""Of a part that becomes a tree of many times its size; those of real workbooks are far smaller."""
_PAPERS: Final = frozenset({"", "rgb FFFFFFFF", "rgb 00FFFFFF", "rgb 00000000", "theme 0", "indexed 9", "indexed 64"})
# ECMA-376 part 1, 18.8.30: the formats that have a number and no text in the file
_FORMATS: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
    39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
    48: "##0.0E+0", 49: "@",
}  # fmt: skip
_CURRENCIES: Final = range(5, 9), range(41, 45)
_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]|[\\_].', re.IGNORECASE)
_OF_A_DAY: Final = re.compile("[dmhys]", re.IGNORECASE)
_OF_A_SPAN: Final = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


def read_sheets(package: Package) -> list[Sheet]:
    """The sheets with cells, in their order; one that reaches beyond the limits has the refusal alone.

    Args:
        package: of a workbook, as `briefgen.opc.read.read_workbook` gives it.

    Raises:
        PackageRefusedError: a part is not well-formed, or too large.
        UnreadableInputError: a sheet says what no sheet says.
    """
    main = package.main_part
    book = _tree(package, main)
    texts = [
        read_texts(package.part(each), each, package.file) for each in package.related_parts(main, "sharedStrings")
    ]
    styles = [_styles(_tree(package, each)) for each in package.related_parts(main, "styles")]
    counts_from_1904 = any(each.get("date1904") in ("1", "true") for each in _all(book, "workbookPr"))
    make = CellMaker(next(iter(texts), []), next(iter(styles), []), FROM_1904 if counts_from_1904 else FROM_1900)
    parts = {each.id: each.part for each in package.relationships(main) if each.kind == "worksheet"}
    named = ((each, parts.get(_id(each), "")) for each in _all(book, "sheet"))
    return [_sheet(package, part, _entry(each), make) for each, part in named if part in package.parts]


def day_saved(package: Package) -> date | None:
    """The day on which the workbook was last saved, as it says itself."""
    for part in package.related_parts("", "core-properties"):
        tree = _tree(package, part)
        for each in (*_all(tree, "modified"), *_all(tree, "created")):
            try:
                return date.fromisoformat((each.text or "").strip()[:10])
            except ValueError:
                continue
    return None


def _tree(package: Package, part: str) -> Element:
    if len(package.part(part)) > _MOST_BYTES:
        raise refusal("PART_TOO_LARGE", package.file, f"{part}: more than {_MOST_BYTES >> 20} MB", part, kind=WORKBOOK)
    return package.xml(part)


def _entry(element: Element) -> Sheet:
    return Sheet(str(element.get("name", "")), is_hidden=element.get("state", "visible") != "visible")


def _sheet(package: Package, part: str, sheet: Sheet, make: CellMaker) -> Sheet:
    try:
        scan = scan_sheet(package.part(part), part, package.file, sheet, make)
    except SheetTooLargeError as beyond:
        return Sheet(sheet.name, sheet.is_hidden, refusal=beyond)
    sheet = scan.sheet
    sheet.links = dict(_links(package, part, scan))
    sheet.comments = {
        spot: comment for each in package.related_parts(part, "comments") for spot, comment in _comments(package, each)
    }
    for row, column in (*sheet.links, *sheet.comments):
        sheet.height, sheet.width = max(sheet.height, row), max(sheet.width, column)
    tables = package.related_parts(part, "table")
    sheet.is_filtered = sheet.is_filtered or any(b"autoFilter" in package.part(each) for each in tables)
    return sheet


def _links(package: Package, part: str, scan: SheetScan) -> Iterator[tuple[tuple[int, int], str]]:
    """Where cells lead to; the link of merged cells is that of the first, and an empty cell shows its address."""
    targets = {each.id: each.target for each in package.relationships(part)}
    sheet = scan.sheet
    firsts = {spot: area[:2] for area in sheet.merged for spot in area.spots} if scan.links else {}
    for area, number, location in scan.links:
        target = targets.get(number, "")
        address = f"{target}#{location}" if location else target
        for each in dict.fromkeys(firsts.get(spot, spot) for spot in area.spots):
            if address and sheet.cell(*each) == "":
                sheet.put(*each, SheetCell(target or location))
            yield each, address


def _comments(package: Package, part: str) -> Iterator[tuple[tuple[int, int], CellComment]]:
    tree = _tree(package, part)
    authors = [each.text or "" for each in _all(tree, "author")]
    for each in _all(tree, "comment"):
        area, number = area_of(str(each.get("ref", ""))), str(each.get("authorId", ""))
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        if area:
            yield area[:2], CellComment(author, "".join(piece.text or "" for piece in _all(each, "t")))


def _styles(tree: Element) -> list[CellStyle]:
    """The styles of cells (18.8.10), by their number."""
    formats = _FORMATS | {
        int(each.get("numFmtId", "0")): str(each.get("formatCode", "")) for each in _all(tree, "numFmt")
    }
    fonts = [_children(each) for holder in _all(tree, "fonts") for each in holder]
    papers = [_paper(each) for holder in _all(tree, "fills") for each in holder]
    found = []
    for each in (xf for holder in _all(tree, "cellXfs") for xf in holder if _local(xf) == "xf"):
        number, font, fill = (int(each.get(name, "0")) for name in ("numFmtId", "fontId", "fillId"))
        look = look_of_font(fonts[font] if font < len(fonts) else {}, papers[fill] if fill < len(papers) else "")
        code = formats.get(number) or _unnamed(number)
        found.append(CellStyle(look, code, _is_date(code), _is_span(code)))
    return found


def _unnamed(number: int) -> str:
    """Of the formats for amounts Excel shows those of the country; the rest are of languages without their own here."""
    return '"$"#,##0.00' if any(number in each for each in _CURRENCIES) else "General"


def _is_date(code: str) -> bool:
    return bool(_OF_A_DAY.search(_NOT_SHOWN.sub("", code.partition(";")[0])))


def _is_span(code: str) -> bool:
    return bool(_OF_A_SPAN.search(code.partition(";")[0]))


def _paper(fill: Element) -> str:
    """The colour behind a text; "" where it says nothing."""
    for each in fill:
        kind = str(
            each.get("patternType") or each.get("type") or ("none" if _local(each) == "patternFill" else "linear")
        )
        if kind == "none":
            return ""
        colours = [colour_of(_attributes(inner)) for inner in each if _local(inner) == "fgColor"]
        paper = next(iter(colours), "") if kind == "solid" else f"pattern {kind}"
        return "" if paper in _PAPERS else paper
    return ""


def _children(element: Element) -> Mapping[str, Mapping[str, str]]:
    return {_local(each): _attributes(each) for each in element}


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _all(tree: Element, name: str) -> list[Element]:
    return [each for each in tree.iter() if _local(each) == name]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _id(element: Element) -> str:
    return next((str(value) for name, value in element.attrib.items() if str(name).endswith("}id")), "")
