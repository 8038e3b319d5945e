"""The table `glossary`: through the same doors as the others, and held against itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.findings import Place
from briefgen.sources.ledger.cross_checks import split_refused
from tests.sources.folders import a_workbook, found, read

HEADER = "term,refused,language,note\n"


def test_a_dossier_without_a_glossary_has_none(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path)
    assert (dossier.glossary, findings) == ((), ())


def test_a_term_comes_with_the_words_that_it_replaces(tmp_path: Path) -> None:
    rows = "Dublin Roadmap,Dublin roadmap | the Roadmap,en,as the Council of 2022 calls it\nFrontex,,,\n"
    dossier, findings = read(tmp_path, {"glossary.csv": HEADER + rows})
    assert findings == ()
    assert [(each.term, each.refused, each.language) for each in dossier.glossary] == [
        ("Dublin Roadmap", ("Dublin roadmap", "the Roadmap"), "en"),
        ("Frontex", (), ""),
    ]
    assert dossier.glossary[0].note == "as the Council of 2022 calls it"
    assert dossier.glossary[0].place == Place("glossary.csv", row=2)


def test_the_column_for_the_term_is_enough(tmp_path: Path) -> None:
    dossier, findings = read(tmp_path, {"glossary.csv": "term\nTürkiye\n"})
    assert findings == ()
    assert dossier.glossary[0].term == "Türkiye"


def test_the_glossary_may_be_a_sheet_of_the_workbook(tmp_path: Path) -> None:
    workbook = a_workbook({"glossary": [("term", "refused"), ("Türkiye", "Turkey")]})
    dossier, findings = read(tmp_path, {"status.xlsx": workbook})
    assert findings == ()
    assert dossier.glossary[0].refused == ("Turkey",)


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        (",Turkey,,\n", "row 2, column term", "the cell is empty"),
        ("Frontex,,,\nFrontex,FRONTEX,,\n", "row 3, column term", "stands there twice (first in row 2)"),
        ("Frontex,FRONTEX,,\nFRONTEX,,,\n", "row 2, column refused", "but row 3 asks for it"),
        ("Frontex,,xx,\n", "row 2, column language", "not made in the language “xx”"),
        ("{{ 7*7 }},,,\n", "row 2, column term", "not put into this column"),
    ],
)
def test_a_faulty_row_is_reported_at_its_cell(tmp_path: Path, rows: str, place: str, words: str) -> None:
    findings = found(tmp_path, {"glossary.csv": HEADER + rows})
    assert len(findings) == 1, findings
    assert findings[0].startswith(f"glossary.csv, {place}")
    assert words in findings[0]


def test_one_word_may_be_a_term_in_one_language_and_refused_in_another(tmp_path: Path) -> None:
    files = {
        "dossier.yaml": "title: Follow-up\nlanguages: [en, fr]\n",
        "glossary.csv": HEADER + "Türkiye,Turkey,en,\nTurkey,,fr,\n",
    }
    assert found(tmp_path, files) == []


def test_blanks_around_refused_words_do_not_count() -> None:
    assert split_refused(" a |b|  | c d ") == ("a", "b", "c d")
    assert split_refused("") == ()
