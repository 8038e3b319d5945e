"""YAML as a drafter means it: every value is text as written, each with its line and column.

YAML's own rules turn NO into false, 007 into 7 and 12:30 into 750, drop what stands after " #", let the last of two
equal keys win, and let a document name and repeat parts of itself. Here the first do not apply and the rest are
refused, with the place. The event stream of PyYAML is read (libyaml's, where it is built in: it is eight times faster).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

import yaml

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place
from briefgen.sources.characters import decoded, forbidden_in, one_newline
from briefgen.sources.yaml_lines import check_lines, lost_comment
from briefgen.sources.yaml_value import Node, Path, YamlDocument

try:
    from yaml.cyaml import CParser as _Parser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml
    from yaml import BaseLoader as _Parser  # type: ignore[assignment]

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 12

_Event: TypeAlias = Any  # the attributes of an event depend on its class; libyaml's events come without types

_PLAIN: Final = {
    "did not find expected ',' or ']'": "a list is opened with “[”, and neither “,” nor “]” follows here",
    "did not find expected ',' or '}'": "a bracket “{” is opened, and neither “,” nor “}” follows here",
    "did not find expected key": "an entry (name, colon, value) is expected here, as far to the right as the others",
    "did not find expected '-' indicator": "an entry of the list is expected here, with “- ” before it",
    "could not find expected ':'": "a colon is missing behind a name",
    "mapping values are not allowed in this context": "a colon followed by a space stands where no name can stand",
    "found character that cannot start any token": "no value can begin with this character",
    "found unexpected end of stream": "the file ends before a quotation mark or bracket is closed",
}
"""What libyaml says, and the same for people who do not write parsers."""

_HINTS: Final = (
    ("mapping values are not allowed", "A value holds a colon followed by a space: put the value in quotation marks."),
    ("cannot start any token", "A value cannot begin so: put it in quotation marks. Tabs cannot indent."),
    ("could not find expected", "Write the name, a colon, a space and the value."),
    ("did not find expected", "Check the indentation and the quotation marks here and in the lines above."),
    ("unexpected end of stream", "A quotation mark or bracket that is opened here is never closed."),
    ("block sequence entries", "Begin the list on a line of its own."),
    ("escape character", "In double quotation marks a backslash has a meaning: use single ones."),
    ("Unicode character escape", "The escape names no character that can be written."),
    ("undefined alias", "A value beginning with “*” must stand in quotation marks."),
)


def yaml_document(content: bytes, file: str) -> YamlDocument:
    """The YAML document in the bytes of a file.

    Raises:
        UnreadableInputError: with line and column, for broken YAML and for what would lose or change text in silence.
    """
    if len(content) > MAX_BYTES:
        message = f"{file}, line 1: the file has more than {MAX_BYTES >> 20} MB."
        raise UnreadableInputError(message, "Check that it is the right file; large data can be given as JSON.")
    text = one_newline(decoded(content, file))
    if found := check_lines(text):
        raise _refusal(file, *found)
    builder = _Builder(file, text)
    try:
        return builder.document()
    except yaml.MarkedYAMLError as problem:
        raise _syntax(file, problem) from None
    except yaml.YAMLError as problem:
        raise UnreadableInputError(
            f"{file}: {str(problem).splitlines()[0]}.", "Put the text in quotation marks."
        ) from None


def _refusal(file: str, line: int, column: int, message: str, remedy: str) -> UnreadableInputError:
    return UnreadableInputError(f"{Place(file, line=line, char=column)}: {message}", remedy)


def _syntax(file: str, problem: yaml.MarkedYAMLError) -> UnreadableInputError:
    words = problem.problem or "this cannot be read as YAML"
    opening = "unexpected end" in words and problem.context_mark
    mark = opening or problem.problem_mark or problem.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    remedy = next((hint for key, hint in _HINTS if key in words), "Put the value in quotation marks.")
    return _refusal(file, line, column, f"{_PLAIN.get(words, words)}.", remedy)


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
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return [self._node(each, (*path, index)) for index, each in enumerate(self._until(yaml.SequenceEndEvent))]
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

    def _until(self, end: type[yaml.Event]) -> Iterator[_Event]:
        while not isinstance(event := self._next(), end):
            yield event

    def _mapping(self, path: Path) -> dict[str, Node]:
        values: dict[str, Node] = {}
        for event in self._until(yaml.MappingEndEvent):
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
