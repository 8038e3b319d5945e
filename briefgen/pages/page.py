"""The page that a manuscript becomes: its title, banner, pieces and notes, all in order.

Also which characters and links a page may have, and its seal: a hash of everything else in the file, by which a later
run sees whether it was edited, as in Word files. Line ends do not count, as editors and mail change them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.manuscript import Manuscript, Passage, PictureForm, Role
from briefgen.model.richtext import C1_CONTROLS, NONCHARACTERS, NOT_XML, RichText, Span
from briefgen.pages.blocks import Heading, Piece, pieces_of

_LOWEST = 6
_PICTURE = "\uffff"  # no character of XML, so that no text of a file can hold it
_PICTURE_MARK = re.compile(f"{_PICTURE}(\\d+){_PICTURE}")
_OF_PAGES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


class PageNote(Struct, frozen=True):
    """A note: the number at its mark, and its text."""

    number: str
    text: RichText


class Page(Struct, frozen=True):
    """A document without page breaks.

    Attributes:
        title: of the document.
        needs_title: whether none of its headings is the title.
        language: a BCP 47 tag.
        banner: the text of the headers; `foot` that of the footers; both without page numbers.
        watermark: the word behind the text, such as "DRAFT", or "".
        marks: the index of the note of each mark, by the `id` of its passage and the index of its span.
        pictures: those that are shown, by the index that stands in their mark; see `picture_index`.
    """

    title: str
    needs_title: bool
    language: str
    banner: tuple[Passage, ...]
    pieces: tuple[Piece, ...]
    foot: tuple[Passage, ...]
    notes: tuple[PageNote, ...]
    marks: Mapping[tuple[int, int], int]
    watermark: str = ""
    pictures: tuple[PictureForm, ...] = ()


def page_of(manuscript: Manuscript, *, shows_pictures: bool = False) -> Page:
    """Convert a manuscript to a page.

    Args:
        shows_pictures: whether pictures that it has are shown; else their texts stand for them.
    """
    manuscript, pictures = _with_pictures(manuscript, shows_pictures)
    pieces = pieces_of(manuscript)
    leading = _leading(pieces)
    title = manuscript.properties.get("title", "").strip() or (leading.text.strip() if leading else "")
    marks = list(_marks(manuscript))
    return Page(
        title=title or manuscript.name,
        needs_title=leading is None,
        language=_tag(manuscript),
        banner=tuple(_margin(manuscript, Role.HEADER)),
        pieces=tuple(_set_levels(pieces, leading)),
        foot=tuple(_margin(manuscript, Role.FOOTER)),
        notes=tuple(_notes([text for _, text in marks], manuscript)),
        marks={mark: index for index, (mark, _) in enumerate(marks)},
        watermark=manuscript.watermark,
        pictures=pictures,
    )


def _with_pictures(manuscript: Manuscript, shown: bool) -> tuple[Manuscript, tuple[PictureForm, ...]]:
    """The manuscript with each picture at the end of its passage: a mark, or its alternative text in brackets."""
    named = [each for each in manuscript.pictures if each.description and not each.is_chart]
    drawn = tuple(each for each in named if shown and each.data)
    ends = {each.place: Span(f"[{each.description}]", italic=True) for each in named}
    ends |= {each.place: Span(f"{_PICTURE}{index}{_PICTURE}") for index, each in enumerate(drawn)}
    if not ends:
        return manuscript, ()
    passages = (_with_picture(each, ends.get(each.place)) for each in manuscript.passages)
    return replace(manuscript, passages=tuple(passages)), drawn


def _with_picture(passage: Passage, end: Span | None) -> Passage:
    if end is None or passage.exhibit:
        return passage
    blank = (Span(" "),) if passage.text.strip() else ()
    return replace(passage, spans=(*passage.spans, *blank, end))


def picture_index(span: Span) -> int | None:
    """Which of a page's pictures a span is the mark of; None for text."""
    found = _PICTURE_MARK.fullmatch(span.text)
    return int(found[1]) if found else None


def _tag(manuscript: Manuscript) -> str:
    """The language tag of the file, with its country, where it agrees with the language of the text."""
    tag = manuscript.properties.get("language", "")
    return tag if tag.split("-")[0].casefold() == manuscript.language.casefold() else manuscript.language


def _leading(pieces: Iterable[Piece]) -> Passage | None:
    """The heading over the whole page: the title, or the only heading of level 1 where it is the first of all."""
    heads = [piece.passage for piece in pieces if isinstance(piece, Heading)]
    title = next((each for each in heads if each.role is Role.TITLE), None)
    tops = [each for each in heads if each.level <= 1]
    return title or (tops[0] if len(tops) == 1 and tops[0] is heads[0] else None)


def _set_levels(pieces: Iterable[Piece], leading: Passage | None) -> Iterator[Piece]:
    """Give headings their levels: 1 for the leading one only, and none skipped on the way down."""
    above: list[int] = []
    for piece in pieces:
        if not isinstance(piece, Heading):
            yield piece
        elif piece.passage is leading:
            yield replace(piece, level=1)
        else:
            while above and above[-1] >= piece.passage.level:
                above.pop()
            above.append(piece.passage.level)
            yield replace(piece, level=min(len(above) + 1, _LOWEST))


def _margin(manuscript: Manuscript, role: Role) -> Iterator[Passage]:
    """The texts of headers or footers that make sense without page breaks, each once."""
    seen: set[str] = set()
    for passage in manuscript.passages:
        text = passage.text.strip()
        if passage.role is role and text not in seen and _has_meaning(passage):
            seen.add(text)
            yield passage


def _has_meaning(passage: Passage) -> bool:
    if any(span.sequence in _OF_PAGES for span in passage.spans):
        return False
    return any(character.isalnum() for character in passage.text)


def _marks(manuscript: Manuscript) -> Iterator[tuple[tuple[int, int], RichText]]:
    for passage in manuscript.body:
        for index, span in enumerate(passage.spans):
            if span.note is not None:
                yield (id(passage), index), span.note


def _notes(texts: Sequence[RichText], manuscript: Manuscript) -> Iterator[PageNote]:
    """The notes with their numbers: those of the manuscript's notes of the same text, else by position."""
    numbers: dict[str, list[str]] = {}
    for (number, _), group in groupby(_of_notes(manuscript), key=lambda each: (each.number, _place_of(each))):
        numbers.setdefault("\n".join(each.text for each in group), []).append(number)
    for count, text in enumerate(texts, 1):
        known = numbers.get(str(text), [])
        yield PageNote((known.pop(0) if known else "") or str(count), text)


def _of_notes(manuscript: Manuscript) -> Iterator[Passage]:
    return (each for each in manuscript.passages if each.role is Role.NOTE)


def _place_of(passage: Passage) -> str:
    return passage.place.spot.rpartition(", paragraph ")[0]


_NOT_FOR_READING = re.compile(f"[{NOT_XML}{C1_CONTROLS}{NONCHARACTERS}]")
_LINK = re.compile(r"(?:https?://[^\s<>\"\\^`{|}]+|mailto:[^\s<>\"\\^`{|}]+)", re.IGNORECASE)


def replace_unreadable(text: str) -> str:
    """The text with U+FFFD for controls, lone surrogates and noncharacters."""
    return _NOT_FOR_READING.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def safe_link(href: str) -> str:
    """The target of a link to a page or mailbox; "" for any other, such as a script."""
    return href if _LINK.fullmatch(href) and not _NOT_FOR_READING.search(href) else ""


_HTML_SEAL = '<meta name="briefgen-seal" content="sha256:{}">\n'
_MARKDOWN_SEAL = "\n<!-- briefgen-seal sha256:{} -->\n"
_HTML_PLACE = "<title>"
_SEAL = re.compile(
    r'<meta name="briefgen-seal" content="sha256:([0-9a-f]{64})">\n|\n<!-- briefgen-seal sha256:([0-9a-f]{64}) -->\n\Z'
)


def seal_html(html: str) -> bytes:
    """The bytes of an HTML page, with a seal before its title."""
    return html.replace(_HTML_PLACE, _HTML_SEAL.format(_digest(html)) + _HTML_PLACE, 1).encode()


def seal_markdown(markdown: str) -> bytes:
    """The bytes of a Markdown page, with a seal in a comment at its end."""
    return (markdown + _MARKDOWN_SEAL.format(_digest(markdown))).encode()


def is_untouched_page(data: bytes) -> bool:
    """Whether a file has a seal that agrees with the rest of it.

    Args:
        data: the file's bytes; a file that is not UTF-8 counts as edited.
    """
    try:
        text = data.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    found = list(_SEAL.finditer(text))
    if len(found) != 1:
        return False
    rest = text[: found[0].start()] + text[found[0].end() :]
    return _digest(rest) in found[0].groups()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
