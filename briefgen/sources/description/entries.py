"""Query a YAML document for its entries, and report those that are unknown or of the wrong type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from briefgen.findings import Finding, did_you_mean, error
from briefgen.sources import rules
from briefgen.sources.files.table import character_findings
from briefgen.sources.files.text import direction_marks_in
from briefgen.sources.files.yaml_document import Node, Path, YamlDocument

_SHAPES: Final[dict[type, str]] = {str: "a text", list: "a list", dict: "a group of entries"}


class YamlEntries:
    """The entries of a document by path; a query that finds the wrong type reports it, once for each path."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self.misshapen: set[Path] = set()

    def at(self, path: Path) -> Node | None:
        """The node at a path, or None."""
        node: Node | None = self.document.root
        for step in path:
            if isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int):
                node = node[step]
            else:
                return None
        return node

    def text(self, path: Path) -> str:
        """The stripped text at a path; "" where there is none."""
        node = self.at(path)
        if isinstance(node, str):
            self._check_characters(node, path)
            return node.strip()
        self._reject(node, path, str)
        return ""

    def texts(self, path: Path) -> tuple[str, ...]:
        """The texts of a list; a single text counts as a list of one."""
        node = self.at(path)
        if isinstance(node, list):
            return tuple(text for index in range(len(node)) if (text := self.text((*path, index))))
        text = self.text(path) if isinstance(node, str) else ""
        self._reject(node if not isinstance(node, str) else None, path, list)
        return (text,) if text else ()

    def keys(self, path: Path) -> tuple[str, ...]:
        """The keys of the mapping at a path; none where there is no mapping."""
        node = self.at(path)
        if isinstance(node, dict):
            return tuple(node)
        self._reject(node or None, path, dict)
        return ()

    def know(self, path: Path, known: Sequence[str]) -> None:
        """Report the keys of the mapping at a path that are not known."""
        for key in self.keys(path):
            if key not in known:
                where = f" under “{path[-1]}”" if path else ""
                remedy = did_you_mean(key, known) or f"Known are: {', '.join(known)}."
                place = self.document.place((*path, key), key=True)
                self.findings.append(
                    error(rules.UNKNOWN_ENTRY, place, f"there is no entry “{key}”{where}.", remedy, key)
                )

    def report(self, rule: str, path: Path, message: str, remedy: str, words: str) -> None:
        """Report an error at the entry's place."""
        self.findings.append(error(rule, self.document.place(path), message, remedy, words))

    def _reject(self, node: Node | None, path: Path, wanted: type) -> None:
        if node is None or path in self.misshapen:
            return
        self.misshapen.add(path)
        name = path[-1] if path else "the file"
        message = f"“{name}” should be {_SHAPES[wanted]}, but is {_SHAPES[type(node)]}."
        remedy = "Put a text with brackets or braces in quotation marks." if wanted is str else "Check the indentation."
        self.report(rules.WRONG_SHAPE, path, message, remedy, str(name))

    def _check_characters(self, text: str, path: Path) -> None:
        if direction_marks_in(text):
            new = (found for found in character_findings(text, self.document.place(path)))
            self.findings += [found for found in new if found not in self.findings]
