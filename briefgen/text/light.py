"""What reading the markup of a text gives, whichever way it was read.

Most texts by a shorter way: words, paragraphs and `**bold**`, read without the parser.

Importing the parser and reading the sample dossier with it takes a fifth of a whole run. What is read here comes out
as the parser would read it; whatever might mean anything else is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.model.richtext import Block, Span


class Problem(NamedTuple):
    """Something wrong with the markup; `words` as they stand in the source, values as private characters."""

    message: str
    remedy: str
    words: str


@dataclass(frozen=True)
class Markup:
    """Blocks whose spans may hold private characters in the place of values."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()


# what may be markup
_SIGNS = re.compile(r"[\\*_\[\t]")
_BEGINNING = re.compile(r" *(?:[-+#]|[0-9]+[.)])")
# words in bold that begin behind a space or bracket with a letter, digit or value and end before a space or a sign of
# punctuation: nothing else can be meant (CommonMark 0.31, 6.2: left-flanking and right-flanking delimiter runs)
_STRONG = re.compile(r"(?<![^ \n(])\*\*(?=[\w\U000f0000-\U000ffffd])([^*\n]*[^*\s])\*\*(?![^ \n,.;:!?)])")


def read_light(text: str, *, block: bool) -> tuple[Block, ...] | None:
    """What `read_markdown` gives for a text without other markup than words in bold; None where there may be other.

    Args:
        text: the source; each value is one private character.
        block: whether paragraphs, lists and headings are markup.
    """
    without_bold = _STRONG.sub(r"\1", text) if "*" in text else text
    if _SIGNS.search(without_bold) or "  \n" in without_bold:
        return None
    if block and any(_BEGINNING.match(line) for line in without_bold.split("\n")):
        return None
    paragraphs = re.split(r"\n(?: *\n)+", text.strip(" \n"))
    joined = (" ".join(line.strip(" ") for line in lines.split("\n")) for lines in paragraphs)
    return tuple(Block(tuple(_spans(words))) for words in joined if words)


def _spans(words: str) -> Iterator[Span]:
    """The spans of a paragraph; every second stretch between asterisks is bold."""
    for number, stretch in enumerate(words.split("**")):
        if stretch:
            yield Span(stretch, bold=number % 2 == 1)
