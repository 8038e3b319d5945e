"""What hands have left in a finished file: its paragraphs with their anchors, who tracked what, and comments.

Source: ECMA-376 part 1, 17.13.5 (revisions), 17.13.4 (comments).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from briefgen.model.manuscript import Passage
from briefgen.opc.read import Package, read_package
from briefgen.opc.xml import Element
from briefgen.word.anchors.names import AnchorName, read_name
from briefgen.word.reader.flow import read_story, walk_story
from briefgen.word.reader.properties import properties_of
from briefgen.word.reader.state import ReaderState, margins_of
from briefgen.word.wml.comments import COMMENT, ID, RANGE_START, REFERENCE, is_ours
from briefgen.word.wml.ooxml import BOOKMARK, DEL, TR, TRPR, P, T, ancestor, w
from briefgen.word.wml.paragraph_text import paragraph_text, without_objects
from briefgen.word.wml.parts import CORE

_NAME, _AUTHOR, _DATE = w("name"), w("author"), w("date")
_REVISIONS = (DEL, *map(w, ("ins", "moveFrom", "moveTo", "rPrChange")))
_LAST_MODIFIED_BY = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy"


class Hand(Struct, frozen=True):
    """Whose a tracked change is.

    Attributes:
        day: in ISO form, or "".
    """

    name: str
    day: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.name, self.day)))


class TracedPassage(Struct, frozen=True):
    """A passage with the anchors in its paragraph, its own last, and whose tracked changes are in it."""

    passage: Passage
    anchors: tuple[AnchorName, ...] = ()
    hands: tuple[Hand, ...] = ()


class CommentLeft(Struct, frozen=True):
    """A comment that somebody wrote.

    Attributes:
        about: the words of the paragraph in which it begins.
    """

    author: str
    text: str
    about: str


class TracedDocument(Struct, frozen=True):
    """A file with the traces of those who worked on it.

    Attributes:
        body: its passages, without notes.
        margins: the words of headers and footers, each once.
        gone: by identity of an anchor whose paragraph was deleted and tracked, who did so.
        saved_by: who saved it last, or "".
        properties: of the file.
    """

    name: str
    body: tuple[TracedPassage, ...]
    margins: frozenset[str]
    gone: Mapping[str, tuple[Hand, ...]]
    comments: tuple[CommentLeft, ...]
    saved_by: str
    properties: Mapping[str, str]


def read_traces(data: bytes, name: str) -> TracedDocument:
    """A Word file as it reads with all tracked changes accepted, and whose they are.

    Raises:
        PackageRefusedError: the file is no Word document, is damaged, or would cost too much to read.
    """
    package = read_package(data, name, only_to_look=True)
    state = ReaderState(package)
    body = tuple(_body(state))
    kept = {each.identity for traced in body for each in traced.anchors}
    return TracedDocument(
        name,
        body,
        frozenset(_margins(state)),
        {key: hands for key, hands in _all_anchors(state.body) if key not in kept},
        tuple(_comments(package, state.body)),
        _saved_by(package),
        properties_of(package),
    )


def _body(state: ReaderState) -> Iterator[TracedPassage]:
    carried: tuple[AnchorName, ...] = ()
    hands: tuple[Hand, ...] = ()
    for paragraph, passages in walk_story(state, state.body, state.package.main_part):
        anchors = (*carried, *_anchors(paragraph))
        hands = (*hands, *hands_on(paragraph))
        if not passages:  # its mark was deleted: what is left of it runs on into the next
            carried = anchors
            continue
        for each in passages:
            yield TracedPassage(each, anchors, tuple(dict.fromkeys(hands)))
        carried, hands = (), ()


def _anchors(paragraph: Element) -> tuple[AnchorName, ...]:
    names = (read_name(each.get(_NAME) or "") for each in paragraph.iter(BOOKMARK))
    return tuple(name for name in names if name and not name.is_row)


def hands_on(paragraph: Element) -> Iterator[Hand]:
    """Whose tracked changes are in a paragraph, or in the row around it."""
    row = ancestor(paragraph, TR)
    whole = () if row is None else (each for each in row.iterfind(f"{TRPR}/*") if each.tag in _REVISIONS)
    for each in (*paragraph.iter(*_REVISIONS), *whole):
        if author := each.get(_AUTHOR):
            yield Hand(author, (each.get(_DATE) or "")[:10])


def _all_anchors(body: Element) -> Iterator[tuple[str, tuple[Hand, ...]]]:
    for paragraph in body.iter(P):
        for anchor in _anchors(paragraph):
            yield anchor.identity, tuple(dict.fromkeys(hands_on(paragraph)))


def _margins(state: ReaderState) -> Iterator[str]:
    count = len(state.passages)
    for role, part in margins_of(state):
        read_story(state, state.package.xml(part), part, role)
    for each in state.passages[count:]:
        if words := " ".join("".join(span.text for span in each.spans if not span.sequence).split()):
            yield words


def _comments(package: Package, body: Element) -> Iterator[CommentLeft]:
    about: dict[str, str] = {}
    for mark in body.iter(RANGE_START, REFERENCE):
        paragraph = mark if mark.tag == P else ancestor(mark, P)
        if paragraph is None:
            paragraph = next(mark.itersiblings(P), None)  # a range that goes over several begins before the first
        words = "" if paragraph is None else without_objects(paragraph_text(paragraph).text)
        about.setdefault(mark.get(ID) or "", " ".join(words.split()))
    for part in package.related_parts(package.main_part, "comments"):
        for each in package.xml(part).iter(COMMENT):
            if not is_ours(each):
                text = " ".join(_words(each.iter(P)))
                yield CommentLeft(each.get(_AUTHOR) or "", text, about.get(each.get(ID) or "", ""))


def _words(paragraphs: Iterable[Element]) -> Iterator[str]:
    for paragraph in paragraphs:
        yield "".join(each.text or "" for each in paragraph.iter(T))


def _saved_by(package: Package) -> str:
    name = next((each for each in package.names if package.content_type(each) == CORE), "")
    return (package.xml(name).findtext(_LAST_MODIFIED_BY) or "").strip() if name else ""
