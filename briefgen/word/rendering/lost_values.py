"""What tags have printed, looked for in the bytes of the finished parts.

That is a search for texts, not a second rendering: only where one is lost, the template is rendered once more up to
the tag that printed it, which is then named.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import TypeAlias, cast

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from briefgen.model.richtext import ExhibitRef, RichText
from briefgen.word.inserts import Insertion
from briefgen.word.rendering.value_filters import words_of
from briefgen.word.state.rendering import PrintedInto, Rendering
from briefgen.word.wml.escape import OPEN_TEXT, attribute_xml, escape_text

_SHOWN = 60
_TEXT = re.compile(rb"<w:t(?:>| [^>]*>)([^<]+)")
_BREAKS = (b"\a", b"\f", b"\r", b"\t")
"""Beside the end of a line, which they are made first."""
_CHEAP, _AFFORDABLE = 2_000_000, 200_000_000  # bytes looked through
_Pieces: TypeAlias = dict[str, list[bytes]]
"""What is looked for, by the part that it is to be in."""


class LostValueError(TemplateRuntimeError):
    """A value that was printed is not in the finished document.

    Attributes:
        into, index: which of the values that were printed there.
    """

    def __init__(self, into: PrintedInto, index: int, piece: str) -> None:
        shown = piece if len(piece) <= _SHOWN else f"{piece[:_SHOWN]}…"
        super().__init__(f"it prints “{shown}”, which is not in the finished document")
        self.into, self.index = into, index


class _ValuesUpTo(list[object]):
    """What is printed into one place, up to the value that was lost."""

    def __init__(self, lost: LostValueError) -> None:
        super().__init__()
        self._lost = lost

    def append(self, value: object) -> None:
        """Takes one value.

        Raises:
            LostValueError: it is the one.
        """
        if len(self) == self._lost.index:
            raise self._lost
        super().append(value)


def stop_at(lost: LostValueError) -> dict[PrintedInto, list[object]]:
    """What tags print in a rendering that stops, with an error at its tag, at the value that was lost in another."""
    return defaultdict(list, {lost.into: _ValuesUpTo(lost)})


def refuse_lost_values(rendering: Rendering, parts: Mapping[str, bytes], superseded: str = "") -> None:
    """Looks for every value that tags have printed, as often as they have.

    Args:
        parts: the finished parts as XML, by name.
        superseded: what stood in the results of fields that were computed anew.

    Raises:
        LostValueError: one is not there.
    """
    notes = next((name for name in parts if "footnotes" in name), "")
    for in_code in (False, True):
        printed = {into: values for into, values in rendering.printed.items() if into[1] is in_code}
        if pieces := _pieces_of(printed, notes):
            for lost in _lost(pieces, _Finished(parts, in_code, b"" if in_code else superseded.encode())):
                raise _error(printed, notes, *lost, pieces)


class _Finished:
    """What values are looked for in: the texts of the finished parts, or all their XML.

    Args:
        superseded: what is there beside them.
    """

    def __init__(self, parts: Mapping[str, bytes], in_code: bool, superseded: bytes) -> None:
        self._parts, self._in_code, self._superseded = parts, in_code, superseded
        self._known: dict[str, bytes] = {}

    def part(self, name: str) -> bytes:
        """What a part holds, found out when it is asked for: the XML of all parts may be large."""
        if name not in self._known:
            xml = self._parts.get(name, b"")
            self._known[name] = _with_plain_quotes(xml if self._in_code else _texts_in(xml))
        return self._known[name]

    def __len__(self) -> int:
        return sum(len(self._parts[name] if self._in_code else self.part(name)) for name in self._parts)

    def whole(self) -> bytes:
        """What all parts hold."""
        return b"\n".join([*map(self.part, self._parts), self._superseded])


# the documents of a batch share most of their small parts
_SMALL = 16_384
_texts_in_small = lru_cache(maxsize=64)(lambda xml: b"\n".join(_TEXT.findall(xml)))


def _texts_in(xml: bytes) -> bytes:
    return _texts_in_small(xml) if len(xml) <= _SMALL else b"\n".join(_TEXT.findall(xml))


def _pieces_of(printed: Mapping[PrintedInto, Sequence[object]], notes: str) -> _Pieces:
    """The pieces of some values, in order.

    Footnotes are looked for in their own part: thousands of them, each sought from where it cannot be to the end of the
    document, would take the square of their number.
    """
    found: defaultdict[str, list[bytes]] = defaultdict(list)
    for (part, in_code), values in printed.items():
        if in_code:
            found[part] += chain.from_iterable(map(_pieces_in_code, values))
            continue
        found[part] += _pieces(values)
        if RichText in map(type, values):
            texts = (value for value in values if type(value) is RichText)
            found[notes] += _escaped(chain.from_iterable(map(_texts_of_notes, texts)))
    return {part: pieces for part, pieces in found.items() if pieces}


def _with_plain_quotes(xml: bytes) -> bytes:
    """The XML with its quotation marks as they are, since not all that writes XML writes references for them."""
    if b"&" not in xml:
        return xml
    return xml.replace(b"&#34;", b'"').replace(b"&#39;", b"'").replace(b"&quot;", b'"')


def _lost(pieces: _Pieces, finished: _Finished) -> Iterator[tuple[str, int]]:
    """The pieces that are not there as often as they were printed: the part of each, and which it is of those."""
    missed = [(part, number) for part, some in pieces.items() for number in _out_of_order(some, finished.part(part))]
    if missed or len(finished) * sum(map(len, pieces.values())) <= _CHEAP:
        printed = Counter(chain.from_iterable(pieces.values()))
        several = (piece for piece, count in printed.items() if count > 1)  # the others are there once
        wanted = list(dict.fromkeys((*(pieces[part][number] for part, number in missed), *several)))
        whole = finished.whole() if wanted else b""
        for piece in wanted[: _AFFORDABLE // (len(whole) + 1)]:
            if whole.count(piece) < printed[piece]:
                among = ((part, number) for part, number in missed if pieces[part][number] == piece)
                yield next(among, None) or _last(pieces, piece)


def _last(pieces: _Pieces, wanted: bytes) -> tuple[str, int]:
    return [(part, number) for part, some in pieces.items() for number, piece in enumerate(some) if piece == wanted][-1]


def _out_of_order(pieces: Sequence[bytes], text: bytes) -> list[int]:
    """Which pieces do not stand behind those before them, in the order of printing."""
    place, missed = 0, []
    for number, piece in enumerate(pieces):
        after = place + 1  # where most stand; to look there costs little
        at = after if text.startswith(piece, after) else text.find(piece, place)
        if at < 0:
            missed.append(number)
        else:
            place = at + len(piece)
    return missed


def _error(
    printed: Mapping[PrintedInto, Sequence[object]], notes: str, part: str, number: int, pieces: _Pieces
) -> LostValueError:
    """The error for one of the pieces of a part: which value it is of is counted only now."""
    values = [(into, index, value) for into, some in printed.items() for index, value in enumerate(some)]
    counts = accumulate(len(_pieces_of({into: [value]}, notes).get(part, ())) for into, _, value in values)
    into, index, _ = next(each for each, count in zip(values, counts, strict=True) if count > number)
    return LostValueError(into, index, pieces[part][number].decode())


def _pieces_in_code(value: object) -> list[bytes]:
    """The pieces of a value in an attribute, where a break is a space."""
    if isinstance(value, RichText):
        texts = [*_texts_of(value), *_texts_of_notes(value)]
    else:
        texts = [value.unescape() if isinstance(value, Markup) else words_of(value)]
    return [_with_plain_quotes(attribute_xml(text).encode()) for text in texts if text.strip()]


def _pieces(values: Sequence[object]) -> list[bytes]:
    """The texts of values as they are written in XML, between their breaks; without those of their notes."""
    kinds = set(map(type, values))
    if kinds <= {str}:  # by far the most
        return _escaped(cast(Sequence[str], values))
    if Markup in kinds:
        return list(chain.from_iterable(map(_pieces_of_one, values)))
    return _escaped(chain.from_iterable(map(_texts_of, values)))


def _pieces_of_one(value: object) -> list[bytes]:
    if not isinstance(value, Markup):
        return _pieces([value])
    texts = _TEXT.findall(_with_plain_quotes(f"{OPEN_TEXT}{value}".encode()))
    return [each for each in texts if each.strip()]


def _escaped(texts: Iterable[str]) -> list[bytes]:
    """The pieces of texts between their breaks, all at once, since that is a tenth of the cost."""
    escaped = escape_text("\n".join(texts)).encode()
    for sign in _BREAKS:
        escaped = escaped.replace(sign, b"\n")
    return [each for each in escaped.split(b"\n") if each and not each.isspace()]


def _texts_of(value: object) -> Iterable[str]:
    """The texts of a value; of rich text those of its spans, without what only a finished document knows."""
    if type(value) is str:
        return (value,)
    if isinstance(value, RichText):
        spans = [span for block in value.blocks for span in block.spans]
        return [each.text for each in spans if each.note is None and not (each.sequence or each.refers_to)]
    if isinstance(value, (ExhibitRef, Insertion)) and not isinstance(value, str):
        return ()
    return (words_of(value),)


def _texts_of_notes(text: RichText) -> Iterator[str]:
    for block in text.blocks:
        for span in block.spans:
            if span.note is not None:
                yield from _texts_of(span.note)
