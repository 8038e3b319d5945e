"""What is looked at: one document, in one language, to one recipient, on a day; as the page asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UsageProblemError
from briefgen.production.order import Order, Where
from briefgen.production.record import workspace_for

_WORDS = ("dossier", "document", "language", "recipient")


class View(Struct, frozen=True):
    """A document as somebody wants to see it.

    Attributes:
        recipient: the key of the recipient, or "".
        known_on: what was recorded later is left out; None for nothing.
        since: the earlier day that it is compared with, or None.
    """

    dossier: str
    document: str
    language: str
    day: date
    recipient: str = ""
    known_on: date | None = None
    since: date | None = None

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> View:
        """The view that the parameters of an address ask for.

        Raises:
            UsageProblemError: one is missing, or is no day.
        """
        day = day_of(asked, "day")
        if day is None:
            raise UsageProblemError("The address names no day.")
        dossier, document, language, recipient = (asked.get(name, "") for name in _WORDS)
        return cls(dossier, document, language, day, recipient, day_of(asked, "known"), day_of(asked, "since"))

    @property
    def alone(self) -> View:
        """The same without a comparison."""
        return replace(self, since=None)


def day_of(asked: Mapping[str, str], name: str) -> date | None:
    """A day among the parameters of an address; None where it is not given.

    Raises:
        UsageProblemError: it is none of the calendar.
    """
    if not (typed := asked.get(name, "")):
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as problem:
        raise UsageProblemError(f"“{typed}” is not a day, as in 2023-03-17.") from problem


def find_root(where: Where) -> Path:
    """The folder of the workspace that is asked for.

    Raises:
        UsageProblemError: there is none, or the dossier that is asked for is not in it.
        FindingsError: its settings have faults.
    """
    workspace = workspace_for(where)
    if where.dossier:
        workspace.dossier_folder(where.dossier)
    return workspace.root


class Setting(Struct, frozen=True):
    """In which workspace, on which day and in which environment the page is looked at."""

    where: Where
    root: Path
    today: date
    environment: Mapping[str, str]

    def at(self, dossier: str) -> Where:
        """Where a dossier is."""
        return replace(self.where, workspace=self.root, dossier=dossier or None)

    def order(self, view: View, *, draft: bool = False, marks: bool = False) -> Order:
        """What is to be made for a view.

        Args:
            marks: whether what changed since the earlier day is marked, where the template does it.
        """
        return Order(
            where=self.at(view.dossier),
            as_of=view.day,
            today=self.today,
            documents=(view.document,),
            since=view.since if marks else None,
            known_on=view.known_on,
            languages=(view.language,) if view.language else (),
            recipients=(view.recipient,) if view.recipient else (),
            draft=draft,
            environment=self.environment,
        )
