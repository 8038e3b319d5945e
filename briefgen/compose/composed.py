"""What goes into composing a document and what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from briefgen.asof import Changes
from briefgen.compose.translations import Translating
from briefgen.findings import Finding
from briefgen.localise import Localiser
from briefgen.model.catalogue import Reach
from briefgen.model.dossier import Recipient

if TYPE_CHECKING:
    from briefgen.model.exhibits import Exhibit


@dataclass(frozen=True)
class Request:
    """How a document is wanted.

    Attributes:
        localiser: says values in the document's language, as of the situation's date.
        changes: what changed since an earlier situation, or None where that was not asked.
        since: the day of that earlier situation, or None.
        draft: whether the document is to be marked as a draft.
        place: the place of the dateline where the dossier names none.
        translating: for a document in another language than its dossier's.
        reads: the names that its template reads, and `name.name` for those of records; None for all there are.
            Texts that no one reads need no translation.
        exhibits: the dossier's charts and tables by what references name them by: "table/areas", "chart/areas".
        quoted: the words that quote from tables (`cell`, `total`, `leader`, `rows`), as functions.
    """

    localiser: Localiser
    changes: Changes | None = None
    since: date | None = None
    recipient: Recipient | None = None
    draft: bool = False
    place: str = ""
    translating: Translating | None = None
    reads: frozenset[str] | None = None
    exhibits: Mapping[str, Exhibit] = field(default_factory=dict)
    quoted: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    def prints(self, *names: str) -> bool:
        """Whether the template reads any of these."""
        return self.reads is None or not self.reads.isdisjoint(names)


@dataclass(frozen=True)
class Composed:
    """What a template sees, and what the file says of itself.

    Attributes:
        data: the fields of the document (see `briefgen.compose.schema`).
        words: the functions that the template may call.
        say: puts a date or exact number that is printed as it is into words.
        findings: texts that could not be composed, each at its place.
        reaches: of each text that needs a translation, by context and source, how far it is.
    """

    title: str
    data: Mapping[str, Any]
    words: Mapping[str, Callable[..., Any]]
    say: Callable[[object], str]
    findings: tuple[Finding, ...] = ()
    reaches: Mapping[tuple[str, str], Reach] = field(default_factory=dict)
