"""The texts of the table `paragraphs` that a document in another language needs, in the contexts of `rows`."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.compose.conclusions import PHRASES
from briefgen.compose.translations import PHRASE
from briefgen.findings import Place
from briefgen.localise.po import SourceText
from briefgen.model.dossier import Dossier
from briefgen.model.paragraphs import WITHDRAWN, ParagraphEntry


def texts_of_rows(dossier: Dossier) -> Iterator[SourceText]:
    """The texts of all rows in their order, then who speaks in conclusions."""
    for row in dossier.paragraphs:
        if row.kind != WITHDRAWN:
            yield from _of_row(row)
    if any(document.kind == "conclusions" for document in dossier.documents):
        for phrase in PHRASES:
            yield _text(PHRASE, phrase, dossier.place, "Who speaks in Council conclusions; printed in capitals")


def _of_row(row: ParagraphEntry) -> Iterator[SourceText]:
    yield _text("heading", row.heading, row.place, f"Heading in the document {row.document}")
    if row.kind == "participant":
        yield _text("participant", row.name, row.place, f"Participant, listed in the document {row.document}")
    yield _text("function", row.function, row.place, f"Function of {row.name or row.paragraph}")
    about = f"{row.kind.capitalize()} {row.paragraph} of the document {row.document}, as of {row.as_of}"
    yield _text(f"paragraphs/{row.document}/{row.paragraph}/{row.as_of}", row.text, row.place, about)


def _text(context: str, source: str, place: Place, comment: str) -> SourceText:
    return SourceText(context, source, (comment,), place.file, place.row or place.line)
