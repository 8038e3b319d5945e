"""The manual as a site, as tests meet it: built into a folder, read page by page, served on this computer.

Where mkdocs is missing (the extra `docs`), tests that need it are left out, but not on the build server under Linux.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

import lxml.html
import pytest

from tests.sample_dossier import ROOT

DOCS = ROOT / "docs"
_ON_BUILD_SERVER = os.environ.get("CI") is not None and sys.platform == "linux"
needs_mkdocs = pytest.mark.skipif(
    not _ON_BUILD_SERVER and find_spec("material") is None, reason="mkdocs-material is not installed (the extra docs)"
)
HOST = "127.0.0.1"


@dataclass(frozen=True)
class SitePage:
    """A page of the site.

    Attributes:
        root: the folder of the site.
        source: its Markdown, or None for a page that the theme has made.
    """

    path: Path
    root: Path
    source: Path | None

    @property
    def name(self) -> str:
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def tree(self) -> Any:
        return lxml.html.parse(str(self.path)).getroot()

    @cached_property
    def article(self) -> Any:
        """What the manual says on it, without the signs that the theme puts behind headings."""
        article = self.tree.find(".//article")
        for sign in article.xpath(".//a[contains(@class, 'headerlink') or contains(@href, '#__codelineno')]"):
            sign.drop_tree()
        return article

    @cached_property
    def anchors(self) -> frozenset[str]:
        return frozenset(self.tree.xpath("//@id"))

    def addresses(self, *names: str) -> list[str]:
        """What attributes of these names, such as href, lead to."""
        return [address for name in names for address in self.tree.xpath(f"//@{name}")]


@dataclass(frozen=True)
class BuiltSite:
    """The site in its folder."""

    root: Path

    @cached_property
    def pages(self) -> dict[str, SitePage]:
        """The pages by name."""
        found = (SitePage(path, self.root, self._source(path)) for path in sorted(self.root.rglob("*.html")))
        return {page.name: page for page in found}

    def _source(self, path: Path) -> Path | None:
        inside = (DOCS / path.relative_to(self.root)).with_suffix(".md")
        return next((each for each in (inside, inside.with_name("README.md")) if each.is_file()), None)


def build_site(folder: Path) -> BuiltSite:
    """Builds the site as `make docs` does, strictly."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0", "NO_MKDOCS_2_WARNING": "1"}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout + run.stderr) == (0, "")
    return BuiltSite(folder)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that it has there
        pass


@contextmanager
def served_at(site: BuiltSite) -> Iterator[str]:
    """Serves the site; what is yielded is its address."""
    server = ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=str(site.root)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(20)
        server.server_close()
