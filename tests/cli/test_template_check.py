"""`briefgen template check --annotate` and its formats for programs, and the schema of `template fields`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefgen.word import RULES, is_untouched
from tests import validators
from tests.word.docx_templates import a_template, p, part, tbl, texts, tr
from tests.workspaces import Workspace, run

BROKEN = a_template(p("Follow-up", style="Heading1"), tbl(tr("{{ as_of | dat }}", "{% if draft %}")))
ALSO_BROKEN = a_template(p("{{ another fault }}"))


def comments(path: Path) -> str:
    return part(path.read_bytes(), "word/comments.xml")


def test_a_copy_of_each_template_bears_a_comment_at_each_fault(workspace: Workspace) -> None:
    workspace.template("annex.docx", BROKEN)
    done = workspace.run("template", "check", "--annotate", "looked-at")
    assert done.code == 1
    assert done.out.splitlines()[-2:] == ["looked-at/annex.docx", "looked-at/letter.docx"]
    annex = workspace.root / "looked-at" / "annex.docx"
    assert comments(annex).count('w:author="briefgen"') == 2
    assert "Did you mean “date”?" in comments(annex)
    assert texts(annex.read_bytes()) == texts(BROKEN)


def test_the_templates_themselves_stay_as_they_are(workspace: Workspace) -> None:
    workspace.template("annex.docx", BROKEN)
    workspace.run("template", "check", "--annotate", "looked-at")
    assert (workspace.root / "templates" / "annex.docx").read_bytes() == BROKEN
    refused = workspace.run("template", "check", "annex.docx", "--annotate", "templates", "--force")
    assert refused.code == 2
    assert "is the template itself" in refused.err
    assert (workspace.root / "templates" / "annex.docx").read_bytes() == BROKEN


def test_a_copy_is_renewed_unless_somebody_has_worked_on_it(workspace: Workspace) -> None:
    copy = workspace.root / "looked-at" / "annex.docx"
    for template in (BROKEN, ALSO_BROKEN):
        workspace.template("annex.docx", template)
        assert workspace.run("template", "check", "annex.docx", "--annotate", "looked-at").code == 1
        assert is_untouched(copy.read_bytes())
    assert "another fault" in comments(copy)
    copy.write_bytes(BROKEN)
    refused = workspace.run("template", "check", "annex.docx", "--annotate", "looked-at")
    assert refused.code == 2
    assert "edited by hand" in refused.err
    assert "--annotate DIR" in refused.err
    assert "-o FILE" not in refused.err
    assert copy.read_bytes() == BROKEN
    assert workspace.run("template", "check", "annex.docx", "--annotate", "looked-at", "--force").code == 1


def test_a_file_that_is_no_template_has_no_copy(workspace: Workspace) -> None:
    workspace.template("annex.docx", b"<html>")
    done = workspace.run("template", "check", "--annotate", "looked-at")
    assert done.code == 2
    assert [path.name for path in (workspace.root / "looked-at").iterdir()] == ["letter.docx"]


def test_a_dotx_comes_out_as_a_docx(tmp_path: Path) -> None:
    (tmp_path / "old.dotx").write_bytes(BROKEN)
    run("template", "check", "old.dotx", "--annotate", "looked-at", cwd=tmp_path)
    assert (tmp_path / "looked-at" / "old.docx").is_file()


@pytest.mark.sdk
def test_the_copies_of_the_repositorys_templates_are_valid(workspace: Workspace) -> None:
    workspace.template("annex.docx", _with_a_fault(workspace.root / "templates" / "annex.docx"))
    workspace.run("template", "check", "--annotate", "looked-at")
    copies = sorted((workspace.root / "looked-at").iterdir())
    assert "TPL-009" in comments(copies[0])
    assert validators.sdk_many(copies) == {path: [] for path in copies}
    assert {path: validators.audit(path) for path in copies} == {path: [] for path in copies}


def _with_a_fault(template: Path) -> bytes:
    from briefgen.opc.package import write_package
    from briefgen.opc.read import read_package

    package = read_package(template.read_bytes(), template.name)
    document = package.part(package.main_part).replace(b"{{ group.title }}", b"{{ group.title | uper }}")
    assert b"uper" in document
    return write_package(package, {package.main_part: document})


def test_faults_as_sarif_name_rule_level_file_and_place(workspace: Workspace) -> None:
    workspace.template("annex.docx", BROKEN)
    done = workspace.run("template", "check", "--format", "sarif")
    log = json.loads(done.out)
    assert (done.code, done.err, log["version"]) == (1, "", "2.1.0")
    (run_,) = log["runs"]
    assert {rule["id"]: rule["shortDescription"]["text"] for rule in run_["tool"]["driver"]["rules"]} == RULES
    first = run_["results"][0]
    location = first["locations"][0]
    assert (first["ruleId"], first["level"]) == ("TPL-009", "error")
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "templates/annex.docx"
    assert location["logicalLocations"][0]["fullyQualifiedName"].startswith("document, table 1, row 1, column 1")


def test_sound_templates_give_a_log_without_results(workspace: Workspace) -> None:
    done = workspace.run("template", "check", "--format", "sarif")
    assert (done.code, json.loads(done.out)["runs"][0]["results"]) == (0, [])


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_paths_of_copies_do_not_disturb_what_programs_read(workspace: Workspace, form: str) -> None:
    done = workspace.run("template", "check", "--format", form, "--annotate", "looked-at")
    assert json.loads(done.out) is not None
    assert done.err.splitlines() == ["looked-at/annex.docx", "looked-at/letter.docx"]


def test_the_schema_of_one_of_our_templates_explains_its_fields(workspace: Workspace) -> None:
    made = json.loads(workspace.run("template", "fields", "annex.docx", "--format", "json").out)
    assert made["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert made["properties"]["dossier"]["properties"]["title"] == {"description": "the dossier’s title"}
    item = made["properties"]["point_tables"]["items"]["properties"]["points"]["items"]["properties"]["ended"]["items"]
    assert item["properties"]["text"] == {"description": "the wording that stands (rich text)"}


def test_the_schema_of_any_other_template_says_nothing_of_our_documents(tmp_path: Path) -> None:
    (tmp_path / "new.docx").write_bytes(a_template(p("{{ title }} {{ host }}")))
    made = json.loads(run("template", "fields", "new.docx", "--format", "json", cwd=tmp_path).out)
    assert made["properties"] == {"title": {}, "host": {}}
