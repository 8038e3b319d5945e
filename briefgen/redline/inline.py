"""What stands in a paragraph, as a wording that can be compared: text, and objects that are kept or changed whole.

An object is a picture, a field with its result, the mark of a note, a formula. Bookmarks and the ends of comments have
a place in the wording but no width.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree
from msgspec import Struct, field

from briefgen.opc.xml import Element
from briefgen.redline.marks import CONTROL, CONTROL_CONTENT, WRAPPERS, shell_of
from briefgen.redline.words import OBJECT, Token, split_words
from briefgen.word.wml.ooxml import MARKERS, PPR, RPR, RUN, P, T, w

_CHAR, _TYPE = w("fldChar"), w("fldCharType")
_PAGES = re.compile(r"(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_SIGNS = {w("tab"): "\t", w("br"): "\n", w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_NOTHING = frozenset(map(w, ("lastRenderedPageBreak", "proofErr", "rPr")))
_COMMENT = w("commentReference")
_CONTENT = frozenset({RUN, P, CONTROL_CONTENT, *WRAPPERS, CONTROL})

# what two programs, or one at two times, write differently without meaning anything
_IDLE = re.compile(
    r"<w:(?:bookmark|commentRange|perm)(?:Start|End)\b[^>]*/>"
    r"|<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:commentReference\b[^>]*/></w:r>|<w:(?:proofErr|lastRenderedPageBreak|noProof|lang)\b[^>]*/>"
    r'| (?:w:rsid\w*|w14:paraId|w14:textId|wp14:anchorId|wp14:editId|xml:space|w:history|w:dirty)="[^"]*"'
    r'| xmlns(?::\w+)?="[^"]*"',
    re.DOTALL,
)
_EMPTY = re.compile(r"<w:rPr\s*/>|<w:rPr></w:rPr>|<w:pPr\s*/>")
_DRAWING = re.compile(r'(<(?:wp:docPr|pic:cNvPr|\w+:cNvPr)\b[^>]*?) id="\d+"')
_CONTROL_ID = re.compile(r"(<w:sdtPr>.*?)<w:id\b[^>]*/>", re.DOTALL)


def signature(element: Element) -> str:
    """What is equal for two elements that say the same in the same look, once their ids mean the same."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    text = _IDLE.sub("", text)
    if "cNvPr" in text or "docPr" in text:
        text = _DRAWING.sub(r"\1", text)
    if "<w:sdtPr>" in text:
        text = _CONTROL_ID.sub(r"\1", text)
    return _EMPTY.sub("", text)


def is_same(one: Element, other: Element) -> bool:
    """Whether two elements say the same in the same look; where they do not, mostly their words tell: that is quick."""
    texts = ("".join(map(str, each.itertext())) for each in (one, other))
    return next(texts) == next(texts) and signature(one) == signature(other)


def look_of(properties: Element | None) -> str:
    """What is equal for two `w:rPr` that look the same; languages and what is not spell-checked do not count."""
    return "" if properties is None or not len(properties) else _inner(signature(properties))


def _inner(text: str) -> str:
    return text.partition(">")[2].rpartition("</")[0] if "</" in text else ""


class Wrapper(Struct, frozen=True):
    """A link, content control or the like around runs.

    Attributes:
        key: what makes two of them the same.
        element: itself, with what is in it.
    """

    key: str
    element: Element


class WordingPiece(Struct, frozen=True):
    """A piece of a paragraph.

    Attributes:
        text: its characters; OBJECT for an object, "" for what has no width.
        elements: what it is: the children of a run, or with `look` None whole children of the paragraph.
        run: the run that it is from, or None.
        path: what it stands in, outermost first.
        key: of an object: what makes it equal to another.
    """

    text: str
    elements: tuple[Element, ...]
    run: Element | None
    path: tuple[Wrapper, ...]
    key: str = ""

    @property
    def look(self) -> Element | None:
        """The properties of its run."""
        return None if self.run is None else self.run.find(RPR)

    @property
    def context(self) -> str:
        """What makes the same words elsewhere another thing."""
        return "|".join(each.key for each in self.path)


class ParagraphWording(Struct):
    """A paragraph as pieces, and as tokens of one text.

    Attributes:
        pieces: in order.
        starts: the place of each piece in the text.
    """

    pieces: list[WordingPiece]
    starts: list[int] = field(default_factory=list)
    length: int = 0

    def __post_init__(self) -> None:
        for piece in self.pieces:
            self.starts.append(self.length)
            self.length += len(piece.text)

    def tokens(self) -> list[Token]:
        """The tokens: none reaches over the edge of a link or control."""
        found: list[Token] = []
        text, context, start = "", "", 0
        for piece, at in zip(self.pieces, self.starts, strict=True):
            if piece.key or piece.context != context:
                found += split_words(text, context, start)
                text, context, start = "", piece.context, at
            if piece.key:
                found.append(Token((piece.key, context), at, at + 1, "object"))
                start = at + 1
            else:
                text += piece.text
        return [*found, *split_words(text, context, start)]

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The pieces with width from one place to another: the index of each, and the part of its text there."""
        first = max(0, bisect_right(self.starts, start) - 1) if start < end else len(self.pieces)
        for at in range(first, len(self.pieces)):
            piece, begin = self.pieces[at], self.starts[at]
            if begin >= end:
                return
            if piece.text and begin + len(piece.text) > start:
                yield at, max(0, start - begin), min(len(piece.text), end - begin)


def read_wording(paragraph: Element) -> ParagraphWording:
    """A paragraph as a wording."""
    reading = _PieceReading()
    return ParagraphWording(list(reading.read(paragraph, ())))


class _PieceReading(Struct):
    """Reads the pieces of one paragraph.

    Attributes:
        _seen: how many wrappers of each kind there were, so that two links to one place are two.
    """

    _seen: Counter[str] = field(default_factory=Counter)

    def read(self, parent: Element, path: tuple[Wrapper, ...]) -> Iterator[WordingPiece]:
        """The pieces of a paragraph, or of what stands in it."""
        children = [each for each in parent if isinstance(each.tag, str)]
        at = 0
        while at < len(children):
            size = _field_size(children[at:]) if _begins_field(children[at]) else 0
            if size > 0:
                group = tuple(children[at : at + size])
                yield WordingPiece(OBJECT, group, None, path, _field_key(group))
            else:
                yield from self._child(children[at], path)
            at += max(size, 1)

    def _child(self, child: Element, path: tuple[Wrapper, ...]) -> Iterator[WordingPiece]:
        if child.tag == RUN:
            yield from _pieces_of_run(child, path)
        elif child.tag in WRAPPERS:
            yield from self.read(child, (*path, self._wrapper(child, _shell(child))))
        elif child.tag == CONTROL:
            content = child.find(CONTROL_CONTENT)
            properties = child.find(w("sdtPr"))
            key = "" if properties is None else control_key(properties)
            if content is not None:
                yield from self.read(content, (*path, self._wrapper(child, f"sdt{key}")))
        elif child.tag in MARKERS:
            yield WordingPiece("", (child,), None, path)
        elif child.tag != PPR and child.tag not in _NOTHING and not _is_properties(child):
            yield WordingPiece(OBJECT, (child,), None, path, _field_key((child,)))

    def _wrapper(self, element: Element, key: str) -> Wrapper:
        self._seen[key] += 1
        return Wrapper(f"{key}#{self._seen[key]}", element)


def _is_properties(child: Element) -> bool:
    return child.tag in (w("sdtPr"), w("sdtEndPr"), w("smartTagPr"), w("customXmlPr"))


def _shell(element: Element) -> str:
    """A wrapper's start tag."""
    return signature(shell_of(element))


def control_key(properties: Element) -> str:
    """What makes two content controls the same: their `w:sdtPr` without the number."""
    return "".join(signature(each) for each in properties if each.tag != w("id"))


def _pieces_of_run(run: Element, path: tuple[Wrapper, ...]) -> Iterator[WordingPiece]:
    for child in run:
        if not isinstance(child.tag, str) or child.tag in _NOTHING:
            continue
        if child.tag == T:
            if child.text:
                yield WordingPiece(child.text, (), run, path)
        elif child.tag in _SIGNS and (child.tag != w("br") or child.get(w("type")) in (None, "textWrapping")):
            yield WordingPiece(_SIGNS[str(child.tag)], (child,), run, path)
        elif child.tag == _COMMENT:
            yield WordingPiece("", (child,), run, path)
        else:
            yield WordingPiece(OBJECT, (child,), run, path, signature(child))


def _begins_field(child: Element) -> bool:
    return child.tag == RUN and any(each.get(_TYPE) == "begin" for each in child.iterchildren(_CHAR))


def _field_size(children: Sequence[Element]) -> int:
    """How many children of a paragraph a field takes; 0 where it does not end in the same parent."""
    depth = 0
    for count, child in enumerate(children, 1):
        for sign in child.iter(_CHAR):
            depth += {"begin": 1, "end": -1}.get(sign.get(_TYPE) or "", 0)
        if depth <= 0:
            return count
    return 0


def _field_key(group: Sequence[Element]) -> str:
    """What makes two objects equal; of page numbers, which are counted anew whenever they are shown, not the result."""
    codes = [str(text) for each in group for text in (each.get(w("instr")), *each.itertext(w("instrText"))) if text]
    code = " ".join("".join(codes).split())
    if not _PAGES.match(code):
        return "".join(map(signature, group))
    looks = dict.fromkeys(look_of(run.find(RPR)) for each in group for run in each.iter(RUN))
    return f"{code}|{'|'.join(looks)}"


def open_fields(paragraph: Element) -> str:
    """The signs of fields that begin or end in another paragraph: such paragraphs hold a field together."""
    signs: list[str] = []
    for sign in paragraph.iter(_CHAR):
        kind = sign.get(_TYPE) or ""
        if kind == "end" and "begin" in signs:
            signs = signs[: len(signs) - 1 - signs[::-1].index("begin")]
        elif kind in {"begin", "end"}:
            signs.append(kind)
    return " ".join(signs)
