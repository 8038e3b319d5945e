"""Objects that a program hands over: those of docxtpl's API, and ours."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefgen.model.richtext import Block, RichText, Span
from briefgen.word import Emu, InlineImage, Listing, SubDocument
from tests.corpus.authoring import a_picture, an_empty_document, loop_rows, paragraphs, runs, table
from tests.corpus.case import case

if TYPE_CHECKING:
    from docx.document import Document
    from docxtpl import DocxTemplate

OBJECTS = "objects of a program"
SIDE = 360_000  # EMU, a centimetre


def _spans() -> RichText:
    return RichText((Block((Span("plain "), Span("bold", bold=True), Span(" & <red>\nline", colour="FF0000"))),))


def _their_rich_text(_template: DocxTemplate) -> Mapping[str, Any]:
    from docxtpl import RichText as Theirs

    text = Theirs("plain ")
    text.add("bold", bold=True)
    text.add(" & <red>\nline", color="FF0000")
    return {"text": text}


@case(OBJECTS, data={"text": _spans()}, oracle=_their_rich_text)
def rich_text(document: Document) -> None:
    """`{{r text }}` of a rich text."""
    runs(document.add_paragraph(), "before ", "{{r text }}", " behind")


def _their_listing(_template: DocxTemplate) -> Mapping[str, Any]:
    from docxtpl import Listing as Theirs

    return {"text": Theirs("one\ntwo\tthree <b> &")}


@case(OBJECTS, data={"text": Listing("one\ntwo\tthree <b> &")}, oracle=_their_listing)
def listing(document: Document) -> None:
    """A listing, with line breaks and tabs."""
    runs(document.add_paragraph(), "before ", ("{{ text }}", "bold"), " behind")


def _their_images(template: DocxTemplate) -> Mapping[str, Any]:
    from docxtpl import InlineImage as Theirs

    return {"xs": [{"image": Theirs(template, io.BytesIO(a_picture(red)), width=SIDE), "n": red} for red in (10, 20)]}


OUR_IMAGES = [{"image": InlineImage(a_picture(red), width=Emu(SIDE), alt=f"Red {red}"), "n": red} for red in (10, 20)]


@case(OBJECTS, data={"xs": OUR_IMAGES}, oracle=_their_images)
def images_in_rows(document: Document) -> None:
    """An inline image in each row of a loop."""
    table(document, *loop_rows(["{{ x.n }}", "{{ x.image }}"]))


def _written(document: Document) -> Document:
    document.add_heading("Part", 1)
    runs(document.add_paragraph(), "with ", ("bold", "bold"))
    table(document, ["a", "b"], ["c", "d"])
    paragraphs(document, "and more")
    return document


def _their_part(template: DocxTemplate) -> Mapping[str, Any]:
    return {"part": _written(template.new_subdoc())}


@case(OBJECTS, data={"part": SubDocument.of(_written(an_empty_document()))}, oracle=_their_part)
def sub_document(document: Document) -> None:
    """`{{p part }}` of a document built by a program."""
    paragraphs(document, "before", "{{p part }}", "behind")
