"""Finds `briefgen.toml` and the three folders beside it."""

from briefgen.workspace.workspace import BASELINE_FILE, HouseStyle, Workspace, find_workspace, open_workspace

__all__ = [
    "BASELINE_FILE",
    "HouseStyle",
    "Workspace",
    "find_workspace",
    "open_workspace",
]
