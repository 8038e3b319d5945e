"""`briefgen preview` as a command; and what is kept of all that was looked at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from briefgen.outputs import Output
from briefgen.pages.drawing import DrawnPage
from briefgen.preview import desk as desks
from briefgen.preview import drawings as rooms
from briefgen.preview.desk import Desk, Made
from briefgen.preview.drawings import Drawings
from briefgen.preview.view import Setting, View
from briefgen.production.order import Where
from tests.preview.stage import TODAY
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
def test_the_command_prints_its_address_serves_and_ends_at_ctrl_c_though_a_page_listens(workspace: Workspace) -> None:
    command = [sys.executable, "-m", "briefgen", "preview", "--no-open"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, cwd=workspace.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    address = urlsplit(process.stdout.readline().strip())
    connection = HTTPConnection(address.netloc, timeout=60)
    connection.request("GET", f"{address.path}choices")
    answer = connection.getresponse()
    assert (answer.status, b"spring-summit" in answer.read()) == (200, True)
    connection.close()
    listening = HTTPConnection(address.netloc, timeout=60)
    listening.request("GET", f"{address.path}events")
    assert listening.getresponse().readline() == b"retry: 1000\n"
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    listening.close()
    assert (process.returncode, said) == (130, "The page is for this machine alone. Ctrl-C ends it.\n")


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "watchfiles"])
def test_without_the_extra_it_is_said_how_to_get_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr("briefgen.preview.doorway.find_spec", lambda each: None if each == name else object())
    run = workspace.run("preview", "--no-open")
    assert (run.code, run.out) == (2, "")
    assert f"needs {name}, which is not installed" in run.err
    assert "pip install 'briefgen[preview]'" in run.err


def test_a_dossier_that_is_not_there_is_said_at_once(workspace: Workspace) -> None:
    run = workspace.run("preview", "--no-open", "--dossier", "gone")
    assert (run.code, "no dossier “gone”" in run.err) == (2, True)


def test_a_browser_is_opened_with_the_address(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("briefgen.preview.server.serve", lambda doorway, _setting: doorway.socket.close())
    assert workspace.run("preview", "-q").out.split() == opened


def setting(workspace: Workspace) -> Setting:
    return Setting(Where(workspace.root), workspace.root, TODAY, {})


def test_of_many_documents_the_last_are_kept(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "_MOST", 2)
    desk = Desk(lambda: setting(workspace))
    days = [TODAY.replace(day=day) for day in (10, 11, 12, 10)]
    made = [desk.make(View(workspace.dossier, "annex", "en", day)) for day in days]
    assert len(desk._made) == 2
    assert made[0] == made[3]
    assert made[0] is not made[3]
    assert desk.make(View(workspace.dossier, "annex", "en", days[2])) is made[2]


class Scribe:
    """Draws a page of as many characters as the document has bytes."""

    def draw(self, document: bytes, tell: object) -> tuple[str, ...]:
        tell(DrawnPage("x" * len(document), 1))  # type: ignore[operator]
        return ()

    def close(self) -> None:
        """Has nothing to end."""


def test_of_many_pages_the_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "_LARGEST", 25)
    monkeypatch.setattr(rooms, "draw_document", lambda file, drawer, tell: drawer.draw(file.data, tell))
    drawings = Drawings(Scribe())  # type: ignore[arg-type]  # as much of one as is asked for
    files = [bytes([number]) * 10 for number in range(5)]
    drawn = [drawings.of(Made(Output(Path("a.docx"), each), each)) for each in files]
    assert [each.page(0).count for each in drawn] == [1] * 5
    drawings.of(Made(Output(Path("a.docx"), files[4]), files[4]))
    drawings.close()
    assert [drawings.find(each.key) is not None for each in drawn] == [False, False, False, True, True]


def test_a_defect_while_drawing_is_said_and_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> tuple[str, ...]:
        raise KeyError("x")

    monkeypatch.setattr(rooms, "draw_document", fail)
    drawings = Drawings(Scribe())  # type: ignore[arg-type]
    with pytest.raises(Exception, match="The pages cannot be drawn"):
        drawings.of(Made(Output(Path("a.docx"), b"x"), b"x")).page(0)
    drawings.close()
