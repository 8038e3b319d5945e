"""A dossier from pandas' DataFrames: the same rows and the same doubts as from files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from msgspec import Struct
from msgspec.structs import asdict

from briefgen.errors import UsageProblemError
from briefgen.findings import Finding, Place
from briefgen.model.dossier import Dossier, State
from briefgen.sources import read_data, read_dossier
from briefgen.sources.dataframes import read_dataframes
from briefgen.sources.files.schema import TABLE_NAMES
from tests.sample_dossier import ROOT

COMMITMENTS = pd.DataFrame({"point": ["dublin", "borders"], "number": [10, 11], "text": ["Transfers", "Controls"]})
TITLE = {"title": "Follow-up to the spring summit"}


def a_row(**cells: object) -> dict[str, object]:
    return {"point": "dublin", "item": "FU-1", "as_of": "2023-03-01", "text": "Sixty transfers were made.", **cells}


def from_rows(*rows: Mapping[str, object], **more: Any) -> tuple[Dossier, tuple[Finding, ...]]:
    return read_dataframes(
        {"commitments": COMMITMENTS, "followup": pd.DataFrame(list(rows or [a_row()])), **more}, TITLE
    )


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{each.place}: {each.rule}: {each.message} {each.remedy}" for each in findings]


def without_places(value: object) -> object:
    """A dossier as values that are equal wherever it was read."""
    if isinstance(value, Place):
        return None
    if isinstance(value, tuple | list):
        return [without_places(each) for each in value]
    if isinstance(value, Mapping):
        return {key: without_places(each) for key, each in value.items()}
    if isinstance(value, Struct):
        return without_places({name: each for name, each in asdict(value).items() if name != "digest"})
    return value


@pytest.mark.parametrize(
    "dossier_id",
    [
        "february-2023-european-council",
        "western-balkans-mapping",
        "western-balkans-security-conclusions",
        "march-2021-ministers",
        "silk-routes-december-2019",
    ],
)
def test_the_samples_are_the_same_from_dataframes_as_from_files(dossier_id: str) -> None:
    folder = ROOT / "data" / dossier_id
    about: Any = read_data(folder / "dossier.yaml")
    tables = {path.stem: pd.read_csv(path, dtype=str) for path in folder.glob("*.csv")}
    counted = {key: tables.pop(str(source).removesuffix(".csv")) for key, source in about.pop("frames", {}).items()}
    bodies = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert set(tables) <= set(TABLE_NAMES)
    dossier, findings = read_dataframes(tables, about, dossier_id=dossier_id, frames=counted, bodies=bodies)
    expected, doubts = read_dossier(folder)
    assert without_places(dossier) == without_places(expected)
    assert [each.rule for each in findings] == [each.rule for each in doubts]


def test_the_values_of_a_dataframe_are_read_like_cells() -> None:
    noon = pd.Timestamp(2023, 3, 4, 12)
    dossier, findings = from_rows(
        a_row(item="a", as_of=pd.Timestamp(2023, 3, 1), recorded=pd.NaT, state="done", due=None),
        a_row(
            item="b",
            as_of=date(2023, 3, 2),
            recorded=noon.normalize(),
            state=float("nan"),
            due="2023-Q2",
        ),
        a_row(item=7.0, as_of="2023-03-03", recorded=None, state=pd.NA, due=pd.Timestamp(2023, 6, 30)),
    )
    assert findings == ()
    assert [(row.item, row.as_of.day, row.recorded.day, row.state, row.due) for row in dossier.follow_ups] == [
        ("a", 1, 1, State.DONE, ""),
        ("b", 2, 4, None, "2023-Q2"),
        ("7", 3, 3, None, "2023-06-30"),
    ]
    assert [each.number for each in dossier.commitments] == ["10", "11"]


def test_numbers_are_exact() -> None:
    values = [Decimal("1.10"), 50_000, 0.1, 12.5, "480 million", 999_999_999_999_999.0]
    figures = pd.DataFrame({"figure": list("abcdef"), "as_of": "2023-03-01", "value": pd.Series(values, dtype=object)})
    dossier, findings = from_rows(figures=figures)
    assert findings == ()
    assert [str(each.value) for each in dossier.figures] == ["1.10", "50000", "0.1", "12.5", "480000000", "9" * 15]


def test_a_faulty_cell_is_reported_with_table_row_and_column_and_its_row_left_out() -> None:
    dossier, findings = from_rows(a_row(), a_row(item="FU-2", state="doen"))
    assert said(findings) == [
        "followup, row 3, column state: DATA-008: there is no state “doen”. Did you mean “done”?",
    ]
    assert [row.item for row in dossier.follow_ups] == ["FU-1"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"as_of": "17/3/2023"}, "“17/3/2023” can be read as more than one day."),
        ({"as_of": pd.Timestamp(2023, 3, 1, 10)}, "is not a date"),
        ({"as_of": 20230301}, "is a bare number, not a date"),
        ({"point": "berlin"}, "berlin"),
        ({"text": ["one", "two"]}, "the cell holds several values, or none that can be written down."),
        ({"text": {"one": 1}}, "the cell holds several values"),
        ({"owner": 1234567890123456789.0}, "a number of more than 15 digits"),
        ({"text": "x\x07y"}, "control character"),
        ({"text": "{{ mony(5) }}"}, "mony"),
        ({"txt": "x"}, "the column “txt” is not read."),
        ({"owmer": "x"}, "there is no column “owmer”."),
    ],
    ids=str,
)
def test_what_cannot_be_read_in_one_way_is_said(cells: dict[str, object], words: str) -> None:
    _, findings = from_rows(a_row(**cells))
    assert [each for each in said(findings) if words in each and each.startswith("followup, row ")] != []


def test_a_table_without_its_columns_is_said_to_lack_them() -> None:
    _, findings = from_rows({"point": "dublin", "item": "FU-1", "text": "x"})
    assert said(findings) == [
        "followup, row 1: DATA-002: the column “as_of” is missing. Add a column with the heading as_of."
    ]


def test_two_columns_of_one_name_are_refused() -> None:
    double = pd.read_csv(io.StringIO("point,item,as_of,text,x\ndublin,FU-1,2023-03-01,a,b\n"))
    double.columns = pd.Index(["point", "item", "as_of", "text", "text"])
    _, findings = read_dataframes({"commitments": COMMITMENTS, "followup": double}, TITLE)
    assert said(findings)[0].startswith("followup, row 1, column text: DATA-003: the column “text” stands there twice.")


def test_the_index_is_not_read() -> None:
    rows = pd.DataFrame([a_row()], index=["anything"])
    dossier, findings = read_dataframes({"commitments": COMMITMENTS, "followup": rows}, TITLE)
    assert (len(dossier.follow_ups), findings) == (1, ())


def test_a_description_is_held_against_what_is_known_of_it() -> None:
    tables = {"commitments": COMMITMENTS, "followup": pd.DataFrame([a_row()])}
    _, findings = read_dataframes(
        tables, {"titel": "x", "languages": ["en", "xxxx"], "signatory": {"name": "A", "nam": 1}}
    )
    assert [each.split(":")[0] for each in said(findings)] == [
        "description, entry “titel”",
        "description",
        "description, entry “signatory.nam”",
        "description, entry “languages.1”",
    ]


def test_values_of_the_description_are_texts_as_in_yaml() -> None:
    more = {"year": 2023, "day": date(2023, 3, 17), "share": Decimal("1.10"), "public": True, "note": None}
    dossier, findings = read_dataframes(
        {"commitments": COMMITMENTS, "followup": pd.DataFrame([a_row()])}, {**TITLE, "settings": more}
    )
    assert findings == ()
    assert dict(dossier.settings) == {
        "year": "2023", "day": "2023-03-17", "share": "1.10", "public": "true", "note": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tables", "description", "words"),
    [
        ({"follow-up": COMMITMENTS}, TITLE, "There is no table “follow-up”.\n  Did you mean “followup”?"),
        ({"commitments": COMMITMENTS}, TITLE, "There is no table “followup”.\n  Give one with the columns point, item"),
        ({}, {**TITLE, "sources": {"followup": "x.csv"}}, "The description has “sources”"),
        ({}, {**TITLE, "frames": {"visits": "x.csv"}}, "The description has “frames”"),
        ({}, {"title": object()}, "The entry “title” of the description is no text"),
        (
            {"paragraphs": pd.DataFrame()},
            {**TITLE, "documents": {"note": {"kind": "note", "template": "note.docx", "body": "note.md"}}},
            "The body of the document “note” is missing: there is no note.md.",
        ),
    ],
    ids=["unknown table", "missing table", "sources", "frames", "no value", "no body"],
)
def test_what_is_not_given_or_cannot_be_is_refused(
    tables: dict[str, pd.DataFrame], description: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageProblemError) as refused:
        read_dataframes(tables, description)
    assert words in str(refused.value)


def test_a_dossier_of_paragraphs_needs_no_commitments() -> None:
    rows = pd.DataFrame([{"document": "note", "paragraph": "a", "as_of": "2023-03-01", "kind": "text", "text": "x"}])
    documents = {"note": {"kind": "note", "template": "note.docx"}}
    dossier, _ = read_dataframes({"paragraphs": rows}, {**TITLE, "documents": documents})
    assert [each.name for each in dossier.documents] == ["note"]


def test_the_digest_tells_what_was_read() -> None:
    digests = [
        from_rows()[0].digest,
        from_rows()[0].digest,
        from_rows(a_row(text="Seventy"))[0].digest,
        read_dataframes({"commitments": COMMITMENTS, "followup": pd.DataFrame([a_row()])}, {"title": "y"})[0].digest,
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3
