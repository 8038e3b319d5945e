"""The list of kinds: what dossiers may say of a kind, and what it is made of; a new one is a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefgen.compose import KINDS, DocumentDraft, DocumentKind
from briefgen.compose.annex import point_passages
from briefgen.model.kinds import DOCUMENT_KINDS, KindRecord
from tests.word.docx_templates import a_template, p, texts
from tests.workspaces import Workspace, a_workspace

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_every_kind_that_a_dossier_may_name_can_be_composed() -> None:
    assert list(KINDS) == list(DOCUMENT_KINDS)
    assert {name: kind.name for name, kind in KINDS.items()} == {name: name for name in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_template_that_comes_with_briefgen(kind: str) -> None:
    assert (TEMPLATES / f"{kind}.docx").is_file()


def compose_headlines(draft: DocumentDraft) -> dict[str, Any]:
    """A toy: the day, and how many points there are."""
    return {"title": draft.title, **draft.head_and_body(), "count": len(draft.situation.points)}


@pytest.fixture
def headlines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workspace:
    """A workspace with a kind that is not in briefgen."""
    kind = DocumentKind("headlines", compose_headlines, point_passages, {"count": "how many points there are"})
    monkeypatch.setitem(KINDS, "headlines", kind)
    monkeypatch.setitem(DOCUMENT_KINDS, "headlines", KindRecord(settings={"tone": ("plain", "loud")}))
    workspace = a_workspace(tmp_path)
    workspace.template("headlines.docx", a_template(p("{{ title }}: {{ count }}")))
    return workspace


def documents(workspace: Workspace, entry: str) -> None:
    workspace.replace("dossier.yaml", "documents:\n", f"documents:\n  headlines: {entry}\n")


def test_a_kind_from_outside_makes_a_document(headlines: Workspace) -> None:
    documents(headlines, "{template: headlines.docx, tone: loud}")
    done = headlines.run("make", "headlines", "--as-of", "2023-03-17")
    assert (done.code, done.err) == (0, "")
    assert texts(headlines.document("headlines-2023-03-17.en.docx")) == ["Follow-up to the spring summit: 2"]


def test_an_entry_of_a_kind_has_one_of_its_values(headlines: Workspace) -> None:
    documents(headlines, "{template: headlines.docx, tone: lout}")
    done = headlines.run("make", "headlines", "--as-of", "2023-03-17")
    assert done.code == 1
    assert "“tone” of a document cannot be “lout”." in done.err
    assert "Did you mean “loud”?" in done.err


def test_an_entry_of_another_kind_is_unknown(headlines: Workspace) -> None:
    documents(headlines, "{template: headlines.docx, group: owner}")
    done = headlines.run("make", "headlines", "--as-of", "2023-03-17")
    assert (done.code, "there is no entry “group”" in done.err) == (1, True)
