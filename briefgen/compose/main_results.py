"""The main results of a meeting, as for a web page: sections, quotations, links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.compose.paper import Paper
from briefgen.compose.rows import Record
from briefgen.model.richtext import RichText


def main_results_fields(paper: Paper) -> dict[str, Any]:
    """All paragraphs in their order, and the same by what they are."""
    blocks = list(paper.composer("blocks", "sections", "quotations", "links").records(paper.rows))
    return {
        "blocks": blocks,
        "sections": sections_of(block for block in blocks if block["kind"] != "link"),
        "quotations": [block for block in blocks if block["kind"] == "quotation"],
        "links": [block for block in blocks if block["kind"] == "link"],
    }


def sections_of(blocks: Iterable[Record]) -> list[Record]:
    """The paragraphs gathered under their headings; those before the first heading have an empty one."""
    sections: list[Record] = []
    for block in blocks:
        if block["kind"] == "heading":
            sections.append({"heading": block["text"], "paragraphs": []})
            continue
        if not sections:
            sections.append({"heading": RichText(), "paragraphs": []})
        sections[-1]["paragraphs"].append(block)
    return sections
