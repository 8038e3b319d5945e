"""The tracker: the follow-ups as rows, by point or by who is in charge."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec.structs import replace

from briefgen.asof import changes_between, situation_as_of
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


def fields(dossier: Dossier, group: str = "point", as_of: str = "2023-03-17", since: str = "") -> Mapping[str, Any]:
    situation = situation_as_of(dossier, date.fromisoformat(as_of))
    before = situation_as_of(dossier, date.fromisoformat(since)) if since else None
    document = DocumentSpec("tracker", "tracker", "tracker.docx", settings={"group": group})
    changes = changes_between(before, situation) if before else None
    return compose(situation, document, Request(localiser("en", situation.as_of), changes)).data


def groups(dossier: Dossier = DOSSIER, group: str = "point", as_of: str = "2023-03-17") -> list[dict[str, Any]]:
    data = fields(dossier, group, as_of)
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


def test_it_counts_the_follow_ups_by_state_once_however_they_are_grouped() -> None:
    expected = {"done": 1, "ongoing": 1, "planned": 1, "delayed": 0, "blocked": 0, "without_state": 0}
    for group in ("point", "owner"):
        assert fields(DOSSIER, group)["counts"] == {**expected, "all": 3, "overdue": 1}


def test_since_an_earlier_day_what_has_ended_has_a_row_and_is_not_counted() -> None:
    ended = a_follow_up(point="borders", item="policy", as_of="2023-03-16", state="withdrawn", text="")
    dossier = replace(DOSSIER, follow_ups=(*DOSSIER.follow_ups, ended))
    data = fields(dossier, since="2023-03-15")
    assert shown(data["groups"][0], "text", "change")[:2] == [("Staff.", "same"), ("Policy.", "ended")]
    assert data["counts"]["all"] == 2
    assert "ended" not in {change for (change,) in shown(fields(dossier)["groups"][0], "change")}


def test_sections_of_one_point_each_stand_in_one_table_whose_rows_say_what_they_open() -> None:
    parts = ("Finance", "Finance", "Staff", "Premises")
    points = [a_commitment(point=f"p{at}", number=f"{at}", part=part, text="x") for at, part in enumerate(parts)]
    dossier = a_dossier(*points, a_follow_up(point="p0", text="A."), a_follow_up(point="p0", item="b", text="B."))
    (group,) = fields(dossier)["groups"]
    assert (group["title"], shown(group, "opens", "number")) == (
        "",
        [("Finance", "0"), ("", "0"), ("", "1"), ("Staff", "2"), ("Premises", "3")],
    )
    (table,) = fields(dossier)["point_tables"]
    assert [point["opens"] for point in table["points"]] == ["Finance", "", "Staff", "Premises"]
    assert [part["title"] for part in fields(dossier)["parts"]] == ["Finance", "Staff", "Premises"]


def test_the_checks_read_a_tracker_as_they_read_an_annex() -> None:
    situation = situation_as_of(DOSSIER, date(2023, 3, 17))
    specs = (DocumentSpec("annex", "annex", ""), DocumentSpec("tracker", "tracker", ""))
    annex, tracker = manuscripts_of(situation, Request(localiser("en", situation.as_of)), specs)
    assert annex.passages == tracker.passages
    assert [each.role for each in tracker.passages][:2] == [Role.TITLE, Role.PARAGRAPH]
