"""The kinds of documents, for those who do not compose: names, paragraphs, settings.

`briefgen.compose.kinds` has what each kind is made of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_PROSE: Final = ("heading", "subheading", "paragraph", "bullet", "dash")


@dataclass(frozen=True)
class KindRecord:
    """What is known of a kind of document without composing one.

    Attributes:
        paragraphs: the kinds of rows of the table `paragraphs` that it prints; none for a kind without such rows.
        reports_points: whether it is a table of commitments and their follow-ups, as the annex is.
        settings: entries of its own in dossier.yaml, each with the values it may have; the first is the default.
    """

    paragraphs: tuple[str, ...] = ()
    reports_points: bool = False
    settings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


DOCUMENT_KINDS: Final[dict[str, KindRecord]] = {
    "annex": KindRecord(reports_points=True),
    "letter": KindRecord(),
    "note": KindRecord((*_PROSE, "question")),
    "conclusions": KindRecord(("recital", "calls", "point", "dash")),
    "main-results": KindRecord((*_PROSE, "quotation", "link")),
    "summary": KindRecord((*_PROSE, "participant")),
    "tracker": KindRecord(reports_points=True, settings={"group": ("point", "owner")}),
}
"""By the name that dossier.yaml and the command line have for a kind."""


def reports_points(kind: str) -> bool:
    """Whether a document of that kind is a table of commitments and their follow-ups; not one of no known kind."""
    return kind in DOCUMENT_KINDS and DOCUMENT_KINDS[kind].reports_points
