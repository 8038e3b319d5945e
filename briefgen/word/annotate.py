"""A copy of a Word file with a comment at each place that something is to be said about."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import unquote

from lxml import etree

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
    mark_range,
    serialise_part,
    with_comment_styles,
    without_remarks,
)
from briefgen.word.wml.ooxml import TXBX_CONTENT, P, w
from briefgen.word.wml.paragraph_text import ParagraphText, paragraph_text
from briefgen.word.wml.places import Walk
from briefgen.word.wml.styles import Styles

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
declare("DOC-005", "A copy of a file with comments is without what connects the file to its author's machine.")
_DOCUMENT = frozenset({"", "document"})


@dataclass(frozen=True)
class Remark:
    """Something to be said about a place in a Word file.

    Attributes:
        part: the part in a drafter's words ("header 1"); "" or "document" for the body.
        spot: the paragraph in words, as findings have it: "table 1, row 4, column 2, paragraph 1".
        words: the words in that paragraph that it is about, as they stand there; may be empty.
        text: what is said; a line break begins a new paragraph.
    """

    part: str
    spot: str
    words: str
    text: str

    @classmethod
    def of(cls, finding: Finding, file: str = "") -> Remark:
        """What a finding says, at its place.

        Args:
            file: the file that will bear the remark, if a finding may be about another one that it includes.
        """
        place = finding.place
        part = f"{place.file} {place.part}".strip() if file and place.file != file else place.part
        grade = f"{finding.grade.word.capitalize()} {finding.rule}: {finding.message}"
        return cls(part, place.spot, finding.words, f"{grade}\n{finding.remedy}".strip())


def add_remarks(data: bytes, remarks: Iterable[Remark], name: str = "The document") -> bytes:
    """A copy of a Word file with a comment for each remark; remarks that an earlier call left are gone from it.

    A remark about a header, a footer, a note or the properties, where Word knows no comments, stands at the start of
    the document and names its place. The copy is sealed, so that one that nobody has worked on can be told
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


@dataclass(slots=True)
class _Annotation:
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
        inside = _span(paragraph_text(paragraph), remark.words) if remark.part in _DOCUMENT else None
        anchor = _commentable_around(paragraph)
        if inside and anchor is paragraph:
            mark_range(*inside, number, styles)
        else:
            mark_paragraph(anchor, number, styles)

    def _paragraph(self, remark: Remark) -> Element:
        first = next(iter(self._paragraphs.values()))
        at_note = remark.spot.partition(", note ")[0]  # the paragraph that the note's mark stands in
        return self._paragraphs.get(at_note, first) if remark.part in _DOCUMENT else first

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
        return lines
    return [", ".join(piece for piece in (f"In {remark.part}", remark.spot) if piece) + ":", *lines]


def _span(text: ParagraphText, words: str) -> tuple[Element, Element] | None:
    """The children of a paragraph in which some words begin and end; None where they do not stand in it."""
    start = text.text.find(words) if words else -1
    if start < 0:
        return None
    first, last = text.atom_at(start), text.atom_at(start + len(words) - 1)
    return _child(text.paragraph, first.element), _child(text.paragraph, last.element)


def _child(paragraph: Element, element: Element) -> Element:
    """The paragraph's own child that holds an element: a run, or the link, control or change around it."""
    return next(each for each in (element, *element.iterancestors()) if each.getparent() is paragraph)


def _commentable_around(paragraph: Element) -> Element:
    """The paragraph, or the one that its text box hangs on: Word takes no comments into text boxes."""
    boxes = list(paragraph.iterancestors(TXBX_CONTENT))
    return next(boxes[-1].iterancestors(P)) if boxes else paragraph
