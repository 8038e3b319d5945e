"""The only door to `templates/`: the Word files that say what a document looks like."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from briefgen.errors import UnreadableInputError, UsageProblemError
from briefgen.findings import Finding, did_you_mean
from briefgen.model.catalogue import Catalogue

LARGEST = 50 * 1024 * 1024
"""Bytes. A template of more is a mistake (a film, a scan of a book), and would only fill the memory."""

_SUFFIX = ".docx"
_LEFT_BY_OFFICE = ("~$", ".")
"""How the names of the files begin that Word and LibreOffice keep beside an open one."""


class TemplateFile(Struct, frozen=True):
    """A template as it was read.

    Attributes:
        name: the file's name in the folder.
        path: where it was read, for messages.
        digest: SHA-256 over the bytes, so that a document can name its template.
    """

    name: str
    path: Path
    data: bytes
    digest: str

    @property
    def siblings(self) -> Library:
        """The templates of the same folder, which this one may include."""
        return Library(self.path.parent)


class Library(Struct, frozen=True):
    """The templates of a folder."""

    folder: Path

    def template_names(self) -> tuple[str, ...]:
        """The names of the Word files in the folder, in alphabetical order; none if there is no such folder.

        Raises:
            UnreadableInputError: if the folder cannot be listed.
        """
        try:
            return tuple(sorted(path.name for path in self.folder.iterdir() if _is_listed(path)))
        except FileNotFoundError:
            return ()
        except OSError as problem:
            raise _unreadable(self.folder, problem) from problem

    def read(self, name: str) -> TemplateFile:
        """One template, whole.

        Args:
            name: a file name in this folder, not a path.

        Raises:
            UsageProblemError: if there is none of that name, or it leads out of the folder.
            UnreadableInputError: if it is no file, too large, or cannot be read.
        """
        if name in {"", ".", ".."} or not name.isprintable() or any(char in name for char in "/\\:"):
            raise UsageProblemError(
                f"“{name}” is not the name of a template.", f"Name a file in {self.folder}, without its folder."
            )
        path = self.folder / name
        data = self._bytes_of(path)
        return TemplateFile(name, path, data, sha256(data).hexdigest())

    def include(self, name: str) -> bytes:
        """The bytes of a template that another one of this folder includes; raises as `read` does."""
        return self.read(name).data

    def catalogue_path(self, language: str) -> Path:
        """Where the translations of the templates' fixed wording into a language stand."""
        return self.folder / "locale" / f"{language}.po"

    def catalogue_bytes(self, language: str) -> bytes | None:
        """That catalogue as it is; None where there is none.

        Raises:
            UnreadableInputError: it is there, but cannot be read.
        """
        path = self.catalogue_path(language)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise _unreadable(path, problem) from problem

    def wording(self, language: str) -> tuple[Catalogue, tuple[Finding, ...]]:
        """The translations of the templates' fixed wording, none without a file, and what is wrong with the file.

        Raises:
            UnreadableInputError: the file is there, but cannot be read.
        """
        from briefgen.localise.po import read_catalogue  # a document in the source language does without

        file, data = f"templates/locale/{language}.po", self.catalogue_bytes(language)
        return (Catalogue(file), ()) if data is None else read_catalogue(data, file)

    def _bytes_of(self, path: Path) -> bytes:
        try:
            _refuse_by_kind_and_size(path)
            self._refuse_a_way_out(path)
            return path.read_bytes()
        except FileNotFoundError as problem:
            raise self._missing(path.name) from problem
        except OSError as problem:
            raise _unreadable(path, problem) from problem

    def _refuse_a_way_out(self, path: Path) -> None:
        target = path.resolve(strict=True)
        if not target.is_relative_to(self.folder.resolve()):
            raise UsageProblemError(
                f"The template {path} is a link that leads out of its folder, to {target}.",
                "Copy the file itself into the folder.",
            )

    def _missing(self, name: str) -> UsageProblemError:
        known = self.template_names()
        there = f"There are: {', '.join(known)}." if known else "There is none at all."
        remedy = f"{did_you_mean(name, known)} {there}".strip()
        return UsageProblemError(f"There is no template “{name}” in {self.folder}.", remedy)


def read_template_file(path: Path) -> TemplateFile:
    """A template from anywhere, by its path.

    Raises:
        UsageProblemError: if there is no such file.
        UnreadableInputError: if it is no file, too large, or cannot be read.
    """
    try:
        _refuse_by_kind_and_size(path)
        data = path.read_bytes()
    except FileNotFoundError as problem:
        raise UsageProblemError(f"There is no file {path}.") from problem
    except OSError as problem:
        raise _unreadable(path, problem) from problem
    return TemplateFile(path.name, path, data, sha256(data).hexdigest())


def _is_listed(path: Path) -> bool:
    return path.suffix.lower() == _SUFFIX and not path.name.startswith(_LEFT_BY_OFFICE) and path.is_file()


def _refuse_by_kind_and_size(path: Path) -> None:
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableInputError(f"{path} is a folder, not a Word file.")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableInputError(f"{path} is a device or the like, not a Word file.")
    if found.st_size > LARGEST:
        size = f"{-(-found.st_size // 2**20)} MB, more than {LARGEST // 2**20} MB"
        raise UnreadableInputError(f"{path} is too large for a template: {size}.", "Shrink its pictures.")


def _unreadable(path: Path, problem: OSError) -> UnreadableInputError:
    if isinstance(problem, PermissionError):
        remedy = "Ask for the right to read it; if it is open in Word, close it."
        return UnreadableInputError(f"{path} cannot be read: it is not open to you.", remedy)
    return UnreadableInputError(f"{path} cannot be read: {problem.strerror}.")
