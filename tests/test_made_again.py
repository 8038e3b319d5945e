"""What was made before is not made again, and never taken for what would be made now."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.commands.make import MakeResult, make
from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.outputs import rehearsing
from briefgen.production.order import Order, Where
from tests.workspaces import Workspace, a_workspace

DAY, TODAY = date(2023, 3, 17), date(2023, 3, 20)


def an_order(workspace: Workspace, *documents: str, cached: bool = True) -> Order:
    cache = workspace.root / "kept" if cached else None
    where = Where(start=workspace.root, workspace=workspace.root, cache=cache)
    return Order(where=where, as_of=DAY, today=TODAY, documents=documents or ("annex",))


def outcomes(made: MakeResult) -> list[str]:
    return [each.outcome for each in made.ordered]


def what_comes_of(order: Order) -> tuple[list[bytes], tuple[Finding, ...]]:
    """The bytes and the findings, or the findings that stop it."""
    try:
        made = make(order)
    except FindingsError as refused:
        return [], tuple(refused.findings)
    return [path.read_bytes() for path in made.paths], made.findings


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return a_workspace(tmp_path)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def dossier(workspace: Workspace) -> Path:
    (description,) = workspace.root.glob("data/*/dossier.yaml")
    return description.parent


CHANGES: dict[str, Callable[[Workspace], object]] = {
    "a row of the ledger": lambda each: replaced(dossier(each) / "followup.csv", "Eighty", "Ninety"),
    "the description": lambda each: replaced(dossier(each) / "dossier.yaml", "spring", "autumn"),
    "the body of a letter": lambda each: replaced(dossier(each) / "letter.md", "We met", "They met"),
    "the settings": lambda each: (each.root / "briefgen.toml").write_text('place = "Paris"\n', encoding="utf-8"),
    "a template": lambda each: (each.root / "templates" / "annex.docx").write_bytes(
        (each.root / "templates" / "letter.docx").read_bytes()
    ),
    "what was made": lambda each: shutil.rmtree(each.root / "out"),
}


def test_the_same_again_is_told_as_unchanged_and_left_alone(workspace: Workspace) -> None:
    first = make(an_order(workspace, "annex", "letter"))
    before = [path.stat().st_mtime_ns for path in first.paths]
    again = make(an_order(workspace, "annex", "letter"))
    assert (outcomes(first), outcomes(again)) == (["created"] * 2, ["unchanged"] * 2)
    assert (again.paths, again.findings) == (first.paths, first.findings)
    assert [path.stat().st_mtime_ns for path in again.paths] == before


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_is_made_again(workspace: Workspace, change: str) -> None:
    order = an_order(workspace, "annex", "letter")
    make(order)
    CHANGES[change](workspace)
    with_cache = what_comes_of(order)
    assert with_cache == what_comes_of(an_order(workspace, "annex", "letter", cached=False))


def test_another_day_of_making_is_asked_about_anew(workspace: Workspace) -> None:
    later = replace(an_order(workspace), as_of=date(2023, 3, 25), today=date(2023, 3, 25))
    assert what_comes_of(later)[0]
    files, (finding,) = what_comes_of(replace(later, today=TODAY))
    assert (files, finding.rule) == ([], "ASOF-001")


def test_a_file_edited_by_hand_is_not_taken_for_what_was_made(workspace: Workspace) -> None:
    (path,) = make(an_order(workspace)).paths
    path.write_bytes(b"edited")
    made = make(replace(an_order(workspace), force=True))
    assert outcomes(made) == ["replaced"]
    assert made.kept
    assert outcomes(make(replace(an_order(workspace), force=True))) == ["unchanged"]
    assert not make(an_order(workspace)).kept


def test_a_rehearsal_tells_of_what_lies_there(workspace: Workspace) -> None:
    make(an_order(workspace))
    with rehearsing() as planned:
        make(an_order(workspace))
    assert [each.outcome for each in planned] == ["unchanged"]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["of 5 Mai", "EUR 5 million,", "by 3 March 2023", "UNHCR", "the the"]), max_size=3))
def test_after_any_edits_all_is_as_without_a_cache(words: list[str]) -> None:
    with TemporaryDirectory() as folder:
        workspace = a_workspace(Path(folder))
        for each in ["", *words, ""]:
            replaced(dossier(workspace) / "followup.csv", "Joint patrols", f"Joint patrols {each}".rstrip())
            kept = what_comes_of(an_order(workspace))
            assert kept == what_comes_of(an_order(workspace, cached=False)) == what_comes_of(an_order(workspace))
