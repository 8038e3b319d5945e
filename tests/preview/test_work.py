"""Files that are saved, and many files that are made: the page is told, and may stop it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from threading import Event
from typing import Any

import pytest

from briefgen.preview.work import Work
from tests.preview.stage import ANNEX, Served
from tests.workspaces import Workspace

LETTER = {**ANNEX, "document": "letter", "day": "2023-03-20"}


@pytest.mark.parametrize(
    "name",
    [
        "data/february-2023-european-council/followup.csv",
        "data/february-2023-european-council/locale/fr.po",
        "templates/annex.docx",
        "templates/locale/fr.po",
        "briefgen.toml",
    ],
)
def test_a_file_that_is_saved_is_told_and_read_anew(stage: Served, name: str) -> None:
    before = stage.get("file", ANNEX).body
    path = stage.workspace.root / name
    with stage.events() as next_event:
        path.write_bytes(path.read_bytes() + b"\n")
        assert name in next_event("saved")["files"]
    assert stage.get("file", ANNEX).code == 200
    assert before


def test_what_a_text_is_changed_to_is_shown(stage: Served) -> None:
    assert "Sometown" not in stage.get("text", ANNEX).text
    with stage.events() as next_event:
        stage.workspace.replace("followup.csv", '"**', '"In Sometown, **')
        next_event("saved")
    assert "Sometown" in stage.get("text", ANNEX).text


def test_files_that_programs_write_for_themselves_are_not_told(stage: Served) -> None:
    data, templates = stage.workspace.data, stage.workspace.root / "templates"
    with stage.events() as next_event:
        for path in (templates / "~$annex.docx", templates / ".~lock.annex.docx#", data / ".followup.csv.swp"):
            path.write_bytes(b"x")
        (stage.workspace.root / "notes.txt").write_bytes(b"x")
        time.sleep(0.3)
        (data / "letter.md").write_text("New.\n", encoding="utf-8")
        assert next_event("saved")["files"] == ["data/february-2023-european-council/letter.md"]


def test_all_languages_are_made_with_progress(stage: Served) -> None:
    with stage.events() as next_event:
        assert stage.post("work", {**ANNEX, "many": "languages"}).code == 202
        told = [next_event("work")]
        while told[-1]["state"] == "running":
            told.append(next_event("work"))
    assert (told[-1]["state"], told[-1]["count"]) == ("done", 3), told[-1]
    assert [each["done"] for each in told if each.get("count") and each["state"] == "running"] == [0, 1, 2, 3]
    assert stage.workspace.made() == [f"annex-2023-03-17.{code}.docx" for code in ("en", "fr", "pl")]
    assert told[-1]["files"][0] == "out/february-2023-european-council/annex-2023-03-17.en.docx"


def test_work_that_is_stopped_writes_nothing(stage: Served) -> None:
    with stage.events() as next_event:
        stage.post("work", {**LETTER, "many": "recipients"})
        next_event("work")
        stage.post("stop")
        told = next_event("work")
        while told["state"] == "running":
            told = next_event("work")
    assert told["state"] == "stopped"
    assert stage.workspace.made() == []


def test_two_works_at_once_are_refused(stage: Served) -> None:
    asked = {**LETTER, "many": "recipients"}
    codes = [stage.post("work", asked).code for _ in range(2)]
    stage.post("stop")
    assert codes == [202, 422]


def test_what_cannot_be_made_is_told_with_its_places(stage: Served) -> None:
    with stage.events() as next_event:
        stage.post("work", {**LETTER, "day": "2023-03-06", "many": "documents"})
        told = next_event("work")
        while told["state"] == "running":
            told = next_event("work")
    assert told["state"] == "failed"
    assert any(each["place"].startswith("letter.md") for each in told["findings"])
    assert stage.workspace.made() == []


@pytest.mark.parametrize("asked", [{"many": "x"}, {"many": "languages", "format": "exe"}, {}], ids=str)
def test_nothing_else_can_be_made(shared: Served, asked: Mapping[str, str]) -> None:
    answer = shared.post("work", {**ANNEX, **asked})
    assert (answer.code, "nothing that can be made" in answer.json["problem"]) == (422, True)


def test_a_defect_is_told_as_one(sample: Workspace) -> None:
    told: list[Mapping[str, Any]] = []
    work = Work("All", sample.root, told.append, Event())
    with pytest.raises(AttributeError):
        work.run(None)  # type: ignore[arg-type]  # which no caller does
    assert told[-1]["problem"].startswith("This is a defect in briefgen (AttributeError")
