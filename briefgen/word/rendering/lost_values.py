"""What tags have printed, looked for in the finished parts.

That is a search for texts, not a second rendering: only where one is lost, the template is rendered once more up to
the tag that printed it, which is then named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from briefgen.model.richtext import ExhibitRef, RichText
from briefgen.word.inserts import Insertion
from briefgen.word.rendering.value_filters import words_of
from briefgen.word.state.rendering import PrintedValue, Rendering
from briefgen.word.wml.escape import OPEN_TEXT, attribute_xml, escape_text

_SHOWN = 60
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]+)")
_BREAKS = re.compile(r"[\a\f\n\r\t]+")
_CHEAP, _AFFORDABLE = 2_000_000, 200_000_000  # characters looked through


class LostValueError(TemplateRuntimeError):
    """A value that was printed is not in the finished document.

    Attributes:
        index: which of the printed values.
    """

    def __init__(self, index: int, piece: str) -> None:
        shown = piece if len(piece) <= _SHOWN else f"{piece[:_SHOWN]}…"
        super().__init__(f"it prints “{shown}”, which is not in the finished document")
        self.index, self.piece = index, piece


class PrintedUpTo(list[PrintedValue]):
    """What tags print in a rendering that stops, with an error at its tag, at the value that was lost in another."""

    def __init__(self, lost: LostValueError) -> None:
        super().__init__()
        self._lost = lost

    def append(self, printed: PrintedValue) -> None:
        """Takes one value.

        Raises:
            LostValueError: it is the one.
        """
        if len(self) == self._lost.index:
            raise self._lost
        super().append(printed)


def refuse_lost_values(rendering: Rendering, parts: Mapping[str, str], superseded: str = "") -> None:
    """Looks for every value that tags have printed, as often as they have.

    Args:
        parts: the finished parts as XML, by name.
        superseded: what stood in the results of fields that were computed anew.

    Raises:
        LostValueError: one is not there.
    """
    notes = next((name for name in parts if "footnotes" in name), "")
    for in_code in (False, True):
        if pieces := list(_printed_pieces(rendering.printed, in_code, notes)):
            texts = {name: _with_plain_quotes(xml if in_code else _texts_in(xml)) for name, xml in parts.items()}
            _refuse_lost(pieces, texts, "" if in_code else superseded)


# the documents of a batch share most of their small parts
_SMALL = 16_384
_texts_in_small = lru_cache(maxsize=64)(lambda xml: "\n".join(_TEXT.findall(xml)))


def _texts_in(xml: str) -> str:
    return _texts_in_small(xml) if len(xml) <= _SMALL else "\n".join(_TEXT.findall(xml))


def _printed_pieces(printed: list[PrintedValue], in_code: bool, notes: str) -> Iterator[tuple[int, str, str]]:
    """Of all values in text, or in code: which it is, the part it is looked for in, and a piece of it.

    Footnotes are looked for in their own part: thousands of them, each sought from where it cannot be to the end of the
    document, would take the square of their number.
    """
    pieces_of = _pieces_in_code if in_code else _pieces
    for index, (part, value, is_code) in enumerate(printed):
        if is_code is in_code:
            for piece in pieces_of(value):
                yield index, part, piece
            if not in_code and isinstance(value, RichText):
                for piece in _escaped(_texts_of_notes(value)):
                    yield index, notes, piece


def _with_plain_quotes(xml: str) -> str:
    """The XML with its quotation marks as they are, since not all that writes XML writes references for them."""
    if "&" not in xml:
        return xml
    return xml.replace("&#34;", '"').replace("&#39;", "'").replace("&quot;", '"')


def _refuse_lost(pieces: list[tuple[int, str, str]], texts: Mapping[str, str], superseded: str) -> None:
    missed = _out_of_order(pieces, texts)
    length = sum(map(len, texts.values()))
    if missed or length * len(pieces) <= _CHEAP:
        printed = Counter(piece for _, _, piece in pieces)
        several = (piece for piece, count in printed.items() if count > 1)  # the others are there once
        wanted = list(dict.fromkeys((*(each for _, each in missed), *several)))
        whole = "\n".join((*texts.values(), superseded)) if wanted else ""
        for piece in wanted[: _AFFORDABLE // (length + 1)]:
            if whole.count(piece) < printed[piece]:
                found = [index for index, each in missed if each == piece]
                raise LostValueError(found[0] if found else _last(pieces, piece), piece)


def _last(pieces: list[tuple[int, str, str]], wanted: str) -> int:
    return next(index for index, _, piece in reversed(pieces) if piece == wanted)


def _out_of_order(pieces: list[tuple[int, str, str]], texts: Mapping[str, str]) -> list[tuple[int, str]]:
    """The pieces that do not stand behind those before them, in the order of printing."""
    places, missed = dict.fromkeys(texts, 0), []
    for index, part, piece in pieces:
        at = texts.get(part, "").find(piece, places.get(part, 0))
        if at < 0:
            missed.append((index, piece))
        else:
            places[part] = at + len(piece)
    return missed


def _pieces_in_code(value: object) -> list[str]:
    """The pieces of a value in an attribute, where a break is a space."""
    if isinstance(value, RichText):
        texts = [*_texts_of(value), *_texts_of_notes(value)]
    else:
        texts = [value.unescape() if isinstance(value, Markup) else words_of(value)]
    return [_with_plain_quotes(attribute_xml(text)) for text in texts if text.strip()]


def _pieces(value: object) -> list[str]:
    """The texts of a value as they are written in XML, between its breaks; without those of its notes."""
    if type(value) is str and value.isprintable():  # by far the most
        return [] if not value or value.isspace() else [escape_text(value)]
    if isinstance(value, Markup):
        return [each for each in _TEXT.findall(OPEN_TEXT + _with_plain_quotes(str(value))) if each.strip()]
    if isinstance(value, RichText):
        texts = list(_texts_of(value))
    elif isinstance(value, (ExhibitRef, Insertion)) and not isinstance(value, str):
        return []
    else:
        texts = [words_of(value)]
    return _escaped(texts)


def _escaped(texts: Iterable[str]) -> list[str]:
    pieces = (each for text in texts for each in ((text,) if text.isprintable() else _BREAKS.split(text)))
    return [escape_text(each) for each in pieces if each and not each.isspace()]


def _texts_of(text: RichText) -> Iterator[str]:
    """The texts of the spans; what only a finished document knows is left out."""
    for block in text.blocks:
        for span in block.spans:
            if span.note is None and not (span.sequence or span.refers_to):
                yield span.text


def _texts_of_notes(text: RichText) -> Iterator[str]:
    for block in text.blocks:
        for span in block.spans:
            if span.note is not None:
                yield from _texts_of(span.note)
