"""What is refused of a template before it is compiled: too deep a nest of blocks, and characters that are marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from briefgen.findings import Finding, Place, error
from briefgen.word.ooxml import Element, P
from briefgen.word.problems import PlacedTag
from briefgen.word.statements import OPENING, opens_block
from briefgen.word.tags import BRACES

# CPython compiles 20 loops inside each other and no more; nobody reads a template that is nested deeper
DEEPEST = 20
TOO_DEEP = "loops, conditions or brackets are nested too deeply"
# an honest paragraph has a dozen, an honest template a few hundred
MOST_TAGS, MOST_TAGS_OF_A_PART = 1_000, 10_000
# the engine marks tags with these characters (Unicode 16, 23.7)
_NONCHARACTER = re.compile("[\ufdd0-\ufdef]")


def nested_too_deeply(tags: Mapping[int, PlacedTag]) -> Finding | None:
    """A finding at the first block of a part that stands in more than `DEEPEST` others.

    Args:
        tags: the tags by the line of the compiled source that they stand on.
    """
    depth = 0
    for line in sorted(tags):
        placed = tags[line]
        depth += opens_block(placed.tag) - (placed.tag.word in OPENING)
        if depth > DEEPEST:
            message = f"more than {DEEPEST} loops and conditions stand inside each other here"
            return placed.fault("TPL-011", message, "Use “elif” and “and”, or a macro for the inner part.")
    return None


def unreadable(root: Element, file: str, part: str) -> Iterator[Finding]:
    """Findings for what makes a part no template that a person could have written."""
    text = etree.tostring(root, encoding="unicode")
    place = Place(file, part="" if part == "document" else part)
    if found := _NONCHARACTER.search(text):
        yield _inner_mark(found[0], place)
    if (tags := _tags(text)) > MOST_TAGS_OF_A_PART:
        yield error("TPL-011", place, f"it holds more than {MOST_TAGS_OF_A_PART:,} tags", "Use loops and macros.")
    elif tags > MOST_TAGS and any(_tags("".join(map(str, each.itertext()))) > MOST_TAGS for each in root.iter(P)):
        message = f"a paragraph holds more than {MOST_TAGS:,} tags or braces"
        yield error("TPL-011", place, message, "Spread them over several paragraphs.")


def _tags(text: str) -> int:
    return sum(map(text.count, BRACES))


def _inner_mark(character: str, place: Place) -> Finding:
    """Whoever could write the engine's marks into a template could write statements that nobody has looked at."""
    message = f"it holds the character U+{ord(character):04X}, which is for the inner use of programs and no text"
    return error("TPL-002", place, message, "Delete it, or type the paragraph anew.")
