"""A folder as the examples have it: the sample workspace lies in it, as `follow-up`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspaces import Workspace, a_sample


@pytest.fixture
def follow_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The sample workspace, in the folder in which the program is started."""
    monkeypatch.chdir(tmp_path)
    return a_sample(Path("follow-up"))
