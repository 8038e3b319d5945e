"""One paper in the making: its rows that stand, its texts, what its head says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from briefgen.asof import Situation
from briefgen.compose.common import texts_for
from briefgen.compose.composed import Request
from briefgen.compose.quoting import put
from briefgen.compose.rows import RowComposer
from briefgen.compose.texts import Texts
from briefgen.model.dossier import DocumentSpec
from briefgen.model.paragraphs import ParagraphEntry
from briefgen.model.richtext import RichText


@dataclass
class Paper:
    """What a composer of a kind works with.

    Attributes:
        texts: of the document; a composer whose texts refer to numbers, or count participants, gives it further words.
    """

    situation: Situation
    document: DocumentSpec
    request: Request

    @cached_property
    def rows(self) -> tuple[ParagraphEntry, ...]:
        """The paragraphs that stand."""
        return self.situation.paragraphs(self.document.name)

    @cached_property
    def texts(self) -> Texts:
        """What turns the texts of the record into rich text."""
        return texts_for(self.situation, self.request)

    def texts_if_printed(self, *names: str) -> Texts:
        """The same for fields of these names: texts that the template does not print need no translation."""
        return self.texts if self.request.prints(*names) else self.texts.unasked()

    def composer(self, *names: str) -> RowComposer:
        """What composes the rows for fields of these names."""
        return RowComposer(self.texts_if_printed(*names))


def shown_by_key(request: Request, kind: str) -> dict[str, RichText]:
    """The charts or tables by key, each as a paragraph of its own; none where the template asks for none."""
    if not request.prints(f"{kind}s"):
        return {}
    shown = {anchor: anchor.partition("/") for anchor in request.exhibits}
    return {key: put(request.exhibits[anchor]) for anchor, (word, _, key) in shown.items() if word == kind}
