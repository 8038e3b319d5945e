"""What many tests begin with."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.workspaces import Workspace, a_sample, a_workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# a machine that is busy has no fault
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
os.environ["BRIEFGEN_CACHE"] = "off"  # tests neither use nor fill the cache of whoever runs them


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a process, which bears no second one beside it."""
    from tests.preview.stage import a_browser  # few tests look into a browser

    with a_browser() as browser:
        yield browser


@pytest.fixture
def untraced() -> Iterator[None]:
    """Nothing counts the lines that run, for tests of what may take only so much time.

    The marker `no_cover` of pytest-cov does not do it under pytest-xdist, whose processes start coverage twice.
    """
    tracer = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(tracer)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A small workspace with a dossier of two points."""
    return a_workspace(tmp_path / "workspace")


@pytest.fixture
def sample(tmp_path: Path) -> Workspace:
    """A workspace with the repository's own dossier."""
    return a_sample(tmp_path / "sample")


@pytest.fixture
def on_20_march(monkeypatch: pytest.MonkeyPatch) -> date:
    """The command line believes that it is 20 March 2023."""
    day = date(2023, 3, 20)
    monkeypatch.setattr("briefgen.cli.options.today", lambda: day)
    return day
