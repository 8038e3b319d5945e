"""Any finished Word file as a manuscript: what stands in it, passage by passage, whoever made it.

from briefgen.word.reader import read_manuscript

manuscript = read_manuscript(data, "annex.docx")
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.opc.read import read_package
from briefgen.word.reader.figures import mark_captions, place_tables
from briefgen.word.reader.flow import read_story
from briefgen.word.reader.properties import day_in, day_saved_in, in_language, language_of, properties_of
from briefgen.word.reader.state import NoteMet, ReaderState, margins_of

__all__ = ["day_saved", "read_manuscript"]


def day_saved(data: bytes, name: str) -> date | None:
    """The day on which a Word file was last saved, as it says itself, or None.

    Args, raises: as `read_manuscript`.
    """
    return day_saved_in(read_package(data, name, only_to_look=True))


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
    state = ReaderState(read_package(data, name, only_to_look=True))
    read_story(state, state.body, state.package.main_part)
    for role, part in margins_of(state):
        read_story(state, state.package.xml(part), part, role)
    for met in sorted(state.notes_met, key=lambda each: each.note.kind == "endnotes"):
        state.passages += _passages_of(met, state)
    return _manuscript(state)


def _passages_of(met: NoteMet, state: ReaderState) -> list[Passage]:
    found = []
    for count, (paragraph, block) in enumerate(met.note.paragraphs, 1):
        place = replace(met.place, spot=f"{met.place.spot}, paragraph {count}")
        style = state.styles.name_of(state.styles.style_of(paragraph))
        number = met.note.number
        found.append(Passage(block.spans, place, Role.NOTE, number=number, style=style, heading=met.heading))
    return found


def _manuscript(state: ReaderState) -> Manuscript:
    properties = properties_of(state.package)
    language = language_of(properties, state.languages)
    passages = tuple(in_language(each, language) for each in state.passages)
    return Manuscript(
        name=state.file,
        passages=passages,
        kind=properties.get("briefgen document", ""),
        language=language,
        as_of=day_in(properties, "briefgen as of"),
        written=day_in(properties, "briefgen written"),
        tables=place_tables(state.tables.forms.values(), passages),
        pictures=mark_captions(state.pictures, passages),
        properties=properties,
        watermark=state.watermark,
    )
