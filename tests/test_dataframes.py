"""What stands on a day, handed out as DataFrames."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd

from briefgen.asof import situation_as_of
from briefgen.production.dataframes import figures_to_dataframe, items_to_dataframe
from briefgen.sources import read_dossier
from briefgen.sources.dataframes import read_dataframes
from tests.builders import a_commitment, a_dossier, a_figure, a_follow_up
from tests.sample_dossier import ROOT

DAY = date(2023, 3, 17)


def test_each_item_that_stands_is_a_row() -> None:
    dossier = a_dossier(
        a_commitment(point="dublin", number="10"),
        a_follow_up(point="dublin", item="a", as_of="2023-03-01", text="Old"),
        a_follow_up(point="dublin", item="a", as_of="2023-03-10", state="delayed", due="2023-Q2", text="New"),
        a_follow_up(point="dublin", item="b", as_of="2023-03-20", text="Later"),
    )
    frame = items_to_dataframe(situation_as_of(dossier, DAY))
    assert list(frame.columns) == [
        "point", "number", "item", "group", "text", "state", "due", "owner", "source", "as_of",
    ]  # fmt: skip
    [row] = frame.to_dict("records")
    assert (row["point"], row["number"], row["item"], row["text"]) == ("dublin", "10", "a", "New")
    assert (row["state"], row["due"], row["as_of"]) == ("delayed", "2023-Q2", pd.Timestamp(2023, 3, 10))
    assert frame.attrs == {"as_of": DAY, "known_on": None}


def test_a_point_under_which_nothing_stands_has_a_row_of_its_own() -> None:
    frame = items_to_dataframe(situation_as_of(a_dossier(a_commitment(point="dublin", number="10")), DAY))
    [row] = frame.to_dict("records")
    assert (row.pop("point"), row.pop("number"), row.pop("as_of") is pd.NaT) == ("dublin", "10", True)
    assert set(row.values()) == {""}


def test_an_empty_situation_has_the_columns_all_the_same() -> None:
    situation = situation_as_of(a_dossier(a_commitment(), commitments=()), DAY)
    for frame in (items_to_dataframe(situation), figures_to_dataframe(situation)):
        assert (len(frame), str(frame["as_of"].dtype)[:10]) == (0, "datetime64")


def test_figures_are_exact() -> None:
    dossier = a_dossier(a_figure(figure="package", value="0.1", as_of="2023-03-01"))
    [row] = figures_to_dataframe(situation_as_of(dossier, DAY)).to_dict("records")
    assert (row["figure"], row["value"], row["as_of"]) == ("package", Decimal("0.1"), pd.Timestamp(2023, 3, 1))


def test_what_was_handed_out_can_be_handed_in_again() -> None:
    sample, _ = read_dossier(ROOT / "data" / "february-2023-european-council")
    before = items_to_dataframe(situation_as_of(sample, DAY))
    commitments = pd.DataFrame(
        [{"point": each.point, "number": each.number, "text": each.text} for each in sample.commitments]
    )
    figures = figures_to_dataframe(situation_as_of(sample, DAY))
    followup = before[before["item"] != ""].drop(columns="number")
    again, findings = read_dataframes(
        {"commitments": commitments, "followup": followup, "figures": figures}, {"title": "x"}
    )
    assert findings == ()
    pd.testing.assert_frame_equal(items_to_dataframe(situation_as_of(again, DAY)), before)
