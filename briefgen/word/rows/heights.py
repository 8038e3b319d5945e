"""The height of a rendered row, estimated on the safe side, from its XML as text: no tree is made of it.

Between two texts stands markup, and few kinds of it recur in all rows of a table. So each piece of markup is read once
and becomes a few steps, that are remembered; a row is then the steps between its texts. What nothing can be said of
(pictures of the older kind, text boxes, cells merged downwards, tables in tables) makes a row one that is not certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.word.rows.looks import (
    ParagraphLook,
    RunLook,
    TypeLooks,
    attributes_of,
    indent_of,
    run_look,
    width_of_margins,
    with_spacing,
)
from briefgen.word.rows.typefaces import UNKNOWN, Typeface, width_of_text
from briefgen.word.wml.ooxml import integer

_TEXT = re.compile(r">(\s*[^<\s][^<]*)<")
_TOKEN = re.compile(
    r"<w:p(?: [^>]*[^/>])?>\s*(?:<w:pPr>(?P<paragraph>.*?)</w:pPr>)?"
    r"|(?P<end></w:p>|<w:p(?: [^>]*)?/>)"
    r"|<w:r(?: [^>]*[^/>])?>\s*(?:<w:rPr>(?P<run>.*?)</w:rPr>)?"
    r"|<w:tc(?: [^>]*)?>\s*(?:<w:tcPr>(?P<cell>.*?)</w:tcPr>)?"
    r"|<w:(?P<line>br|cr)\b(?P<kind>[^>]*)"
    r"|(?P<tab><w:tab/>)"
    r'|<wp:extent [^>]*\bcy="(?P<drawing>\d+)"'
    r'|<w:footnoteReference [^>]*\bw:id="(?P<note>-?\d+)"'
    r"|<w:trHeight (?P<least>[^>]*)"
    r'|<w:gridBefore w:val="(?P<before>\d+)"'
    r"|(?P<unsure><(?:mc:|m:|w:tbl>|w:pict\b|w:object\b|w:altChunk\b|w:ruby\b))",
    re.DOTALL,
)
_BOOKMARK = re.compile(r"<w:bookmark(?:Start|End)\b[^>]*>")
_PROPERTY = re.compile(r"<w:(\w+)([^>]*)>")
_UNSURE_IN_CELLS = frozenset({"vMerge", "textDirection"})
_SIDES = frozenset({"left", "start", "right", "end"})
_MOST_STEPS = 5_000
_EMU = 635  # in a twip
_TAB = 1440
_FREE = 2.0  # ems that stay free at the end of a line, because the next word does not fit there
_BORDER = 20

Step = tuple[Callable[..., None], Any]


class TableShape(Struct, frozen=True):
    """What is known of the table around a row.

    Attributes:
        columns: the widths of its grid, made narrower where the table is.
        sides: the margins of its cells, left and right together.
    """

    columns: tuple[float, ...]
    sides: float


class CellProperties(Struct, frozen=True):
    """A cell's own width and margins, 0 where it says nothing, and how many columns it spans."""

    width: float = 0
    span: int = 1
    sides: float = 0


class Estimator(Struct, frozen=True, eq=False):
    """Estimates heights with the looks of a template; what it remembers is not cached with it.

    Attributes:
        looks: of the template.
        steps: the steps of each piece of markup met so far.
    """

    looks: TypeLooks
    steps: dict[str, tuple[Step, ...]] = field(default_factory=dict)

    def __reduce__(self) -> tuple[type[Estimator], tuple[TypeLooks]]:
        return Estimator, (self.looks,)

    def is_row_below(self, row: str, limit: float, table: TableShape, note: Callable[[str], float]) -> bool:
        """Whether a row is certainly not higher than a limit, in twips.

        Args:
            row: its XML, or its end from within its properties on.
            note: gives the height of a footnote by its id.
        """
        state = CellHeight(self.looks, limit, table, note)
        return self._run(state, row) and state.fits()

    def height_of_story(self, xml: str, width: float, limit: float = 30_000) -> float:
        """The height of a header, footer or note on a page of a width; the cells of tables count one below another."""
        state = CellHeight(self.looks, limit, TableShape((), 0), lambda _: 0, fixed=width)
        self._run(state, xml)
        return state.height

    def _run(self, state: CellHeight, xml: str) -> bool:
        pieces = _TEXT.split(_BOOKMARK.sub("", xml))  # each has an id and a name of its own
        pieces.append("")  # a text for each piece of markup
        steps = self.steps
        texts = iter(pieces)
        for markup, text in zip(texts, texts, strict=True):
            known = steps.get(markup)
            for step, given in self._read(markup) if known is None else known:
                step(state, given)
            if not state.sure:
                return False
            if text:
                state.text(text)
        return True

    def _read(self, markup: str) -> tuple[Step, ...]:
        if len(self.steps) > _MOST_STEPS:
            self.steps.clear()
        read = self.steps[markup] = tuple(_without_empty_runs(list(_steps(f"<{markup}>", self.looks))))
        return read


class CellHeight:
    """The cell that an estimate is at, and the paragraph in it.

    Args:
        fixed: the width of all cells, for a story that is no row; nothing in it makes the estimate unsure.
    """

    __slots__ = (
        *("_at", "_fixed", "_look", "_looks", "_note", "_run", "_size", "_table", "_typeface", "_width"),
        *("drawn", "height", "line", "lines", "sure", "used", "_limit", "_notes", "_tallest"),
    )

    def __init__(
        self, looks: TypeLooks, limit: float, table: TableShape, note: Callable[[str], float], fixed: float = 0
    ) -> None:
        self._looks, self._table, self._note, self._fixed = looks, table, note, fixed
        self._limit, self._notes, self._tallest, self.sure = limit, 0.0, 0.0, True
        self._at, self._width, self.height = 0, fixed, 0.0
        self.paragraph(looks.default)

    def fits(self) -> bool:
        """Whether the highest cell, with all footnotes, is certainly within the limit."""
        return self.sure and max(self._tallest, self.height) + self._notes <= self._limit

    def cell(self, cell: CellProperties) -> None:
        """Begins a cell."""
        if self._fixed:
            return
        columns = sum(self._table.columns[self._at : self._at + cell.span])
        self._at += cell.span
        width = min(cell.width or columns, columns or cell.width)
        self._width = width - (cell.sides or self._table.sides or self._looks.margins)
        self._tallest, self.height = max(self._tallest, self.height), self._looks.above + _BORDER
        self.sure = self.sure and self._width > 0

    def paragraph(self, look: ParagraphLook) -> None:
        """Begins a paragraph."""
        self._look = look
        self.used, self.lines, self.drawn, self.line = 0.0, 0, 0.0, 0.0
        self.run(look.run)

    def run(self, look: RunLook) -> None:
        """Begins a run."""
        own = self._look.run
        self._run = look
        self._size = look.size or own.size
        self._typeface: Typeface = look.typeface or own.typeface or UNKNOWN

    def text(self, text: str) -> None:
        """Takes a text."""
        size, face, run = self._size, self._typeface, self._run
        self.used += width_of_text(text, face, caps=run.caps or self._look.run.caps) * size + len(text) * run.extra
        self.line = max(self.line, size * face.line)

    def end(self, _: None) -> None:
        """Ends a paragraph."""
        look = self._look
        line = look.height_of_line(self.line or look.run.size * (look.run.typeface or UNKNOWN).line)
        self.height += look.before + look.after + self._lines() * line + self.drawn
        if self.height > self._limit:
            self.sure = False

    def _lines(self) -> int:
        width = self._width - self._look.indent
        if self.used <= width:
            return 1 + self.lines
        free = _FREE * self._look.run.size  # two lines together hold more than one is wide
        return self.lines + ceil(self.used / max(width - free, width / 2, 1.0))

    def add_line(self, _: None) -> None:
        """Takes a break."""
        self.lines += 1

    def add_width(self, width: float) -> None:
        """Takes a tab."""
        self.used += width

    def draw(self, height: float) -> None:
        """Takes a picture."""
        self.drawn += height

    def refer(self, note: str) -> None:
        """Takes the mark of a footnote, which stands at the foot of the same page."""
        self._notes += self._note(note)

    def grow(self, height: float) -> None:
        """Takes a height that the row has at least."""
        self.sure = self.sure and height <= self._limit

    def skip(self, columns: int) -> None:
        """Leaves columns out."""
        self._at += columns

    def doubt(self, _: None) -> None:
        """Takes what nothing certain can be said of."""
        self.sure = bool(self._fixed)


def _steps(markup: str, looks: TypeLooks) -> Iterator[Step]:
    for token in _TOKEN.finditer(markup):
        yield from _READERS.get(token.lastgroup or "", _read_opening)(token, looks)


def _without_empty_runs(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps without runs that end before any text has come."""
    for number, step in enumerate(steps, 1):
        if step[0] is not CellHeight.run or number == len(steps):
            yield step


def _read_opening(token: re.Match[str], looks: TypeLooks) -> Iterator[Step]:
    """The steps of a paragraph, run or cell that says nothing about itself."""
    if token[0].startswith("<w:tc"):
        yield CellHeight.cell, CellProperties()
    elif token[0].startswith("<w:p"):
        yield CellHeight.paragraph, looks.default
    else:
        yield CellHeight.run, RunLook()


def _read_paragraph(token: re.Match[str], looks: TypeLooks) -> Iterator[Step]:
    properties = _properties(token["paragraph"].partition("<w:rPr>")[0])
    named = properties.get("pStyle", {}).get("val", "")
    look = looks.paragraphs.get(named, looks.default)
    if "spacing" in properties:
        look = with_spacing(look, properties["spacing"])
    if "ind" in properties:
        look = replace(look, indent=max(look.indent if "numPr" in properties else 0, indent_of(properties["ind"])))
    elif num_id := properties.get("numId", {}).get("val", ""):
        look = replace(look, indent=looks.indent_of(num_id, integer(properties.get("ilvl", {}).get("val"))))
    yield CellHeight.paragraph, look
    if "framePr" in properties or (named and named not in looks.paragraphs):
        yield CellHeight.doubt, None


def _read_run(token: re.Match[str], looks: TypeLooks) -> Iterator[Step]:
    properties = _properties(token["run"])
    style = looks.characters.get(properties.get("rStyle", {}).get("val", ""), RunLook())
    yield CellHeight.run, run_look(properties, looks.fonts).over(style)


def _read_cell(token: re.Match[str], _: TypeLooks) -> Iterator[Step]:
    properties = _properties(token["cell"])
    width = properties.get("tcW", {})
    own = integer(width.get("w")) if width.get("type") == "dxa" else 0
    sides = width_of_margins(properties, _SIDES) if "tcMar" in properties else 0
    yield (
        CellHeight.cell,
        CellProperties(max(0, own), max(1, integer(properties.get("gridSpan", {}).get("val"), 1)), sides),
    )
    if properties.keys() & _UNSURE_IN_CELLS:
        yield CellHeight.doubt, None


def _read_end(token: re.Match[str], looks: TypeLooks) -> Iterator[Step]:
    if token["end"].endswith("/>"):
        yield CellHeight.paragraph, looks.default
    yield CellHeight.end, None


def _read_break(token: re.Match[str], _: TypeLooks) -> Iterator[Step]:
    yield (
        (CellHeight.doubt if "type=" in token["kind"] and "textWrapping" not in token["kind"] else CellHeight.add_line),
        None,
    )


_Reader = Callable[[re.Match[str], TypeLooks], Iterator[Step]]
_READERS: Mapping[str, _Reader] = {
    "paragraph": _read_paragraph,
    "end": _read_end,
    "run": _read_run,
    "cell": _read_cell,
    "kind": _read_break,
    "tab": lambda _token, _looks: iter([(CellHeight.add_width, _TAB)]),
    "drawing": lambda token, _: iter([(CellHeight.draw, int(token["drawing"]) / _EMU)]),
    "note": lambda token, _: iter([(CellHeight.refer, token["note"])]),
    "least": lambda token, _: iter([(CellHeight.grow, integer(attributes_of(token["least"]).get("val")))]),
    "before": lambda token, _: iter([(CellHeight.skip, integer(token["before"]))]),
    "unsure": lambda _token, _looks: iter([(CellHeight.doubt, None)]),
}


def _properties(xml: str) -> dict[str, dict[str, str]]:
    """The attributes of the elements within properties, by the names of the elements."""
    return {name: attributes_of(rest) for name, rest in _PROPERTY.findall(xml)}
