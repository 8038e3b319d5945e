"""`briefgen status`: where each point stands on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from briefgen.asof import Situation, date_findings, situation_as_of
from briefgen.asof.change_list import News
from briefgen.asof.overview import PointOverview, overview
from briefgen.compose import Request, keys, texts_for
from briefgen.compose.texts import Texts
from briefgen.findings import Finding
from briefgen.localise import Localiser, localiser
from briefgen.model.richtext import RichText
from briefgen.outputs import Output, Written, write_outputs
from briefgen.production.order import Where
from briefgen.production.record import (
    Record,
    house_style_options,
    open_record,
    refuse_errors,
    refuse_strange_names,
    workspace_for,
)
from briefgen.sources import DayCut


class Row(Struct, frozen=True):
    """A point as it is shown.

    Attributes:
        text: the beginning of its text.
        moved: what has happened to it and its items since the earlier day: how many changes of each kind.
    """

    point: PointOverview
    text: str
    moved: Mapping[News, int] = field(default_factory=dict)


class Status(Struct, frozen=True):
    """All points of a dossier on a day.

    Attributes:
        heading: title and date in words.
        since: the day to which the points are compared, or None.
    """

    heading: str
    as_of: date
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    since: date | None = None


def status(where: Where, as_of: date, today: date, known_on: date | None = None) -> Status:
    """Where each point stands.

    Raises:
        FindingsError: the tables have errors, or the date makes no sense.
    """
    return status_of(open_record(where, DayCut(as_of, known_on)), as_of, today, known_on)


def status_of(record: Record, as_of: date, today: date, known_on: date | None = None) -> Status:
    """The same of a record that has been opened already."""
    dates = date_findings(record.dossier, as_of, today, known_on=known_on)
    findings = refuse_errors([*record.findings, *dates], draft=False)
    situation = situation_as_of(record.dossier, as_of, known_on)
    texts, words = texts_of(record, situation)
    rows = tuple(Row(each, line_of(texts.block(keys.commitment(each.commitment)))) for each in overview(situation))
    return Status(f"{record.dossier.title}: situation as of {words.long_date(as_of)}", as_of, rows, findings)


class ListingOrder(Struct, frozen=True):
    """A list that is to be a workbook.

    Attributes:
        name: what it is a list of, as its file is called: "status" or "items".
        columns, rows: as for `write_listing`.
        output: the file; None for `out/<dossier>/<name>-<day>.xlsx`.
    """

    where: Where
    name: str
    title: str
    as_of: date
    columns: Sequence[str]
    rows: Iterable[Mapping[str, object]]
    output: Path | None = None
    force: bool = False


def write_workbook(order: ListingOrder) -> Written:
    """Writes a list as a workbook.

    Raises:
        OutputError: it cannot be written, or somebody has worked on the one that is there.
    """
    from briefgen.contributions.listing import is_untouched, write_listing  # most people read it on the screen

    workspace = workspace_for(order.where)
    folder = workspace.out / workspace.dossier_folder(order.where.dossier).name
    path = order.output or folder / f"{order.name}-{order.as_of}.xlsx"
    refuse_strange_names(path)
    file = Output(path, write_listing(order.title, order.columns, order.rows))
    [written] = write_outputs([file], force=order.force, untouched=is_untouched, inputs=[workspace.data])
    return written


def texts_of(record: Record, situation: Situation) -> tuple[Texts, Localiser]:
    """The texts of a situation as they are said in the language of the dossier, and how that says dates and values."""
    own, options = record.dossier.source_language, house_style_options(record.workspace)
    words = localiser(own, situation.as_of, options=options, house=record.house)
    return texts_for(situation, Request(words)), words


def line_of(text: RichText) -> str:
    """A text on one line, without its looks."""
    return " ".join(str(text).split("\n"))
