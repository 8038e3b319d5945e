"""Any data for any template: the value in a JSON or YAML file."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

from briefgen.errors import UnreadableInputError
from briefgen.sources.files.text import read_bytes
from briefgen.sources.files.yaml_cache import yaml_once
from briefgen.sources.files.yaml_document import Node, YamlDocument
from briefgen.sources.files.yaml_document import Path as NodePath

_YAML_ENDINGS: Final = frozenset({".yaml", ".yml"})
_INTEGER: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,29})\.[0-9]{1,30}")
_WORDS: Final[dict[str, bool | None]] = {"true": True, "false": False, "null": None, "": None}


def read_data(path: Path) -> object:
    """The value in a .json, .yaml or .yml file, as plain dicts, lists and scalars.

    In YAML a value without quotation marks is text as written, but for true, false, null (or nothing at all) and
    numbers written in the one canonical way: 12 is an integer, 1.10 a `Decimal` that still prints 1.10, and NO, off,
    007 and 12:30 are texts.

    Raises:
        UnreadableInputError: with line and column.
    """
    content = read_bytes(path)
    ending = path.suffix.lower()
    if ending in _YAML_ENDINGS:
        return _valued(yaml_once(content, path.name))
    if ending == ".json":
        from briefgen.sources.files.json import json_value

        return json_value(content, path.name)
    message = (
        f"{path.name}: data for a template comes as .json or .yaml, not as “{path.suffix or 'a file without ending'}”."
    )
    raise UnreadableInputError(message, "Save it in one of the two formats.")


def _valued(document: YamlDocument) -> object:
    def value(node: Node, path: NodePath) -> object:
        if isinstance(node, dict):
            return {key: value(each, (*path, key)) for key, each in node.items()}
        if isinstance(node, list):
            return [value(each, (*path, index)) for index, each in enumerate(node)]
        return _scalar(node) if path in document.plain else node

    return value(document.root, ())


def _scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
