"""A file while it is read: what all its stories share, and what was read so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml import etree
from msgspec import Struct, field

from briefgen.findings import Place
from briefgen.model.manuscript import Passage, PictureForm, Role
from briefgen.model.richtext import Span
from briefgen.opc.read import Package
from briefgen.opc.xml import Element
from briefgen.word.reader.looks import Looks
from briefgen.word.reader.notes import Notes, NoteText
from briefgen.word.reader.passage_looks import PassageLooks
from briefgen.word.reader.tables import Tables
from briefgen.word.wml.numbering import NoteCounter
from briefgen.word.wml.ooxml import SECTPR, R, is_on, w
from briefgen.word.wml.parts import taggable_parts
from briefgen.word.wml.styles import Styles


class NoteMet(Struct, frozen=True):
    """A note whose mark was read.

    Attributes:
        place: where its mark stands.
        heading: the nearest heading above the mark.
    """

    note: NoteText
    place: Place
    heading: str


class ReaderState(Struct, dict=True):
    """A file while it is read; used once.

    Attributes:
        languages: how many characters are in each language.
        watermark: what the first watermark says that was met.
    """

    package: Package
    passages: list[Passage] = field(default_factory=list)
    pictures: list[PictureForm] = field(default_factory=list)
    notes_met: list[NoteMet] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    watermark: str = ""

    @property
    def file(self) -> str:
        """The file's name."""
        return self.package.file

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self.root("styles"))

    @cached_property
    def looks(self) -> Looks:
        """What runs look like through the styles."""
        return Looks(self.styles)

    @cached_property
    def passage_looks(self) -> PassageLooks:
        """What paragraphs look like through the styles."""
        return PassageLooks(self.styles)

    @cached_property
    def settings(self) -> Element | None:
        """The root of settings.xml, or None."""
        return self.root("settings")

    @cached_property
    def body(self) -> Element:
        """The body of the main part."""
        body = self.package.xml(self.package.main_part).find(w("body"))
        return etree.Element(w("body")) if body is None else body

    @cached_property
    def bookmarks(self) -> frozenset[str]:
        """The names of the bookmarks of the body."""
        return frozenset(each.get(w("name")) or "" for each in self.body.iter(w("bookmarkStart")))

    @cached_property
    def tables(self) -> Tables:
        """The tables that were met so far."""
        return Tables(self.file)

    @cached_property
    def notes(self) -> Notes:
        """Footnotes and endnotes."""
        return Notes(self.package, self.looks, NoteCounter(self.settings, list(self.body.iter(SECTPR))))

    @cached_property
    def words_for_parts(self) -> dict[str, str]:
        """What drafters call the parts: "header 1"; the body is ""."""
        words = {name: word for name, word, _ in taggable_parts(self.package)}
        return {**words, self.package.main_part: ""}

    def root(self, kind: str) -> Element | None:
        """The root of the part that the main part refers to as "styles", "numbering" …; None for none."""
        parts = self.package.related_parts(self.package.main_part, kind)
        return self.package.xml(parts[0]) if parts else None

    def count_languages(self, spans: Iterable[Span]) -> None:
        """Notes in which languages some spans are."""
        for span in spans:
            self.languages[span.language] += len(span.text)


_ROLES = {w("headerReference"): Role.HEADER, w("footerReference"): Role.FOOTER}


def margins_of(state: ReaderState) -> Iterator[tuple[Role, str]]:
    """Role and part of each header and footer that is shown, each part once, section by section."""
    related = {each.id: each.part for each in state.package.relationships(state.package.main_part)}
    evens = state.settings is not None and is_on(state.settings.find(w("evenAndOddHeaders")))
    seen: set[str] = set()
    for section in state.body.iter(SECTPR):
        for reference in section.iterchildren(*_ROLES):
            part = related.get(reference.get(f"{{{R}}}id") or "", "")
            if part in state.package.parts and part not in seen and _is_shown(reference, section, evens):
                seen.add(part)
                yield _ROLES[str(reference.tag)], part


def _is_shown(reference: Element, section: Element, evens: bool) -> bool:
    kind = reference.get(w("type"))
    if kind == "first":
        return is_on(section.find(w("titlePg")))
    return evens if kind == "even" else True
