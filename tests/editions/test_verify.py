"""`briefgen verify`: what a file is, and whether it would be made the same today."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as DocumentObject

from tests import validators
from tests.editions.edits import by_hand, delete, double, move_before, of_version, reword, save
from tests.word.docx_templates import a_template, p
from tests.workspaces import Run, Workspace

NAME = "annex-2023-03-20.en.docx"
CAMERAS, PATROLS = "Cameras are being bought.", "Joint patrols will begin."


def made(workspace: Workspace, *options: str) -> Path:
    """An annex of 20 March."""
    run = workspace.run("annex", "--as-of", "2023-03-20", *options)
    assert run.code == 0
    return workspace.root / run.paths[0]


def verified(workspace: Workspace, path: Path) -> dict[str, Any]:
    """What `verify` says of a file; its exit code is 0 for the same alone."""
    run = workspace.run("verify", path, "--format", "json")
    (found,) = json.loads(run.out)
    assert run.code == (0 if found["verdict"] == "same" else 1)
    return dict(found)


def edited(workspace: Workspace, edit: Callable[[DocumentObject], object]) -> dict[str, Any]:
    """What `verify` says of an annex after somebody has worked on it."""
    path = made(workspace)
    return verified(workspace, save(path, by_hand(path.read_bytes(), edit)))


def test_an_untouched_file_is_the_same_and_says_what_it_was_made_from(workspace: Workspace) -> None:
    found = verified(workspace, made(workspace, "--known-on", "2023-03-16", "--since", "2023-03-06"))
    assert found["verdict"] == "same"
    assert found["made"] | {"version": "", "template_digest": "", "data_digest": ""} == {
        "version": "",
        "dossier": "spring-summit",
        "document": "annex",
        "language": "en",
        "recipient": "",
        "as_of": "2023-03-20",
        "since": "2023-03-06",
        "known_on": "2023-03-16",
        "template": "annex.docx",
        "template_digest": "",
        "data_digest": "",
        "catalogues": [],
        "draft": False,
        "allow_untranslated": False,
        "paginated": "",
        "house": "",
    }


def test_a_letter_to_a_recipient_is_the_same(workspace: Workspace) -> None:
    run = workspace.run("letter", "--as-of", "2023-03-20", "--to", "be")
    assert verified(workspace, workspace.root / run.paths[0])["made"]["recipient"] == "be"


def test_a_draft_is_made_again_as_a_draft(workspace: Workspace) -> None:
    assert verified(workspace, made(workspace, "--draft"))["verdict"] == "same"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_document_in_another_language_is_the_same(sample: Workspace, language: str) -> None:
    run = sample.run("annex", "--as-of", "2023-03-17", "-l", language)
    assert verified(sample, sample.root / run.paths[0])["verdict"] == "same"


def test_nothing_is_written(workspace: Workspace) -> None:
    path = made(workspace)
    before = {each: each.stat().st_mtime_ns for each in workspace.root.rglob("*")}
    verified(workspace, path)
    assert {each: each.stat().st_mtime_ns for each in workspace.root.rglob("*")} == before


def test_one_word_edited_by_hand_is_shown_as_it_was_and_as_it_is(workspace: Workspace) -> None:
    found = edited(workspace, reword("bought", "sold"))
    assert (found["verdict"], found["entries"]) == ("edited", [])
    assert found["edits"] == [{"edit": "reworded", "made": CAMERAS, "found": "Cameras are being sold."}]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (delete(CAMERAS), [{"edit": "deleted", "made": CAMERAS, "found": ""}]),
        (double(CAMERAS), [{"edit": "doubled", "made": CAMERAS, "found": CAMERAS}]),
        (move_before(CAMERAS, PATROLS), [{"edit": "moved", "made": CAMERAS, "found": CAMERAS}]),
    ],
    ids=["deleted", "doubled", "moved"],
)
def test_a_paragraph_deleted_doubled_or_moved_is_told(
    workspace: Workspace, edit: Callable[[DocumentObject], object], expected: list[dict[str, str]]
) -> None:
    found = edited(workspace, edit)
    assert found["verdict"] == "edited"
    assert found["edits"] == expected


def test_a_paragraph_put_in_by_hand_is_told_with_the_one_before_it(workspace: Workspace) -> None:
    def edit(document: DocumentObject) -> None:
        document.add_paragraph("Nobody has promised this.")

    (found,) = edited(workspace, edit)["edits"]
    assert found["found"].endswith("Nobody has promised this.")


def test_a_footer_edited_by_hand_is_told(workspace: Workspace) -> None:
    def edit(document: DocumentObject) -> None:
        document.sections[0].footer.paragraphs[0].add_run("Confidential")

    found = edited(workspace, edit)
    assert found["verdict"] == "edited"
    assert "Confidential" in found["edits"][0]["found"]


def test_a_file_saved_again_without_a_change_has_the_same_words(workspace: Workspace) -> None:
    found = edited(workspace, lambda document: document)
    assert found["verdict"] == "same-words"
    assert "saved again" in found["reasons"][0]


@pytest.mark.render
def test_libreoffice_saves_the_same_words_and_an_edit_is_found_in_what_it_saved(
    sample: Workspace, tmp_path: Path
) -> None:
    path = sample.root / sample.run("annex", "--as-of", "2023-03-17").paths[0]
    edit = save(tmp_path / "edited.docx", by_hand(path.read_bytes(), reword("EUR\u00a0600\u00a0million", "nothing")))
    saved = validators.convert([path, edit], tmp_path / "saved", "docx")
    assert verified(sample, saved[path])["verdict"] == "same-words"
    found = verified(sample, saved[edit])
    assert (found["verdict"], len(found["edits"])) == ("edited", 1)
    assert "nothing" in found["edits"][0]["found"]


def test_an_entry_that_was_changed_is_named_with_both_wordings(workspace: Workspace) -> None:
    path = made(workspace)
    workspace.replace("followup.csv", "Cameras are being bought", "Drones are being bought")
    found = verified(workspace, path)
    assert (found["verdict"], found["edits"]) == ("changed", [])
    assert found["entries"] == [{"name": "point 11, item cameras", "was": CAMERAS, "now": "Drones are being bought."}]


def test_an_untouched_file_is_never_said_to_be_edited_whatever_the_data_change(workspace: Workspace) -> None:
    path = made(workspace)
    workspace.replace("followup.csv", "Outreach,ongoing", "Contacts,ongoing")
    found = verified(workspace, path)
    assert (found["verdict"], found["edits"]) == ("changed", [])
    assert found["reasons"] == ["The data have changed since."]


def test_a_paragraph_that_has_lost_its_anchor_is_known_by_its_words(workspace: Workspace) -> None:
    def edit(document: DocumentObject) -> None:
        reword("Joint", "Separate")(document)
        cameras = next(each for each in document.element.body.iter("{*}p") if CAMERAS in "".join(each.itertext()))
        for mark in [*cameras.iter("{*}bookmarkStart"), *cameras.iter("{*}bookmarkEnd")]:
            mark.getparent().remove(mark)

    found = edited(workspace, edit)
    assert [each["found"] for each in found["edits"]] == ["Separate patrols will begin."]


def test_a_changed_entry_and_an_edit_by_hand_are_told_apart(workspace: Workspace) -> None:
    path = made(workspace)
    save(path, by_hand(path.read_bytes(), reword("Joint", "Separate")))
    workspace.replace("followup.csv", "Cameras are being bought", "Drones are being bought")
    found = verified(workspace, path)
    assert found["verdict"] == "edited"
    assert [each["name"] for each in found["entries"]] == ["point 11, item cameras"]
    assert [each["found"] for each in found["edits"]] == ["Separate patrols will begin."]


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("borders,planes,2023-03-21,2023-03-21,Outreach,planned,,,,Planes.", "same"),  # of a later day
        ("borders,planes,2023-03-19,2023-03-21,Outreach,planned,,,,Planes.", "changed"),  # known later
    ],
)
def test_a_row_appended_later_counts_where_it_holds_on_the_day_of_the_document(
    workspace: Workspace, row: str, verdict: str
) -> None:
    path = made(workspace)
    workspace.write("followup.csv", f"{(workspace.data / 'followup.csv').read_text()}{row}\n")
    found = verified(workspace, path)
    assert found["verdict"] == verdict
    assert ("nothing of it concerns this document" in str(found["reasons"])) is (verdict == "same")
    assert [each["now"] for each in found["entries"]] == (["Planes."] if verdict == "changed" else [])


def test_what_was_known_later_changes_nothing_in_a_document_with_a_day_of_knowledge(workspace: Workspace) -> None:
    path = made(workspace, "--known-on", "2023-03-20")
    row = "borders,planes,2023-03-19,2023-03-21,Outreach,planned,,,,Planes.\n"
    workspace.write("followup.csv", (workspace.data / "followup.csv").read_text() + row)
    assert verified(workspace, path)["verdict"] == "same"


def test_a_template_that_has_changed_is_named(workspace: Workspace) -> None:
    path = made(workspace)
    template = (workspace.root / "templates" / "annex.docx").read_bytes()
    workspace.template("annex.docx", by_hand(template, reword("Annex", "Appendix")))
    found = verified(workspace, path)
    assert (found["verdict"], found["entries"], found["edits"]) == ("changed", [], [])
    assert "The template annex.docx has changed since." in found["reasons"]


def test_a_file_of_another_version_is_compared_by_its_words(workspace: Workspace) -> None:
    path = made(workspace)
    other_look = by_hand(path.read_bytes(), lambda document: document)
    found = verified(workspace, save(path, of_version(other_look, "0.0.9")))
    assert found["verdict"] == "same-words"
    assert any("made by briefgen 0.0.9" in each for each in found["reasons"])


def test_a_file_of_another_version_with_the_same_parts_is_the_same(workspace: Workspace) -> None:
    path = made(workspace)
    assert verified(workspace, save(path, of_version(path.read_bytes(), "0.0.9")))["verdict"] == "same"


def test_a_strangers_file_is_not_ours(workspace: Workspace, tmp_path: Path) -> None:
    found = verified(workspace, save(tmp_path / "minutes.docx", a_template(p("Minutes"))))
    assert (found["verdict"], found["made"]) == ("not-ours", None)


def test_a_strangers_file_is_not_ours_outside_of_any_workspace(workspace: Workspace, tmp_path: Path) -> None:
    path = save(tmp_path / "minutes.docx", a_template(p("Minutes")))
    assert Workspace(tmp_path, "").run("verify", path).code == 1


def test_a_file_without_its_properties_that_nobody_registered_is_known_by_its_anchors_alone(
    workspace: Workspace,
) -> None:
    found = edited(workspace, _without_properties)
    assert (found["verdict"], found["made"]) == ("unknown", None)
    assert "anchors" in found["reasons"][0]


def _without_properties(document: DocumentObject) -> None:
    relations = document.part.package.rels
    (own,) = [key for key, each in relations.items() if each.reltype.endswith("custom-properties")]
    del relations[own]


def test_a_file_of_a_dossier_that_is_not_here_is_not_made_again(workspace: Workspace, sample: Workspace) -> None:
    path = sample.root / sample.run("annex", "--as-of", "2023-03-17").paths[0]
    found = verified(workspace, path)
    assert found["verdict"] == "unknown"
    assert "has no dossier february-2023-european-council" in found["reasons"][0]


def test_a_file_that_fill_made_is_said_to_be_one(workspace: Workspace) -> None:
    (workspace.root / "guests.docx").write_bytes(a_template(p("{{ name }}")))
    (workspace.root / "guests.json").write_text('{"name": "A"}')
    assert workspace.run("fill", "guests.docx", "guests.json", "-o", "a.docx").code == 0
    found = verified(workspace, workspace.root / "a.docx")
    assert found["verdict"] == "unknown"
    assert "briefgen fill" in found["reasons"][0]


def test_a_document_that_cannot_be_made_any_more_says_why(workspace: Workspace) -> None:
    path = made(workspace)
    workspace.replace("dossier.yaml", "  annex: annex.docx\n", "  report: {template: annex.docx, kind: annex}\n")
    found = verified(workspace, path)
    assert found["verdict"] == "changed"
    assert "has no document “annex”" in found["reasons"][0]


def test_data_that_have_errors_now_are_named_at_their_place(workspace: Workspace) -> None:
    path = made(workspace)
    workspace.replace("followup.csv", "ongoing,2023-04-10", "bought,2023-04-10")
    assert "followup.csv, row 8" in verified(workspace, path)["reasons"][0]


@pytest.mark.parametrize("content", [b"", b"PK\3\4 broken", b"%PDF-1.7"], ids=["empty", "broken", "a PDF"])
def test_what_is_no_word_file_cannot_be_read(workspace: Workspace, tmp_path: Path, content: bytes) -> None:
    run = workspace.run("verify", save(tmp_path / "file.docx", content))
    assert run.code == 2
    assert "file.docx" in run.err


class TestInWords:
    def run(self, workspace: Workspace) -> Run:
        path = made(workspace)
        save(path, by_hand(path.read_bytes(), reword("bought", "sold")))
        return workspace.run("verify", path)

    def test_the_verdict_the_order_and_both_wordings_are_printed(self, workspace: Workspace) -> None:
        lines = self.run(workspace).out.splitlines()
        assert lines[0] == f"out/spring-summit/{NAME}: edited by hand"
        assert "from spring-summit: annex (en) as of 2023-03-20, template annex.docx." in lines[1]
        assert lines[2:] == ["  reworded", f"    made:  {CAMERAS}", "    found: Cameras are being sold."]
