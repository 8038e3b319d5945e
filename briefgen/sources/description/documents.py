"""The documents of dossier.yaml: the kind of each, its template, its body, and the fields of its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from briefgen.findings import Place, did_you_mean
from briefgen.model.dossier import DocumentSpec
from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.sources import rules
from briefgen.sources.description.entries import YamlEntries
from briefgen.sources.files.yaml_document import Path

LETTER: Final = "letter.md"
_DATED_LETTER: Final = re.compile(r"letter\.([0-9]{4}-[0-9]{2}-[0-9]{2})\.md")
_ENTRIES: Final = ("template", "kind", "title", "body", "about")


def documents_in(entries: YamlEntries) -> tuple[DocumentSpec, ...] | None:
    """The documents, without their bodies, which have yet to be read; None where the file names none."""
    names = entries.keys(("documents",))
    found = [spec for name in names if (spec := _document(entries, name))]
    return tuple(found) if names else None


def texts_of_documents(entries: YamlEntries) -> Iterator[tuple[str, Place]]:
    """The texts of the documents' entries in which values are put, with their places."""
    for name in entries.keys(("documents",)):
        for path in (("documents", name, "title"), *_about_paths(entries, name)):
            text = entries.at(path)
            if isinstance(text, str) and text.strip():
                yield text, entries.document.place(path)


def is_letter(file: str) -> bool:
    """Whether a file holds the body of the letter: `letter.md`, or one that names the day from which it holds."""
    return file == LETTER or day_of_letter(file) is not None


def day_of_letter(file: str) -> date | None:
    """The day from which a body of the letter holds; None for `letter.md` and for all other files."""
    dated = _DATED_LETTER.fullmatch(file)
    try:
        return date.fromisoformat(dated[1]) if dated else None
    except ValueError:  # no day of the calendar
        return None


def _document(entries: YamlEntries, name: str) -> DocumentSpec | None:
    path: Path = ("documents", name)
    if isinstance(entries.at(path), str):
        return _check_document(entries, DocumentSpec(name, name, entries.text(path)))
    kind = entries.text((*path, "kind")) or name
    own = DOCUMENT_KINDS[kind].settings if kind in DOCUMENT_KINDS else {}
    entries.know(path, (*_ENTRIES, *own))
    about = {key: _read_about(entries, (*path, "about", key)) for key in entries.keys((*path, "about"))}
    return _check_document(
        entries,
        DocumentSpec(
            name=name,
            kind=kind,
            template=entries.text((*path, "template")),
            title=entries.text((*path, "title")),
            body_file=body_file_in(entries, (*path, "body")),
            about=about,
            settings={each: _setting(entries, (*path, each), values) for each, values in own.items()},
        ),
    )


def _check_document(entries: YamlEntries, spec: DocumentSpec) -> DocumentSpec | None:
    """The document, if it has a template and is of a known kind."""
    path: Path = ("documents", spec.name)
    if not spec.template.strip():
        entries.report(
            rules.MISSING_ENTRY, path, f"the document “{spec.name}” names no template.", "Add: template: ….docx",
            spec.name,
        )  # fmt: skip
        return None
    if spec.kind not in DOCUMENT_KINDS:
        example = f"{spec.name}: {{template: {spec.template}, kind: {next(iter(DOCUMENT_KINDS))}}}"
        remedy = f"Say of which kind it is, e.g. {example}. The kinds are: {', '.join(DOCUMENT_KINDS)}."
        entries.report(rules.WRONG_SHAPE, path, f"there is no kind of document “{spec.kind}”.", remedy, spec.kind)
        return None
    return spec


def _setting(entries: YamlEntries, path: Path, values: Sequence[str]) -> str:
    """What a document is told in an entry of its kind; the first of the values where nothing is."""
    typed = entries.text(path) or values[0]
    if typed in values:
        return typed
    remedy = did_you_mean(typed, values) or f"It may be: {', '.join(values)}."
    entries.report(rules.WRONG_SHAPE, path, f"“{path[-1]}” of a document cannot be “{typed}”.", remedy, typed)
    return values[0]


def body_file_in(entries: YamlEntries, path: Path) -> str:
    """The file of the dossier's folder that an entry names; "" where it names none, or one that cannot be."""
    file = entries.text(path)
    if not file:
        return ""
    if "/" in file or "\\" in file or not file.lower().endswith(".md"):
        message = f"“{file}” cannot be the body of a document."
        remedy = "Name a Markdown file of the dossier's own folder, e.g. body: note.md."
        entries.report(rules.WRONG_SHAPE, path, message, remedy, file)
        return ""
    return file


def _read_about(entries: YamlEntries, path: Path) -> str | tuple[str, ...]:
    return entries.texts(path) if isinstance(entries.at(path), list) else entries.text(path)


def _about_paths(entries: YamlEntries, name: str) -> Iterator[Path]:
    about: Path = ("documents", name, "about")
    for key in entries.keys(about) if isinstance(entries.at(about), dict) else ():
        listed = entries.at((*about, key))
        if isinstance(listed, list):
            yield from ((*about, key, index) for index in range(len(listed)))
        else:
            yield (*about, key)
