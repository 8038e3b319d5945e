"""Reading a file whole, and naming the one that was probably meant where it is not there."""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import UnreadableInputError
from briefgen.findings import did_you_mean


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnreadableInputError: the file is not there (near names are offered), is a folder, or may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        folder = "this folder" if path.parent == Path() else path.parent
        raise UnreadableInputError(f"{path.name}: there is no such file in {folder}.", near_name(path)) from None
    except IsADirectoryError:
        raise UnreadableInputError(f"{path.name}: this is a folder, not a file.") from None
    except PermissionError:
        remedy = "Close it in the program that holds it, or ask for the right to read it."
        raise UnreadableInputError(f"{path.name}: the file may not be read.", remedy) from None
    except OSError as problem:
        raise UnreadableInputError(f"{path.name}: the file cannot be read ({problem.strerror}).") from None


def near_name(path: Path) -> str:
    """A suggestion from the names in the folder where a file was looked for, or ""."""
    return did_you_mean(path.name, names_in(path.parent))


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of the files in a folder, sorted; none where it cannot be listed."""
    try:
        return tuple(sorted(each.name for each in folder.iterdir() if each.is_file()))
    except OSError:
        return ()
