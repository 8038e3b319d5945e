"""YAML as a drafter means it: every value is text as written, each with its line and column.

YAML's own rules turn NO into false, 007 into 7 and 12:30 into 750, drop what follows " #", let the last of two equal
keys win, and let a document name and repeat parts of itself. Here the first do not apply and the rest are refused, with
the place. The event stream of PyYAML is read (libyaml's, where it is built in: it is eight times faster).

Faults are explained for people who do not write parsers. Neither PyYAML nor libyaml promises the words of its errors,
and they have changed, so an explanation uses what is promised: the class of the error, its places, the signs that are
there, and the collection that was open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources.files.text import decode_text, forbidden_in, line_and_character, one_newline
from briefgen.sources.files.yaml_document import Node, Path, YamlDocument

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
    """The bracket at which a text is nested too deeply, if it is so deep that no parser should be given it."""
    if text.count("[") + text.count("{") < _BRACKETS_BEFORE_A_LOOK:
        return None
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found.group() in "]}":
            del opened[-1:]
        elif _begins_a_value(text, found.start()):
            opened.append(found.start())
        if len(opened) >= _BRACKETS_BEFORE_A_LOOK:
            return _too_deep_fault(text, opened[MAX_DEPTH])
    return None


def _begins_a_value(text: str, offset: int) -> bool:
    line = text.rfind("\n", 0, offset) + 1
    before = text[max(line, offset - 80) : offset].rstrip(" ")
    return not before or before[-1] in _BEFORE_A_VALUE


def _too_deep_fault(text: str, offset: int) -> YamlFault:
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    return YamlFault(line, column, f"nested more than {MAX_DEPTH} deep.", "Check the brackets and the indentation.")


def explain(problem: yaml.MarkedYAMLError, lines: Sequence[str], innermost: Any) -> YamlFault:  # an untyped event
    """Explain why the parser gave up.

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


# spaces that look like indentation but are text to YAML: the entry below becomes part of the one above
_ODD_INDENT: Final = re.compile("^ *([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])", re.MULTILINE)
_TAB_INDENT: Final = re.compile(r"^(\t)[ \t]*[^\s#]", re.MULTILINE)
_COMMENT: Final = re.compile(r"\s*(#\S.*)")


def check_lines(text: str) -> tuple[int, int, str, str] | None:
    """The first fault that is visible in the lines, or None.

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


def find_lost_comment(lines: Sequence[str], first: int, last: int, column: int) -> tuple[int, int, str] | None:
    """The text after an unquoted value that YAML would drop as a comment, though it hardly is one.

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


try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml
    from yaml import BaseLoader as _Parser  # type: ignore[assignment]

MAX_BYTES: Final = 1 << 20

_Event: TypeAlias = Any  # the attributes of an event depend on its class; libyaml's events come without types


def yaml_document(content: bytes, file: str) -> YamlDocument:
    """The YAML document in the bytes of a file.

    Raises:
        UnreadableInputError: with line and column, for broken YAML and for what would silently lose or change text.
    """
    if len(content) > MAX_BYTES:
        message = f"{file}, line 1: the file has more than {MAX_BYTES >> 20} MB."
        raise UnreadableInputError(message, "Check that it is the right file; large data can be given as JSON.")
    text = one_newline(decode_text(content, file))
    if found := check_lines(text) or too_deep(text):
        raise _refusal(file, *found)
    builder = _Builder(file, text)
    try:
        return builder.document()
    except yaml.MarkedYAMLError as problem:
        raise _refusal(file, *explain(problem, builder.lines, builder.innermost)) from None
    except yaml.YAMLError:
        message = f"{file}: it holds a character that YAML does not allow."
        raise UnreadableInputError(message, "Put the text in quotation marks.") from None


def _refusal(file: str, line: int, column: int, message: str, remedy: str) -> UnreadableInputError:
    return UnreadableInputError(f"{Place(file, line=line, char=column)}: {message}", remedy)


class _Builder:
    """Builds values from the events of one document, keeping their places."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.parser = _Parser(text)
        self.marks: dict[Path, tuple[int, int]] = {(): (1, 1)}  # of an empty file as well
        self.keys: dict[Path, tuple[int, int]] = {}
        self.plain: set[Path] = set()
        self.opened: list[_Event] = []

    @property
    def innermost(self) -> _Event | None:
        """The event that began the collection which is being read, or None outside of any."""
        return self.opened[-1] if self.opened else None

    def document(self) -> YamlDocument:
        self._next()  # the stream begins
        root: Node = ""
        if isinstance(self._next(), yaml.DocumentStartEvent):
            root = self._node(self._next(), ())
            self._next()  # the document ends
            self._refuse_a_second(self._next())
        return YamlDocument(self.file, root, self.marks, self.keys, frozenset(self.plain))

    def _refuse_a_second(self, event: _Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            raise self._refuse(event, "a second document begins here (“---”).", "Keep one document in the file.")

    def _next(self) -> _Event:
        return self.parser.get_event()

    def _refuse(self, event: _Event, message: str, remedy: str) -> UnreadableInputError:
        mark = event.start_mark
        return _refusal(self.file, mark.line + 1, mark.column + 1, message, remedy)

    def _node(self, event: _Event, path: Path) -> Node:
        self._refuse_cleverness(event, path)
        self.marks[path] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            items = enumerate(self._until(event, yaml.SequenceEndEvent))
            return [self._node(each, (*path, index)) for index, each in items]
        return self._scalar(event, path)

    def _refuse_cleverness(self, event: _Event, path: Path) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            remedy = "A value that begins with “&” or “*” must stand in quotation marks."
            raise self._refuse(event, "“&” and “*” (anchors) are not read.", remedy)
        if event.tag is not None:
            raise self._refuse(
                event, "“!” (a tag) is not read.", "A value that begins with “!” must stand in quotation marks."
            )
        if len(path) > MAX_DEPTH:
            raise self._refuse(event, f"nested more than {MAX_DEPTH} deep.", "Check the brackets and the indentation.")

    def _until(self, start: _Event, end: type[yaml.Event]) -> Iterator[_Event]:
        self.opened.append(start)
        while not isinstance(event := self._next(), end):
            yield event
        self.opened.pop()

    def _mapping(self, start: _Event, path: Path) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for event in self._until(start, yaml.MappingEndEvent):
            key = self._key(event, path, values)
            self.keys[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
            values[key] = self._node(self._next(), (*path, key))
        return values

    def _key(self, event: _Event, path: Path, earlier: Mapping[str, Node]) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse_cleverness(event, path)
            raise self._refuse(event, "a key must be a plain text.", "Check the brackets and the colons.")
        key = self._scalar(event, path)
        self._refuse_cleverness(event, path)
        if key in earlier:
            line, _ = self.keys[(*path, key)]
            raise self._refuse(
                event, f"the key “{key}” stands there twice (first in line {line}).", "Keep one of the two."
            )
        if key == "<<":
            raise self._refuse(event, "“<<” (merging) is not read.", "Write the entries out.")
        return key

    def _scalar(self, event: _Event, path: Path) -> str:
        value: str = event.value
        if not event.style:
            self._refuse_lost_text(event)
            self.plain.add(path)
        if forbidden := forbidden_in(value):
            message = f"the text holds the control character {forbidden.code}, which Word cannot hold."
            raise self._refuse(event, message, "Delete it.")
        return value

    def _refuse_lost_text(self, event: _Event) -> None:
        end = event.end_mark
        found = find_lost_comment(self.lines, event.start_mark.line, end.line, end.column)
        if found:
            line, column, words = found
            message = f"the text “{words}” would be lost: after a space “#” begins a comment."
            remedy = "Put the whole value in quotation marks, or write “# ” with a space for a comment."
            raise _refusal(self.file, line, column, message, remedy)
