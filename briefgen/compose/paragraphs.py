"""Documents made of rows of the table `paragraphs`: their records, what all of them see, and the plainest, the note.

A note has a head, then prose with headings, charts, tables and numbered questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import Situation
from briefgen.compose import keys
from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.schema import ByName, Schema
from briefgen.compose.texts import Texts
from briefgen.compose.translations import NO_DAY, NO_PARAGRAPH
from briefgen.compose.vocabulary import as_paragraph
from briefgen.findings import Finding, error
from briefgen.model.kinds import DOCUMENT_KINDS, ParagraphEntry
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Block, Kind, RichText, Span, join_texts, plain

Record = dict[str, Any]
SCHEMA: Final[Schema] = {
    "dateline": "place and day in house style: the day in about.date or about.adopted, else the as-of date",
    "charts": ByName("the charts by key, each a paragraph with all that belongs to it (rich text)"),
    "tables": ByName("the tables by key, each a paragraph with all that belongs to it (rich text)"),
}
"""What the templates of all documents of paragraphs see, besides what all templates see."""

RECORD: Final[Schema] = {
    "kind": "heading, subheading, paragraph, bullet, dash, quotation or link",
    "key": "the paragraph’s own key; empty for a heading from the column “heading”",
    "text": "the wording; that of a link leads there (rich text)",
    "name": "of a quotation: who said it, else may be empty",
    "function": "of the person who said it, may be empty",
    "href": "where a link goes, may be empty",
    "place": "file and row that it comes from",
}
_BLOCKS: Final = {
    "heading": Block((), Kind.HEADING, 1),
    "subheading": Block((), Kind.HEADING, 2),
    "bullet": Block((), Kind.BULLET),
    "dash": Block((), Kind.BULLET, 1),
    "question": Block((), Kind.NUMBER),
}
_ROLES: Final = {
    "heading": Role.HEADING,
    "subheading": Role.HEADING,
    "calls": Role.HEADING,
    "bullet": Role.BULLET,
    "dash": Role.BULLET,
    "question": Role.NUMBERED,
    "recital": Role.NUMBERED,
    "point": Role.NUMBERED,
    "quotation": Role.QUOTATION,
}
_NOT_PROSE: Final = ("participant", "link")
_BESIDE: Final = ("calls", "participant")
_DATE, _ADOPTED = "date", "adopted"
_LIKE_A_DAY: Final = re.compile(r"\s*\d[\d\s./-]*")


def paragraphs_of(draft: DocumentDraft) -> tuple[ParagraphEntry, ...]:
    """The rows of the document that stand on the day."""
    return draft.situation.paragraphs(draft.document.name)


def compose_with(draft: DocumentDraft, fields: Record) -> Record:
    """What all documents of paragraphs see, with the fields of a kind; an empty document gives a finding."""
    own = draft.head_and_body()
    further = {
        **own,
        "dateline": dateline_of(draft),
        "charts": _shown_by_key(draft, "chart"),
        "tables": _shown_by_key(draft, "table"),
        **fields,
        "body": join_texts([own["body"], fields.get("body", RichText())]),
    }
    if not any(further[name] for name in draft.kind.must_not_be_empty):
        draft.add([_nothing_stands(draft)])
    return {**further, "title": draft.title}


def _shown_by_key(draft: DocumentDraft, kind: str) -> dict[str, RichText]:
    """The charts or tables by key, each as a paragraph of its own; none where the template asks for none."""
    exhibits = draft.request.exhibits if draft.request.prints(f"{kind}s") else {}
    parts = {anchor: anchor.partition("/") for anchor in exhibits}
    return {key: as_paragraph(exhibits[anchor]) for anchor, (word, _, key) in parts.items() if word == kind}


class RowComposer(Struct, frozen=True):
    """Composes the paragraphs of one document."""

    texts: Texts

    def records(self, rows: Iterable[ParagraphEntry]) -> Iterator[Record]:
        """Each paragraph; where the column `heading` changes, first that heading."""
        heading = ""
        for row in rows:
            record = self.record(row)
            if row.heading and row.heading != heading:
                yield {**record, "kind": "heading", "key": "", "text": self.heading(row)}
            heading = row.heading or heading
            yield record

    def record(self, row: ParagraphEntry) -> Record:
        """One paragraph."""
        return {
            "kind": row.kind,
            "key": row.paragraph,
            "text": self.text(row),
            "name": self.name(row),
            "function": self.texts.name(keys.function(row)),
            "href": row.href,
            "place": str(row.place),
        }

    def text(self, row: ParagraphEntry) -> RichText:
        """The wording; that of a link is one."""
        text = self.texts.block(keys.paragraph(row))
        return _linked(text, row.href) if row.href and row.kind == "link" else text

    def name(self, row: ParagraphEntry) -> str | RichText:
        """A speaker or participant; countries and organisations have names in each language, persons have not."""
        return self.texts.name(keys.participant(row)) if row.kind == "participant" else row.name

    def heading(self, row: ParagraphEntry) -> RichText:
        """The heading above the paragraph, as a text."""
        return as_text(self.texts.name(keys.heading(row)))


def as_text(name: str | RichText) -> RichText:
    """A name as a text of one paragraph."""
    return name if isinstance(name, RichText) else plain(name)


def _linked(text: RichText, href: str) -> RichText:
    blocks = (replace(block, spans=tuple(_link(span, href) for span in block.spans)) for block in text.blocks)
    return RichText(tuple(blocks))


def _link(span: Span, href: str) -> Span:
    return span if span.note or not span.text else replace(span, href=href)


def row_passages(draft: DocumentDraft) -> Iterator[Passage]:
    """The title, the Markdown file, and the rows in the order of the table."""
    yield draft.title_passage(draft.title)
    yield from draft.texts.passages_of_blocks(keys.body(draft.document))
    for row in paragraphs_of(draft):
        if row.kind not in _NOT_PROSE:
            like = Passage((), row.place, _ROLES.get(row.kind, Role.PARAGRAPH), heading=row.heading)
            yield from draft.texts.passages(keys.paragraph(row), like)


def dateline_of(draft: DocumentDraft) -> str:
    """Place and day in house style, as a letter has them: Brussels, 12 May 2020.

    The day is that of `about.date`, of conclusions that of `about.adopted` once it has come, else the as-of day. A
    text in `date` that is no day is the template's own business.
    """
    place = draft.place(draft.texts_for("dateline"), "dateline")
    return draft.request.localiser.dateline(place, _day(draft))


def _day(draft: DocumentDraft) -> date:
    entry, as_of = draft.kind.date_entry, draft.situation.as_of
    typed = draft.document.about.get(entry, "")
    if not typed or (entry == _DATE and not (isinstance(typed, str) and _LIKE_A_DAY.fullmatch(typed))):
        return as_of
    named = _read_day(typed)
    if named is None:
        draft.add([_no_day(draft, entry, typed)])
        return as_of
    return as_of if entry == _ADOPTED and as_of < named else named


def _read_day(typed: object) -> date | None:
    if not (isinstance(typed, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed)):  # as templates compare it
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _no_day(draft: DocumentDraft, entry: str, typed: object) -> Finding:
    shown = typed if isinstance(typed, str) else ", ".join(map(str, typed)) if isinstance(typed, tuple) else str(typed)
    message = f"“{entry}” in the head of the document “{draft.document.name}” is no day: “{shown}”."
    remedy = f'Write year, month and day: {entry}: "2020-06-05".'
    return error(NO_DAY, draft.situation.profile.place, message, remedy, shown)


def _nothing_stands(draft: DocumentDraft) -> Finding:
    """The finding for a document that would be empty."""
    situation, name = draft.situation, draft.document.name
    rows = [row for row in situation.history.paragraphs if row.document == name]
    message = f"the document “{name}” has no paragraph that stands on {_day_of(situation)}."
    if standing := paragraphs_of(draft):
        kinds = (each for each in DOCUMENT_KINDS[draft.kind.name].paragraphs if each not in _BESIDE)
        remedy = f"Heads and participants alone make none; add a row of one of the kinds: {', '.join(kinds)}."
        message = f"the document “{name}” has no text of its own on {_day_of(situation)}."
        return error(NO_PARAGRAPH, standing[0].place, message, remedy, name)
    if rows:
        first = min(rows, key=lambda row: row.as_of)
        return error(NO_PARAGRAPH, first.place, message, f"Its first holds from {first.as_of}.")
    remedy = f"Add rows with “{name}” in the column “document” to paragraphs.csv"
    remedy += ", or name a Markdown file as its body." if draft.kind is NOTE else "."
    return error(NO_PARAGRAPH, situation.profile.place, message, remedy, name)


def _day_of(situation: Situation) -> str:
    """The day, and what was known by when where that was asked for, so that nobody looks for a row left out by it."""
    known = f" as known on {situation.known_on}" if situation.known_on else ""
    return f"{situation.as_of}{known}"


def _note(draft: DocumentDraft) -> dict[str, Any]:
    """The paragraphs of the table follow those of the Markdown file."""
    records = RowComposer(draft.texts_for("body")).records(paragraphs_of(draft))
    return compose_with(draft, {"body": join_texts(_in_styles(records))})


def _in_styles(records: Iterable[Record]) -> Iterator[RichText]:
    """Paragraphs with headings, bullets and numbered questions in the template's own styles."""
    before = ""
    for record in records:
        kind = record["kind"]
        block = _BLOCKS.get(kind, Block(()))
        restart = kind == "question" and before != "question"
        yield _with_kind(record["text"], Block((), block.kind, block.level, restart))
        before = kind


def _with_kind(text: RichText, block: Block) -> RichText:
    """The text, its first paragraph being what another block is: a heading, a bullet of a depth."""
    if not text.blocks:
        return text
    first, *rest = text.blocks
    return RichText((replace(block, spans=first.spans, exhibit=first.exhibit), *rest))


NOTE = DocumentKind("note", _note, row_passages, SCHEMA, must_not_be_empty=("body",), must_print=("body",))
