"""What is said beside the pages: findings of the checks and the template, the state of the points, the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from briefgen.checks.rules.changes.ledger import name_day
from briefgen.commands.changes import status_since
from briefgen.commands.check import Inspection, check_dossier
from briefgen.commands.status import Row, status
from briefgen.commands.template import read_fields
from briefgen.compose import fields_of, manuscripts_of
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Place, worst_first
from briefgen.preview.desk import Desk
from briefgen.preview.view import View
from briefgen.word.compiling.fields import Fields

_Spot = tuple[str, str, int | None, int | None]

_LONGEST = 120  # characters of a value


def problem_of(problem: BriefgenError) -> dict[str, Any]:
    """Why something cannot be shown, for JSON."""
    found = problem.findings if isinstance(problem, FindingsError) else ()
    said = {"problem": problem.message, "remedy": problem.remedy}
    stopped = {"problem": "The document cannot be made.", "remedy": "What is wrong with it stands under Findings."}
    return {**(stopped if found else said), "findings": [_finding(each, {}) for each in worst_first(found)]}


def findings_of(desk: Desk, view: View) -> list[dict[str, Any]]:
    """What `briefgen check` finds on the day of a view, in its language, each with words to find its place by.

    Raises:
        BriefgenError: the dossier cannot be read.
    """
    setting = desk.setting()
    asked = Inspection(
        setting.at(view.dossier),
        setting.today,
        view.day,
        view.since,
        view.known_on,
        languages=(view.language,),
    )
    mine, others = _passages(desk, view)
    found = check_dossier(asked).findings
    return [{**_finding(each, mine), "elsewhere": _is_elsewhere(each.place, mine, others)} for each in found]


def _passages(desk: Desk, view: View) -> tuple[dict[_Spot, str], dict[_Spot, str]]:
    """The texts that stand in the document, by their places in the tables; and those in the others of the dossier."""
    try:
        workshop, job = desk.workshop(view.alone, draft=True)
        documents = workshop.record.dossier.documents
        made = manuscripts_of(workshop.situation, workshop.request_for(job.language), documents)
    except BriefgenError:
        return {}, {}
    mine: dict[_Spot, str] = {}
    others: dict[_Spot, str] = {}
    for manuscript in made:
        texts = mine if manuscript.name == job.document.name else others
        texts |= {_spot(each.place): each.text for each in reversed(manuscript.passages) if each.text.strip()}
    return mine, others


def _spot(place: Place) -> _Spot:
    return place.file, place.sheet, place.row, place.line


def _is_elsewhere(place: Place, mine: Mapping[_Spot, str], others: Mapping[_Spot, str]) -> bool:
    """Whether a place belongs to other documents of the dossier alone."""
    if _spot(place) in mine:
        return False
    return _spot(place) in others or place.file in {each[0] for each in others} - {each[0] for each in mine}


def _finding(finding: Finding, places: Mapping[_Spot, str]) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "grade": finding.grade.word,
        "place": str(finding.place),
        "message": finding.message,
        "remedy": finding.remedy,
        "words": finding.words,
        "text": places.get(_spot(finding.place), ""),
    }


def status_of(desk: Desk, view: View) -> list[dict[str, Any]]:
    """Where each point stands on the day of a view.

    Raises:
        BriefgenError: the dossier has errors.
    """
    setting = desk.setting()
    where = setting.at(view.dossier)
    if view.since:
        found = status_since(where, view.since, view.day, setting.today, view.known_on)
    else:
        found = status(where, view.day, setting.today, view.known_on)
    return [_point(each) for each in found.rows]


def _point(row: Row) -> dict[str, Any]:
    point = row.point
    return {
        "key": point.commitment.point,
        "number": point.commitment.number,
        "text": row.text,
        "state": point.state.value if point.state else "",
        "items": point.items,
        "updated": name_day(point.last_update) if point.last_update else "",
        "due": point.next_due,
        "moved_from": point.first_due if point.moves else "",
        "overdue": point.overdue,
        "changes": ", ".join(f"{count} {kind.value}" for kind, count in row.moved.items()),
    }


def template_of(desk: Desk, view: View) -> dict[str, Any]:
    """What the template of a document reads, with its meaning, and what it gets on the day of a view.

    Raises:
        BriefgenError: the template has faults.
    """
    workshop, job = desk.workshop(view.alone, draft=True)
    name = job.document.template
    read = read_fields(desk.setting().at(view.dossier), name)
    data = workshop.compose(job).data
    return {"name": name, "fields": list(_fields(read, fields_of(job.document.kind), data, ""))}


def _fields(read: Fields, known: object, data: object, path: str) -> Iterator[dict[str, Any]]:
    for name, each in read.children.items():
        says = known.get(name, "") if isinstance(known, Mapping) else ""
        value = _got(data, name)
        yield {
            "path": f"{path}{name}{'[]' if each.repeated else ''}",
            "says": says if isinstance(says, str) else "",
            "value": _said(value),
        }
        below = None if each.repeated else value
        yield from _fields(each, says, below, f"{path}{name}{'[]' if each.repeated else ''}.")


def _got(data: object, name: str) -> object:
    if isinstance(data, Mapping):
        return data.get(name)
    return getattr(data, name, None) if not name.startswith("_") else None


def _said(value: object) -> str:
    """A value in few words: texts and days as they are, lists by their length."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, date):
        return name_day(value)
    if isinstance(value, Iterable) and not isinstance(value, str) and isinstance(value, list | tuple):
        return f"{len(value)} of them" if value else "none"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
