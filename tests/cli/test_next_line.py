"""The command that would come next: told on a terminal, and only there."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from briefgen.cli import check, make
from briefgen.cli.report import tell_next
from briefgen.findings import Finding, Place, error, hint
from tests.workspaces import Workspace

A_FAULT, A_HINT = error("DATA-008", Place("followup"), "wrong"), hint("STA-007", Place("followup"), "doubtful")


class Screen(StringIO):
    """A stderr that a person looks at."""

    def isatty(self) -> bool:
        return True


def told(stream: StringIO, *, quiet: bool = False) -> str:
    tell_next("Next: briefgen check", stream, quiet=quiet)
    return stream.getvalue()


def test_it_is_told_on_a_terminal_alone() -> None:
    assert (told(Screen()), told(Screen(), quiet=True), told(StringIO())) == ("Next: briefgen check\n", "", "")


@pytest.mark.parametrize(
    ("found", "options", "line"),
    [
        ([A_FAULT, A_HINT], "--as-of 2023-03-20", "What DATA-008 asks: briefgen check --explain DATA-008"),
        ([A_HINT], "--as-of 2023-03-20", "Next: briefgen make all --as-of 2023-03-20"),
        ([], "", ""),
    ],
)
def test_after_a_check_it_is_to_ask_or_to_make(found: list[Finding], options: str, line: str) -> None:
    assert check.line_after(found, options) == line


def test_after_one_document_it_is_to_register_what_was_sent() -> None:
    paths = [Path("out/annex.docx"), Path("out/letter.docx")]
    assert make.line_after(paths[:1], draft=False) == 'Once it is sent: briefgen issued "out/annex.docx"'
    assert make.line_after(paths, draft=False) == ""
    assert make.line_after(paths[:1], draft=True) == ""
    assert make.line_after([Path("out/annex.pdf")], draft=False) == ""


def test_programs_read_nothing_of_it(workspace: Workspace) -> None:
    assert workspace.run("annex", "--as-of", "2023-03-20").err == ""
    assert "Next" not in workspace.run("check").err
