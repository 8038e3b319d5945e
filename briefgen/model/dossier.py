"""The record in the words of the field: everything ever recorded of one set of commitments.

All values are frozen. A `Dossier` is of no particular day; `briefgen.asof` cuts it at a date into a
`Situation`, and only a `Situation` can be composed into a document.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from briefgen.findings import Place

if TYPE_CHECKING:
    from briefgen.model.catalogue import Catalogue
    from briefgen.model.data_tables import DataTable, ExhibitSpec
    from briefgen.model.kinds import ParagraphEntry


class State(StrEnum):
    """The state of a follow-up; `withdrawn` ends it, and a commitment too."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    DELAYED = "delayed"
    BLOCKED = "blocked"
    WITHDRAWN = "withdrawn"


class Commitment(Struct, frozen=True):
    """What was agreed: one point of the list, by its own key; one wording of it, where it is dated.

    Attributes:
        point: the key, e.g. "dublin"; its rows are its history.
        number: as printed, e.g. "10" or "2a"; "" for a point without a number.
        part: the title of the section of the point, or "".
        text: light Markdown with values; "" confirms the wording before it.
        as_of: from which day this wording holds; None where it always has.
        recorded: on which day it was known; None where it always was.
        state: `withdrawn` ends the point; nothing else is said here.
    """

    point: str
    number: str
    part: str
    text: str
    place: Place
    as_of: date | None = None
    recorded: date | None = None
    state: State | None = None


class FollowUp(Struct, frozen=True):
    """One dated wording of one follow-up item.

    Attributes:
        point: the key of the commitment that it answers.
        item: the identity of the bullet; its rows are its history.
        as_of: from which day this wording holds.
        recorded: on which day it was known; where the table has none, the same as `as_of`.
        group: the sub-heading of the item within its cell, or "".
        state: None where the table has none.
        due: the deadline as typed (a date or an imprecise date), or "".
        source: where the fact comes from, for those who check it; never printed.
        text: light Markdown with values; "" confirms the wording before it.
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


class Figure(Struct, frozen=True):
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

    @property
    def recorded(self) -> date:
        """The day on which it was known: its `as_of`, as for a follow-up without a day of its own."""
        return self.as_of


class Recipient(Struct, frozen=True):
    """Someone the letter goes to, in his or her own language.

    Attributes:
        as_of: from which day the row holds; None where it always has.
        recorded: on which day it was known; None where it always was.
        email, cc: addresses with commas between them, as they are typed, or "".
        closing: instead of the dossier's, or "".
        gender: "female", "male", "other" or "".
        office: "president", "prime-minister", "minister" or "", by which the language has a salutation.
    """

    recipient: str
    language: str
    name: str
    salutation: str
    address: str
    place: Place
    as_of: date | None = None
    recorded: date | None = None
    email: str = ""
    cc: str = ""
    closing: str = ""
    gender: str = ""
    office: str = ""


class GlossaryEntry(Struct, frozen=True):
    """The name of a thing in the texts of the dossier.

    Attributes:
        term: as it is to be written, with its capitals.
        refused: other names of the thing, and other spellings, that are not to be used.
        language: that it is for; "" for all.
        note: the reason; printed with each finding.
    """

    term: str
    refused: tuple[str, ...]
    language: str
    note: str
    place: Place


class Letter(Struct, frozen=True):
    """The parts of the letter that do not come from the ledger; all light Markdown with values.

    Attributes:
        as_of: from which day the body holds; None for that of `letter.md`, which always has.
    """

    salutation: str = ""
    body: str = ""
    closing: str = ""
    place: Place = field(default_factory=lambda: Place("letter.md"))
    as_of: date | None = None

    @property
    def recorded(self) -> date | None:
        """The day on which it was known: its `as_of`, as for a follow-up without a day of its own."""
        return self.as_of


class Signatory(Struct, frozen=True):
    """Who signs: name, function, and the institution of the letterhead with its address, a line for each line."""

    name: str = ""
    function: str = ""
    institution: str = ""
    address: str = ""


class LetterHead(Struct, frozen=True):
    """What stands about a letter on every day, besides its text; each may be empty.

    Attributes:
        reference: of the sender, printed as it is in every language.
        subject: light Markdown with values, as are the texts of `enclosures` and `copies`.
        enclosures: what goes with the letter, one text for each piece.
        copies: who else gets it.
    """

    reference: str = ""
    subject: str = ""
    enclosures: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


class DocumentSpec(Struct, frozen=True):
    """A document that the dossier can produce.

    Attributes:
        name: as typed at the command line, e.g. "annex".
        kind: how it is composed ("annex", "letter", "note" …); usually the name.
        template: the file's name in the workspace's templates folder.
        title: the document's title (Markdown is not read here; values are).
        body: light Markdown with values, or "".
        body_file: the file of the dossier's folder with the body, or "".
        about: the fields of its head, by names of the drafter's own: texts, or lists of texts, with values.
        settings: entries that its kind has of its own, by name; see `briefgen.model.kinds`.
    """

    name: str
    kind: str
    template: str
    title: str = ""
    body: str = ""
    body_file: str = ""
    about: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)


class MailSpec(Struct, frozen=True):
    """The e-mail that papers go out with.

    Attributes:
        subject: light Markdown with values, or "" for the title of the dossier.
        body: light Markdown with values, or "" for a usual sentence.
        body_file: the file of the dossier's folder with the body.
        documents: the names of those that go with it; empty for the letter and the annex.
        formats: of "docx" and "pdf", those that each goes in.
    """

    subject: str = ""
    body: str = ""
    body_file: str = "mail.md"
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("docx",)


class DossierProfile(Struct, frozen=True):
    """What is true of a dossier on every day: its titles, languages, signatory, documents and definitions.

    Attributes:
        id: the folder's name.
        languages: the languages it can be produced in; the first is the source language.
        settings: every other text of `dossier.yaml` that templates may print, by its key.
        documents: by name, in the order of the file.
        translations: the catalogues of its texts by language, as far as they were read.
        exhibits: the definitions of the tables and charts made of its data tables, in the order of the file.
        house: whose way of writing values it follows, or "" for that of the workspace.
    """

    id: str
    title: str
    place: Place
    documents: tuple[DocumentSpec, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    signatory: Signatory = field(default_factory=Signatory)
    letter_head: LetterHead = field(default_factory=LetterHead)
    mail: MailSpec = field(default_factory=MailSpec)
    event: str = ""
    reference: str = ""
    dateline_place: str = ""
    commitment_heading: str = ""
    followup_heading: str = ""
    languages: tuple[str, ...] = ("en",)
    settings: Mapping[str, str] = field(default_factory=dict)
    translations: Mapping[str, Catalogue] = field(default_factory=dict)
    exhibits: tuple[ExhibitSpec, ...] = ()
    house: str = ""

    @property
    def source_language(self) -> str:
        """The language that the texts of the dossier are written in."""
        return self.languages[0]


class Dossier(DossierProfile, frozen=True):
    """Everything ever recorded about one set of commitments.

    Attributes:
        letters: `letter.md` and the dated files beside it.
        digest: SHA-256 over the files it was read from, so that a document can name its data.
        frames: the tables of any columns that are counted, by key.
    """

    commitments: tuple[Commitment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    figures: tuple[Figure, ...] = ()
    paragraphs: tuple[ParagraphEntry, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    letters: tuple[Letter, ...] = ()
    frames: Mapping[str, DataTable] = field(default_factory=dict)
    digest: str = ""

    @property
    def profile(self) -> DossierProfile:
        """The dossier without anything that has a date."""
        return DossierProfile(**{name: getattr(self, name) for name in DossierProfile.__struct_fields__})
