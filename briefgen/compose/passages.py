"""Rich text as the passages that a reader meets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.model.exhibits import Exhibit
from briefgen.model.manuscript import Passage, Role
from briefgen.model.richtext import Block, Kind, RichText

_ROLES = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.BULLET: Role.BULLET,
    Kind.NUMBER: Role.NUMBERED,
    Kind.HEADING: Role.HEADING,
}


def passages_of(text: RichText, like: Passage) -> Iterator[Passage]:
    """The blocks of a rich text as passages, then its notes; all else as it is in `like`."""
    for block in text.blocks:
        shown = block.exhibit if isinstance(block.exhibit, Exhibit) else None
        yield replace(like, spans=block.spans, role=_role(block, like), level=block.level, exhibit=shown)
    for note in (span.note for block in text.blocks for span in block.spans if span.note):
        spans = tuple(span for block in note.blocks for span in block.spans)
        yield replace(like, spans=spans, role=Role.NOTE)


def _role(block: Block, like: Passage) -> Role:
    return _ROLES[block.kind] if block.kind is not Kind.PARAGRAPH else like.role
