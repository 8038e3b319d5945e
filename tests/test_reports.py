"""Findings as other programs read them."""

from __future__ import annotations

import json
from typing import Any

from briefgen.findings import Finding, Place, error, hint, warning
from briefgen.production.reports import as_json, as_sarif

IN_TEMPLATE = error(
    "TPL-002",
    Place("My annex.docx", spot="table 1, row 4, column 2, paragraph 1", heading="Borders"),
    "{{ a b }}: “b” is not expected here",
    "Join the two.",
    "{{ a b }}",
)
IN_HEADER = error("TPL-009", Place("annex.docx", part="header 1", spot="paragraph 1"), "no such filter")
IN_TABLE = warning("DATA-003", Place("status.xlsx", sheet="follow-up", row=7, column="due"), "no date", "", "sonn")
IN_TEXT = hint("DATA-009", Place("dossier.yaml", line=3, char=5), "not used")
RULES = {"TPL-001": "a tag is opened but not closed", "TPL-002": "a tag cannot be understood"}


def sarif(*findings: Finding, **options: Any) -> dict[str, Any]:
    log = json.loads(as_sarif(findings, RULES, "1.2.3", **options))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_json_names_part_spot_heading_and_tag_of_a_fault_in_a_word_file() -> None:
    (found,) = json.loads(as_json([IN_TEMPLATE]))
    assert found == {
        "rule": "TPL-002",
        "grade": "error",
        "file": "My annex.docx",
        "part": "document",
        "spot": "table 1, row 4, column 2, paragraph 1",
        "heading": "Borders",
        "tag": "{{ a b }}",
        "message": "{{ a b }}: “b” is not expected here",
        "remedy": "Join the two.",
    }


def test_json_names_sheet_row_and_column_of_a_fault_in_a_table() -> None:
    (found,) = json.loads(as_json([IN_TABLE]))
    assert (found["sheet"], found["row"], found["column"], found["words"]) == ("follow-up", 7, "due", "sonn")
    assert "line" not in found
    assert "tag" not in found


def test_json_keeps_letters_as_they_are() -> None:
    assert "“b”" in as_json([IN_TEMPLATE])


def test_sarif_lists_the_rules_and_each_result_points_at_its_own() -> None:
    run = sarif(IN_TEMPLATE, IN_HEADER)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("briefgen", "1.2.3")
    assert driver["rules"][1] == {"id": "TPL-002", "shortDescription": {"text": "a tag cannot be understood"}}
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_lists_each_rule_once() -> None:
    rules = [rule["id"] for rule in sarif(IN_TEMPLATE, IN_HEADER, IN_HEADER)["tool"]["driver"]["rules"]]
    assert rules == ["TPL-001", "TPL-002", "TPL-009"]


def test_sarif_names_a_rule_that_nobody_described() -> None:
    assert sarif(IN_HEADER)["tool"]["driver"]["rules"][-1] == {"id": "TPL-009"}


def test_sarif_has_a_level_for_each_grade() -> None:
    results = sarif(IN_TEMPLATE, IN_TABLE, IN_TEXT)["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]


def test_sarif_says_message_and_remedy() -> None:
    (result,) = sarif(IN_TEMPLATE)["results"]
    assert result["message"]["text"] == "{{ a b }}: “b” is not expected here\nJoin the two."


def test_sarif_names_the_place_in_words_and_the_file_as_a_uri() -> None:
    (location,) = sarif(IN_TEMPLATE)["results"][0]["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "My%20annex.docx"}}
    name = "document, table 1, row 4, column 2, paragraph 1"
    assert location["logicalLocations"] == [{"fullyQualifiedName": name}]


def test_sarif_names_the_part_that_is_not_the_document() -> None:
    (location,) = sarif(IN_HEADER)["results"][0]["locations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "header 1, paragraph 1"


def test_sarif_gives_lines_of_texts_as_a_region_and_rows_of_tables_in_words() -> None:
    in_text, in_table = (result["locations"][0] for result in sarif(IN_TEXT, IN_TABLE)["results"])
    assert in_text["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 5}
    assert "logicalLocations" not in in_text
    assert "region" not in in_table["physicalLocation"]
    assert in_table["logicalLocations"] == [{"fullyQualifiedName": "sheet follow-up, row 7, column due"}]


def test_sarif_takes_the_paths_that_are_given_for_names() -> None:
    (result,) = sarif(IN_HEADER, paths={"annex.docx": "templates/annex.docx"})["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "templates/annex.docx"


def test_no_findings_are_an_empty_list_and_a_run_without_results() -> None:
    assert json.loads(as_json([])) == []
    assert sarif()["results"] == []
