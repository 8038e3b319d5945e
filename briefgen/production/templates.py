"""The templates of an order: compiled once, also over several runs; what they read; what they must print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from briefgen.cache import Cache
from briefgen.compose import KINDS, WORDS, fields_of
from briefgen.compose.translations import number_of
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Place, declare, error, warning
from briefgen.library import TemplateFile
from briefgen.localise.house_style.style import primary
from briefgen.localise.plural_forms import form_for
from briefgen.model.catalogue import PluralRule
from briefgen.model.dossier import DocumentSpec
from briefgen.opc.read import read_package
from briefgen.word import RenderingError, Template
from briefgen.word.serialise import dumps, loads

if TYPE_CHECKING:
    from briefgen.word import Wording

BODY_NOT_PRINTED: Final = declare("DOC-003", "A template prints the body that its document has.")
FOREIGN_WORDING: Final = declare("HOUSE-002", "The fixed wording of a template is in the language of the document.")
NOTHING_PRINTED: Final = declare("DOC-004", "A template prints what its kind of document is made of.")
PLURAL_FORM: Final = "plural_form"
"""The word by which a translated wording chooses between its plural forms; no template is written with it."""
_WITH_TEXTS, _TEXTS = frozenset({"points", "rows"}), frozenset({"text", "commitment"})
_DEFAULT_LANGUAGE = re.compile(rb'<w:docDefaults>.*?<w:lang\b[^>]*?w:val="([^"]*)', re.DOTALL)
_NOT_GIVEN = "is not a field of this record"


def compile_template(file: TemplateFile, kind: str, wording: Wording | None, cache: Cache) -> Template:
    """The template that a file holds.

    Args:
        file: the file as it is now.
        kind: the kind of document, which says what fields there are.
        wording: what its fixed wording is to become; None for its own. Only templates in their own are cached.

    Raises:
        FindingsError: it has faults, or reads fields that the document does not have.
        PackageRefusedError: it is no Word document, or a dangerous one.
    """
    if wording:
        return _compile(file, kind, wording)

    def load(data: bytes) -> Template | None:
        template = loads(data)
        return template if _includes_the_same(template, file) else None

    return cache.once(("template", kind, file.name, file.digest), lambda: _compile(file, kind, None), dumps, load)


def _compile(file: TemplateFile, kind: str, wording: Wording | None) -> Template:
    words = (*WORDS, PLURAL_FORM) if wording else WORDS
    template = Template.read(file.data, file.name, words, include=file.siblings.include, wording=wording, anchors=True)
    unknown = list(template.fields.unknown(fields_of(kind), words=WORDS))
    if unknown:
        raise FindingsError(unknown)
    return template


def _includes_the_same(template: Template, file: TemplateFile) -> bool:
    """Whether the files that a cached template includes are still the same."""
    try:
        now = {name: sha256(file.siblings.include(name)).hexdigest() for name in template.included}
    except (BriefgenError, OSError):
        return False
    return now == template.included


def _find_unprinted_body(document: DocumentSpec, printed: frozenset[str]) -> Iterator[Finding]:
    """An error where a document has a Markdown file as its body, and its template prints no body: it would be lost.

    Args:
        printed: what the template prints of its data.
    """
    if document.body.strip() and printed.isdisjoint({"body", "letter.body"}):
        message = f"{document.template} does not print the body of the document “{document.name}”."
        tag = "{{ letter.body }}" if document.kind == "letter" else "{{ body }}"
        remedy = f"Put {tag} alone into a paragraph of the template, or take “body” out of dossier.yaml."
        yield error(BODY_NOT_PRINTED, Place(document.body_file), message, remedy)


def find_unprinted(document: DocumentSpec, printed: frozenset[str]) -> Iterator[Finding]:
    """What a document has and its template does not print: its body, or else all that it is made of.

    Args:
        printed: as in `_find_unprinted_body`.
    """
    lost = list(_find_unprinted_body(document, printed))
    yield from lost or find_empty_template(document.template, document.kind, printed)


def find_empty_template(template: str, kind: str, printed: frozenset[str]) -> Iterator[Finding]:
    """An error where a template prints none of what its kind of document is made of, e.g. an annex no point.

    Args:
        template: the file's name.
        printed: what it prints of its data.
    """
    wanted = KINDS[kind].must_print
    if wanted and not any(_is_printed(name, printed) for name in wanted):
        fields = " or ".join(f"“{name}”" for name in wanted)
        fields += ", with their texts" * any(name.rpartition(".")[2] in _WITH_TEXTS for name in wanted)
        message = f"this template prints nothing of the dossier: a document of the kind “{kind}” needs {fields}."
        remedy = f"Put it in: “briefgen template new --kind {kind} NAME” writes a template with every field."
        yield error(NOTHING_PRINTED, Place(template), message, remedy)


def _is_printed(name: str, printed: frozenset[str]) -> bool:
    """Whether a template prints a field or something of it, or hands it on as a whole; of points and rows the texts."""
    before, _, last = name.rpartition(".")
    below = [each for each in printed if each.startswith(f"{name}.")]
    texts = [each for each in below if last not in _WITH_TEXTS or each.rpartition(".")[2] in _TEXTS]
    return bool(texts) or name in printed or before in printed


@contextmanager
def explain_missing_fields(template: str) -> Iterator[None]:
    """Adds to what is said of a field that a record does not have: where drafters give those with names of their own.

    Raises:
        RenderingError: the one that was raised, with remedies.
    """
    try:
        yield
    except RenderingError as problem:
        where = (
            f"Correct the tag in {template}, or give the field in dossier.yaml, if it is one of “about” or “settings”."
        )
        raise RenderingError(
            [replace(each, remedy=each.remedy or where * (_NOT_GIVEN in each.message)) for each in problem.findings]
        ) from problem


def findings_on_wording(template: TemplateFile, language: str) -> Iterator[Finding]:
    """A warning where a template is marked as being in another language than its document.

    Args:
        language: of the document, for which there is no catalogue of wording.
    """
    package = read_package(template.data, template.name, only_to_look=True)
    styles = next((part.data for name, part in package.parts.items() if name.endswith("/styles.xml")), b"")
    marked = _DEFAULT_LANGUAGE.search(styles)
    written_in = primary(marked[1].decode()) if marked else ""
    if written_in and written_in != primary(language):
        message = f"its fixed wording is in “{written_in}”, and the document in “{language}”."
        catalogue = f"templates/locale/{language}.po"
        remedy = f"Translate the wording in {catalogue}, or mark the template in Word as being in “{language}”."
        yield warning(FOREIGN_WORDING, Place(template.name), message, remedy, language)


def plural_form(value: object, rule: str) -> int:
    """The word that `wording_of` chooses by: the index of the form that goes with a value.

    Raises:
        ValueError: the value is no whole number.
    """
    return form_for(number_of(value), PluralRule(0, rule))
