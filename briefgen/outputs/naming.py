"""What a finished file is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unicodedata import normalize

from briefgen.errors import OutputError

_PORTS = (f"{port}{number}" for port in ("COM", "LPT") for number in "123456789¹²³")
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS})
"""What Windows takes for a device, whatever ending follows (Microsoft, “Naming Files, Paths, and Namespaces”)."""

_NOT_IN_FILE_NAMES = frozenset('/\\:*?"<>|')
"""What Windows, or any system, refuses in a file name; a file must be able to travel."""


def output_path(
    out: Path,
    dossier_id: str,
    document: str,
    as_of: date,
    language: str,
    *,
    recipient: str = "",
    draft: bool = False,
    suffix: str = "docx",
) -> Path:
    """Where a document goes: `out/<dossier>/<document>-<as of>[.<recipient>].<language>[.DRAFT].<suffix>`.

    So `annex-2023-03-17.en.docx`, `letter-2023-03-20.be.en.docx` for recipient `be`, and as a draft
    `annex-2023-03-17.en.DRAFT.docx`.

    Raises:
        OutputError: if one of the words has a character that no file name may have, or makes a name that Windows
            understands in another way.
    """
    for what, word in {"dossier": dossier_id, "document": document, "recipient": recipient}.items():
        _refuse_strange_characters(what, word)
    pieces = [
        f"{document}-{as_of.isoformat()}",
        recipient,
        language,
        "DRAFT" if draft else "",
        suffix.lstrip("."),
    ]
    name = ".".join(piece for piece in pieces if piece)
    _refuse_words_of_windows("dossier", dossier_id, dossier_id)
    _refuse_words_of_windows("document", document, name)
    return out / dossier_id / name


def fault_of_name(name: str) -> str:
    """Why no file or folder should have a name, on whatever system it is made; "" where it can travel.

    Args:
        name: without the folder that it stands in.
    """
    device = name.partition(".")[0].rstrip(" ")
    if ":" in name:
        return "what follows a colon goes to a hidden part of another file on Windows"
    if name.endswith((".", " ")) and name not in {".", ".."}:
        return "Windows drops the full stop or space at its end"
    return f"Windows takes “{device}” for a device" if device.upper() in _DEVICES else ""


def same_name(path: str) -> str:
    """What is equal for two paths that some system takes for one: capitals, and accents of their own (macOS), are none.

    The caseless match of the Unicode Standard, D145.
    """
    return normalize("NFD", normalize("NFD", path).casefold())


def _refuse_strange_characters(what: str, word: str) -> None:
    strange = dict.fromkeys(char for char in word if char in _NOT_IN_FILE_NAMES or not char.isprintable())
    if strange or word in {".", ".."}:
        named = " ".join(map(_visible, strange)) or word
        raise OutputError(
            f"The {what} “{_visible(word)}” cannot be part of a file name, because of: {named}",
            f"Rename the {what} with letters, digits, hyphens and full stops.",
        )


def _refuse_words_of_windows(what: str, word: str, name: str) -> None:
    if fault := fault_of_name(name):
        raise OutputError(
            f"The {what} “{word}” cannot be part of a file name, because {fault}.", f"Give the {what} another name."
        )


def _visible(word: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in word)
