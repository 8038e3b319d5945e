"""What was made before is not made again, and never taken for what would be made now."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefgen.cache import Cache
from briefgen.commands.make import MakeResult, make
from briefgen.errors import FindingsError
from briefgen.findings import Finding
from briefgen.outputs import rehearsing
from briefgen.production.former import make_once
from briefgen.production.order import Order, Where
from briefgen.production.record import open_record
from tests.workspaces import SOUND, Workspace, a_workspace

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


def of_all_days(order: Order) -> list[tuple[list[bytes], tuple[Finding, ...]]]:
    """What comes of an order compared with no earlier day, and with two."""
    return [what_comes_of(replace(order, since=day)) for day in (None, date(2023, 3, 11), date(2023, 3, 16))]


def test_what_is_found_since_one_day_is_not_said_of_another(workspace: Workspace) -> None:
    fewer = "dublin,moved,2023-03-01,2023-03-01,,ongoing,,,,So far 558 people have been relocated.\n"
    fewer += fewer.replace("558", "524").replace("03-01", "03-12")
    workspace.write("followup.csv", f"{SOUND['followup.csv']}{fewer}")
    alone = of_all_days(an_order(workspace, cached=False))
    assert [sum(each.rule == "CHG-005" for each in found) for _, found in alone] == [1, 1, 0]
    assert of_all_days(an_order(workspace)) == alone


CHART = """\
frames: {acts: acts.csv}
charts: {by-area: {frame: acts, rows: area, kind: bar, caption: Activities by area}}
"""


def test_labels_that_only_another_document_shows_are_never_said_to_be_untranslated(workspace: Workspace) -> None:
    workspace.replace("dossier.yaml", "[en]", "[en, fr]")
    workspace.write("dossier.yaml", (workspace.data / "dossier.yaml").read_text(encoding="utf-8") + CHART)
    workspace.write("acts.csv", "area,as_of\nreturn,2023-03-01\n")
    workspace.write("letter.md", f'{SOUND["letter.md"]}\n{{{{ chart("by-area") }}}}\n')
    order = replace(an_order(workspace), languages=("fr",))
    first, again = what_comes_of(order), what_comes_of(order)
    assert "Activities by area" not in str(first)
    assert again == first
    assert "Activities by area" in str(what_comes_of(replace(order, documents=("letter",))))


def test_wording_in_a_folder_that_is_a_link_is_seen_to_change(workspace: Workspace, tmp_path: Path) -> None:
    workspace.replace("dossier.yaml", "[en]", "[en, fr]")
    locale = workspace.root / "templates" / "locale"
    shared = locale.rename(workspace.root / "shared")
    try:
        locale.symlink_to(shared, target_is_directory=True)
    except OSError:
        pytest.skip("links need rights here")
    order = replace(an_order(workspace), languages=("fr",), allow_untranslated=True)
    before = what_comes_of(order)
    replaced(shared / "fr.po", 'msgstr "Annexe"', 'msgstr "Annexe nouvelle"')
    assert what_comes_of(order)[0] != before[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files")
def test_a_pipe_in_the_folder_is_not_waited_for(workspace: Workspace) -> None:
    assert hasattr(os, "mkfifo")
    os.mkfifo(workspace.data / "pipe")
    assert outcomes(make(an_order(workspace))) == ["created"]


def test_what_was_made_while_a_file_changed_is_no_answer_for_the_files_as_they_were(workspace: Workspace) -> None:
    order, about = an_order(workspace), workspace.data / "dossier.yaml"
    record, was = open_record(order.where), about.read_text(encoding="utf-8")

    def make_while_saving() -> MakeResult:
        about.write_text(was.replace("spring", "autumn"), encoding="utf-8")
        return make(replace(order, where=replace(order.where, cache=None)))

    cache = Cache(order.where.cache)
    (path,) = make_once(record, cache, order, make_while_saving).paths
    about.write_text(was, encoding="utf-8")
    stale = path.read_bytes()
    make(order)
    assert path.read_bytes() != stale
