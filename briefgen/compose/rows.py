"""The paragraphs of a document that stand, as records for its template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefgen.asof import Situation
from briefgen.compose.rules import NO_PARAGRAPH
from briefgen.compose.stops import linked, with_kind
from briefgen.compose.texts import Texts
from briefgen.findings import Finding, error
from briefgen.model.dossier import DocumentSpec
from briefgen.model.paragraphs import PRINTED, ParagraphEntry
from briefgen.model.richtext import Block, Kind, RichText, join_texts, plain

Record = dict[str, Any]
_BLOCKS = {
    "heading": Block((), Kind.HEADING, 1),
    "subheading": Block((), Kind.HEADING, 2),
    "bullet": Block((), Kind.BULLET),
    "dash": Block((), Kind.BULLET, 1),
    "question": Block((), Kind.NUMBER),
}
_BESIDE = ("calls", "participant")


@dataclass(frozen=True)
class RowComposer:
    """Composes the paragraphs of one document."""

    texts: Texts

    def records(self, rows: Iterable[ParagraphEntry]) -> Iterator[Record]:
        """Each paragraph; before one that stands under another heading than the one before it, that heading."""
        heading = ""
        for row in rows:
            if row.heading and row.heading != heading:
                yield {**self.record(row), "kind": "heading", "key": "", "text": self.heading(row)}
            heading = row.heading or heading
            yield self.record(row)

    def record(self, row: ParagraphEntry) -> Record:
        """One paragraph."""
        return {
            "kind": row.kind,
            "key": row.paragraph,
            "text": self.text(row),
            "name": self.name(row),
            "function": self.texts.name(row.function, row.place, "function"),
            "href": row.href,
            "place": str(row.place),
        }

    def text(self, row: ParagraphEntry) -> RichText:
        """The wording; that of a link is one."""
        text = self.texts.block(row.text, row.place, f"paragraphs/{row.document}/{row.paragraph}/{row.as_of}")
        return linked(text, row.href) if row.href and row.kind == "link" else text

    def name(self, row: ParagraphEntry) -> str | RichText:
        """Who said or took part; countries and organisations have names in each language, persons have not."""
        return self.texts.name(row.name, row.place, "participant") if row.kind == "participant" else row.name

    def heading(self, row: ParagraphEntry) -> RichText:
        """What the paragraph stands under, as a text."""
        said = self.texts.name(row.heading, row.place, "heading")
        return said if isinstance(said, RichText) else plain(said)


def as_rich_text(records: Iterable[Record]) -> RichText:
    """Paragraphs as one text, with headings, bullets and numbered questions in the template's own styles."""
    return join_texts(_blocks(records))


def _blocks(records: Iterable[Record]) -> Iterator[RichText]:
    before = ""
    for record in records:
        kind = record["kind"]
        block = _BLOCKS.get(kind, Block(()))
        restart = kind == "question" and before != "question"
        yield with_kind(record["text"], Block((), block.kind, block.level, restart))
        before = kind


def nothing_stands(situation: Situation, document: DocumentSpec) -> Finding:
    """The finding for a document that would be empty."""
    rows = [row for row in situation.history.paragraphs if row.document == document.name]
    message = f"the document “{document.name}” has no paragraph that stands on {_day_of(situation)}."
    if situation.paragraphs(document.name):
        kinds = (each for each in PRINTED[document.kind] if each not in _BESIDE)
        remedy = f"Heads and participants alone make none; add a row of one of the kinds: {', '.join(kinds)}."
        message = f"the document “{document.name}” has no text of its own on {_day_of(situation)}."
        return error(NO_PARAGRAPH, situation.paragraphs(document.name)[0].place, message, remedy, document.name)
    if rows:
        first = min(rows, key=lambda row: row.as_of)
        return error(NO_PARAGRAPH, first.place, message, f"Its first holds from {first.as_of}.")
    has_body = document.kind == "note"
    remedy = f"Add rows with “{document.name}” in the column “document” to paragraphs.csv"
    remedy += ", or name a Markdown file as its body." if has_body else "."
    return error(NO_PARAGRAPH, situation.profile.place, message, remedy, document.name)


def _day_of(situation: Situation) -> str:
    """The day, and what was known by when where that was asked for, so that nobody looks for a row left out by it."""
    known = f" as known on {situation.known_on}" if situation.known_on else ""
    return f"{situation.as_of}{known}"
