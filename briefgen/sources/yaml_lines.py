"""What can be seen wrong in a YAML file by its lines alone, and the comment that swallows text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from briefgen.sources.characters import forbidden_in, line_and_character

# spaces that look like indentation but are text to YAML: the entry below becomes part of the one above
_ODD_INDENT: Final = re.compile("^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])", re.MULTILINE)
_TAB_INDENT: Final = re.compile(r"^(\t)[ \t]*[^\s#]", re.MULTILINE)
_COMMENT: Final = re.compile(r"\s*(#\S.*)")


def check_lines(text: str) -> tuple[int, int, str, str] | None:
    """The first fault that the lines show, or None.

    Returns:
        Line and column (from 1), what is wrong, what to do.
    """
    if forbidden := forbidden_in(text):
        message = f"the file holds the control character {forbidden.code}, which Word cannot hold."
        return (*line_and_character(text, forbidden.offset), message, "Delete it.")
    if odd := _ODD_INDENT.search(text):
        message = f"the line is indented with a special space (U+{ord(odd.group(1)):04X})."
        return (*line_and_character(text, odd.start(1)), message, "Indent with ordinary spaces.")
    if tab := _TAB_INDENT.search(text):
        message = "the line is indented with a tab, which YAML does not allow."
        return (*line_and_character(text, tab.start(1)), message, "Indent with spaces.")
    return None


def lost_comment(lines: Sequence[str], first: int, last: int, column: int) -> tuple[int, int, str] | None:
    """The text after an unquoted value that YAML would take for a comment, though it hardly is one.

    "item #3 done" is the text "item" to YAML. A comment that begins with "# " is taken for one; "#3" is not.

    Args:
        lines: the lines of the file.
        first: the line (from 0) in which the value begins.
        last: the line in which it ends.
        column: the column behind its end.

    Returns:
        Line and column (from 1) and the words; None where nothing is lost.
    """
    rest = lines[last][column:] if last < len(lines) else ""
    if rest.strip():
        return _comment(rest, last, column)
    if last + 1 < len(lines) and _indent(lines[last + 1]) > _indent(lines[first]):
        return _comment(lines[last + 1], last + 1, 0)
    return None


def _comment(rest: str, line: int, column: int) -> tuple[int, int, str] | None:
    found = _COMMENT.match(rest)
    if not found or (column and found.start(1) == 0):
        return None
    return line + 1, column + found.start(1) + 1, found.group(1)[:30]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
