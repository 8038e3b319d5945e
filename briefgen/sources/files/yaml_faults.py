"""What is wrong in a YAML file that the parser gave up on, in words for people who do not write parsers.

Neither PyYAML nor libyaml promises the words of its errors, and they have changed. So a fault is explained by what is
promised: the class of the error, its places, the signs that stand there, and the collection that was open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import yaml

MAX_DEPTH: Final = 12
_BRACKETS_BEFORE_A_LOOK: Final = 500  # libyaml gives up at 1,000, long before it gives the events of the first ones
_BRACKET: Final = re.compile(r"[\[\]{}]")
_BEFORE_A_VALUE: Final = "[{,:-?\n"

_INDENTATION: Final = "Check the indentation and the quotation marks here and in the lines above."
_IN_QUOTES: Final = "Put the value in quotation marks."
_NEVER_CLOSED: Final = "A quotation mark or bracket that is opened here is never closed."


class YamlFault(NamedTuple):
    """Where a file stops being YAML (line and column from 1), what is wrong, what to do."""

    line: int
    column: int
    message: str
    remedy: str


def too_deep(text: str) -> YamlFault | None:
    """The bracket with which the text goes deeper than any dossier, if it goes so deep that no parser should see it."""
    if text.count("[") + text.count("{") < _BRACKETS_BEFORE_A_LOOK:
        return None
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found.group() in "]}":
            del opened[-1:]
        elif _begins_a_value(text, found.start()):
            opened.append(found.start())
        if len(opened) >= _BRACKETS_BEFORE_A_LOOK:
            return _nested(text, opened[MAX_DEPTH])
    return None


def _begins_a_value(text: str, offset: int) -> bool:
    line = text.rfind("\n", 0, offset) + 1
    before = text[max(line, offset - 80) : offset].rstrip(" ")
    return not before or before[-1] in _BEFORE_A_VALUE


def _nested(text: str, offset: int) -> YamlFault:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return YamlFault(line, column, f"nested more than {MAX_DEPTH} deep.", "Check the brackets and the indentation.")


def explain(problem: yaml.MarkedYAMLError, lines: Sequence[str], innermost: Any) -> YamlFault:  # an untyped event
    """Explains why the parser gave up.

    Args:
        problem: what the parser raised.
        lines: the lines of the file, without their ends.
        innermost: the event that began the collection which was open, or None outside of any.
    """
    mark = problem.problem_mark or problem.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if isinstance(problem, yaml.scanner.ScannerError):
        return _of_signs(problem, lines, line, column)
    return YamlFault(line + 1, column + 1, *_of_structure(innermost))


def _of_structure(innermost: Any) -> tuple[str, str]:
    flow = getattr(innermost, "flow_style", False)
    if isinstance(innermost, yaml.SequenceStartEvent):
        return _IN_A_LIST if flow else _IN_A_BLOCK_LIST
    return _IN_BRACES if flow else _IN_A_BLOCK


_IN_A_LIST: Final = ("a list is opened with “[”, and neither “,” nor “]” follows here.", _INDENTATION)
_IN_BRACES: Final = ("a bracket “{” is opened, and neither “,” nor “}” follows here.", _INDENTATION)
_IN_A_BLOCK_LIST: Final = ("an entry of the list is expected here, with “- ” before it.", _INDENTATION)
_IN_A_BLOCK: Final = (
    "an entry (name, colon, value) is expected here, as far to the right as the others.",
    _INDENTATION,
)


def _of_signs(problem: yaml.MarkedYAMLError, lines: Sequence[str], line: int, column: int) -> YamlFault:
    sign = lines[line][column : column + 1] if line < len(lines) else ""
    opening = problem.context_mark
    quoted = opening is not None and lines[opening.line][opening.column : opening.column + 1] in ("'", '"')
    if opening and quoted and not any(each.strip() for each in (sign, *lines[line + 1 :])):
        message = "the file ends before a quotation mark or bracket is closed."
        return YamlFault(opening.line + 1, opening.column + 1, message, _NEVER_CLOSED)
    return YamlFault(
        line + 1, column + 1, *_of_a_sign(sign, quoted=quoted, elsewhere=bool(opening and opening.line != line))
    )


def _of_a_sign(sign: str, *, quoted: bool, elsewhere: bool) -> tuple[str, str]:
    if quoted:
        return _IN_DOUBLE_QUOTES
    if elsewhere:
        return _NO_COLON
    return _BY_SIGN.get(sign, _CANNOT_BEGIN)


_IN_DOUBLE_QUOTES: Final = (
    "in double quotation marks a backslash begins an escape, and this is none.",
    "Use single quotation marks, in which a backslash is a sign like others.",
)
_NO_COLON: Final = (
    "a colon is missing behind a name, here or in the line above.",
    "Write the name, a colon, a space and the value.",
)
_CANNOT_BEGIN: Final = (
    "no value can be written so.",
    "A value cannot begin so: put it in quotation marks. Tabs cannot indent.",
)
_BY_SIGN: Final = {
    ":": (
        "a colon followed by a space stands where no name can stand.",
        "A value holds a colon followed by a space: put the value in quotation marks.",
    ),
    "-": ("a list cannot begin in the line of a name.", "Begin the list on a line of its own."),
}
