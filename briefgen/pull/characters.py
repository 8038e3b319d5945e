"""Texts character by character, with their looks: as a file shows them, and as they are typed, with their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final, NamedTuple
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from briefgen.model.richtext import Block, RichText, Span
from briefgen.redline.words import OBJECT
from briefgen.text.parse import draft

Say = Callable[[str], RichText]
_BLANKS: Final = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009\t\n", " "))


_BEYOND: Final = ("underline", "strike", "superscript", "subscript", "highlight")


class TypedLook(NamedTuple):
    """What a character looks like, as far as light Markdown can say it."""

    bold: bool = False
    italic: bool = False
    href: str = ""


class Character(NamedTuple):
    """One character.

    Attributes:
        value: which value of its text it is a part of, counted from 0; None for what is typed as it is.
        note: the footnote whose mark it is.
        typed_note: the same with its values as private characters.
    """

    sign: str
    look: TypedLook = TypedLook()
    value: int | None = None
    note: RichText | None = None
    typed_note: RichText | None = None


def characters_of(spans: Iterable[Span]) -> list[Character]:
    """What some spans show."""
    return [each for span in spans for each in _of_span(span)]


def _of_span(span: Span) -> Iterator[Character]:
    look = TypedLook(span.bold, span.italic, span.href)
    if span.note is not None:
        yield Character(OBJECT, look, None, span.note)
    for sign in span.text:
        yield Character(sign, look)


def plain(characters: Iterable[Character]) -> str:
    """Their words, with each blank as a space: as many signs as there are characters."""
    return "".join(each.sign for each in characters).translate(_BLANKS)


def without_case(text: str) -> str:
    """A text without regard to case, as long as before."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text)


def appearance_of(characters: Iterable[Character]) -> tuple[object, ...]:
    """What a reader sees; two that are equal differ in nothing that a text could say."""
    signs = [each for each in characters if not each.sign.isspace()]
    looks = tuple((each.look[:2], _target(each.look.href)) for each in signs)
    notes = tuple(" ".join(str(each.note).split()) for each in signs if each.note is not None)
    return looks, notes


def differ(made: Sequence[Character], found: Sequence[Character]) -> bool:
    """Whether somebody has edited a paragraph; blanks of other kinds, and links spelt otherwise, are no edit."""
    return plain(made).split() != plain(found).split() or appearance_of(made) != appearance_of(found)


def looks_beyond(spans: Iterable[Span]) -> frozenset[str]:
    """The looks of some spans that no text of the ledger has; links are underlined as they are."""
    words = [each for each in spans if each.text.strip()]
    return frozenset(
        name for name in _BEYOND for each in words if getattr(each, name) and not (each.href and name == "underline")
    )


def _target(href: str) -> str:
    return unquote(href).rstrip("/")


def spans_of(characters: Iterable[Character]) -> Iterator[Span]:
    """Characters as spans of a text, neighbours of one look as one."""
    for (look, note), group in groupby(characters, key=lambda each: (each.look, each.note)):
        if note is not None:
            yield Span("", note=note)
        else:
            yield Span("".join(each.sign for each in group), look.bold, look.italic, look.href)


class TypedText(Struct, frozen=True, dict=True):
    """A text of the dossier, as it is typed and as it reads.

    Attributes:
        source: light Markdown with values.
        say: what such a text says.
    """

    source: str
    say: Say

    @cached_property
    def typed_blocks(self) -> tuple[Block, ...]:
        """Its blocks; each value is one private character, of `marks`."""
        return draft(self.source, block=True).blocks

    @cached_property
    def marks(self) -> dict[str, str]:
        """By the private character of each value, how it is typed."""
        return {mark: call.words for mark, call in draft(self.source, block=True).values}

    @cached_property
    def blocks(self) -> tuple[tuple[Character, ...], ...]:
        """Its blocks as they read."""
        return tuple(tuple(self._read(block)) for block in self.typed_blocks)

    @cached_property
    def _values(self) -> dict[str, tuple[int, str]]:
        return {mark: (at, str(self.say(typed))) for at, (mark, typed) in enumerate(self.marks.items())}

    def _read(self, block: Block) -> Iterator[Character]:
        for each in characters_of(block.spans):
            if each.sign in self._values:
                number, words = self._values[each.sign]
                yield from (each._replace(sign=sign, value=number) for sign in words)
            elif each.note is not None:
                yield each._replace(note=self._note(each.note), typed_note=each.note)
            else:
                yield each

    def _note(self, note: RichText) -> RichText:
        """A note as it reads."""
        blocks = (replace(each, spans=tuple(spans_of(self._read(each)))) for each in note.blocks)
        return RichText(tuple(blocks))
