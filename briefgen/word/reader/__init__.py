"""Any finished Word file as a manuscript: what stands in it, passage by passage, whoever made it.

from briefgen.word.reader import read_manuscript

manuscript = read_manuscript(data, "annex.docx")
"""

from __future__ import annotations

from dataclasses import replace

from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.opc.read import read_package
from briefgen.word.reader.figures import captioned_pictures, placed_tables
from briefgen.word.reader.flow import read_story
from briefgen.word.reader.headers import margins_of
from briefgen.word.reader.properties import day_in, in_language, language_of, properties_of
from briefgen.word.reader.state import NoteMet, Opened

__all__ = ["read_manuscript"]


def read_manuscript(data: bytes, name: str) -> Manuscript:
    """What a reader meets in a Word file, whoever made it: Word, LibreOffice, python-docx or briefgen.

    The body comes first, then headers and footers, then footnotes and endnotes. Tracked insertions are read,
    deletions, comments and hidden text are not. Places count as those of a template's findings do, so a remark can
    be put at them (`briefgen.word.annotate`).

    Args:
        data: the file's bytes.
        name: the file's name as the drafter knows it.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    opened = Opened(read_package(data, name, only_to_look=True))
    read_story(opened, opened.body, opened.package.main_part)
    for role, part in margins_of(opened):
        read_story(opened, opened.package.xml(part), part, role)
    for met in sorted(opened.notes_met, key=lambda each: each.note.kind == "endnotes"):
        opened.passages += _passages_of(met, opened)
    return _manuscript(opened)


def _passages_of(met: NoteMet, opened: Opened) -> list[Passage]:
    found = []
    for count, (paragraph, block) in enumerate(met.note.paragraphs, 1):
        place = replace(met.place, spot=f"{met.place.spot}, paragraph {count}")
        style = opened.book.name(opened.book.style_of(paragraph))
        number = met.note.number
        found.append(Passage(block.spans, place, Role.NOTE, number=number, style=style, heading=met.heading))
    return found


def _manuscript(opened: Opened) -> Manuscript:
    properties = properties_of(opened.package)
    language = language_of(properties, opened.languages)
    passages = tuple(in_language(each, language) for each in opened.passages)
    return Manuscript(
        name=opened.file,
        passages=passages,
        kind=properties.get("briefgen document", ""),
        language=language,
        as_of=day_in(properties, "briefgen as of"),
        written=day_in(properties, "briefgen written"),
        tables=placed_tables(opened.tables.forms.values(), passages),
        pictures=captioned_pictures(opened.pictures, passages),
        properties=properties,
    )
