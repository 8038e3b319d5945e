"""The tracker: the follow-ups as rows, by point or by who is in charge."""

from __future__ import annotations

from datetime import date
from typing import Any

from briefgen.asof import situation_as_of
from briefgen.compose import Request, compose, manuscripts_of
from briefgen.localise import localiser
from briefgen.model.dossier import DocumentSpec, Dossier
from briefgen.model.manuscript import Role
from tests.builders import a_commitment, a_dossier, a_follow_up

DOSSIER = a_dossier(
    a_commitment(point="borders", number="1", text="Borders."),
    a_commitment(point="dublin", number="2", text="Dublin."),
    a_commitment(point="talent", number="", part="Skills", text="Talent."),
    a_follow_up(point="borders", item="policy", owner="Commission", state="ongoing", due="2023-03-14", text="Policy."),
    a_follow_up(point="borders", item="staff", owner="", state="planned", due="2023-05", text="Staff."),
    a_follow_up(point="dublin", item="roadmap", owner="Commission", state="done", due="2023-03-01", text="Roadmap."),
)


def groups(dossier: Dossier = DOSSIER, group: str = "point", as_of: str = "2023-03-17") -> list[dict[str, Any]]:
    situation = situation_as_of(dossier, date.fromisoformat(as_of))
    document = DocumentSpec("tracker", "tracker", "tracker.docx", settings={"group": group})
    data = compose(situation, document, Request(localiser("en", situation.as_of))).data
    assert data["grouped_by"] == group
    return list(data["groups"])


def shown(each: dict[str, Any], *fields: str) -> list[tuple[str, ...]]:
    return [tuple(str(row[field]) for field in fields) for row in each["rows"]]


def test_the_rows_of_a_tracker_stand_in_the_order_of_the_annex_below_its_sections() -> None:
    first, second = groups()
    assert (first["title"], second["title"]) == ("", "Skills")
    assert shown(first, "number", "commitment", "text", "owner", "due", "state") == [
        ("1", "Borders.", "Policy.", "Commission", "14\u00a0March", "ongoing"),
        ("1", "Borders.", "Staff.", "", "May 2023", "planned"),
        ("2", "Dublin.", "Roadmap.", "Commission", "1\u00a0March", "done"),
    ]


def test_a_point_without_follow_up_has_a_row_of_its_own() -> None:
    assert shown(groups()[1], "number", "commitment", "text", "key", "state") == [("", "Talent.", "", "", "")]


def test_a_deadline_that_has_passed_is_marked_unless_the_work_is_done() -> None:
    assert shown(groups()[0], "overdue") == [("True",), ("False",), ("False",)]
    assert shown(groups(as_of="2023-03-14")[0], "overdue")[0] == ("False",)


def test_by_owner_each_has_all_of_its_rows_and_what_is_nobodys_comes_last() -> None:
    commission, nobody = groups(group="owner")
    assert (commission["title"], shown(commission, "text")) == ("Commission", [("Policy.",), ("Roadmap.",)])
    assert (nobody["title"], shown(nobody, "text")) == ("", [("Staff.",), ("",)])


def test_the_first_row_of_each_point_is_known_as_such_in_each_group() -> None:
    assert shown(groups()[0], "is_first") == [("True",), ("False",), ("True",)]
    assert shown(groups(group="owner")[0], "is_first") == [("True",), ("True",)]


def test_the_checks_read_a_tracker_as_they_read_an_annex() -> None:
    situation = situation_as_of(DOSSIER, date(2023, 3, 17))
    specs = (DocumentSpec("annex", "annex", ""), DocumentSpec("tracker", "tracker", ""))
    annex, tracker = manuscripts_of(situation, Request(localiser("en", situation.as_of)), specs)
    assert annex.passages == tracker.passages
    assert [each.role for each in tracker.passages][:2] == [Role.TITLE, Role.PARAGRAPH]
