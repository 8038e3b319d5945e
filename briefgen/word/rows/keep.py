"""Which rows of a rendered document are kept whole, by its own pages, columns, styles and typefaces.

A row that may not break and does not fit at the foot of a page leaves white there what is less than its own height; one
that is higher than a page loses words in some programs. So a row is kept only where it is certainly lower than a fifth
of what its page has for text; a mistake only lets a row break that need not. A row whose box was ticked in Word, and
that holds tags, stays whole as long as it certainly fits on a page.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from briefgen.opc.read import Package
from briefgen.word.rows.heights import Estimator, TableShape
from briefgen.word.rows.looks import TypeLooks, attributes_of
from briefgen.word.wml.ooxml import KEPT_ROW, TICKED, integer

_MOST_WHITE = 0.2  # of the height that a page has for text
_MOST_OF_A_PAGE = 0.8  # below head rows that are repeated
_PROPERTY = "<w:cantSplit/>"
_SHORT = len("</w:tr><w:tr><w:trPr>")  # between two rows
_SECTION = "<w:sectPr"
_TABLE = re.compile(r"<w:tbl>.*?(?:</w:tblGrid>|<w:tblGrid/>)|</w:tbl>", re.DOTALL)
_COLUMN = re.compile(r"<w:gridCol\b([^>]*)")
_NARROWEST, _LOWEST = "11906", "15840"  # A4 is narrower than Letter, and Letter is lower: where no size is given
_INCH = "1440"
_NOTE = re.compile(r'<w:footnote\b[^>]*\bw:id="(-?\d+)"[^>]*>(.*?)</w:footnote>', re.DOTALL)
_RULE = 240  # the height of the line above footnotes


class TextArea(Struct, frozen=True):
    """What a page has for text, in twips; a height of 0 where nothing can be said of it."""

    width: float
    height: float


class RowKeeper(Struct, frozen=True, eq=False):
    """What is known of a template before any rendering, so that looking at a row costs little.

    Attributes:
        estimator: knows its styles.
        headers, footers, footnotes: the names of its parts of these kinds.
        has_sections: whether it has several.
        edges: the heights of headers and footers without tags by name and width, as far as they were asked for.
    """

    estimator: Estimator
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    footnotes: tuple[str, ...]
    has_sections: bool
    edges: dict[tuple[str, float], float] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> RowKeeper:
        """What keeping rows needs of a template."""
        main = package.main_part
        headers, footers, notes = (tuple(package.related_parts(main, k)) for k in ("header", "footer", "footnotes"))
        has_sections = package.part(main).count(_SECTION.encode()) > 1
        return cls(Estimator(TypeLooks.of(package)), headers, footers, notes, has_sections)

    def settle(self, parts: Mapping[str, str], package: Package) -> dict[str, str]:
        """The rendered parts, in which those rows alone are kept that certainly leave little white.

        Args:
            package: the template's. Rows of other parts than its main one have no page that could be known, and break.
        """
        main = package.main_part
        marked = (name for name, xml in parts.items() if KEPT_ROW in xml and name != main)
        settled = {name: _without_marks(parts[name]) for name in marked}
        if KEPT_ROW in parts.get(main, ""):
            settled[main] = "".join(_Document(self, parts, package).pieces())
        return {**parts, **settled}


class _Document:
    """One rendered document, whose rows are looked at in order."""

    def __init__(self, keeper: RowKeeper, parts: Mapping[str, str], package: Package) -> None:
        self._keeper, self._parts, self._package, self._xml = keeper, parts, package, parts[package.main_part]
        self._tables: list[TableShape] = []
        self._pages: dict[int, TextArea] = {}
        self._heights: dict[str, float] = {}

    def pieces(self) -> Iterator[str]:
        """The document in pieces that each begin with a row that was to be kept, or with the document."""
        first, *rows = self._xml.split(KEPT_ROW)
        at = len(first)
        self._follow(first, 0)
        yield first
        for row in rows:
            end = row.find("</w:tr>")
            is_ticked = row.startswith(TICKED)
            inside = row[:end] if end >= 0 and len(row) - end > _SHORT else row  # a copy less, and nothing behind it
            if self._is_kept(inside, self._page_at(at), _MOST_OF_A_PAGE if is_ticked else _MOST_WHITE):
                yield _PROPERTY
            yield row[len(TICKED) :] if is_ticked else row
            if end < 0 or "tbl" in row[end:]:  # also where a table in the row has ended in it
                self._follow(row if "<w:tblG" in inside else row[end:], at)
            at += len(KEPT_ROW) + len(row)

    def _is_kept(self, row: str, page: TextArea, share: float) -> bool:
        if not self._tables or not page.height:
            return False
        limit = page.height * share
        return self._keeper.estimator.is_row_below(row, limit, self._tables[-1], self._note)

    def _follow(self, xml: str, at: int) -> None:
        """Keeps track of the tables that are open at the end of a piece, which begins at a place."""
        for found in _TABLE.finditer(xml):
            if not found[0].startswith("</"):
                self._tables.append(_table(found[0], self._page_at(at + found.start())))
            elif self._tables:
                self._tables.pop()

    def _page_at(self, at: int) -> TextArea:
        """The page of the section around a place: its properties stand at its end (17.6)."""
        sections = self._sections
        if not sections:
            return TextArea(0, 0)
        start = sections[min(bisect(sections, at), len(sections) - 1)]
        page = self._pages.get(start)
        if page is None:
            page = self._pages[start] = self._page(self._xml[start : self._xml.find("</w:sectPr>", start)])
        return page

    @cached_property
    def _sections(self) -> list[int]:
        """The places of all section properties; of the last, where there is one section."""
        if self._keeper.has_sections:
            return [each.start() for each in re.finditer(_SECTION, self._xml)]
        last = self._xml.rfind(_SECTION)
        return [last] if last >= 0 else []

    def _page(self, section: str) -> TextArea:
        size, edges, grid = (attributes_of(_tag(section, name)) for name in ("pgSz", "pgMar", "docGrid"))
        sides = integer(edges.get("left", _INCH)) + integer(edges.get("right", _INCH)) + integer(edges.get("gutter"))
        width = integer(size.get("w", _NARROWEST)) - sides
        if grid.get("type", "default") not in {"default", "snapToChars"}:
            return TextArea(width, 0)  # lines are as high as those of the grid (17.6.5)
        top, bottom = (self._edge(edges, *names, width) for names in (("top", "header"), ("bottom", "footer")))
        return TextArea(width, max(0, integer(size.get("h", _LOWEST)) - top - bottom))

    def _edge(self, edges: Mapping[str, str], margin: str, story: str, width: float) -> float:
        """The height of an edge: its margin, which the header or footer pushes unless it is negative (17.6.11)."""
        least = integer(edges.get(margin, _INCH))
        names = self._keeper.headers if story == "header" else self._keeper.footers
        highest = max((self._height_of(name, width) for name in names), default=0)
        return -least if least < 0 else max(least, integer(edges.get(story, "720")) + highest)

    def _height_of(self, name: str, width: float) -> float:
        """The height of a header or footer."""
        if name in self._parts:
            return self._keeper.estimator.height_of_story(self._parts[name], width)
        known = self._keeper.edges
        if (name, width) not in known:
            known[name, width] = self._keeper.estimator.height_of_story(self._text(name), width)
        return known[name, width]

    def _text(self, name: str) -> str:
        return self._parts[name] if name in self._parts else self._package.part(name).decode()

    @cached_property
    def _notes(self) -> dict[str, str]:
        """The footnotes by their ids; a part that the template does not have has its usual name."""
        names = self._keeper.footnotes or tuple({"word/footnotes.xml"} & self._parts.keys())
        return {number: note for name in names for number, note in _NOTE.findall(self._text(name))}

    def _note(self, number: str) -> float:
        """The height of a footnote."""
        if number not in self._heights:
            width = min(page.width for page in self._pages.values())
            self._heights[number] = _RULE + self._keeper.estimator.height_of_story(self._notes.get(number, ""), width)
        return self._heights[number]


def _without_marks(xml: str) -> str:
    """A part in which rows ticked in Word stay whole, and others may break."""
    return xml.replace(f"{KEPT_ROW}{TICKED}", _PROPERTY).replace(KEPT_ROW, "")


def _tag(xml: str, name: str) -> str:
    found = re.search(rf"<w:{name}\b[^>]*", xml)
    return found[0] if found else ""


def _table(head: str, page: TextArea) -> TableShape:
    """The table that begins so, up to its grid."""
    columns = [float(integer(attributes_of(each).get("w"))) for each in _COLUMN.findall(head)]
    width = attributes_of(_tag(head, "tblW"))
    wanted = integer(width.get("w", "").removesuffix("%"))
    of = {"dxa": 1.0, "pct": page.width / (100 if width.get("w", "").endswith("%") else 5000)}.get(
        width.get("type", ""), 0
    )
    scale = min(1.0, wanted * of / sum(columns)) if wanted * of and sum(columns) else 1.0
    margins = re.search(r"<w:tblCellMar>(.*?)</w:tblCellMar>", head, re.DOTALL)
    sides = re.findall(r"<w:(?:left|start|right|end)\b([^>]*)", margins[1]) if margins else []
    return TableShape(
        tuple(each * scale for each in columns), sum(integer(attributes_of(each).get("w")) for each in sides)
    )
