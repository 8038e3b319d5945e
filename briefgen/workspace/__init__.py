"""Finds `briefgen.toml` and the three folders beside it."""

from briefgen.workspace.settings import HouseStyle
from briefgen.workspace.workspace import Workspace, find_workspace, open_workspace

__all__ = [
    "HouseStyle",
    "Workspace",
    "find_workspace",
    "open_workspace",
]
