"""Whether a template includes others, and how their files are read."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefgen.word.package import Package
from briefgen.word.parts import PartKind, taggable_parts

IncludeReader = Callable[[str], bytes]
"""Gives the bytes of a file by its name; raises a `BriefgenError`, `OSError` or `LookupError` where there is none."""

_MARKUP = re.compile(rb"<[^>]+>")


def may_include(package: Package) -> bool:
    """Whether a story may hold the tag; Word may have split the word over runs."""
    stories = (package.part(name) for name, _, kind in taggable_parts(package) if kind is PartKind.STORY)
    return any(b"%" in data and b"include" in _MARKUP.sub(b"", data) for data in stories)
