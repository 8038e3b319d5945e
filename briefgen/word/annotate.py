"""A copy of a Word file with a comment at each place that something is to be said about."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

from briefgen.findings import Finding, Place, declare, warning
from briefgen.opc.read import Package, Relationship, free_id, read_package, relationships_name, with_relationships
from briefgen.opc.refusals import LEFT_OUT
from briefgen.opc.relationships import OFFICE
from briefgen.opc.seal import write_sealed
from briefgen.opc.xml import Element
from briefgen.word.wml.comments import (
    EMPTY_COMMENTS,
    CommentStyles,
    add_comment,
    free_comment_id,
    mark_paragraph,
    mark_words,
    serialise_part,
    with_comment_styles,
    without_remarks,
)
from briefgen.word.wml.notes import KINDS
from briefgen.word.wml.ooxml import TXBX_CONTENT, P, integer, w
from briefgen.word.wml.paragraph_text import ParagraphText, holds_objects, paragraph_text
from briefgen.word.wml.places import Walk
from briefgen.word.wml.styles import Styles

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
declare("DOC-005", "A copy of a file with comments is without what connects the file to its author's machine.")
_DOCUMENT = frozenset({"", "document"})
_MARKS = frozenset(kind.reference for kind in KINDS.values())
_IN_NOTE = ", note "


class Remark(Struct, frozen=True):
    """Something to be said about a place in a Word file.

    Attributes:
        part: the part in a drafter's words ("header 1"); "" or "document" for the body.
        spot: the paragraph in words, as findings have it: "table 1, row 4, column 2, paragraph 1".
        words: the words in that paragraph that it is about, as they stand there; may be empty.
        text: what is said; a line break begins a new paragraph.
        start: how many characters of the paragraph stand before the words, where it is known: the words may stand
            there more than once.
    """

    part: str
    spot: str
    words: str
    text: str
    start: int = 0

    @classmethod
    def of(cls, finding: Finding, file: str = "") -> Remark:
        """What a finding says, at its place.

        Args:
            file: the file that will bear the remark, if a finding may be about another one that it includes.
        """
        place = finding.place
        part = f"{place.file} {place.part}".strip() if file and place.file != file else place.part
        grade = f"{finding.grade.word.capitalize()} {finding.rule}: {finding.message}"
        said = f"{grade}\n{finding.remedy}".strip()
        return cls(part, place.spot, finding.words, said, finding.start or 0)


def add_remarks(data: bytes, remarks: Iterable[Remark], name: str = "The document") -> bytes:
    """A copy of a Word file with a comment for each remark; remarks that an earlier call left are gone from it.

    It stands at its words, of a note at the note's mark: LibreOffice opens no file with a comment inside a note. A
    remark about a header, a footer or the properties, where Word knows no comments, stands at the start of the document
    and names its place. The copy is sealed, so that one that nobody has worked on can be told
    (see `briefgen.opc.seal`). A .dotx comes out as a .docx.

    Args:
        data: the bytes of a template or a finished document.
        name: the file's name, for messages.

    Raises:
        PackageRefusedError: the file is no Word document, or a dangerous one.
    """
    package = without_remarks(read_package(data, name))
    said = list(remarks)
    if said:
        package = _Annotation.of(package).with_remarks(said)
    return write_sealed(package, {"briefgen remarks": str(len(said))})


def find_left_out(data: bytes, name: str) -> Iterator[Finding]:
    """A warning for each thing that connects a file to its author's machine: a copy of it with remarks is without.

    Args:
        data, name: as in `add_remarks`.

    Raises:
        PackageRefusedError: as in `add_remarks`.
    """
    for each in read_package(data, name).left_out:
        message = LEFT_OUT[each.code].format(unquote(each.detail))
        yield warning("DOC-005", Place(name), message, words=each.detail)


class _Annotation(Struct):
    """The annotation of one package; used once."""

    package: Package
    document: Element
    comments: Element
    comments_part: str
    styles_part: str
    styles: Element | None
    _paragraphs: dict[str, Element] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> _Annotation:
        main = package.main_part
        comments = next(iter(package.related_parts(main, "comments")), "")
        styles = next(iter(package.related_parts(main, "styles")), "")
        root = package.xml(comments) if comments else etree.fromstring(EMPTY_COMMENTS)
        return cls(package, package.xml(main), root, comments, styles, package.xml(styles) if styles else None)

    def with_remarks(self, remarks: Sequence[Remark]) -> Package:
        """The package with a comment for each remark."""
        self._paragraphs = self._commentable()
        styles = CommentStyles() if self.styles is None else with_comment_styles(self.styles)
        first = free_comment_id([self.document, self.comments])
        for number, remark in enumerate(remarks, first):
            add_comment(self.comments, number, _paragraphs_of(remark), styles)
            self._mark(remark, number, styles)
        return self._package()

    def _commentable(self) -> dict[str, Element]:
        """The paragraphs of the body by their places in words; a body without any gets one."""
        body = self.document.find(w("body"))
        assert body is not None, "checked when the package was read"
        if body.find(f".//{P}") is None:
            body.insert(0, etree.Element(P))
        walk = Walk(Styles(self.styles)).paragraphs(body)
        return {spot.words: paragraph for paragraph, spot in walk}

    def _mark(self, remark: Remark, number: int, styles: CommentStyles) -> None:
        paragraph = self._paragraph(remark)
        text = paragraph_text(paragraph)
        inside = self._inside(text, remark) if remark.part in _DOCUMENT else None
        anchor = _commentable_around(paragraph)
        if inside and anchor is paragraph:
            mark_words(text, *inside, number, styles)
        else:
            mark_paragraph(anchor, number, styles)

    def _paragraph(self, remark: Remark) -> Element:
        first = next(iter(self._paragraphs.values()))
        if remark.part not in _DOCUMENT:
            return first
        return self._paragraphs.get(remark.spot.partition(_IN_NOTE)[0], first)

    @staticmethod
    def _inside(text: ParagraphText, remark: Remark) -> tuple[int, int] | None:
        """The characters that a remark is about: its words, or the mark of the note that it is about."""
        _, is_in_note, spot = remark.spot.partition(_IN_NOTE)
        if not is_in_note:
            return _span(text, remark.words, remark.start)
        marks = [each for each in text.atoms if each.element.tag in _MARKS]
        number = integer(spot.partition(",")[0])
        return (marks[number - 1].start, marks[number - 1].end) if 0 < number <= len(marks) else None

    def _package(self) -> Package:
        changed = {self.package.main_part: serialise_part(self.document)}
        if self.styles is not None:
            changed[self.styles_part] = serialise_part(self.styles)
        comments = serialise_part(self.comments)
        if self.comments_part:
            return self.package.with_parts({**changed, self.comments_part: comments})
        name, relationships = self._new_part()
        return self.package.with_parts({**changed, **relationships}, {name: (comments, _COMMENTS_TYPE)})

    def _new_part(self) -> tuple[str, dict[str, bytes]]:
        """A free name for the part of the comments, and the document's relationships with one to it."""
        main = self.package.main_part
        folder, related = posixpath.dirname(main), relationships_name(main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in count())
        name = next(each for each in names if each not in self.package.parts)
        link = Relationship(free_id(self.package.relationships(main)), f"{OFFICE}/comments", posixpath.basename(name))
        known = self.package.part(related) if related in self.package.parts else None
        return name, {related: with_relationships(known, [link])}


def _paragraphs_of(remark: Remark) -> list[str]:
    lines = [line for line in remark.text.splitlines() if line.strip()] or [""]
    if remark.part in _DOCUMENT:
        return ["In the note of this mark:", *lines] if _IN_NOTE in remark.spot else lines
    return [", ".join(piece for piece in (f"In {remark.part}", remark.spot) if piece) + ":", *lines]


def _span(text: ParagraphText, words: str, start: int) -> tuple[int, int] | None:
    """Where some words stand in a paragraph's text, nearest to `start`; None where they do not.

    What is no character for a reader (a note's mark, a picture, a page break) may stand among them.
    """
    if not words:
        return None
    with_objects = holds_objects(words)
    places = [index for index, sign in enumerate(text.text) if with_objects or not holds_objects(sign)]
    shown = "".join(text.text[index] for index in places)
    found = [each.start() for each in re.finditer(f"(?={re.escape(words)})", shown)]
    if not found:
        return None
    at = min(found, key=lambda each: abs(each - start))
    return places[at], places[at + len(words) - 1] + 1


def _commentable_around(paragraph: Element) -> Element:
    """The paragraph, or the one that its text box hangs on: Word takes no comments into text boxes."""
    boxes = list(paragraph.iterancestors(TXBX_CONTENT))
    return next(boxes[-1].iterancestors(P)) if boxes else paragraph
