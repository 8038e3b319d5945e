"""The main results of a meeting, as for a web page: sections, quotations, links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.paragraphs import RECORD, SCHEMA, Record, RowComposer, compose_with, paragraphs_of, row_passages
from briefgen.compose.schema import ListOf, Schema
from briefgen.model.richtext import RichText

_BLOCKS: Final = ListOf(RECORD)
_SCHEMA: Final[Schema] = {
    **SCHEMA,
    "blocks": _BLOCKS,
    "sections": ListOf(heading="of the section, may be empty (rich text)", paragraphs=_BLOCKS),
    "quotations": _BLOCKS,
    "links": _BLOCKS,
}


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    """All paragraphs in their order, and the same by what they are."""
    composer = RowComposer(draft.texts_for("blocks", "sections", "quotations", "links"))
    blocks = list(composer.records(paragraphs_of(draft)))
    fields = {
        "blocks": blocks,
        "sections": sections_of(block for block in blocks if block["kind"] != "link"),
        "quotations": [block for block in blocks if block["kind"] == "quotation"],
        "links": [block for block in blocks if block["kind"] == "link"],
    }
    return compose_with(draft, fields)


def sections_of(blocks: Iterable[Record]) -> list[Record]:
    """The paragraphs under their headings; those before the first heading have an empty one."""
    sections: list[Record] = []
    for block in blocks:
        if block["kind"] == "heading":
            sections.append({"heading": block["text"], "paragraphs": []})
            continue
        if not sections:
            sections.append({"heading": RichText(), "paragraphs": []})
        sections[-1]["paragraphs"].append(block)
    return sections


MAIN_RESULTS = DocumentKind(
    "main-results",
    _compose,
    row_passages,
    _SCHEMA,
    must_not_be_empty=("blocks", "body"),
    must_print=("blocks", "body", "sections", "quotations", "links"),
)
