"""A long text in the pieces that are translated one by one: what stands between blank lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:")
_NOTE = re.compile(r"\[\^([^\]\s]+)\](?!:)")


class TextBlock(NamedTuple):
    """A piece of a text and the line, from 1, that it begins on."""

    text: str
    line: int


def blocks_of(source: str) -> list[TextBlock]:
    """The blocks of a text; an indented one belongs to that before it, as a list item or a note goes on."""
    found: list[TextBlock] = []
    position = 0
    for end, following in [*((each.start(), each.end()) for each in _BLANK_LINES.finditer(source)), (len(source), 0)]:
        text = source[position:end].strip("\n")
        if found and text.startswith((" ", "\t")):
            found[-1] = TextBlock(f"{found[-1].text}\n\n{text}", found[-1].line)
        elif text.strip():
            start = position + len(source[position:end]) - len(source[position:end].lstrip("\n"))
            found.append(TextBlock(text, source.count("\n", 0, start) + 1))
        position = following
    return found


def with_notes(some: Sequence[str], every: Sequence[str]) -> str:
    """Some blocks of a text as a text, with the notes that they point to; "" for notes alone.

    Args:
        some: the blocks wanted.
        every: all blocks, where the notes are looked for.
    """
    if len(some) == len(every):
        return "\n\n".join(some)
    body = [text for text in some if not _DEFINITION.match(text)]
    wanted = {label for text in body for label in _NOTE.findall(text)}
    notes = [text for text in every if (match := _DEFINITION.match(text)) and match[1] in wanted]
    return "\n\n".join([*body, *notes]) if body else ""
