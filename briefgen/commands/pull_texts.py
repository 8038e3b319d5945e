"""The texts that a document prints, as they are typed, with the digests that anchors have of their records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from briefgen.asof import Situation
from briefgen.asof.change_list import Subject
from briefgen.compose import KINDS, DocumentDraft, Request, keys
from briefgen.compose.keys import DossierText
from briefgen.editions.records import RecordKey, paragraphs_above
from briefgen.model.dossier import DocumentSpec
from briefgen.model.richtext import RichText
from briefgen.production.documents import MadeDocuments
from briefgen.pull.characters import TypedText
from briefgen.pull.value_edits import ValueReader
from briefgen.pull.wordings import PrintedText, Target


def texts_in(made: MadeDocuments) -> tuple[list[PrintedText], ValueReader]:
    """The texts of a document that was made again, and what reads edits inside their values.

    Args:
        made: one document.
    """
    (job,) = made.jobs
    workshop = made.workshop
    request = workshop.request_for(job.language)
    printer = _Printer(workshop.situation, job.document, request)
    say, situation = printer.say, workshop.situation
    reader = ValueReader(say, request.localiser.quantity, situation.figures, situation.as_of)
    return list(printer.texts()), reader


class _Printer(Struct, frozen=True):
    situation: Situation
    document: DocumentSpec
    request: Request

    def say(self, source: str) -> RichText:
        """What a text says in the document."""
        draft = DocumentDraft(KINDS[self.document.kind], self.situation, self.document, self.request)
        return draft.texts.renderer.render(source, block=True)

    def texts(self) -> Iterator[PrintedText]:
        yield from self._points()
        yield from self._paragraphs()
        yield from self._bodies()

    def _text(self, target: Target, key: str, name: str, text: DossierText, **further: Any) -> PrintedText | None:
        """The text in the language of the document; None for one that is empty, or not translated."""
        translating = self.request.translating
        if not text.source.strip():
            return None
        if translating is None:
            return PrintedText(target, key, name, TypedText(text.source, self.say), **further)
        found = translating.translate(text.key, text.source, text.place)
        if found.foreign or found.text == text.source:
            return None
        typed = TypedText(found.text, self.say)
        return PrintedText(target, key, name, typed, context=text.key, original=text.source, **further)

    def _points(self) -> Iterator[PrintedText]:
        for point in self.situation.points:
            row = point.commitment
            name = f"point {row.number or row.point}"
            records = frozenset(RecordKey(Subject.COMMITMENT, row.point).digests())
            of_point = {"records": records, "point": row.point}
            if text := self._text(Target.COMMITMENT, row.point, name, keys.commitment(row), **of_point):
                yield text
            for item in point.items:
                own = item.follow_up
                further = {
                    "records": frozenset(RecordKey(Subject.ITEM, item.key, row.point).digests()),
                    "point": row.point,
                    "group": own.group,
                    "owner": own.owner,
                    "state": own.state.value if own.state else "",
                    "due": own.due,
                }
                named = f"{name}, item {item.key}"
                if text := self._text(Target.ITEM, item.key, named, keys.followup(own), **further):
                    yield text

    def _paragraphs(self) -> Iterator[PrintedText]:
        rows = self.situation.paragraphs(self.document.name)
        above = paragraphs_above(rows)
        for row in rows:
            record = RecordKey(Subject.PARAGRAPH, row.paragraph, above.get(row.paragraph, ""))
            key, name = f"{row.document}/{row.paragraph}", f"paragraph {row.paragraph}"
            further = {"records": frozenset(record.digests())}
            if text := self._text(Target.PARAGRAPH, key, name, keys.paragraph(row), **further):
                yield text

    def _bodies(self) -> Iterator[PrintedText]:
        """The pieces of the Markdown files that it prints; one with a footnote is not known by itself."""
        for body in bodies_of(self.situation, self.document):
            for number, piece in enumerate(body.blocks()):
                name = f"{body.place.file}, paragraph {number + 1}"
                text = self._text(Target.BODY, body.place.file, name, piece, block=number)
                if text and "[^" not in text.typed.source:
                    yield text


def bodies_of(situation: Situation, document: DocumentSpec) -> Iterator[DossierText]:
    """The Markdown files that a document prints."""
    if document.kind == "letter" and situation.letter:
        yield keys.letter_body(situation.letter)
    if document.body_file:
        yield keys.body(document)
