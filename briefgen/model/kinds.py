"""The kinds of documents, for those who do not compose: names, settings, and the paragraphs that they print.

`briefgen.compose.kinds` has what each kind is made of. Notes, conclusions, results and summaries are made of paragraphs
of many kinds, which the record has as dated wordings, like follow-ups.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from msgspec import Struct, field

from briefgen.findings import Place

_PROSE: Final = ("heading", "subheading", "paragraph", "bullet", "dash")


class KindRecord(Struct, frozen=True):
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
    "corrigendum": KindRecord(),
}
"""By the name that dossier.yaml and the command line have for a kind."""


def reports_points(kind: str) -> bool:
    """Whether a document of that kind is a table of commitments and their follow-ups; not one of no known kind."""
    return kind in DOCUMENT_KINDS and DOCUMENT_KINDS[kind].reports_points


WITHDRAWN: Final = "withdrawn"
"""The kind of a row that ends its paragraph."""

KINDS: Final = tuple(dict.fromkeys(kind for record in DOCUMENT_KINDS.values() for kind in record.paragraphs))
"""All kinds of paragraphs that documents print; `withdrawn` is none."""


class ParagraphEntry(Struct, frozen=True):
    """One dated wording of one paragraph of a document.

    Attributes:
        document: the name of the document in `dossier.yaml`.
        paragraph: the identity of the paragraph within its document; its rows are its history.
        as_of: from which day this wording holds.
        recorded: on which day it was known; where the table has none, the same as `as_of`.
        kind: one of `KINDS`, or `withdrawn`.
        heading: above it: a section, a head of operative points, a group of participants; or "".
        text: light Markdown with values.
        name: the speaker of a quotation, or the participant.
        function: of that person.
        href: where a link goes.
        source: where the fact comes from, for those who check it; never printed.
    """

    document: str
    paragraph: str
    as_of: date
    recorded: date
    kind: str
    heading: str
    text: str
    name: str
    function: str
    href: str
    source: str
    place: Place

    @property
    def item(self) -> str:
        """Its identity, by the name that follow-ups have for theirs."""
        return self.paragraph
