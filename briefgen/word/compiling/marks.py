"""Marks in a tree as placeholders for Jinja2 source, and the source that a marked tree becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefgen.word.faults import PlacedTag
from briefgen.word.wml.delimiters import MARK, MARK_END
from briefgen.word.wml.ooxml import DECLARATION
from briefgen.word.wml.places import Spot
from briefgen.word.wml.tags import Tag, TagKind

_MARKED = re.compile(f"{MARK}(\\d+){MARK_END}")
_NO_TAG = Tag(TagKind.VALUE, "", "", "", 0, 0)


@dataclass(frozen=True)
class PartSource:
    """A compiled part.

    Attributes:
        source: the Jinja2 source, "" where the part can be copied as it is.
        tags: the tag on each line of the source that has one.
    """

    source: str
    tags: Mapping[int, PlacedTag]


@dataclass(slots=True)
class Marks:
    """The sources that the marks of one part stand for.

    Attributes:
        file: the template's name; with `part` the place of marks that no tag has asked for.
    """

    file: str
    part: str
    _sources: list[tuple[str, PlacedTag | None]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._sources)

    def mark(self, source: str, placed: PlacedTag | None = None) -> str:
        """The mark for a source; an error while it is rendered is reported at the tag, if one is given."""
        self._sources.append((source, placed))
        return f"{MARK}{len(self._sources) - 1}{MARK_END}"

    def assembled(self, xml: str) -> PartSource:
        """The source of the part: its XML with each mark replaced by what it stands for.

        Args:
            xml: the part as XML with marks in it, without a declaration.
        """
        pieces, tags = [DECLARATION], dict[int, PlacedTag]()
        line = 1 + DECLARATION.count("\n")
        for index, piece in enumerate(_MARKED.split(xml)):
            text = piece
            if index % 2:
                text, placed = self._sources[int(piece)]
                tags[line + 1] = placed or PlacedTag(_NO_TAG, self.file, self.part, Spot())
            pieces.append(text)
            line += text.count("\n")
        return PartSource("".join(pieces), tags)
