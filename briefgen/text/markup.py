"""The markup of a text as it is read, and what can be read of it without a Markdown parser.

Most texts hold words, paragraphs and `**bold**` only. Importing the parser and reading the sample dossier with it
takes a fifth of a whole run, so `read_light` reads these by itself. Its result is the parser's; whatever could mean
anything else is left to the parser.

Footnotes: their texts are cut out of the source before the rest is read. A definition begins a line with `[^label]:`
and goes on to the next blank line or definition; after a blank line, lines indented by four spaces or a tab belong to
it as further paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from briefgen.model.richtext import Block, Span


class Problem(Struct, frozen=True):
    """A fault of the markup; `words` as in the source, values as private characters."""

    message: str
    remedy: str
    words: str


class Markup(Struct, frozen=True):
    """Blocks whose spans may hold private characters in the place of values."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


# what may be markup
_SIGNS = re.compile(r"[\\*\[\t]")
_BLOCK_START = re.compile(r" *(?:[-#]|[0-9]+[.)])")
# words in bold that begin behind a space or bracket with a letter, digit or value and end before a space or a sign of
# punctuation: nothing else can be meant (CommonMark 0.31, 6.2: left-flanking and right-flanking delimiter runs)
_STRONG = re.compile(r"(?<![^ \n(])\*\*(?=[\w\U000f0000-\U000ffffd])([^*\n]*[^*\s])\*\*(?![^ \n,.;:!?)])")


def read_light(text: str, *, block: bool) -> tuple[Block, ...] | None:
    """The blocks of a text whose only markup is words in bold; None where there may be other markup.

    Args:
        text: the source; each value is one private character.
        block: whether paragraphs, lists and headings are markup.
    """
    without_bold = _STRONG.sub(r"\1", text) if "*" in text else text
    if _SIGNS.search(without_bold) or "  \n" in without_bold:
        return None
    if block and any(_BLOCK_START.match(line) for line in without_bold.split("\n")):
        return None
    paragraphs = re.split(r"\n(?: *\n)+", text.strip(" \n"))
    joined = (" ".join(line.strip(" ") for line in lines.split("\n")) for lines in paragraphs)
    return tuple(Block(tuple(_light_spans(words))) for words in joined if words)


def _light_spans(words: str) -> Iterator[Span]:
    """The spans of a paragraph; every second stretch between asterisks is bold."""
    for number, stretch in enumerate(words.split("**")):
        if stretch:
            yield Span(stretch, bold=number % 2 == 1)


_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_INDENT = re.compile(r" {4}|\t")


class NoteDefinition(Struct, frozen=True):
    """The text of a note."""

    label: str
    text: str


class SplitSource(Struct, frozen=True):
    """A source without its definitions, and these by their labels."""

    text: str
    definitions: dict[str, NoteDefinition]
    problems: tuple[Problem, ...] = ()


def split_definitions(source: str) -> SplitSource:
    """Divide a source into its text and its notes; a label defined twice is a problem."""
    if "[^" not in source:
        return SplitSource(source, {})
    text, notes = _split(source.split("\n"))
    found = [NoteDefinition(label, "\n".join(lines)) for label, lines in notes]
    labels = [label for label, _ in notes]
    twice = sorted({label for label in labels if labels.count(label) > 1})
    problems = [
        Problem(f"The note “{label}” is defined twice.", "Give one of them another name.", f"[^{label}]:")
        for label in twice
    ]
    problems += [
        Problem(f"The note “{note.label}” has no text.", "Write it after the colon.", f"[^{note.label}]:")
        for note in found
        if not note.text.strip()
    ]
    return SplitSource("\n".join(text), {note.label: note for note in found}, tuple(problems))


def _split(lines: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    text: list[str] = []
    notes: list[tuple[str, list[str]]] = []
    is_note = False  # whether the line before belongs to a note, or is blank after one
    for line in lines:
        beginning = _DEFINITION.match(line)
        if beginning:
            notes.append((beginning[1], [line[beginning.end() :]]))
            # the texts before and after a definition are two paragraphs
            text.append("")
            is_note = True
        elif is_note and _goes_on(line, notes[-1][1]):
            notes[-1][1].append(_INDENT.sub("", line, count=1))
        else:
            is_note = False
            text.append(line)
    return text, notes


def _goes_on(line: str, note: list[str]) -> bool:
    """Blank lines continue a note, too: whether they belong to it depends on the line after them."""
    return not line.strip() or bool(note[-1].strip()) or bool(_INDENT.match(line))
