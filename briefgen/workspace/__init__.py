"""Finds `briefgen.toml` and the three folders beside it."""

from briefgen.workspace.workspace import (
    ALL_DOSSIERS,
    BASELINE_FILE,
    FILE_NAME,
    HouseStyle,
    Workspace,
    find_workspace,
    open_workspace,
)

__all__ = [
    "ALL_DOSSIERS",
    "BASELINE_FILE",
    "FILE_NAME",
    "HouseStyle",
    "Workspace",
    "find_workspace",
    "open_workspace",
]
