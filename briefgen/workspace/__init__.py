"""Finds `briefgen.toml` and the three folders beside it."""

from briefgen.workspace.workspace import HouseStyle, Workspace, find_workspace, open_workspace

__all__ = [
    "HouseStyle",
    "Workspace",
    "find_workspace",
    "open_workspace",
]
