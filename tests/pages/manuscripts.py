"""Manuscripts for tests, written as short lists of passages."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

from briefgen.findings import Place
from briefgen.model.exhibits import Chart, ChartKind, Series
from briefgen.model.manuscript import CellOf, Manuscript, Passage, Role, TableForm
from briefgen.model.richtext import RichText, Span, plain

_VOID = frozenset({"meta", "br", "rect", "img", "path", "circle"})
PLACE = Place("note.docx", spot="paragraph 1")


def passage(*spans: Span | str, role: Role = Role.PARAGRAPH, **fields: object) -> Passage:
    """A passage; a text is a span without looks."""
    made = tuple(Span(each) if isinstance(each, str) else each for each in spans)
    return Passage(made, PLACE, role, **fields)  # type: ignore[arg-type]


def heading(text: str, level: int) -> Passage:
    return passage(text, role=Role.HEADING, level=level)


def bullet(text: str, level: int = 0) -> Passage:
    return passage(text, role=Role.BULLET, level=level)


def numbered(text: str, number: str, level: int = 0) -> Passage:
    return passage(text, role=Role.NUMBERED, number=number, level=level)


def cell(text: str, row: int, column: int, table: int = 1, **fields: object) -> Passage:
    is_head = row == 1
    return passage(text, cell=CellOf(table, row, column, is_head, **fields))  # type: ignore[arg-type]


def note(text: str) -> Span:
    return Span("", note=plain(text))


def manuscript(*passages: Passage, **fields: object) -> Manuscript:
    """A manuscript, called "A note" unless something else is said."""
    usual: dict[str, object] = {"properties": {"title": "A note"}}
    return Manuscript("note.docx", passages, **{**usual, **fields})  # type: ignore[arg-type]


def a_table(**fields: object) -> TableForm:
    return TableForm(1, PLACE, **fields)  # type: ignore[arg-type]


CHART = Chart(
    key="areas",
    label="Chart",
    caption=plain("Commitments by area"),
    description="Borders 1 250, returns none given.",
    kind=ChartKind.COLUMN,
    title="By area",
    categories=("Borders & <roads>", "Returns"),
    series=(Series("Done", (Decimal("1250.5"), None)), Series("Planned", (Decimal("-3"), Decimal("0.5")), "AA0000")),
    unit="Commitments",
    number_format="#,##0.0",
    notes=(plain("Source: the record."),),
)


class Tree(HTMLParser):
    """Reads HTML and says what does not fit: tags that are not closed in order, ids that stand twice."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> stays open" for tag in self.open]
        ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]
        self.faults += [f"id {each} twice" for each in {each for each in ids if ids.count(each) > 1}]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "p" and "p" in self.open:
            self.faults.append("<p> in <p>")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def rich(*texts: str) -> RichText:
    return RichText(tuple(block for text in texts for block in plain(text).blocks))
