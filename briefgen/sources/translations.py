"""The catalogues of a dossier: `locale/<language>.po`, beside its tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefgen.catalogue import Catalogue
from briefgen.findings import Finding
from briefgen.sources.files import read_bytes

CATALOGUES: Final = "locale"
"""The folder of the catalogues, in the folder of a dossier and in that of the templates."""


def catalogue_path(folder: Path, language: str) -> Path:
    """Where the translations into a language stand.

    Args:
        folder: of the dossier.
        language: its code.
    """
    return folder / CATALOGUES / f"{language}.po"


def catalogue_bytes(folder: Path, language: str) -> bytes | None:
    """The catalogue of a dossier as it is; None where there is none.

    Raises:
        UnreadableInputError: it is there, but cannot be read.
    """
    path = catalogue_path(folder, language)
    return read_bytes(path) if path.exists() else None


def read_translations(folder: Path, language: str) -> tuple[Catalogue, tuple[Finding, ...]]:
    """The translations of a dossier's texts, empty where there is no file, and what is wrong with the file.

    Raises:
        UnreadableInputError: the file is there, but cannot be read.
    """
    from briefgen.localise.catalogues import read_catalogue  # a document in the source language does without

    file = f"{CATALOGUES}/{language}.po"
    data = catalogue_bytes(folder, language)
    return (Catalogue(file), ()) if data is None else read_catalogue(data, file)
