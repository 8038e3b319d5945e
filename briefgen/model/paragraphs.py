"""The paragraphs of the other papers of the trade, as the record has them: dated wordings, like follow-ups.

Notes, conclusions, results and summaries are made of paragraphs of many kinds; `briefgen.model.kinds` says which of
them a kind of document prints.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from briefgen.findings import Place
from briefgen.model.kinds import DOCUMENT_KINDS

WITHDRAWN: Final = "withdrawn"
"""The kind of a row that ends its paragraph."""

KINDS: Final = tuple(dict.fromkeys(kind for record in DOCUMENT_KINDS.values() for kind in record.paragraphs))
"""All kinds of paragraphs that documents print; `withdrawn` is none."""


@dataclass(frozen=True)
class ParagraphEntry:
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
