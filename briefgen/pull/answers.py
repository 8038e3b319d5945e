"""What somebody says of an item, and what becomes of it: the same values for every kind of file that is read back."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from briefgen.findings import Finding, Place
from briefgen.model.dossier import FollowUp


class Said(Struct, frozen=True):
    """What is said of an item; "" where nothing is.

    Attributes:
        text: light Markdown.
        state: a state of the ledger.
        due: a deadline as the ledger types it.
    """

    text: str = ""
    state: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.state or self.due)


class Base(Struct, frozen=True):
    """How an item stood in the file that somebody got.

    Attributes:
        wording: `briefgen.contributions.form.digest_of` its text as it is typed in the ledger.
        state, due: as they are typed there.
    """

    wording: str
    state: str
    due: str


class Answer(Struct, frozen=True):
    """What one person says of one item.

    Attributes:
        point: the key of its point.
        item: its key; "" for a new one.
        as_of: the day that is reported on.
        who: who says it, as it is entered under `source`.
        remark: where it comes from; may be empty.
        confirms: whether nothing is new.
        base: how it stood for whoever says so; None for a new item.
        group, owner: of a new item.
    """

    point: str
    item: str
    as_of: date
    who: str
    place: Place
    said: Said = Said()
    remark: str = ""
    confirms: bool = False
    base: Base | None = None
    group: str = ""
    owner: str = ""

    @property
    def source(self) -> str:
        """What is entered under `source`."""
        return f"{self.who}: {self.remark}" if self.remark else self.who


class ProposalKind(StrEnum):
    """What a proposed row does."""

    NEW = "new"
    REWORDED = "reworded"
    UPDATED = "updated"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


class Proposal(Struct, frozen=True):
    """A row that may be added to the ledger.

    Attributes:
        row: as it would stand there; its place is that of the first answer.
        before: the row that stands on that day now; None for a new item.
        answers: who says so.
    """

    kind: ProposalKind
    row: FollowUp
    before: FollowUp | None
    answers: tuple[Answer, ...]


class Clash(Struct, frozen=True):
    """An item of which several different things are said, so that nobody but its drafter knows what holds.

    Attributes:
        ledger: the row that stands now.
        is_newer: whether the ledger has changed since the answers' files were made.
        answers: what is said of it.
    """

    point: str
    item: str
    ledger: FollowUp
    is_newer: bool
    answers: tuple[Answer, ...]


class Merged(Struct, frozen=True):
    """What becomes of all answers; each is in a proposal or a clash, known already, or named by a finding.

    Attributes:
        known: what the ledger says already.
    """

    proposals: tuple[Proposal, ...] = ()
    clashes: tuple[Clash, ...] = ()
    known: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
