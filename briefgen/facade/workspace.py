"""Where programs begin: a workspace that is opened, and its dossiers; or a dossier of DataFrames, without a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from briefgen.asof import date_findings
from briefgen.commands.init import starter_folder
from briefgen.errors import UsageProblemError
from briefgen.facade.document import AnyPath
from briefgen.facade.requests import Day, day_of
from briefgen.facade.situation import DossierAsOf
from briefgen.findings import Finding
from briefgen.production.house import house_for
from briefgen.production.order import Order, Where
from briefgen.production.record import Record, open_record, refuse_errors
from briefgen.sources import DayCut
from briefgen.sources.dataframes import read_dataframes
from briefgen.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

_HEADINGS = {"commitment": "Commitments", "follow-up": "Follow-up"}


class OpenDossier(Struct, frozen=True):
    """All that was ever recorded of one set of commitments.

    >>> import briefgen
    >>> dossier = briefgen.open("follow-up").dossier()
    >>> dossier.id, dossier.languages
    ('february-2023-european-council', ('en', 'fr', 'pl'))
    >>> dossier.documents
    ('annex', 'letter')
    """

    _record: Record
    _where: Where

    @property
    def id(self) -> str:
        """The name of its folder."""
        return self._record.dossier.id

    @property
    def title(self) -> str:
        """Its title, as typed."""
        return self._record.dossier.title

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that its documents are made in; the first is the one that its texts are written in."""
        return self._record.dossier.languages

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of its documents."""
        return tuple(each.name for each in self._record.dossier.documents)

    @property
    def recipients(self) -> tuple[str, ...]:
        """The keys of all recipients that it has ever had."""
        return tuple(dict.fromkeys(each.recipient for each in self._record.dossier.recipients))

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is doubtful in its tables, each with its place."""
        return self._record.findings

    def as_of(
        self, day: Day, *, known_on: Day | None = None, draft: bool = False, today: Day | None = None
    ) -> DossierAsOf:
        """What stands on a day.

        >>> import briefgen
        >>> briefgen.open("follow-up").dossier().as_of("2023-03-17").as_of
        datetime.date(2023, 3, 17)

        Args:
            day: the day. No clock is asked, so it may lie ahead, unless `today` says that it does.
            known_on: leaves out what was recorded after this day.
            draft: goes on in spite of errors, without the rows that have them; for documents made as drafts.
            today: a later day is refused.

        Raises:
            UsageProblemError: a text is no day.
            FindingsError: the tables have errors, or nothing stands yet on the day.
        """
        as_of, known = day_of(day), None if known_on is None else day_of(known_on)
        now = as_of if today is None else day_of(today)
        dates = date_findings(self._record.dossier, as_of, now, known_on=known)
        found = refuse_errors([*self._record.findings, *dates], draft=draft)
        return DossierAsOf(self._record, Order(self._where, as_of, now, (), known_on=known), found)

    @classmethod
    def at(cls, where: Where, only_on: tuple[date, date | None] | None = None) -> OpenDossier:
        """The dossier that a command asks for.

        Args:
            where: the workspace and the dossier.
            only_on: the only day that it will be looked at, and the day of knowledge: of a ledger in a database only
                what that needs is read.

        Raises:
            UsageProblemError: there is no such workspace, dossier or house.
            UnreadableInputError: a file of the dossier cannot be read at all.
        """
        return cls(open_record(where, DayCut(*only_on) if only_on else None), where)

    @classmethod
    def from_frames(
        cls,
        *,
        commitments: pd.DataFrame,
        followup: pd.DataFrame,
        title: str = "Follow-up",
        description: Mapping[str, object] | None = None,
        tables: Mapping[str, pd.DataFrame] | None = None,
        bodies: Mapping[str, str] | None = None,
        workspace: AnyPath | None = None,
    ) -> OpenDossier:
        """A dossier of DataFrames, read by the same strict checks as files.

        >>> import briefgen, pandas
        >>> agreed = pandas.DataFrame({"point": ["dublin"], "number": ["10"], "text": ["Transfers"]})
        >>> done = pandas.DataFrame(
        ...     {"point": ["dublin"], "item": ["FU-1"], "as_of": ["2023-03-01"], "text": ["Ten were made."]}
        ... )
        >>> dossier = briefgen.Dossier.from_frames(commitments=agreed, followup=done, title="Spring summit")
        >>> [item.words for item in dossier.as_of("2023-03-17").items]
        ['Ten were made.']

        Args:
            commitments, followup: the tables, with the columns of the ledger; days may be dates or texts.
            title: the title of the dossier.
            description: what else dossier.yaml would say, such as languages, headings, signatory and documents. Without
                headings the two columns of the annex are called “Commitments” and “Follow-up”.
            tables: others by name: `figures`, `recipients`, `paragraphs`, `glossary`.
            bodies: texts of letters and the like by the names of their files: {"letter.md": "…"}.
            workspace: the folder of the workspace whose templates and house style are used; without one, those that
                come with briefgen.

        Raises:
            UsageProblemError: there is no such workspace or table, or a table is no DataFrame.
            UnreadableInputError: briefgen.toml cannot be read.
        """
        around = open_workspace(Path(workspace) if workspace else Path(str(starter_folder())))
        read = {"commitments": commitments, "followup": followup, **(tables or {})}
        _refuse_others(read)
        about = {"title": title, "headings": _HEADINGS, **(description or {})}
        dossier, findings = read_dataframes(read, about, bodies=bodies or {})
        folder = around.data / dossier.id
        record = Record(around, dossier, findings, folder, house=house_for(None, dossier, around))
        return cls(record, Where(around.root, around.root, dossier.id))

    def __repr__(self) -> str:
        return f"<Dossier {self.id}: {self.title}>"


def _refuse_others(tables: Mapping[str, object]) -> None:
    for name, table in tables.items():
        if not hasattr(table, "columns"):
            message = f"“{name}” is given as a {type(table).__name__}, and a DataFrame is wanted."
            raise UsageProblemError(message, f"Write pandas.DataFrame(…) around it: {name}=pandas.DataFrame(…).")


class OpenWorkspace(Struct, frozen=True):
    """A folder with `briefgen.toml`, its dossiers and templates.

    >>> import briefgen
    >>> workspace = briefgen.open("follow-up")
    >>> workspace.dossiers
    ('february-2023-european-council',)
    """

    _workspace: Workspace
    _cache: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder."""
        return self._workspace.root

    @property
    def dossiers(self) -> tuple[str, ...]:
        """The names of its dossiers, in alphabetical order."""
        return self._workspace.dossier_ids()

    def dossier(self, name: str | None = None) -> OpenDossier:
        """A dossier, read whole; without a name the one that `briefgen.toml` names, or the only one.

        What is doubtful in its tables is in its `findings`; `as_of` refuses to go on with errors.

        Raises:
            UsageProblemError: there is no such dossier.
            UnreadableInputError: a file of the dossier cannot be read at all.
        """
        where = Where(self.folder, self.folder, name, self._cache)
        return OpenDossier.at(where)

    def __repr__(self) -> str:
        return f"<Workspace {self.folder}>"


def open_folder(folder: AnyPath, *, cache: AnyPath | None = None) -> OpenWorkspace:
    """Opens a workspace; nothing of its dossiers is read yet.

    >>> import briefgen
    >>> briefgen.open("follow-up")
    <Workspace follow-up>

    Args:
        folder: the folder that holds `briefgen.toml`.
        cache: a folder for results that only save time, which must belong to the user; without one nothing is kept.

    Raises:
        UsageProblemError: there is no such folder, or it is no workspace.
        UnreadableInputError: `briefgen.toml` cannot be read.
        FindingsError: `briefgen.toml` has faults.
    """
    return OpenWorkspace(open_workspace(Path(folder)), Path(cache) if cache else None)
