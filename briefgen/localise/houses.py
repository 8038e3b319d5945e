"""Find a house by what settings and options call it: eu, gb, plain, a folder of `houses/`, or ./folder."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import did_you_mean
from briefgen.localise.house_style import EU, House
from briefgen.localise.house_style.house import DESCRIPTION, TABLES

FOLDER = "houses"
"""The folder of a workspace that its own houses lie in."""
SUPPLIED = ("eu", "gb", "plain")
_DEEPEST = 10

_Setting = TypeVar("_Setting")
_KEYS = {"base": str, "cldr": bool, "languages": dict}


def house_named(name: str, workspace: Path | None = None) -> House:
    """The house of a name.

    Args:
        name: one of `SUPPLIED`, the name of a folder in houses/, or a path from the workspace that begins with "./".
        workspace: the folder of the workspace; None where only supplied houses are meant.

    Raises:
        UsageProblemError: there is none of that name, it lies outside of the workspace, or it is its own base.
        UnreadableInputError: its `house.toml` cannot be read.
    """
    return _house(name, workspace, ())


def house_names(workspace: Path | None) -> tuple[str, ...]:
    """The names of the houses that there are, those of a workspace last."""
    return (*SUPPLIED, *sorted(_own_names(workspace / FOLDER if workspace else None)))


def setting_in(house: House, settings: Mapping[str, _Setting], otherwise: _Setting) -> _Setting:
    """What is a matter of house: the setting of a house, or of the nearest that it rests on.

    A house that none names goes by its base: gb by plain, plain by eu, a ministry's own by its own.

    Args:
        settings: by the names of houses.
        otherwise: where no house among them has one.
    """
    nearest: House | None = house
    while nearest is not None:
        if nearest.name in settings:
            return settings[nearest.name]
        nearest = nearest.base
    return otherwise


def _own_names(folder: Path | None) -> Iterator[str]:
    if folder is not None and folder.is_dir():
        yield from (path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))


def _house(name: str, workspace: Path | None, above: tuple[str, ...]) -> House:
    if name in above or len(above) > _DEEPEST:
        chain = " on ".join((*above, name))
        raise UsageProblemError(f"The house “{name}” rests on itself: {chain}.", f"Change “base” in its {DESCRIPTION}.")
    if name in SUPPLIED:
        return _supplied(name)
    folder = _folder_of(name, workspace)
    said = _description(folder / DESCRIPTION)
    base = _house(said.get("base", "eu"), workspace, (*above, name))
    return House(name, folder, base, said.get("cldr", False), said.get("languages", {}))


@lru_cache(maxsize=8)
def _supplied(name: str) -> House:
    if name == EU.name:
        return EU
    said = _description(TABLES / name / DESCRIPTION)
    base = _supplied(said["base"])
    return House(name, TABLES / name, base, said.get("cldr", False), said.get("languages", {}), is_supplied=True)


def _folder_of(name: str, workspace: Path | None) -> Path:
    """The folder of a workspace's house, which lies in the workspace."""
    root = workspace.resolve() if workspace else None
    inside = Path(name) if name.startswith("./") else Path(FOLDER, name)
    folder = (root / inside).resolve() if root and name.isprintable() and name.strip("./") else None
    if root and folder and folder.is_dir() and folder.is_relative_to(root) and folder != root:
        return folder
    if folder and root and not folder.is_relative_to(root):
        raise UsageProblemError(f"The house “{name}” lies outside of the workspace.", "Copy its folder into houses/.")
    known = house_names(workspace)
    there = f"{did_you_mean(name, known)} There are: {', '.join(known)}.".strip()
    make = " To make one of your own: briefgen house new NAME --from eu" if workspace else ""
    raise UsageProblemError(f"There is no house “{name}”.", f"{there}{make}")


def _description(path: Path) -> Mapping[str, Any]:
    """What `house.toml` says; a house without one rests on eu."""
    try:
        said = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as problem:
        message = f"{path} cannot be read: {getattr(problem, 'strerror', None) or problem}."
        raise UnreadableInputError(message, 'It is a text such as: base = "eu"') from problem
    for key, value in said.items():
        if not _is_fitting(key, value):
            remedy = f'{did_you_mean(key, _KEYS)} It may say: base = "gb", cldr = true, and [languages] en = "en-GB".'
            raise UnreadableInputError(f"{path}: “{key}” is unknown there, or of another kind.", remedy.strip())
    return said


def _is_fitting(key: str, value: object) -> bool:
    if key == "languages" and isinstance(value, dict):
        return all(isinstance(each, str) for each in value.values())
    return isinstance(value, _KEYS.get(key, ()))
