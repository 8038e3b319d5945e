"""What can be seen wrong in a YAML file by its lines alone, and the comment that swallows text.

YAML as a drafter means it: every value is text as written, each with its line and column.

YAML's own rules turn NO into false, 007 into 7 and 12:30 into 750, drop what stands after " #", let the last of two
equal keys win, and let a document name and repeat parts of itself. Here the first do not apply and the rest are
refused, with the place. The event stream of PyYAML is read (libyaml's, where it is built in: it is eight times faster).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import yaml

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources.files.text import decoded, forbidden_in, line_and_character, one_newline
from briefgen.sources.files.yaml_document import Node, Path, YamlDocument
from briefgen.sources.files.yaml_faults import MAX_DEPTH, explain, too_deep

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


try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml
    from yaml import BaseLoader as _Parser  # type: ignore[assignment]

MAX_BYTES: Final = 1 << 20

_Event: TypeAlias = Any  # the attributes of an event depend on its class; libyaml's events come without types


def yaml_document(content: bytes, file: str) -> YamlDocument:
    """The YAML document in the bytes of a file.

    Raises:
        UnreadableInputError: with line and column, for broken YAML and for what would lose or change text in silence.
    """
    if len(content) > MAX_BYTES:
        message = f"{file}, line 1: the file has more than {MAX_BYTES >> 20} MB."
        raise UnreadableInputError(message, "Check that it is the right file; large data can be given as JSON.")
    text = one_newline(decoded(content, file))
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
        self.marks: dict[Path, tuple[int, int]] = {}
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
            raise self._refused(event, "a second document begins here (“---”).", "Keep one document in the file.")

    def _next(self) -> _Event:
        return self.parser.get_event()

    def _refused(self, event: _Event, message: str, remedy: str) -> UnreadableInputError:
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
            raise self._refused(event, "“&” and “*” (anchors) are not read.", remedy)
        if event.tag is not None:
            raise self._refused(
                event, "“!” (a tag) is not read.", "A value that begins with “!” must stand in quotation marks."
            )
        if len(path) > MAX_DEPTH:
            raise self._refused(event, f"nested more than {MAX_DEPTH} deep.", "Check the brackets and the indentation.")

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
            raise self._refused(event, "a key must be a plain text.", "Check the brackets and the colons.")
        key = self._scalar(event, path)
        self._refuse_cleverness(event, path)
        if key in earlier:
            line, _ = self.keys[(*path, key)]
            raise self._refused(
                event, f"the key “{key}” stands there twice (first in line {line}).", "Keep one of the two."
            )
        if key == "<<":
            raise self._refused(event, "“<<” (merging) is not read.", "Write the entries out.")
        return key

    def _scalar(self, event: _Event, path: Path) -> str:
        value: str = event.value
        if not event.style:
            self._refuse_lost_text(event)
            self.plain.add(path)
        if forbidden := forbidden_in(value):
            message = f"the text holds the control character {forbidden.code}, which Word cannot hold."
            raise self._refused(event, message, "Delete it.")
        return value

    def _refuse_lost_text(self, event: _Event) -> None:
        end = event.end_mark
        found = lost_comment(self.lines, event.start_mark.line, end.line, end.column)
        if found:
            line, column, words = found
            message = f"the text “{words}” would be lost: after a space “#” begins a comment."
            remedy = "Put the whole value in quotation marks, or write “# ” with a space for a comment."
            raise _refusal(self.file, line, column, message, remedy)
