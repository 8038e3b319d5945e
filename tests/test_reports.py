"""Findings as other programs read them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace

from briefgen.findings import Finding, Grade, Place, error, hint, warning
from briefgen.production.regions import TextFiles
from briefgen.production.reports import FINGERPRINT, RuleText, as_json, as_sarif

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
RULES = {
    "TPL-001": RuleText("a tag is opened but not closed"),
    "TPL-002": RuleText("a tag cannot be understood", "With examples.", "#tpl", Grade.ERROR),
}


def sarif(*findings: Finding, **options: Any) -> dict[str, Any]:
    log = json.loads(as_sarif(findings, RULES, "1.2.3", **options))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def test_json_names_part_spot_heading_and_tag_of_a_fault_in_a_word_file() -> None:
    (found,) = json.loads(as_json([IN_TEMPLATE], RULES))
    assert found == {
        "rule": "TPL-002",
        "says": "a tag cannot be understood",
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


def test_json_gives_language_and_offsets_of_a_finding_in_a_text() -> None:
    found = replace(IN_TABLE, words="ünf", start=4, language="de")
    (told,) = json.loads(as_json([found]))
    assert (told["language"], told["start"], told["end"], told["says"]) == ("de", 4, 7, "")
    assert json.loads(as_json([IN_TABLE]))[0].keys() & {"language", "start", "end"} == set()


def test_json_keeps_letters_as_they_are() -> None:
    assert "“b”" in as_json([IN_TEMPLATE])


def test_sarif_lists_the_rules_and_each_result_points_at_its_own() -> None:
    run = sarif(IN_TEMPLATE, IN_HEADER)
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["semanticVersion"]) == ("briefgen", "1.2.3")
    page = "https://github.com/briefgen/briefgen/blob/main/docs/rules.md"
    assert driver["rules"][1] == {
        "id": "TPL-002",
        "shortDescription": {"text": "a tag cannot be understood"},
        "fullDescription": {"text": "With examples."},
        "helpUri": f"{page}#tpl",
        "defaultConfiguration": {"level": "error"},
    }
    assert (driver["rules"][0]["helpUri"], driver["informationUri"]) == (page, page)
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


TABLE = 'key;due;text\r\na;;"one\r\nsays ""ten"" trees"\r\nb;2023;ten trees\r\n\r\n\r\n'
PO = '#: 1\nmsgid "Ten trees"\nmsgstr "Zehn Bäume"\n\n#: 2\nmsgid "Ten"\nmsgstr "Zehn \\"x\\" .,"\n'
MARKDOWN = "# Head\n\nTen trees, and ten\nstones.\n"
FILES = {
    "t.csv": TABLE,
    "fr.po": PO,
    "letter.md": MARKDOWN,
    "dossier.yaml": "title: Ten\nplace: Rome\n",
    "u.csv": 'a\n"x',
}
TEXTS = TextFiles(lambda name: FILES[name].encode() if name in FILES else None)


@pytest.mark.parametrize(
    ("place", "words", "region"),
    [
        (Place("t.csv", row=3, column="text"), "ten trees", {"startLine": 4, "startColumn": 8, "endColumn": 17}),
        (Place("t.csv", row=3, column="due"), "2023", {"startLine": 4, "startColumn": 3, "endColumn": 7}),
        (Place("t.csv", row=2, column="text"), '"ten"', {"startLine": 3, "startColumn": 6, "endColumn": 13}),
        (
            Place("t.csv", row=2, column="text"),
            "23 March",
            {"startLine": 2, "startColumn": 4, "endLine": 3, "endColumn": 20},
        ),
        (Place("t.csv", row=3, column="text"), "2023", {"startLine": 4, "startColumn": 8, "endColumn": 17}),
        (Place("t.csv", row=3), "b", {"startLine": 4, "startColumn": 1, "endColumn": 2}),
        (Place("t.csv", row=3, column="gone"), "zzz", {"startLine": 4, "startColumn": 1, "endColumn": 1}),
        (Place("t.csv", row=9, column="text"), "ten", None),
        (Place("u.csv", row=2, column="a"), "x", None),
        (Place("fr.po", line=1), "Zehn", {"startLine": 3, "startColumn": 9, "endColumn": 13}),
        (Place("fr.po", line=5), 'Zehn "x"', {"startLine": 7, "startColumn": 9, "endColumn": 19}),
        (Place("fr.po", line=1), "x", {"startLine": 1}),
        (Place("letter.md", line=3, char=16), "ten", {"startLine": 3, "startColumn": 16, "endColumn": 19}),
        (Place("letter.md", line=3), "stones", {"startLine": 4, "startColumn": 1, "endColumn": 7}),
        (Place("dossier.yaml", line=2), "Rome", {"startLine": 2, "startColumn": 8, "endColumn": 12}),
        (Place("gone.yaml", line=2, char=3), "Rome", {"startLine": 2, "startColumn": 3}),
        (Place("status.xlsx", sheet="follow-up", row=7), "Rome", None),
        (Place("annex.docx", spot="paragraph 1"), "Rome", None),
    ],
)
def test_sarif_gives_the_line_and_the_columns_that_the_words_stand_in(
    place: Place, words: str, region: dict[str, int] | None
) -> None:
    (result,) = sarif(warning("DATA-003", place, "no", "", words), texts=TEXTS)["results"]
    assert result["locations"][0]["physicalLocation"].get("region") == region


def test_a_fingerprint_stays_when_lines_move_and_tells_two_of_a_kind_apart() -> None:
    def prints(*rows: int) -> list[str]:
        found = [warning("DATA-003", Place("t.csv", row=row, column="due"), "no", "", "soon") for row in rows]
        return [each["partialFingerprints"][FINGERPRINT] for each in sarif(*found)["results"]]

    assert prints(2, 5) == prints(3, 9)
    assert len(set(prints(2, 5))) == 2
    assert prints(2) != [
        each["partialFingerprints"][FINGERPRINT] for each in sarif(replace(IN_TABLE, words="late"))["results"]
    ]


def test_sarif_takes_the_paths_that_are_given_for_names() -> None:
    (result,) = sarif(IN_HEADER, paths={"annex.docx": "templates/annex.docx"})["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "templates/annex.docx"


def test_no_findings_are_an_empty_list_and_a_run_without_results() -> None:
    assert json.loads(as_json([])) == []
    assert sarif()["results"] == []
