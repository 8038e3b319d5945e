"""The note: a head, then prose with headings, charts, tables and numbered questions."""

from __future__ import annotations

from typing import Any

from briefgen.compose.paper import Paper
from briefgen.compose.rows import as_rich_text


def note_fields(paper: Paper) -> dict[str, Any]:
    """The paragraphs of the table, which stand behind those of the Markdown file."""
    return {"body": as_rich_text(paper.composer("body").records(paper.rows))}
