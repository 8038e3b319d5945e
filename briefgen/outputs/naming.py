"""What a finished file is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefgen.errors import OutputError

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
        OutputError: if one of the words has a character that no file name may have.
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
    return out / dossier_id / ".".join(piece for piece in pieces if piece)


def _refuse_strange_characters(what: str, word: str) -> None:
    strange = dict.fromkeys(char for char in word if char in _NOT_IN_FILE_NAMES or not char.isprintable())
    if strange or word in {".", ".."}:
        named = " ".join(map(_visible, strange)) or word
        raise OutputError(
            f"The {what} “{_visible(word)}” cannot be part of a file name, because of: {named}",
            f"Rename the {what} with letters, digits, hyphens and full stops.",
        )


def _visible(word: str) -> str:
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in word)
