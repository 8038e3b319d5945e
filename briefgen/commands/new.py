"""`briefgen new`: a dossier of one's own in a workspace, whose documents can be made at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from briefgen.blank import NewDossier, files_of, templates_of
from briefgen.commands.init import read_starter_files
from briefgen.errors import UsageProblemError
from briefgen.localise import EU, UnknownLanguageError, house_named
from briefgen.outputs import Output, write_outputs
from briefgen.outputs.naming import fault_of_name
from briefgen.production.order import Where
from briefgen.production.record import workspace_for
from briefgen.sources.files.values import CellProblem, key_of
from briefgen.workspace import Workspace
from briefgen.workspace.workspace import FILE_NAME, with_default_dossier


class MadeDossier(Struct, frozen=True):
    """What was made.

    Attributes:
        paths: the files, in the order of their names in the dossier.
        is_default: whether commands mean it where no dossier is named.
    """

    paths: Sequence[Path]
    is_default: bool


def create_dossier(where: Where, name: str, new: NewDossier, *, xlsx: bool = False) -> MadeDossier:
    """Makes a dossier, whole or not at all; templates that its documents need and the workspace lacks come with it.

    It becomes the workspace's default where it is the only one.

    Args:
        where: the workspace.
        name: of the dossier's folder.
        new: what it is about.
        xlsx: its tables as one workbook.

    Raises:
        UsageProblemError: the name or a language cannot be, or a file of the dossier is there already.
        OutputError: a file cannot be written; then none has been.
    """
    refuse_name(name)
    workspace = workspace_for(where)
    refuse_languages(new.languages, workspace)
    return write_dossier(workspace, name, new, files_of(new, xlsx=xlsx))


def write_dossier(
    workspace: Workspace,
    name: str,
    new: NewDossier,
    contents: Mapping[str, bytes],
    templates: Mapping[str, bytes] = MappingProxyType({}),
) -> MadeDossier:
    """Writes the files of a new dossier, and the templates that it needs and the workspace lacks, or nothing.

    Args:
        workspace: whose default it becomes where it is the only one.
        name: of its folder.
        new: for which documents it is.
        contents: its files by name.
        templates: of its own, by name.

    Raises:
        UsageProblemError: a file of it, or a template of this name, is there already.
        OutputError: a file cannot be written; then none has been.
    """
    folder = workspace.data / name
    files = [Output(folder / file, data) for file, data in contents.items()]
    own = [Output(workspace.templates / file, data) for file, data in templates.items()]
    _refuse_what_is_there(folder, [file.path for file in files])
    _refuse_templates([file.path for file in own])
    others = [each for each in workspace.dossier_ids() if each != name]
    settings = [] if others else [_default_settings(workspace, name)]
    # what is replaced is briefgen.toml alone, and of that one line
    written = write_outputs([*missing_templates(workspace, new), *own, *files, *settings], untouched=lambda _: True)
    is_default = not others or workspace.dossier == name
    return MadeDossier([each.path for each in written if each.path.name != FILE_NAME], is_default)


def refuse_name(name: str) -> None:
    """Refuse what cannot be the name of a dossier.

    Raises:
        UsageProblemError: it is no key, or no name of a folder on every system.
    """
    try:
        key_of(name)
        fault = "it begins with a full stop" if name.startswith(".") else fault_of_name(name)
    except CellProblem:
        fault = "it is made of letters, digits, “-”, “_” and “.”"
    if fault:
        raise UsageProblemError(f"“{name}” cannot be the name of a dossier: {fault}.", "Try: briefgen new board-2026")


def refuse_languages(codes: Sequence[str], workspace: Workspace) -> None:
    """Refuse languages that the house of a workspace does not write.

    Raises:
        UsageProblemError: naming those that it does.
    """
    house = house_named(workspace.house or EU.name, workspace.root)
    for code in codes:
        if not house.writes(code):
            problem = UnknownLanguageError(code, house)
            raise UsageProblemError(problem.message, problem.remedy)


def _refuse_what_is_there(folder: Path, paths: Sequence[Path]) -> None:
    there = [path for path in (folder, *paths) if path.exists() and path != folder]
    if folder.exists() and not folder.is_dir():
        raise UsageProblemError(f"{folder} is a file, not a folder.", "Give the dossier another name.")
    if there:
        listed = ", ".join(path.name for path in there)
        message = f"There is a dossier “{folder.name}” already, or a part of one: {folder} holds {listed}."
        raise UsageProblemError(message, "Give the new one another name, or move these files away.")


def _refuse_templates(paths: Sequence[Path]) -> None:
    if there := next((path for path in paths if path.exists()), None):
        message = f"There is a template {there.name} already: {there}."
        raise UsageProblemError(message, "Give the dossier another name, or move the template away.")


def missing_templates(workspace: Workspace, new: NewDossier) -> Iterator[Output]:
    """The supplied templates of its documents, as far as the workspace has none of these names."""
    missing = [name for name in templates_of(new) if not (workspace.templates / name).exists()]
    if missing:
        supplied = read_starter_files()
        yield from (Output(workspace.templates / name, supplied[PurePosixPath("templates", name)]) for name in missing)


def copy_workspace(
    root: Path,
    workspace: Workspace,
    name: str,
    new: NewDossier,
    contents: Mapping[str, bytes],
    templates: Mapping[str, bytes] = MappingProxyType({}),
) -> Path:
    """Makes a workspace like another one, with nothing but a new dossier, to try it out; arguments as `write_dossier`.

    Args:
        root: an empty folder, which becomes it.
    """
    shutil.copyfile(workspace.root / FILE_NAME, root / FILE_NAME)
    if workspace.templates.is_dir():
        shutil.copytree(workspace.templates, root / "templates", ignore=shutil.ignore_patterns("~$*", ".*"))
    own = [Output(root / "templates" / file, data) for file, data in templates.items()]
    files = [Output(root / "data" / name / file, data) for file, data in contents.items()]
    for each in (*missing_templates(replace(workspace, root=root), new), *own, *files):
        each.path.parent.mkdir(parents=True, exist_ok=True)
        each.path.write_bytes(each.data)
    return root


def _default_settings(workspace: Workspace, name: str) -> Output:
    path = workspace.root / FILE_NAME
    return Output(path, with_default_dossier(path.read_bytes(), name))
