"""A rendered document as the trees that references are resolved in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from briefgen.findings import Place
from briefgen.opc.read import Package
from briefgen.opc.xml import Element, parse_xml
from briefgen.word.references.bookmarks import Bookmark, bookmarks_in
from briefgen.word.wml.fields import FoundField, fields_in, paragraph_words
from briefgen.word.wml.numbering import ListCounter, ListNumber, NoteNumber, number_notes
from briefgen.word.wml.ooxml import FALLBACK, P, ancestor, w
from briefgen.word.wml.styles import Styles

# what makes a part worth reading: fields, bookmarks, and the sign behind an exhibit
_CONCERNED = re.compile(r"<w:fldChar\b|<w:fldSimple\b|<w:bookmarkStart\b|<\?exhibit\b")
_LONGEST_HEADING = 60


class RenderedDocument(Struct, frozen=True, dict=True):
    """A document whose parts are rendered.

    Attributes:
        package: the template's package.
        parts: the rendered parts as XML, by name.
    """

    package: Package
    parts: Mapping[str, str]

    @cached_property
    def stories(self) -> dict[str, Element]:
        """The rendered parts that hold fields or bookmarks, the document itself first."""
        named = [self.package.main_part, *sorted(self.parts.keys() - {self.package.main_part})]
        found = {name: self.parts[name] for name in named if name in self.parts and _CONCERNED.search(self.parts[name])}
        return {name: self._parsed(name, xml.encode()) for name, xml in found.items()}

    @cached_property
    def root(self) -> Element:
        """The root of the document itself."""
        main = self.package.main_part
        return self.stories[main] if main in self.stories else self._static(main)

    @cached_property
    def styles(self) -> Styles:
        """The styles."""
        return Styles(self._related("styles"))

    @cached_property
    def labels(self) -> dict[Element, ListNumber]:
        """The number of each paragraph that Word numbers; those with a bullet have none."""
        counter = ListCounter(self._related("numbering"), self.styles)
        paragraphs = (each for each in self.root.iter(P) if ancestor(each, FALLBACK) is None)
        return {each: number for each in paragraphs if (number := counter.next(each)) and number.text}

    @cached_property
    def notes(self) -> dict[Element, NoteNumber]:
        """The numbers of footnotes and endnotes at their marks."""
        return number_notes(self.root, self._related("settings"))

    @cached_property
    def fields(self) -> list[FoundField]:
        """The fields of all stories."""
        return [each for story in self.stories.values() for each in fields_in(story)]

    @cached_property
    def bookmarks(self) -> dict[str, list[Bookmark]]:
        """The bookmarks of all stories by their names in small letters, also of parts that were not rendered."""
        others = (name for name in self.package.names if self._is_other_story(name))
        return bookmarks_in([*self.stories.values(), *map(self._static, others)])

    def place(self, element: Element) -> Place:
        """Where an element is: in which file, under which heading."""
        paragraph = next((each for each in (element, ancestor(element, P)) if each is not None and each.tag == P), None)
        above = _upwards(paragraph) if paragraph is not None else iter(())
        heading = next((each for each in above if self.styles.heading_level(each)), None)
        words = "" if heading is None else paragraph_words(heading)[:_LONGEST_HEADING]
        return Place(self.package.file, heading=words)

    def _is_other_story(self, name: str) -> bool:
        is_story = self.package.content_type(name).startswith("application/vnd.openxmlformats-officedocument.wordproc")
        return name not in self.stories and is_story and b"<w:bookmarkStart" in self.package.part(name)

    def _related(self, kind: str) -> Element | None:
        names = self.package.related_parts(self.package.main_part, kind)
        name = names[0] if names else f"word/{kind}.xml"
        if name in self.parts:
            return self._parsed(name, self.parts[name].encode())
        return self._static(name) if names else None

    def _static(self, name: str) -> Element:
        return self.package.xml(name)

    def _parsed(self, name: str, xml: bytes) -> Element:
        return parse_xml(xml, name, self.package.file)


def _upwards(paragraph: Element) -> Iterator[Element]:
    """The paragraphs from one on upwards, on the level of its story."""
    outermost = next((each for each in paragraph.iterancestors(w("tbl"))), paragraph)
    yield paragraph
    yield from outermost.itersiblings(P, preceding=True)
