"""Every text of a dossier that a document in another language needs, each with what its translator should know.

The contexts are those that `briefgen.compose` looks the texts up by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.compose.blocks import blocks_of
from briefgen.compose.translations import PHRASE, is_reference, needs_translation
from briefgen.findings import Place
from briefgen.localise.po import SourceText
from briefgen.model.dossier import Commitment, DocumentSpec, Dossier, FollowUp
from briefgen.text import calls

_SHOWN = 80
_PLACE = "The place in the dateline, in the form that stands there: “V Bruselu dne …”, “Briselē, …”."


def texts_of(dossier: Dossier) -> Iterator[SourceText]:
    """The texts in the order of the record, then the phrases (`_("…")`) that they call."""
    found = list(_texts(dossier))
    yield from (each for each in found if needs_translation(each.source))
    for each in found:
        for call in calls(each.source) if "_" in each.source else ():
            if call.word == "_" and isinstance(phrase := call.args[0], str) and needs_translation(phrase):
                yield replace(each, context=PHRASE, source=phrase, comments=(f"Stands in {each.context}.",))


def _texts(dossier: Dossier) -> Iterator[SourceText]:
    yield from _about(dossier)
    yield from _of_letter(dossier)
    for document in dossier.documents:
        yield from _of_document(document, dossier)
    yield from _of_commitments(dossier)
    if dossier.paragraphs:
        from briefgen.compose.translatable_rows import texts_of_rows  # most dossiers have none

        yield from texts_of_rows(dossier)
    if dossier.exhibits:
        from briefgen.model.data_tables import texts_of as texts_of_exhibits  # few dossiers count anything

        for each in texts_of_exhibits(dossier.exhibits, dossier.frames):
            yield _text(each.context, each.source, each.place, each.comment)
    for figure in dossier.figures:
        comment = f"Label of the figure {figure.figure}, from {figure.as_of} on"
        yield _text(f"figures/{figure.figure}", figure.label, figure.place, comment)


def _about(dossier: Dossier) -> Iterator[SourceText]:
    headings = "Heading of the {} column of the annex"
    texts = (
        ("dossier/title", dossier.title, "Title of the dossier; stands over the annex"),
        ("dossier/event", dossier.event, "The event that the commitments come from"),
        ("dossier/commitment_heading", dossier.commitment_heading, headings.format("left")),
        ("dossier/followup_heading", dossier.followup_heading, headings.format("right")),
        ("dossier/place", dossier.dateline_place, _PLACE),
        ("signatory/function", dossier.signatory.function, "Function of the person who signs"),
        ("signatory/institution", dossier.signatory.institution, "The institution of the letterhead"),
        *((f"documents/{each.name}", each.title, "Title of the document") for each in dossier.documents),
        *((f"settings/{key}", text, "A text of dossier.yaml") for key, text in dossier.settings.items()),
    )
    yield from (_text(context, source, dossier.place, comment) for context, source, comment in texts)


def _of_letter(dossier: Dossier) -> Iterator[SourceText]:
    letter = dossier.letter
    if letter is None:
        return
    yield _text("letter/salutation", letter.salutation, dossier.place, "Salutation of the letter")
    for number, block in enumerate(blocks_of(letter.body), 1):
        place = replace(letter.place, line=block.line)
        yield _text(f"letter/{number}", block.text, place, f"Paragraph {number} of the letter")
    yield _text("letter/closing", letter.closing, dossier.place, "Complimentary close of the letter")


def _of_document(document: DocumentSpec, dossier: Dossier) -> Iterator[SourceText]:
    comment = f"Head of the document {document.name}"
    for key, value in document.about.items():
        for text in (value,) if isinstance(value, str) else value:
            if not is_reference(text):
                yield _text(f"about/{document.name}/{key}", text, dossier.place, f"{comment}: {key}")
    for number, block in enumerate(blocks_of(document.body), 1):
        place, comment = Place(document.body_file, line=block.line), f"Paragraph {number} of the {document.name}"
        yield _text(f"body/{document.name}/{number}", block.text, place, comment)


def _of_commitments(dossier: Dossier) -> Iterator[SourceText]:
    for commitment in dossier.commitments:
        yield _text("part", commitment.part, commitment.place, "Title of a section of the annex")
        comment = f"Commitment {commitment.number or commitment.point}"
        yield _text(f"commitments/{commitment.point}", commitment.text, commitment.place, comment)
        for row in dossier.follow_ups:
            if row.point == commitment.point:
                yield from _of_follow_up(row, commitment)


def _of_follow_up(row: FollowUp, commitment: Commitment) -> Iterator[SourceText]:
    yield _text("group", row.group, row.place, "Sub-heading inside a cell of the annex")
    about = f"Follow-up to commitment {commitment.number or commitment.point}: {_begin(commitment.text)}"
    item = f"Item {row.item}, as of {row.as_of}" + (f", {row.state.value}" if row.state else "")
    yield _text(f"followup/{row.item}/{row.as_of}", row.text, row.place, item, about)


def _text(context: str, source: str, place: Place, *comments: str) -> SourceText:
    return SourceText(context, source, comments, place.file, place.row or place.line)


def _begin(text: str) -> str:
    line = " ".join(text.replace("**", "").split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
