"""`briefgen status`: where each point stands on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from briefgen.asof import date_findings, situation_as_of
from briefgen.asof.change_list import News
from briefgen.asof.overview import PointOverview, overview
from briefgen.commands.changes import Sides, compare_sides
from briefgen.compose import Request, keys, texts_for
from briefgen.findings import Finding
from briefgen.localise import localiser
from briefgen.model.richtext import RichText
from briefgen.production.order import Where
from briefgen.production.record import house_style_options, open_record, refuse_errors


@dataclass(frozen=True)
class Row:
    """A point as it is shown.

    Attributes:
        text: the beginning of its text.
        moved: what has happened to it and its items since the earlier day: how many changes of each kind.
    """

    point: PointOverview
    text: str
    moved: Mapping[News, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Status:
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


def status(where: Where, as_of: date, today: date, known_on: date | None = None, since: date | None = None) -> Status:
    """Where each point stands, and what has moved in it since an earlier day, as that was known then.

    Raises:
        FindingsError: the tables have errors, or the date makes no sense.
    """
    record = open_record(where)
    dates = date_findings(record.dossier, as_of, today, since, known_on)
    findings = refuse_errors([*record.findings, *dates], draft=False)
    situation = situation_as_of(record.dossier, as_of, known_on)
    words = localiser(record.dossier.source_language, as_of, options=house_style_options(record.workspace))
    texts = texts_for(situation, Request(words))
    moved = _moved(compare_sides(record, where, since, as_of, today, known_on)) if since else {}
    rows = tuple(
        Row(each, _line(texts.block(keys.commitment(each.commitment))), moved.get(each.commitment.point, {}))
        for each in overview(situation)
    )
    return Status(f"{record.dossier.title}: situation as of {words.long_date(as_of)}", as_of, rows, findings, since)


def _moved(sides: Sides) -> Mapping[str, Mapping[News, int]]:
    """How many changes of each kind there are, by point."""
    found: dict[str, Counter[News]] = {}
    for change in sides.changes:
        if sides.say(change):
            found.setdefault(change.point, Counter())[change.kind] += 1
    return {point: {kind: counts[kind] for kind in News if counts[kind]} for point, counts in found.items()}


def _line(text: RichText) -> str:
    return " ".join(str(text).split("\n"))
