"""What the supplied template of conclusions does with heads that the sample does not have."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from briefgen.model.manuscript import Passage, Role
from briefgen.word.reader import read_manuscript
from tests.test_templates import W, part
from tests.workspaces import Workspace, a_workspace

YAML = """\
title: Council conclusions on something else
place: Brussels
languages: [en]
signatory: {institution: Council of the European Union}
documents:
  conclusions:
    template: conclusions.docx
    about: {number: 1/21, codes: [JAI 1], from: Presidency, to: Council, subtitle: on something else}
"""
ROWS = """\
document,paragraph,as_of,kind,text
conclusions,a,2021-01-01,recital,recalling
conclusions,b,2021-01-01,point,to act
"""


def others(folder: Path, about: str = "", **more: str) -> Workspace:
    """A workspace with short conclusions, something being added to what their head says."""
    yaml = YAML.replace("{number:", f"{{{about}number:")
    workspace = a_workspace(folder, {"dossier.yaml": yaml, "paragraphs.csv": ROWS, **more})
    for name in ("commitments.csv", "followup.csv", "letter.md", "recipients.csv"):
        (workspace.data / name).unlink()
    return workspace


def shown(workspace: Workspace) -> list[Passage]:
    run = workspace.run("make", "conclusions", "--as-of", "2021-02-03", "-o", "made.docx")
    assert (run.code, run.err) == (0, "")
    return list(read_manuscript((workspace.root / "made.docx").read_bytes(), "made.docx").passages)


def cover_styles(file: str) -> dict[str, bytes]:
    """The looks of the styles of a template's cover page, by name."""
    styles = [each for each in part(file, "word/styles.xml") if each.get(f"{W}styleId", "").startswith("Cover")]
    return {str(each.get(f"{W}styleId")): etree.tostring(each, method="c14n") for each in styles}


def test_conclusions_without_a_day_of_adoption_are_dated_the_as_of_day(tmp_path: Path) -> None:
    texts = [each.text for each in shown(others(tmp_path))]
    assert "Brussels, 3\u00a0February 2021" in texts
    assert "OUTCOME OF PROCEEDINGS" in texts
    assert not {"No. prev. doc.:", "LIMITE"} & set(texts)


def test_a_marking_stands_on_the_cover_and_in_the_footer(tmp_path: Path) -> None:
    passages = shown(others(tmp_path, "marking: LIMITE, initials: ab/cd, unit: JAI.1, "))
    assert [each.text for each in passages if each.style == "Cover Marking"] == ["LIMITE"]
    (footer,) = [each.text for each in passages if each.role is Role.FOOTER]
    assert re.fullmatch(r"1/21 ab/cd\t\d*\tJAI\.1 LIMITE EN", footer)


def test_a_body_stands_in_for_the_sentence_on_the_cover(tmp_path: Path) -> None:
    workspace = others(tmp_path, **{"cover.md": "The conclusions follow."})
    workspace.replace("dossier.yaml", "template: conclusions.docx", "template: conclusions.docx\n    body: cover.md")
    texts = [each.text for each in shown(workspace) if each.style == "Cover Text"]
    assert texts == ["The conclusions follow."]


def test_the_covers_of_a_note_and_of_conclusions_look_alike() -> None:
    note, conclusions = (cover_styles(f"{name}.docx") for name in ("note", "conclusions"))
    shared = note.keys() & conclusions.keys()
    assert len(shared) >= 9
    assert {name: note[name] for name in shared} == {name: conclusions[name] for name in shared}
