"""`briefgen init`: a new workspace, from the same starter files as the repository's own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from briefgen.errors import OutputError, UnreadableInputError, UsageProblemError
from briefgen.outputs import Output, write_outputs
from briefgen.workspace.workspace import FILE_NAME, with_default_dossier

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

OTHER_SAMPLES = (
    "western-balkans-mapping",
    "western-balkans-security-conclusions",
    "march-2021-ministers",
    "silk-routes-december-2019",
)
"""The dossiers of the other papers: a note, conclusions, main results, and the summary of a meeting."""

_GIT_IGNORE = PurePosixPath(".gitignore")
_GIT_IGNORED = b"""\
# what briefgen makes, and what Word and LibreOffice keep beside a file that is open
/out/
~$*
.~lock.*
"""


def read_starter_files(*, samples: bool = False, empty: bool = False) -> Mapping[PurePosixPath, bytes]:
    """The files of a new workspace by their path in it; `briefgen.toml` comes last.

    Of the dossiers, the default one is the sample; others that a developer keeps beside it are not copied.

    Args:
        samples: with the dossiers of the other papers.
        empty: without any dossier.

    Raises:
        UnreadableInputError: if this copy of briefgen came without them.
    """
    origin = starter_folder()
    settings = (origin / FILE_NAME).read_bytes()
    sample = tomllib.loads(settings.decode())["dossier"]
    files = {_GIT_IGNORE: _GIT_IGNORED}
    dossiers = () if empty else (sample, *OTHER_SAMPLES) if samples else (sample,)
    for folder in (PurePosixPath("templates"), *(PurePosixPath("data", each) for each in dossiers)):
        files |= dict(_files_below(origin.joinpath(*folder.parts), folder))
    return files | {PurePosixPath(FILE_NAME): with_default_dossier(settings, "") if empty else settings}


def starter_folder() -> Traversable:
    """Inside the installed package; in a source checkout, the repository's own workspace beside the package.

    Raises:
        UnreadableInputError: this copy of briefgen came without it.
    """
    package = resources.files("briefgen")
    checkout = Path(str(package)).parent
    for origin in (package / "starter", checkout):
        if (origin / FILE_NAME).is_file():
            return origin
    message = "This copy of briefgen came without its starter files."
    raise UnreadableInputError(message, "Install it again: pip install --force-reinstall briefgen")


def _files_below(folder: Traversable, path: PurePosixPath) -> Iterator[tuple[PurePosixPath, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.name.startswith((".", "~$", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _files_below(entry, path / entry.name)
        else:
            yield path / entry.name, entry.read_bytes()


def create_workspace(folder: Path, *, samples: bool = False, empty: bool = False) -> list[Path]:
    """Makes a workspace of a folder, whole or not at all.

    What is in the folder already stays as it is. `briefgen.toml` is written last, so that a folder is no workspace
    before it is a complete one; after an interruption the command can be given again.

    Args:
        folder: may exist, and hold other files.
        samples: with the dossiers of the other papers.
        empty: without any dossier.

    Returns:
        The files made, in the order of their making.

    Raises:
        UsageProblemError: if it is a workspace already, or holds other files by the names of ours.
        OutputError: if something cannot be written; what had been made by then is gone again.
    """
    files = {folder / path: data for path, data in read_starter_files(samples=samples, empty=empty).items()}
    try:
        _refuse_what_is_there(folder, files)
        missing = [Output(path, data) for path, data in files.items() if not path.exists()]
        return [each.path for each in write_outputs(missing, untouched=lambda _: False)]
    except OSError as problem:
        raise _refusal(folder, f"{problem.strerror}.") from problem
    except OutputError as problem:
        raise _refusal(folder, problem.message) from problem


def _refusal(folder: Path, why: str) -> OutputError:
    """Where to write is given to this command as a folder, not as a file."""
    message = f"No workspace can be made in {folder}: {why}"
    return OutputError(message, "Choose another folder, or make room there. Nothing was written.")


def _refuse_what_is_there(folder: Path, files: Mapping[Path, bytes]) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageProblemError(f"{folder} is a file, not a folder.", "Give another name: briefgen init DIR")
    if (folder / FILE_NAME).exists():
        raise UsageProblemError(f"{folder} is a workspace already: it holds a {FILE_NAME}.")
    others = list(_others(folder, files))
    if others:
        names = "\n  ".join(str(path) for path in others)
        raise UsageProblemError(f"These files are there already:\n  {names}", "Choose another folder.")


def _others(folder: Path, files: Mapping[Path, bytes]) -> Iterable[Path]:
    """What stands where a starter file would go, and is not the same; a `.gitignore` is left to its owner."""
    for path, data in files.items():
        if path != folder / _GIT_IGNORE and path.exists() and not (path.is_file() and path.read_bytes() == data):
            yield path
