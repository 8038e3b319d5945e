"""Papers of prose as they were read: the note as Markdown, the page of main results, the summary of a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from briefgen.intake.word.fixed_words import says
from briefgen.intake.word.papers.covers import Cover
from briefgen.intake.word.papers.lines import (
    last_day_in,
    link_of,
    number_of,
    person_of,
    with_typed_number,
)
from briefgen.intake.word.papers.paper import PaperRead, PaperRow, PaperWork, one_line_of
from briefgen.localise.formal import format_list
from briefgen.localise.house_style import style_of
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Span

_DEEPEST: Final = 5
_COUNTED: Final = re.compile(r"(?P<heading>[^():]+) \((?P<count>[0-9]+)\)[ \u00a0]?: (?P<listed>.+)")
_CELL_SIGN: Final = " – "
_OF_A_LIST: Final = "table of figures"


def read_note(work: PaperWork, cover: Cover) -> PaperRead:
    """The note below its head: headings, paragraphs, dashes, numbered questions; a table is a list of its rows."""
    below = [each for each in work.pieces[cover.end :] if each.style.casefold() != _OF_A_LIST]
    if cover.type_line and not says(cover.type_line, "note"):
        work.tell("what the paper calls itself, which is NOTE in the template", [_line(work, cover.type_line)])
    pieces = [with_typed_number(each) for each in _with_rows(below, work)]
    # the writer knows headings from the second level on, so all are a level deeper while they are written
    deeper = [replace(each, level=min(each.level, _DEEPEST) + 1) if _is_heading(each) else each for each in pieces]
    body = re.sub(r"^#(?=#+ )", "", work.texts.read(deeper), flags=re.MULTILINE) if deeper else ""
    return PaperRead("", "note", title=cover.entries.get("subject", ""), body=body)


def _line(work: PaperWork, text: str) -> Passage:
    return replace(work.pieces[0], spans=(Span(text),))


def _is_heading(piece: Passage) -> bool:
    return piece.role in (Role.HEADING, Role.TITLE)


def _with_rows(pieces: Sequence[Passage], work: PaperWork) -> Iterator[Passage]:
    """The paragraphs, each row of a table as a dash: its cells behind one another."""
    for table, group in groupby(pieces, key=lambda each: each.cell.table if each.cell else 0):
        if not table:
            yield from (replace(each, role=Role.HEADING) if _is_heading(each) else each for each in group)
            continue
        rows = [list(row) for _, row in groupby(group, key=lambda each: each.cell.row if each.cell else 0)]
        work.tell(f"tables, which are lists of their rows now ({len(rows)} rows)", rows[0][:1])
        yield from (replace(row[0], role=Role.BULLET, level=0, cell=None, spans=tuple(_cells(row))) for row in rows)


def _cells(row: Sequence[Passage]) -> Iterator[Span]:
    for at, (_, group) in enumerate(groupby(row, key=lambda each: each.cell and each.cell.column)):
        if at:
            yield Span(_CELL_SIGN)
        for number, each in enumerate(group):
            yield from (*([Span(" ")] if number else ()), *each.spans)


def read_results(work: PaperWork) -> PaperRead:
    """A page of main results: sections, quotations with who said them, and links at the end."""
    start = find_title_of_results(work.pieces)
    head = work.pieces[: start or 1]
    work.tell("lines above the title “Main results”", head[1:])
    body = [*work.pieces[(start or 0) + 1 :]]
    links = _links_behind(body)
    behind = body[len(body) - len(links) :]
    body = body[: len(body) - len(links)]
    if links and body and says(body[-1].text, "further"):
        del body[-1]
    top = work.pieces[start].level if start is not None else 1
    rows = (*_Prose(work, top + 1, quotes=True).read(body), *(_link(each, work) for each in behind))
    day = last_day_in(head, work.language)
    return PaperRead("", "main-results", title=one_line_of(head[0]), day=day, rows=tuple(rows))


def find_title_of_results(pieces: Sequence[Passage]) -> int | None:
    """Where the title “Main results” stands, in any language of the EU."""
    return next((at for at, each in enumerate(pieces) if at and says(each.text, "results")), None)


def _links_behind(body: Sequence[Passage]) -> list[str]:
    """The targets of the links with which a page ends."""
    found: list[str] = []
    for each in reversed(body):
        target = link_of(each)
        if target is None:
            break
        found.append(target)
    return found[::-1]


def _link(piece: Passage, work: PaperWork) -> PaperRow:
    target = link_of(piece) or ""
    if not target:
        work.tell("links that lead nowhere", [piece])
    bare = replace(piece, spans=tuple(replace(each, href="", underline=False) for each in piece.spans))
    return PaperRow("link", work.text(bare), piece.place, href=target)


def read_summary(work: PaperWork) -> PaperRead:
    """The summary of a meeting: numbered paragraphs, bullets, and participants in counted groups."""
    start = find_title_of_summary(work.pieces) or 0
    head = work.pieces[:start]
    title, *others = head or [_line(work, "")]
    venue = others if any(each.isdigit() for line in others for each in line.text) else []
    work.tell("lines above the title “Summary”", [] if venue else others)
    body, groups = _parted(work.pieces[start + 1 :])
    rows = [*_Prose(work, work.pieces[start].level + 1, numbers=True).read(body)]
    about = {"venue": work.plain(" ".join(map(one_line_of, venue)))} if venue else {}
    if groups:
        about["participants"] = work.plain(one_line_of(groups[0]))
        rows += [row for each in groups[1:] for row in participants_of(each, work.language)]
    return PaperRead(
        "", "summary", title=one_line_of(title), day=last_day_in(head, work.language), about=about, rows=tuple(rows)
    )


def find_title_of_summary(pieces: Sequence[Passage]) -> int | None:
    """Where the title “Summary” stands, in any language of the EU."""
    return next((at for at, each in enumerate(pieces) if at and says(each.text, "summary")), None)


def _parted(pieces: Sequence[Passage]) -> tuple[Sequence[Passage], Sequence[Passage]]:
    """The text, and the heading of the participants with their groups behind it."""
    starts = [at for at, each in enumerate(pieces) if _is_heading(each)]
    if starts and starts[-1] + 1 < len(pieces) and all(map(_is_group, pieces[starts[-1] + 1 :])):
        return pieces[: starts[-1]], pieces[starts[-1] :]
    return pieces, ()


def _is_group(piece: Passage) -> bool:
    return piece.role is not Role.NUMBERED and _COUNTED.fullmatch(one_line_of(piece)) is not None


def participants_of(piece: Passage, language: str) -> Iterator[PaperRow]:
    """The rows of a group: “Other countries (2): Albania and Serbia”."""
    found = _COUNTED.fullmatch(one_line_of(piece))
    assert found is not None, "asked of groups alone"
    for name in _names(found["listed"], int(found["count"]), language):
        yield PaperRow("participant", "", piece.place, heading=found["heading"], name=name)


def _names(listed: str, count: int, language: str) -> list[str]:
    """The names of a list, which as many make again; where none does, what stands between commas."""
    first = listed.split(", ")
    words = first[-1].split(" ")
    for at in range(1, len(words) - 1):
        names = [*first[:-1], " ".join(words[:at]), " ".join(words[at + 1 :])]
        if len(names) == count and format_list(names, style_of(language)) == listed:
            return names
    return first


class _Prose(Struct):
    """Paragraphs as rows.

    Attributes:
        top: the level of the headings of sections; those below are subheadings.
        numbers: whether the template numbers paragraphs.
        quotes: whether the paper may quote persons.
        are_numbered: whether any of its paragraphs is; `outer` is the level of its outermost bullets.
    """

    work: PaperWork
    top: int
    numbers: bool = False
    quotes: bool = False
    rows: list[PaperRow] = field(default_factory=list)
    last: list[Passage] = field(default_factory=list)
    are_numbered: bool = False
    outer: int = 0

    def read(self, body: Sequence[Passage]) -> Sequence[PaperRow]:
        """All rows."""
        pieces = [*_with_rows(body, self.work)]
        pieces = [with_typed_number(each) if self.numbers else each for each in pieces]
        self.are_numbered = any(map(number_of, pieces))
        self.outer = min((each.level for each in pieces if each.role is Role.BULLET), default=0)
        for each in pieces:
            self._read(each)
        return self.rows

    def _read(self, piece: Passage) -> None:
        if _is_heading(piece):
            self._add("heading" if piece.level <= self.top else "subheading", piece)
        elif piece.role is Role.BULLET:
            self._add("bullet" if piece.level == self.outer else "dash", piece)
        elif piece.role is Role.QUOTATION:
            self._add("quotation", piece)
        elif self.quotes and (person := person_of(replace(piece, role=_bare_role(piece)))) and self._may_be_said():
            self.rows[-1] = self.rows[-1]._replace(kind="quotation", name=person.name, function=person.function)
        else:
            self._paragraph(piece)

    def _may_be_said(self) -> bool:
        return bool(self.rows) and self.rows[-1].kind in ("paragraph", "quotation") and not self.rows[-1].name

    def _paragraph(self, piece: Passage) -> None:
        """A paragraph; between numbered ones one without a number is a line of the one before."""
        if self.numbers and self.are_numbered and not number_of(piece) and self.last:
            self.work.tell("paragraphs without a number, put to the one before as a line of it", [piece])
            self.last.append(piece)
            spans = [span for each in self.last for span in (Span("\n"), *each.spans)][1:]
            self.rows[-1] = self.rows[-1]._replace(text=self.work.text(replace(self.last[0], spans=tuple(spans))))
            return
        self._tell_number(piece)
        self._add("paragraph", piece if self.numbers or not piece.number else _with_number(piece))
        self.last = [piece] if number_of(piece) else []

    def _tell_number(self, piece: Passage) -> None:
        wanted = sum(each.kind == "paragraph" for each in self.rows) + 1
        if self.numbers and number_of(piece) != wanted:
            typed = f"“{piece.number}”" if piece.number else "none"
            self.work.tell(f"numbers that run on otherwise: {wanted} for {typed}", [piece])

    def _add(self, kind: str, piece: Passage) -> None:
        self.last = []
        bare = replace(piece, spans=tuple(replace(each, bold=False) for each in piece.spans))
        text = self.work.text(bare if kind in ("heading", "subheading") else piece)
        self.rows.append(PaperRow(kind, text, piece.place))


def _bare_role(piece: Passage) -> Role:
    return Role.PARAGRAPH if piece.role is Role.ATTRIBUTION else piece.role


def _with_number(piece: Passage) -> Passage:
    return replace(piece, spans=(Span(f"{piece.number} "), *piece.spans))
