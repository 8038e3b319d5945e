"""The preview as tests meet it: served in this process, asked over HTTP, and looked at in a browser.

The browser is Chromium, or Chrome, of the system, driven by Playwright; where one is missing, tests that need it are
left out, but not on the build server under Linux.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection, HTTPResponse
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from briefgen.preview.doorway import HOST, Doorway, open_doorway
from briefgen.preview.server import server_for
from briefgen.preview.view import Setting
from briefgen.production.order import Where
from tests.sample_dossier import ROOT
from tests.workspaces import Workspace

TODAY = date(2023, 3, 22)
ANNEX: Mapping[str, str] = {
    "dossier": "february-2023-european-council",
    "document": "annex",
    "language": "en",
    "day": "2023-03-17",
}
_ON_BUILD_SERVER = os.environ.get("CI") is not None and sys.platform == "linux"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
needs_browser = pytest.mark.skipif(not _ON_BUILD_SERVER and BROWSER is None, reason="Chromium is not installed")
needs_axe = pytest.mark.skipif(
    not _ON_BUILD_SERVER and not AXE.is_file(), reason="axe-core is not installed (npm install --no-save axe-core)"
)
needs_pages = pytest.mark.skipif(not _ON_BUILD_SERVER and find_spec("rdocx") is None, reason="rdocx is not installed")
_FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


@dataclass(frozen=True)
class Answer:
    """What the preview answers."""

    code: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Served:
    """A preview that runs."""

    doorway: Doorway
    workspace: Workspace
    today: date = TODAY
    _streams: list[HTTPConnection] = field(default_factory=list)

    @property
    def address(self) -> str:
        return self.doorway.address

    @property
    def setting(self) -> Setting:
        root = self.workspace.root
        return Setting(Where(root), root, self.today, dict(os.environ))

    def get(self, path: str, parameters: Mapping[str, str] | None = None, **headers: str) -> Answer:
        """Asks below the secret word."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.request("GET", f"/{self.doorway.token}/{path}{query}", headers)

    def post(self, path: str, parameters: Mapping[str, str] | None = None) -> Answer:
        """Asks as the page does."""
        origin = f"http://{HOST}:{self.doorway.port}"
        query = f"?{urlencode(parameters or {})}"
        return self.request("POST", f"/{self.doorway.token}/{path}{query}", {"Origin": origin})

    def request(self, method: str, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Asks for any path, with headers of any names; `_` stands for a hyphen."""
        given = {name.replace("_", "-"): value for name, value in (headers or {}).items()}
        connection = HTTPConnection(HOST, self.doorway.port, timeout=60)
        try:
            connection.request(method, path, headers=given)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())
        finally:
            connection.close()

    @contextmanager
    def events(self) -> Iterator[Callable[[str], Any]]:
        """Listens; what is yielded waits for the next event of a kind, and gives its data."""
        connection = HTTPConnection(HOST, self.doorway.port, timeout=30)
        connection.request("GET", f"/{self.doorway.token}/events")
        response = connection.getresponse()
        response.readline()  # it listens as soon as something comes
        try:
            yield lambda kind: _next_event(response, kind)
        finally:
            response.close()
            connection.close()


def _next_event(response: HTTPResponse, kind: str) -> Any:
    name = ""
    while data := response.readline().decode():
        if data.startswith("event: "):
            name = data.removeprefix("event: ").strip()
        elif data.startswith("data: ") and name == kind:
            return json.loads(data.removeprefix("data: "))
    pytest.fail("the events have ended")


@contextmanager
def served(workspace: Workspace, today: date = TODAY) -> Iterator[Served]:
    """A preview of a workspace, in a thread of this process."""
    doorway = open_doorway()
    stage = Served(doorway, workspace, today)
    server = server_for(doorway, lambda: stage.setting)
    thread = Thread(target=server.run, kwargs={"sockets": [doorway.socket]})
    thread.start()
    try:
        _wait_for(lambda: server.started)
        yield stage
    finally:
        server.should_exit = True
        thread.join(20)
        doorway.socket.close()


def _wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A browser with a profile of its own, without a window."""
    assert BROWSER, "the tests that need it are skipped without"
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=_FLAGS, downloads_path=folder)
        try:
            yield browser
        finally:
            browser.close()


class Desk:
    """What somebody sees of the preview in a browser, and does there."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.set_default_timeout(30_000)

    def open(self, **wishes: str) -> None:
        """Opens the page, with what its address may wish for."""
        self.page.goto(f"{self.address}#{urlencode(wishes)}")
        self.wait()
        self.page.wait_for_selector("body[data-follows]")

    def wait(self, **shown: str) -> None:
        """Waits until a view with some parameters is shown."""
        wanted = "".join(f'[data-shown*="{name}={value}"]' for name, value in shown.items())
        self.page.wait_for_selector(f"body[data-shown]{wanted}:not(.waiting)")

    def wait_for_findings(self) -> None:
        """Waits until what stands beside the pages is there too."""
        self.page.wait_for_selector("body[data-beside]")

    def first_page(self) -> str:
        """The words of the first page, with plain spaces."""
        return (self.page.locator(".sheet svg").first.text_content() or "").replace("\u00a0", " ")

    def wait_for_words(self, words: str) -> None:
        """Waits until words stand on the first page that is in view."""
        self.page.wait_for_selector(f'.sheet:has-text("{words}")')

    def asked_for(self) -> list[str]:
        """The hosts that the page has asked anything of, in its frames too."""
        names = self.page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
        return sorted({urlsplit(name).netloc for name in names})


def download(page: Page, button: str, folder: Path) -> Path:
    """What a button of the page gives, in a folder."""
    with page.expect_download() as started:
        page.click(button)
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path
