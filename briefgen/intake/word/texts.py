"""What stands in a cell or below a heading as pieces, and pieces as marked-up text of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefgen.intake.reading import Told
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.model.richtext import Block, Kind, RichText, Span
from briefgen.text.source import WrittenSource, write_source

_TYPED_BULLET = re.compile(r"[ \t]*[•·▪◦●■►–—-][ \t\u00a0]+(?=\S)")
_BULLET_BELOW = re.compile(r"\n(?=[ \t]*[•·▪◦●■►–—-][ \t\u00a0]+\S)")
_DEEPER = re.compile(r"\b(?:Bullet|Number) ([2-5])$", re.IGNORECASE)  # Word's styles of deeper levels are lists of one
_COUNT = re.compile(r"[(]?([0-9]+)[.)]")
_CHANGE_MARK = "Change Mark "
_LISTS = frozenset({Role.BULLET, Role.NUMBERED})
_DROPPED_LOOKS = {"underline": "underlined words", "strike": "words struck through", "highlight": "coloured words"}


def pieces_of(passages: Iterable[Passage]) -> list[Passage]:
    """The paragraphs that say something; bullets that are typed as signs are bullets, lines of them one each.

    Marks of what changed (`[new]`), which briefgen puts before an item, are no words of it.
    """
    found = (piece for passage in passages for piece in _split(_without_marks(passage)))
    return [each for each in found if each.text.strip() or any(span.note is not None for span in each.spans)]


def _without_marks(passage: Passage) -> Passage:
    spans = list(passage.spans)
    if not any(span.style.startswith(_CHANGE_MARK) for span in spans):
        return passage
    kept = [span for span in spans if not span.style.startswith(_CHANGE_MARK)]
    return replace(passage, spans=without_start(kept, len(passage.text) - len(passage.text.lstrip())) if kept else ())


def is_ended(passage: Passage) -> bool:
    """Whether a paragraph tells, with briefgen's own mark, of an item that has ended."""
    return any(span.style == f"{_CHANGE_MARK}Ended" for span in passage.spans)


def _split(passage: Passage) -> Iterator[Passage]:
    """A paragraph, or its lines where these begin with typed bullets."""
    rest = passage
    while below := _BULLET_BELOW.search(rest.text):
        yield _with_bullet(replace(rest, spans=until(rest.spans, below.start())))
        rest = replace(rest, spans=without_start(rest.spans, below.end()))
    yield _with_bullet(rest)


def _with_bullet(passage: Passage) -> Passage:
    sign = _TYPED_BULLET.match(passage.text)
    if sign is None or passage.role is Role.HEADING:
        deeper = _DEEPER.search(passage.style) if passage.role in _LISTS else None
        return replace(passage, level=max(passage.level, int(deeper[1]) - 1)) if deeper else passage
    spans = without_start(passage.spans, sign.end())
    return replace(passage, spans=spans, role=passage.role if passage.role in _LISTS else Role.BULLET)


def without_start(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Spans without their first characters."""
    found: list[Span] = []
    for span in spans:
        cut = min(length, len(span.text))
        length -= cut
        if span.note is not None or len(span.text) > cut:
            found.append(replace(span, text=span.text[cut:]))
    return tuple(found)


def until(spans: Sequence[Span], length: int) -> tuple[Span, ...]:
    """Spans up to a character."""
    found: list[Span] = []
    for span in spans:
        if length > 0 and (span.note is not None or span.text):
            found.append(replace(span, text=span.text[:length]))
        length -= len(span.text)
    return tuple(found)


class TextReader(Struct):
    """Makes marked-up text of pieces, and notes which looks it cannot hold.

    Attributes:
        lost: of each look that went, where it was met.
        headings: whether headings stay such, as in the text of a letter; in a cell they are paragraphs.
    """

    lost: list[tuple[str, Passage]]
    headings: bool = False

    def read(self, pieces: Sequence[Passage], *, outer: int = 0) -> str:
        """The text of some pieces.

        Args:
            outer: how many levels of lists lie around them, as the bullet that an item is.
        """
        source: WrittenSource = write_source(RichText(tuple(_blocks(pieces, outer, headings=self.headings))))
        names = (_DROPPED_LOOKS.get(look, f"{look} words") for look in source.lost)
        self.lost += [(name, pieces[0]) for name in names]
        return source.text


def tell_pictures(manuscript: Manuscript) -> list[Told]:
    """What is told of pictures and charts, which no text holds."""
    return [Told("pictures and charts", each.place, each.description[:80], 0) for each in manuscript.pictures]


def tell_losses(lost: Iterable[tuple[str, Passage]]) -> list[Told]:
    """What is told of looks that went."""
    return [Told(f"looks that the ledger has no sign for: {look}", p.place, p.text[:80], 0) for look, p in lost]


def _blocks(pieces: Sequence[Passage], outer: int, *, headings: bool) -> Iterator[Block]:
    counts: dict[int, int] = {}
    for at, piece in enumerate(pieces):
        level = max(0, piece.level - outer)
        if headings and piece.role is Role.HEADING:
            counts.clear()
            yield Block(tuple(replace(span, bold=False) for span in piece.spans), Kind.HEADING, max(2, piece.level))
            continue
        if piece.role is Role.BULLET and (at or not outer):
            _end_lists(counts, piece.level)
            yield Block(piece.spans, Kind.BULLET, level)
        elif piece.role is Role.NUMBERED and (at or not outer) and _counts_on(piece, counts):
            yield Block(piece.spans, Kind.NUMBER, level, restart=counts[piece.level] == 1)
        else:
            counts.clear()
            number = (Span(f"{piece.number} "),) if piece.number and piece.role is not Role.BULLET else ()
            yield Block((*number, *piece.spans))


def _end_lists(counts: dict[int, int], level: int) -> None:
    """A list of the ledger begins at 1 again behind whatever is not of it."""
    for each in [each for each in counts if each >= level]:
        del counts[each]


def _counts_on(piece: Passage, counts: dict[int, int]) -> bool:
    """Whether the number of a paragraph is the one that a list of the ledger would give it."""
    found = _COUNT.fullmatch(piece.number)
    wanted = counts.get(piece.level, 0) + 1
    if found is None or int(found[1]) not in (1, wanted):
        return False
    _end_lists(counts, piece.level)
    counts[piece.level] = int(found[1])
    return True
