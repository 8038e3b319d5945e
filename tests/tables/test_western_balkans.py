"""Every published figure of the mapping of May 2020, as the tables of the sample dossier say it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from functools import cache

import pytest

from briefgen.asof import situation_as_of
from briefgen.localise import localiser
from briefgen.model.dossier import Dossier
from briefgen.model.exhibits import Chart, Exhibit, Table
from briefgen.sources import read_dossier
from briefgen.tables import ComputedExhibits, compute_exhibits
from briefgen.text import calls
from briefgen.text.vocabulary import EXHIBITS
from tests.data_makers.western_balkans_activities import FOLDER, files
from tests.sample_dossier import ROOT
from tests.tables.samples import as_it_is

NOTE_DAY = date(2020, 5, 12)
PARTNERS = {
    # Member States, share of activities, types of assistance from the most given to the least
    "Albania": (9, 16, "expert assistance, financial assistance, equipment"),
    "Bosnia and Herzegovina": (9, 16, "expert assistance, financial assistance, equipment"),
    "Kosovo": (7, 9, "expert assistance, financial assistance, equipment"),
    "Montenegro": (10, 12, "expert assistance, financial assistance, equipment"),
    "North Macedonia": (13, 23, "expert assistance, equipment, financial assistance"),
    "Serbia": (13, 24, "expert assistance, financial assistance, equipment"),
}
AREAS = {
    "border management": 32,
    "combating migrant smuggling": 22,
    "information exchange": 19,
    "integration": 2,
    "legal migration": 4,
    "asylum": 6,
    "reception": 8,
    "return": 7,
}
TYPES = {"expert assistance": 67, "financial assistance": 17, "equipment": 16}
AREAS_OF = {
    "albania": "border management 7, information exchange 6, combating migrant smuggling 5, return 4, asylum 3, "
    "reception 1, integration 1, legal migration 0",
    "bosnia-and-herzegovina": "information exchange 9, border management 7, asylum 2, reception 2, return 2, "
    "legal migration 2, integration 0",
    "kosovo": "border management 6, combating migrant smuggling 4, asylum 0, integration 0",
    "montenegro": "border management 9, information exchange 7, combating migrant smuggling 6, asylum 1, reception 1, "
    "return 1, legal migration 0, integration 0",
    "north-macedonia": "border management 11, combating migrant smuggling 9, information exchange 8, asylum 5, "
    "reception 4, return 2, legal migration 1, integration 0",
    "serbia": "border management 11, combating migrant smuggling 9, information exchange 9, integration 1",
}


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


@cache
def mapping(as_of: date = NOTE_DAY) -> ComputedExhibits:
    return compute_exhibits(situation_as_of(dossier(), as_of), localiser("en", as_of), as_it_is)


def percent(number: int) -> str:
    return f"{number}\u00a0%"


def key(partner: str) -> str:
    return partner.lower().replace(" ", "-")


@pytest.mark.parametrize("name", files())
def test_the_files_are_those_that_the_maker_makes(name: str) -> None:
    assert (FOLDER / name).read_bytes() == files()[name]


def test_every_row_says_that_it_is_invented() -> None:
    assert {frame.values("synthetic") for frame in dossier().frames.values()} == {("yes",)}


def test_no_two_activities_are_alike() -> None:
    frame = dossier().frames["activities"]
    assert len({row.cells[:4] for row in frame.rows}) == len(frame.rows)


def test_228_activities_are_carried_out_by_15_of_23_that_replied() -> None:
    assert mapping().total("activities") == "228"
    assert mapping().total("members-by-partner") == "15"
    replies = dossier().frames["replies"]
    assert len(replies.rows) == 23
    active = {row.cells[0] for row in replies.rows if row.cells[1] == "activities"}
    assert active == set(dossier().frames["activities"].values("member_state"))


@pytest.mark.parametrize(("area", "share"), AREAS.items())
def test_shares_by_area(area: str, share: int) -> None:
    assert mapping().cell("chart/activities-by-area", area) == percent(share)
    assert mapping().cell("areas", area, "share") == percent(share)
    assert mapping().share("activities", area) == percent(share)


@pytest.mark.parametrize(("type_", "share"), TYPES.items())
def test_shares_by_type(type_: str, share: int) -> None:
    assert mapping().cell("activities-by-type", type_) == percent(share)
    assert mapping().cell("types", type_, "share") == percent(share)


@pytest.mark.parametrize("partner", PARTNERS)
def test_members_and_shares_by_partner(partner: str) -> None:
    members, share, _ = PARTNERS[partner]
    assert mapping().cell("members-by-partner", partner) == str(members)
    assert mapping().cell("shares-by-partner", partner) == percent(share)
    assert mapping().share("activities-by-partner", partner) == percent(share)
    assert mapping().total(f"{key(partner)}-types") == str(members)


def test_half_of_the_activities_are_for_those_at_the_border_and_more_than_half_in_two_areas() -> None:
    def share(table: str, *rows: str) -> float:
        return sum(int(mapping().cell(table, row)) for row in rows) / 228

    assert 0.45 < share("activities-by-partner", "Serbia", "North Macedonia") < 0.5
    assert share("areas", "border management", "combating migrant smuggling") > 0.5


def test_serbia_leads_by_activities_and_shares_the_lead_by_members() -> None:
    assert mapping().leader("activities-by-partner") == "Serbia"
    assert mapping().leader("members-by-partner") == "North Macedonia and Serbia"
    assert mapping().leader("members-by-partner", mapping().rows("members-by-partner")) == "Kosovo*"


def test_most_members_are_in_border_management_then_in_combating_smuggling() -> None:
    words = mapping()
    assert [words.leader("members-by-area", place) for place in (1, 2)] == list(AREAS)[:2]
    assert [words.cell("members-by-area", area) for area in list(AREAS)[:2]] == ["13", "12"]


@pytest.mark.parametrize("partner", AREAS_OF)
def test_members_by_area_for_each_partner(partner: str) -> None:
    for told in AREAS_OF[partner].split(", "):
        area, _, members = told.rpartition(" ")
        assert mapping().cell(f"{partner}-areas", area) == members
        assert mapping().cell(f"{partner}-types", area) == members


@pytest.mark.parametrize("partner", AREAS_OF)
def test_each_partner_has_all_areas_with_those_told_first_at_the_top(partner: str) -> None:
    table = mapping().tables[f"{partner}-areas"]
    numbers = [int(str(row[1].text).replace("–", "0")) for row in table.rows]
    assert len(table.rows) == 8
    assert numbers == sorted(numbers, reverse=True)
    told = [int(each.rpartition(" ")[2]) for each in AREAS_OF[partner].split(", ")]
    assert numbers[:2] == told[:2]


def test_integration_is_what_fewest_do_for_serbia() -> None:
    table = mapping().tables["serbia-areas"]
    assert [str(cell.text) for cell in table.rows[-1]] == ["Integration", "1"]
    assert str(table.rows[-2][1].text) == "2"


@pytest.mark.parametrize("partner", PARTNERS)
def test_experts_come_first_for_every_partner_and_the_others_as_told(partner: str) -> None:
    heads = [str(cell.text).lower() for cell in mapping().tables[f"{key(partner)}-types"].heads[0]]
    assert ", ".join(heads[1:-1]) == PARTNERS[partner][2]


def test_six_members_exchange_information_with_albania_by_experts_and_two_of_them_by_equipment() -> None:
    words = mapping()
    assert words.cell("albania-types", "information exchange") == "6"
    assert words.cell("albania-types", "information exchange", "expert assistance") == "6"
    assert words.cell("albania-types", "information exchange", "equipment") == "2"


@cache
def printed() -> tuple[Exhibit, ...]:
    """The charts and tables that the note shows; from the other tables it only quotes."""
    asked = [call for call in calls((FOLDER / "note.md").read_text(encoding="utf-8")) if call.word in EXHIBITS]
    return tuple((mapping().charts if call.word == "chart" else mapping().tables)[str(call.args[0])] for call in asked)


def test_four_charts_and_twenty_tables_are_printed_each_described() -> None:
    assert [sum(isinstance(shown, kind) for shown in printed()) for kind in (Chart, Table)] == [4, 20]
    for shown in printed():
        assert str(shown.caption)
        assert shown.description.startswith(str(shown.caption))


def test_kosovo_has_its_asterisk_and_note_wherever_it_is_named() -> None:
    for shown in printed():
        named, noted = "Kosovo" in shown.description, any(str(note).startswith("* ") for note in shown.notes)
        assert named == noted
        assert "Kosovo" not in shown.description.replace("Kosovo*", "")


def test_before_all_replies_were_in_there_was_less() -> None:
    assert 0 < int(mapping(date(2020, 3, 10)).total("activities")) < 228
    assert mapping(date(2020, 3, 1)).total("activities") == "0"


def test_tables_are_counted_without_pandas() -> None:
    script = (
        "import sys; from tests.tables import test_western_balkans as it; words = it.mapping(); "
        "words.tables['areas']; assert 'pandas' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
