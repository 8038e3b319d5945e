"""A preview of the sample, and a browser, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.preview.stage import Desk, Served, served
from tests.workspaces import Workspace, a_sample


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview of the sample, for tests that change nothing."""
    with served(a_sample(tmp_path_factory.mktemp("shared"))) as stage:
        yield stage


@pytest.fixture
def stage(sample: Workspace) -> Iterator[Served]:
    """A preview of a sample of the test's own."""
    with served(sample) as stage:
        yield stage


@pytest.fixture
def desk(browser: Browser, shared: Served) -> Iterator[Desk]:
    """The page in a window; whoever uses it does so without an error."""
    yield from _desk(browser, shared)


@pytest.fixture
def own_desk(browser: Browser, stage: Served) -> Iterator[Desk]:
    """The same in a workspace of the test's own."""
    yield from _desk(browser, stage)


def _desk(browser: Browser, stage: Served) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    desk = Desk(context.new_page(), stage.address)
    yield desk
    context.close()
    assert desk.errors == []
