"""A YAML file read before is not parsed again: importing the parser alone takes a tenth of a whole run."""

from __future__ import annotations

import marshal
import sys
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefgen.cache import Cache, files_in
from briefgen.sources.files.yaml_document import YamlDocument


def yaml_once(content: bytes, file: str, cache: Cache | None = None) -> YamlDocument:
    """The YAML document in the bytes of a file, from the cache where the very same was read before.

    Raises:
        UnreadableInputError: see `briefgen.sources.files.yaml`; what is refused is not kept.
    """
    key = _key(content, file) if cache else ""
    if cache and key and (found := cache.get(key)):
        return YamlDocument(*marshal.loads(found))  # noqa: S302 - plain values, from a place where only the user writes
    from briefgen.sources.files.yaml import yaml_document

    document = yaml_document(content, file)
    if cache and key:
        values: Any = document[:]
        cache.put(key, marshal.dumps(values))
    return document


def _key(content: bytes, file: str) -> str:
    """All that a document depends on: the bytes, and those who read them; "" where these cannot be told."""
    parser = find_spec("yaml")
    if parser is None or parser.origin is None:
        return ""
    try:
        readers = [files_in(Path(each).parent) for each in (__file__, parser.origin)]
    except OSError:
        return ""
    return sha256(repr((sys.version, marshal.version, readers, file, content)).encode()).hexdigest()
