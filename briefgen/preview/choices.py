"""What can be chosen on the page: dossiers, documents, languages, recipients, and the days of changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from briefgen.asof.standing import rows_with_days
from briefgen.checks.rules.changes.ledger import name_day
from briefgen.editions.register import Edition, read_register
from briefgen.model.dossier import Commitment, Dossier, FollowUp
from briefgen.production.record import Record

_SHOWN = 60  # characters of a point


def choices(record: Record, dossiers: tuple[str, ...], today: date) -> dict[str, Any]:
    """What the controls of the page offer, for JSON.

    Args:
        record: the dossier that is chosen.
        dossiers: the names of all.
    """
    dossier = record.dossier
    editions, _ = read_register(record.folder)
    recorded = {row.recorded for row in rows_with_days(dossier) if row.recorded}
    return {
        "dossiers": dossiers,
        "dossier": dossier.id,
        "title": dossier.title,
        "documents": [{"name": each.name, "kind": each.kind, "template": each.template} for each in dossier.documents],
        "languages": dossier.languages,
        "recipients": _recipients(dossier),
        "points": _points(dossier),
        "days": _days(dossier, editions, today),
        "known": [_day(day) for day in sorted(recorded)],
        "editions": [_edition(each) for each in editions],
        "today": today.isoformat(),
    }


def _day(day: date) -> dict[str, str]:
    return {"day": day.isoformat(), "words": name_day(day)}


def _recipients(dossier: Dossier) -> list[Mapping[str, str]]:
    rows = {each.recipient: each for each in dossier.recipients}
    return [{"key": key, "name": row.name, "language": row.language} for key, row in rows.items()]


def _points(dossier: Dossier) -> list[Mapping[str, str]]:
    rows = {each.point: each for each in dossier.commitments}
    return [{"key": key, "number": row.number, "words": _beginning(row)} for key, row in rows.items()]


def _beginning(row: Commitment) -> str:
    text = row.text.replace("**", "").replace("*", "").partition("\n")[0]
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def _days(dossier: Dossier, editions: tuple[Edition, ...], today: date) -> list[dict[str, Any]]:
    """Each day from which anything holds, how many entries do, of which points; and today, if it is later."""
    counts = Counter(row.as_of for row in rows_with_days(dossier) if row.as_of)
    points: dict[date, dict[str, None]] = {}
    for day, point in _changed_points(dossier):
        points.setdefault(day, {})[point] = None
    order = {each.point: number for number, each in enumerate(dossier.commitments)}
    days = sorted({*counts, today} if not counts or max(counts) < today else counts)
    return [
        {
            **_day(day),
            "entries": counts[day],
            "points": sorted(points.get(day, ()), key=lambda point: order.get(point, 0)),
            "sent": [each.document for each in editions if each.as_of == day],
        }
        for day in days
    ]


def _changed_points(dossier: Dossier) -> Iterator[tuple[date, str]]:
    rows: tuple[Commitment | FollowUp, ...] = (*dossier.commitments, *dossier.follow_ups)
    return ((row.as_of, row.point) for row in rows if row.as_of)


def _edition(edition: Edition) -> dict[str, Any]:
    return {
        "document": edition.document,
        "language": edition.language,
        "recipient": edition.recipient,
        "number": edition.number,
        **_day(edition.as_of),
    }
