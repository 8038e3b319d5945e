"""The contents of a YAML file as a value: texts, each with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from briefgen.findings import Place

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]


class YamlDocument(NamedTuple):
    """The contents of a YAML file: mappings, lists and texts, and where each is.

    Attributes:
        file: its name, for messages.
        root: the value of the whole; "" for an empty file.
        marks: line and column (from 1) of each value by its path, e.g. ("documents", "letter", "title").
        keys: line and column of each key, by the path of its value.
        plain: the paths of the texts written without quotation marks.
    """

    file: str
    root: Node
    marks: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]
    plain: frozenset[Path]

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """The place of a value (or of its key); for a missing path, that of its nearest parent.

        A document that was never a file has no lines: its places name the entry.
        """
        if not self.marks:
            return Place(self.file, spot=f"entry “{'.'.join(map(str, path))}”" if path else "")
        marks = self.keys if key else self.marks
        while path and path not in marks:
            path = path[:-1]
        line, column = marks.get(path, (1, 1))
        return Place(self.file, line=line, char=column)
