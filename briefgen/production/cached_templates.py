"""The compiled template of a document, from the user's cache where the very same was compiled before."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import __version__
from briefgen.cache import Cache
from briefgen.compose import WORDS, known_fields
from briefgen.errors import BriefgenError, FindingsError
from briefgen.library import TemplateFile
from briefgen.word import Template
from briefgen.word.serialise import dumps, engine, loads

if TYPE_CHECKING:
    from briefgen.word import Wording


def compiled_template(file: TemplateFile, kind: str, wording: Wording | None, folder: Path | None) -> Template:
    """The template that a file holds.

    Args:
        file: the file as it is now.
        kind: the kind of document, which says what fields there are.
        wording: what its fixed wording is to become; None for its own.
        folder: the user's cache; None for none. Only templates in their own wording and without faults are dumps.

    Raises:
        FindingsError: it has faults, or reads fields that the document does not have.
        PackageRefusedError: it is no Word document, or a dangerous one.
    """
    key = _key(file, kind) if folder and not wording else ""
    if not folder or not key:
        return _compiled(file, kind, wording)
    cache = Cache(folder)
    if (found := cache.get(key)) and _includes_the_same(template := loads(found), file):
        return template
    template = _compiled(file, kind, None)
    cache.put(key, dumps(template))
    return template


def _compiled(file: TemplateFile, kind: str, wording: Wording | None) -> Template:
    template = Template.read(file.data, file.name, WORDS, include=file.siblings.include, wording=wording)
    unknown = list(template.fields.unknown(known_fields(kind)))
    if unknown:
        raise FindingsError(unknown)
    return template


def _key(file: TemplateFile, kind: str) -> str:
    """All that a compiled template depends on besides the files that it includes; "" where that cannot be said."""
    try:
        asked = (__version__, engine(), file.name, file.digest, tuple(WORDS), kind, known_fields(kind))
    except OSError:
        return ""
    return sha256(repr(asked).encode()).hexdigest()


def _includes_the_same(template: Template, file: TemplateFile) -> bool:
    """Whether the files that a kept template includes are still the same."""
    try:
        now = {name: sha256(file.siblings.include(name)).hexdigest() for name in template.included}
    except (BriefgenError, OSError):
        return False
    return now == template.included
