"""What the shell offers at Tab: the names of the workspace around, and no complaint where there is none."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete, get_completion_class

from briefgen.cli.group import group
from tests.workspaces import Workspace


def offered(folder: Path, *typed: str) -> list[str]:
    """What is offered for the last word of a line."""
    with contextlib.chdir(folder):
        found = ShellComplete(group, {}, "briefgen", "_BRIEFGEN_COMPLETE").get_completions(list(typed[:-1]), typed[-1])
    return [each.value for each in found]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (("ann",), ["annex"]),
        (("annex", "--dossier", ""), ["spring-summit"]),
        (("annex", "-l", ""), ["all", "en"]),
        (("make", ""), ["all", "annex", "letter"]),
        (("make", "letter", "--to", "f"), ["fr"]),
        (("template", "fields", "sum"), ["summary.docx"]),
        (("check", "--explain", "AMT-00"), ["AMT-001", "AMT-002"]),
        (("status", "--format", "x"), ["xlsx"]),
    ],
    ids=str,
)
def test_names_that_the_workspace_has_are_offered(
    workspace: Workspace, typed: tuple[str, ...], names: list[str]
) -> None:
    assert offered(workspace.root, *typed)[: len(names)] == names


def test_outside_of_a_workspace_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert offered(tmp_path, "annex", "--dossier", "") == []


POWERSHELL = pytest.mark.skipif(get_completion_class("powershell") is None, reason="click has it since 8.5")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", pytest.param("powershell", marks=POWERSHELL)])
def test_the_shells_of_the_manual_have_a_script(shell: str) -> None:
    complete = get_completion_class(shell)
    assert complete
    assert "_BRIEFGEN_COMPLETE" in complete(group, {}, "briefgen", "_BRIEFGEN_COMPLETE").source()
