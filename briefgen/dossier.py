"""The record in the words of the field: everything ever recorded of one set of commitments.

All values are frozen. A `Dossier` says nothing about any particular day; `briefgen.asof` cuts it at a date into a
`Situation`, and only a `Situation` can be composed into a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from briefgen.findings import Place
from briefgen.values import dataclass


class State(StrEnum):
    """Where a follow-up stands; `withdrawn` ends it."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DELAYED = "delayed"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Commitment:
    """What was agreed: one point of the list, by its own key.

    Attributes:
        point: the key, unique in the dossier, e.g. "dublin".
        number: as printed, e.g. "10" or "2a"; "" for a point without a number.
        part: the title of the section that the point stands under, or "".
        text: light Markdown with values.
    """

    point: str
    number: str
    part: str
    text: str
    place: Place


@dataclass(frozen=True)
class FollowUp:
    """One dated wording of one follow-up item.

    Attributes:
        point: the key of the commitment that it answers.
        item: the identity of the bullet; its rows are its history.
        as_of: from which day this wording holds.
        recorded: on which day it was known; where the table has none, the same as `as_of`.
        group: the sub-heading that the item stands under in its cell, or "".
        state: None where the table has none.
        due: the deadline as typed (a date or an imprecise date), or "".
        source: where the fact comes from, for those who check it; never printed.
        text: light Markdown with values.
    """

    point: str
    item: str
    as_of: date
    recorded: date
    group: str
    state: State | None
    due: str
    owner: str
    source: str
    text: str
    place: Place


@dataclass(frozen=True)
class Figure:
    """A named value as it holds from a day on.

    Attributes:
        value: exact, never a binary float.
        unit: a currency code ("EUR"), "%" or "" and words such as "persons" for counts.
        part_of: the name of the total that it is a part of, or "".
    """

    figure: str
    as_of: date
    value: Decimal
    unit: str
    part_of: str
    source: str
    label: str
    place: Place


@dataclass(frozen=True)
class Recipient:
    """Someone the letter goes to, in his or her own language."""

    recipient: str
    language: str
    name: str
    salutation: str
    address: str
    place: Place


@dataclass(frozen=True)
class Letter:
    """The parts of the letter that do not come from the ledger; all light Markdown with values."""

    salutation: str = ""
    body: str = ""
    closing: str = ""
    place: Place = field(default_factory=lambda: Place("letter.md"))


@dataclass(frozen=True)
class Signatory:
    """Who signs: name, function, and the institution of the letterhead."""

    name: str = ""
    function: str = ""
    institution: str = ""


@dataclass(frozen=True)
class DocumentSpec:
    """A document that the dossier can produce.

    Attributes:
        name: as typed at the command line, e.g. "annex".
        kind: how it is composed ("annex" or "letter"); usually the name.
        template: the file's name in the workspace's templates folder.
        title: the document's title (Markdown is not read here; values are).
    """

    name: str
    kind: str
    template: str
    title: str = ""


@dataclass(frozen=True)
class Translation:
    """One entry of a catalogue.

    Attributes:
        context: what the text is of, e.g. "commitments/dublin"; stable while its wording changes.
        source: the text in the source language.
        text: the translation; "" where there is none yet.
        fuzzy: made for another wording, or not yet looked at.
    """

    context: str
    source: str
    text: str
    fuzzy: bool
    place: Place


@dataclass(frozen=True)
class Catalogue:
    """The translations into one language, as one file of `locale/` holds them."""

    file: str = ""
    entries: tuple[Translation, ...] = ()
    digest: str = ""

    def find(self, context: str, source: str) -> Translation | None:
        """The entry of a text: its own, or one of the same wording and family (what stands before the first “/”).

        So a letter whose paragraphs have moved, or a wording that holds again, need not be translated twice.
        """
        own = self._by_context.get((context, source))
        return own if own and own.text else self._by_family.get((_family(context), source), own)

    @cached_property
    def _by_context(self) -> Mapping[tuple[str, str], Translation]:
        return {(entry.context, entry.source): entry for entry in self.entries}

    @cached_property
    def _by_family(self) -> Mapping[tuple[str, str], Translation]:
        ranked = sorted((entry for entry in self.entries if entry.text), key=lambda entry: not entry.fuzzy)
        return {(_family(entry.context), entry.source): entry for entry in ranked}


def _family(context: str) -> str:
    return context.partition("/")[0]


@dataclass(frozen=True)
class Dossier:
    """All that was ever recorded of one set of commitments.

    Attributes:
        id: the folder's name.
        languages: the languages it can be produced in; the first is the source language.
        settings: every other text of `dossier.yaml` that templates may print, by its key.
        documents: by name, in the order of the file.
        digest: SHA-256 over the files it was read from, so that a document can name its data.
        translations: the catalogues of its texts by language, as far as they were read.
    """

    id: str
    title: str
    place: Place
    commitments: tuple[Commitment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    figures: tuple[Figure, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    documents: tuple[DocumentSpec, ...] = ()
    letter: Letter | None = None
    signatory: Signatory = field(default_factory=Signatory)
    event: str = ""
    reference: str = ""
    dateline_place: str = ""
    commitment_heading: str = ""
    followup_heading: str = ""
    languages: tuple[str, ...] = ("en",)
    settings: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    translations: Mapping[str, Catalogue] = field(default_factory=dict)

    @property
    def source_language(self) -> str:
        """The language that the texts of the dossier are written in."""
        return self.languages[0]
