"""Finds `briefgen.toml` and the three folders beside it, and makes new workspaces."""

from briefgen.workspace.settings import HouseStyle
from briefgen.workspace.starter import create_workspace, starter_files
from briefgen.workspace.workspace import Workspace, find_workspace, open_workspace

__all__ = [
    "HouseStyle",
    "Workspace",
    "create_workspace",
    "find_workspace",
    "open_workspace",
    "starter_files",
]
