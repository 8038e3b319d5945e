"""`--dry-run`: every command that writes says what it would write, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from briefgen.cli.group import group
from tests.contributions.people import filled
from tests.word.docx_templates import a_template, p
from tests.workspaces import Workspace

READING = {"changes", "doctor", "preview", "template fields", "translate status", "verify"}
"""The commands that write no file."""

DAY = ("--as-of", "2023-03-20")
ANNEX = "out/spring-summit/annex-2023-03-20.en.docx"
TRACKER = "Ref,Action,Lead DG,Status\nW 1,Repair the roof,Buildings,In progress\n"
WRITING: dict[str, tuple[str, ...]] = {
    "annex": (*DAY, "--house", "gb"),
    "letter": (*DAY, "--to", "be"),
    "make": ("all", *DAY, "--since", "2023-03-05"),
    "mail": (*DAY, "--to", "be"),
    "check": ("--annotate", "remarks"),
    "status": ("--chase", "--remind"),
    "issued": (ANNEX, "--sent", "2023-03-20", "--keep"),
    "clean": (ANNEX,),
    "corrigendum": ("annex", "--edition", "1"),
    "fill": ("plain.docx", "data.json", "-o", "filled.docx"),
    "redline": ("--since", "2023-03-05", *DAY),
    "template check": ("plain.docx", "--annotate", "remarks"),
    "template new": ("short", "--kind", "annex"),
    "translate extract": ("-l", "de"),
    "translate take": ("back.po", "-l", "fr"),
    "init": ("other",),
    "new": ("board", "--title", "Follow-up to the board"),
    "house new": ("ministry",),
    "export": DAY,
    "pull": ("out/spring-summit/contribution-2023-03-20.xlsx", "--write", "--as-of", "2023-03-21"),
    "import": ("works.csv", "--as-of", "2023-03-20", "--title", "Works"),
}
"""For each command that writes, options with which it does in the workspace below."""

FRENCH = """
msgid ""
msgstr "Language: fr\\n"

msgctxt "followup/borders/patrols"
msgid "Joint patrols will begin."
msgstr "Des patrouilles communes vont commencer."
"""


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command by its name, those of groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        if isinstance(command, click.Group):
            yield from ((f"{name} {sub}", each) for sub, each in command.commands.items())
        else:
            yield name, command


def tree(workspace: Workspace) -> dict[str, bytes | None]:
    """Every file and folder below a workspace, with its bytes."""
    found = workspace.root.rglob("*")
    return {str(each.relative_to(workspace.root)): each.read_bytes() if each.is_file() else None for each in found}


@pytest.fixture
def workspace(workspace: Workspace) -> Workspace:
    """One in which every command has something to write."""
    workspace.replace("dossier.yaml", "languages: [en]", "languages: [en, fr]")
    workspace.template("plain.docx", a_template(p("Dear {{ name }} {% if %}")))
    root = workspace.root
    (root / "plain.docx").write_bytes(a_template(p("Dear {{ name }}")))
    (root / "data.json").write_text('{"name": "Ms Martin"}')
    (root / "works.csv").write_text(TRACKER)
    (root / "back.po").write_text(FRENCH)
    assert workspace.run("annex", *DAY).code == 0
    return workspace


def prepare(workspace: Workspace, name: str) -> None:
    """What must have happened before a command has anything to write."""
    before: dict[str, tuple[tuple[str, ...], ...]] = {
        "status": (("export", *DAY),),
        "pull": (("export", *DAY),),
        "translate take": (("translate", "extract", "-l", "fr"),),
        "corrigendum": (("issued", ANNEX, "--sent", "2023-03-20"),),
    }
    for each in before.get(name, ()):
        assert workspace.run(*each).code == 0
    if name == "pull":
        path = workspace.root / WRITING["pull"][0]
        path.write_bytes(filled(path.read_bytes(), cameras__new_wording="All cameras were bought."))
    if name == "corrigendum":
        text = "borders,cameras,2023-03-19,2023-03-25,Outreach,done,,,,All cameras were bought.\n"
        workspace.write("followup.csv", (workspace.data / "followup.csv").read_text() + text)


def test_every_command_either_reads_or_has_a_dry_run_that_is_tried_below() -> None:
    with_dry_run = {name for name, each in commands() if any("--dry-run" in option.opts for option in each.params)}
    assert with_dry_run == WRITING.keys()
    assert {name for name, _ in commands()} - with_dry_run == READING


@pytest.mark.parametrize("name", list(WRITING))
def test_a_dry_run_leaves_every_byte_and_tells_what_the_run_would_write(workspace: Workspace, name: str) -> None:
    prepare(workspace, name)
    before = tree(workspace)
    dry = workspace.run(*name.split(), *WRITING[name], "--dry-run")
    assert tree(workspace) == before
    assert "othing was written." in dry.err or "No dossier was written." in dry.err
    told = {line.partition(": ")[2] for line in dry.out.splitlines() if line.startswith("would be ")}
    real = workspace.run(*name.split(), *WRITING[name])
    after = tree(workspace)
    changed = {path for path, data in after.items() if data is not None and before.get(path) != data}
    assert (dry.code, {str(Path(each)) for each in told}) == (real.code, changed)
    assert changed, real.err


class TestWhatItSays:
    def test_of_a_file_that_is_there_whether_it_would_be_replaced(self, workspace: Workspace) -> None:
        assert workspace.run("annex", *DAY, "--dry-run").out == f"would stay as it is: {ANNEX}\n"
        assert workspace.run("annex", *DAY, "--house", "gb", "--dry-run").out == f"would be replaced: {ANNEX}\n"

    def test_of_one_that_was_edited_that_it_is_refused_or_kept(self, workspace: Workspace) -> None:
        (workspace.root / ANNEX).write_bytes(b"edited")
        refused = workspace.run("annex", *DAY, "--dry-run")
        assert (refused.code, refused.out) == (2, "")
        assert "was edited by hand since it was made" in refused.err
        forced = workspace.run("annex", *DAY, "--dry-run", "--force")
        kept = ANNEX.replace(".docx", ".edited-1.docx")
        assert forced.out == f"would be replaced: {ANNEX}; what was edited by hand would be kept as {kept}\n"
        assert "is kept in" not in forced.err

    def test_findings_with_the_same_exit_code(self, workspace: Workspace) -> None:
        workspace.replace("followup.csv", "ongoing", "onging")
        run = workspace.run("annex", *DAY, "--dry-run")
        assert run.code == 1
        assert "DATA-008" in run.err

    def test_to_programs_the_object_alone(self, workspace: Workspace) -> None:
        run = workspace.run("make", "all", *DAY, "--json", "--dry-run")
        outcomes = [each["outcome"] for each in json.loads(run.out)["documents"]]
        assert outcomes == ["unchanged", "created"]
        assert "would be written" in run.err

    def test_of_a_tracker_for_a_dossier_that_is_there(self, workspace: Workspace) -> None:
        assert workspace.run("import", "works.csv", *DAY, "--title", "Works").code == 0
        before = tree(workspace)
        (workspace.root / "works.csv").write_text(TRACKER.replace("In progress", "Completed"))
        run = workspace.run("import", "works.csv", "--as-of", "2023-03-21", "--into", "works", "--dry-run")
        assert "would be " in run.out
        assert {**tree(workspace), "works.csv": b""} == {**before, "works.csv": b""}
