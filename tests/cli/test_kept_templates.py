"""What is in the user's cache: found by the next run, never seen, never stale."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefgen import cache as caching
from briefgen.cli.options import cache_folder
from briefgen.word import Template
from tests.sample_dossier import ROOT
from tests.word.docx_templates import a_template, p, part
from tests.workspaces import Workspace, start

KEPT = 5  # the template, dossier.yaml, the dossier as read, what the checks say, and what was made
POINTS = p("{% for point in points %}{{ point.text }}{% endfor %}")
DAY = ("--as-of", "2023-03-20")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of a user, in use; the folder that briefgen has in it."""
    monkeypatch.delenv("BRIEFGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    folder = cache_folder(os.environ)
    assert folder is not None
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of templates, each time that one is compiled."""
    names: list[str] = []
    read = Template.read

    def counted(data: bytes, name: str, *args: object, **options: object) -> Template:
        names.append(name)
        return read(data, name, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Template, "read", counted)
    return names


def annex(workspace: Workspace) -> bytes:
    run = workspace.run("annex", *DAY, "--force")
    assert (run.code, run.err) == (0, "")
    return workspace.document("annex-2023-03-20.en.docx")


@pytest.mark.parametrize("name", ["annex", "letter"])
def test_a_document_is_the_same_with_and_without_the_cache(
    sample: Workspace, cache: Path, compilations: list[str], name: str
) -> None:
    documents = []
    for off in ("off", "", ""):
        os.environ["BRIEFGEN_CACHE"] = off
        assert sample.run(name, *DAY, "--force").code == 0
        documents.append(sample.document(f"{name}-2023-03-20.en.docx"))
        assert len(list(cache.glob("*"))) == (0 if off else KEPT)
    assert len(set(documents)) == 1
    assert compilations == [f"{name}.docx"] * 2


def test_a_changed_template_is_compiled_anew(workspace: Workspace, cache: Path, compilations: list[str]) -> None:
    annex(workspace)
    workspace.template("annex.docx", a_template(p("{{ title }}"), POINTS))
    changed = annex(workspace)
    assert compilations == ["annex.docx"] * 2
    assert annex(workspace) == changed
    assert len(compilations) == 2


def test_a_changed_file_that_a_template_includes_is_seen(
    workspace: Workspace, cache: Path, compilations: list[str]
) -> None:
    workspace.template("annex.docx", a_template(p('{%p include "part.docx" %}'), POINTS))
    documents = []
    for text in ("One", "One", "Two"):
        workspace.template("part.docx", a_template(p(text)))
        documents.append(annex(workspace))
    assert documents[0] == documents[1] != documents[2]
    assert len(compilations) == 2


def test_a_template_whose_included_file_is_gone_is_refused(workspace: Workspace, cache: Path) -> None:
    workspace.template("annex.docx", a_template(p('{%p include "part.docx" %}'), POINTS))
    workspace.template("part.docx", a_template(p("One")))
    annex(workspace)
    (workspace.root / "templates" / "part.docx").unlink()
    assert "part.docx" in workspace.run("annex", *DAY, "--force").err


@pytest.mark.parametrize("tag", ["{{ title", "{{ titel }}"])
def test_a_template_with_faults_is_not_kept(
    workspace: Workspace, cache: Path, compilations: list[str], tag: str
) -> None:
    workspace.template("annex.docx", a_template(p(tag), POINTS))
    first, second = (workspace.run("annex", *DAY) for _ in range(2))
    assert first == second
    assert first.code == 1
    assert len(compilations) == 2
    assert len(list(cache.glob("*"))) == KEPT - 2


def test_a_value_that_cannot_be_put_in_is_reported_at_its_tag(workspace: Workspace, cache: Path) -> None:
    workspace.template("annex.docx", a_template(p("{{ points[99].text }}")))
    first, second = (workspace.run("annex", *DAY) for _ in range(2))
    assert len(list(cache.glob("*"))) == KEPT - 1
    assert "{{ points[99].text }}" in first.err
    assert first == second


def test_another_briefgen_compiles_anew(
    workspace: Workspace, cache: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = annex(workspace)
    monkeypatch.setattr(caching, "fingerprint", lambda: "another")
    assert annex(workspace) == before
    assert len(compilations) == 2
    assert len(list(cache.glob("*"))) == 2 * KEPT


def test_a_briefgen_that_cannot_be_told_caches_nothing(
    workspace: Workspace, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caching, "fingerprint", lambda: "")
    annex(workspace)
    assert not cache.exists()


def test_a_damaged_cache_is_not_noticed(workspace: Workspace, cache: Path) -> None:
    before = annex(workspace)
    for file in cache.glob("*"):
        file.write_bytes(file.read_bytes()[:-10])
    assert annex(workspace) == before


def test_a_changed_description_is_read_anew(workspace: Workspace, cache: Path) -> None:
    assert "Agreed" in part(annex(workspace))
    workspace.replace("dossier.yaml", "Agreed", "Promised")
    assert "Promised" in part(annex(workspace))


def test_a_description_with_a_fault_is_said_to_have_it_each_time(workspace: Workspace, cache: Path) -> None:
    workspace.replace("dossier.yaml", "title: Follow-up", "title: &a Follow-up")
    first, second = (workspace.run("annex", *DAY) for _ in range(2))
    assert first == second
    assert (first.code, "anchors" in first.err) == (2, True)
    assert not cache.exists()


def test_a_description_read_before_needs_no_parser(workspace: Workspace, cache: Path) -> None:
    annex(workspace)
    loaded = (
        "import sys; from briefgen.cli.group import group; group(standalone_mode=False); print('yaml' in sys.modules)"
    )
    command = [sys.executable, "-c", loaded, "annex", *DAY, "--force"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=workspace.root, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_runs_at_the_same_time_do_not_disturb_each_other(tmp_path: Path, sample: Workspace, cache: Path) -> None:
    def made(number: int) -> bytes:
        out = tmp_path / f"{number}.docx"
        run = start("annex", *DAY, "-o", str(out), cwd=sample.root)
        assert (run.code, run.err) == (0, "")
        return out.read_bytes()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(made, range(8)))) == 1
    assert len(list(cache.glob("*"))) == KEPT - 1 + 8  # each was made under another name


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, Path("/x/briefgen")),
        ({"HOME": "/h"}, Path("/h/.cache/briefgen")),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, Path("/h/.cache/briefgen")),
        ({"XDG_CACHE_HOME": "", "HOME": ""}, None),
        ({}, None),
        ({"HOME": "/h", "BRIEFGEN_CACHE": "off"}, None),
        ({"HOME": "/h", "BRIEFGEN_CACHE": "OFF"}, None),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows has LOCALAPPDATA")
def test_the_folder_of_the_cache(environment: dict[str, str], folder: Path | None) -> None:
    assert cache_folder(environment) == folder
