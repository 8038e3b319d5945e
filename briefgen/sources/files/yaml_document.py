"""What a YAML file holds, as a value: texts, each with its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from briefgen.findings import Place

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]


class YamlDocument(NamedTuple):
    """What a YAML file holds: mappings, lists and texts, and where each stands.

    Attributes:
        file: the name that it is spoken of by.
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
        """Where the value (or its key) stands; for a path that is not there, where its parent stands."""
        marks = self.keys if key else self.marks
        while path and path not in marks:
            path = path[:-1]
        line, column = marks.get(path, (1, 1))
        return Place(self.file, line=line, char=column)
