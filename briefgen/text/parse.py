"""Parse a text without formatting its values: blocks, calls and faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.richtext import NOT_XML, Block, Kind
from briefgen.text.markup import Markup, Problem, read_light, split_definitions
from briefgen.text.values import pieces, read_piece
from briefgen.text.vocabulary import EXHIBITS, Call, SourcePiece, TextFault

_UNPRINTABLE = f"[{NOT_XML}]"
_PRIVATE = range(0xF0000, 0x10FFFE)
MARK = re.compile(f"([{chr(_PRIVATE[0])}-{chr(_PRIVATE[-1])}])")
"""What may stand for a value while the markup is read."""


class ParseDraft(Struct, frozen=True):
    """A parsed text: in its blocks, each value is a private character.

    Attributes:
        values: that character and the call it stands for, in the order of the source.
    """

    blocks: tuple[Block, ...]
    values: tuple[tuple[str, Call], ...]
    faults: tuple[TextFault, ...]


def faults(source: str, *, block: bool = True) -> list[TextFault]:
    """All faults of a text that can be found without formatting its values, in the order of the source."""
    return list(draft(source, block).faults)


def calls(source: str) -> list[Call]:
    """Every word that a text calls, in the order of evaluation; values that are refused are left out."""
    return [call for _, reading in _readings(source) if isinstance(reading, Call) for call in reading.within()]


@lru_cache(maxsize=2048)
def _readings(source: str) -> tuple[tuple[SourcePiece, Call | TextFault], ...]:
    """The values of a source, each as typed and as parsed."""
    return tuple((piece, read_piece(piece)) for piece in pieces(source))


@lru_cache(maxsize=2048)
def draft(source: str, block: bool) -> ParseDraft:
    """Parse a text; cached, because its checks and documents use the same."""
    found, readings = [piece for piece, _ in _readings(source)], [reading for _, reading in _readings(source)]
    marks = _free_characters(source, len(found))
    masked = _mask(source, found, marks)
    markup = _read_markup(masked, block)
    refused = [reading for reading in readings if isinstance(reading, TextFault)]
    spelled = [_fault(problem, source, found, marks) for problem in markup.problems]
    values = tuple((mark, call) for mark, call in zip(marks, readings, strict=True) if isinstance(call, Call))
    wrong = [*_unprintable(source), *refused, *spelled, *_check_exhibits(markup.blocks, values, block)]
    few = sorted(_without_floods(wrong), key=lambda fault: fault.offset)
    return ParseDraft(markup.blocks, values, tuple(few))


_MANY = 20


def _without_floods(wrong: Iterable[TextFault]) -> Iterator[TextFault]:
    """The faults; of one cause that stands in many places only the first, which says how often it stands there."""
    by_cause: dict[str, list[TextFault]] = {}
    for each in sorted(wrong, key=lambda fault: fault.offset):
        by_cause.setdefault(each.message, []).append(each)
    for same in by_cause.values():
        if len(same) > _MANY:
            yield replace(same[0], message=f"{same[0].message} The text has {len(same)} of this kind.")
        else:
            yield from same


def _check_exhibits(blocks: Iterable[Block], values: Iterable[tuple[str, Call]], block: bool) -> Iterator[TextFault]:
    """A chart or table that does not stand alone in a paragraph of its own."""
    shown = [(mark, call) for mark, call in values if call.word in EXHIBITS]
    if not shown:
        return
    alone = {str(each) for each in blocks if each.kind is Kind.PARAGRAPH and block}
    for mark, call in shown:
        if mark not in alone:
            message = f"A {call.word} stands alone in a paragraph of its own."
            remedy = f'Put an empty line before and behind it, or refer to it: {{{{ ref("{call.word}/…") }}}}.'
            yield TextFault(message, remedy, call.words, call.offset)


def _free_characters(source: str, count: int) -> str:
    """As many private characters as there are values, none of them in the source."""
    taken = set() if source.isascii() else set(source)
    free = (mark for mark in map(chr, _PRIVATE) if mark not in taken)
    return "".join(islice(free, count))


def _mask(source: str, found: Iterable[SourcePiece], marks: str) -> str:
    kept, end = [], 0
    for piece, mark in zip(found, marks, strict=True):
        kept += [source[end : piece.offset], mark]
        end = piece.offset + len(piece.words)
    masked = "".join([*kept, source[end:]])
    return re.sub("\r\n?", "\n", masked) if "\r" in masked else masked


def _read_markup(text: str, block: bool) -> Markup:
    parts = split_definitions(text)
    body = parts.text if block else parts.text.strip(" \t\n")
    problems = list(parts.problems)
    if not block and re.search(r"\n[ \t]*\n", body):
        problems.append(Problem("This text must be one paragraph, but holds a blank line.", "Take it out.", ""))
    light = None if parts.definitions else read_light(body, block=block)
    if light is not None:
        return Markup(light, tuple(problems))
    # local, because most texts do not need markdown-it, which is slow to import
    from briefgen.text.markdown import read_markdown

    markup = read_markdown(body, parts.definitions, block=block)
    return Markup(markup.blocks, (*problems, *markup.problems))


def _unprintable(source: str) -> Iterable[TextFault]:
    for match in () if source.isprintable() else re.finditer(_UNPRINTABLE, source):
        name = f"U+{ord(match[0]):04X}"
        yield TextFault(f"A text cannot hold the control character {name}.", "Delete it.", name, match.start())


def _fault(problem: Problem, source: str, found: list[SourcePiece], marks: str) -> TextFault:
    """The problem with its words and offset in the source, which the markup's parser does not keep."""
    words = problem.words
    for piece, mark in zip(found, marks, strict=True):
        words = words.replace(mark, piece.words)
    return TextFault(problem.message, problem.remedy, words, max(source.find(words), 0))
