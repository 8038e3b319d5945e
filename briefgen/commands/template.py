"""`briefgen template check`, `fields` and `new`: what is wrong with a template, what it needs, and a new one."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from briefgen.compose import WORDS, fields_of
from briefgen.compose.starter import PROPERTIES, starter_body, starter_header
from briefgen.errors import BriefgenError, OutputError, UsageProblemError
from briefgen.findings import Finding, Place, error
from briefgen.library import Library, TemplateFile, read_template_file
from briefgen.model.dossier import Dossier
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import Where
from briefgen.production.record import open_record, refuse_other_suffixes, workspace_for
from briefgen.production.templates import find_empty_template
from briefgen.word import Template, is_untouched
from briefgen.word.annotate import Remark, add_remarks
from briefgen.word.base import new_document
from briefgen.word.compiling.fields import Fields, json_schema


class TemplateCheck(Struct, frozen=True):
    """A template and everything that was found wrong with it; without a `file` it is no Word file at all.

    Attributes:
        of_none: the dossier of which no document is made with it, so that nobody knows which fields it has; else "".
    """

    name: str
    findings: tuple[Finding, ...]
    file: TemplateFile | None = None
    of_none: str = ""

    @property
    def unreadable(self) -> bool:
        """Whether it could not be looked into."""
        return self.file is None


def check_templates(where: Where, names: Sequence[str]) -> list[TemplateCheck]:
    """Every fault of the templates named, or of all that the dossier's documents use.

    Args:
        names: names in the workspace's templates folder, or paths of files.
    """
    dossier = _dossier_of(where, names)
    return check_used(dossier, where) if dossier and not names else [_checked(where, name, dossier) for name in names]


def _dossier_of(where: Where, names: Sequence[str]) -> Dossier | None:
    """The dossier whose templates are asked for, by name or by path; None for files that lie elsewhere."""
    if not _all_are_files(names):
        return open_record(where).dossier
    try:
        templates = workspace_for(where).templates
        is_ours = any(Path(name).absolute().parent.samefile(templates) for name in names)
        return open_record(where).dossier if is_ours else None
    except (BriefgenError, OSError):
        return None


def check_used(dossier: Dossier, where: Where) -> list[TemplateCheck]:
    """Every fault of the templates that the documents of a dossier use."""
    used = dict.fromkeys(document.template for document in dossier.documents)
    return [_checked(where, name, dossier) for name in used]


def read_fields(where: Where, name: str) -> Fields:
    """The names that a template reads from its data.

    Raises:
        TemplateFaultsError: the template has faults.
    """
    file = _file(where, name)
    return Template.read(file.data, file.name, WORDS, include=file.siblings.include).fields


def read_schema(where: Where, name: str) -> dict[str, Any]:
    """A JSON Schema of the data that a template needs, with explanations where it is a template of our documents.

    Raises:
        TemplateFaultsError: the template has faults.
    """
    fields, known = read_fields(where, name), fields_of("")
    explained = None if any(fields.unknown(known)) else known
    return json_schema(fields, f"The data of {Path(name).name}", explained)


def write_annotated(checked: Sequence[TemplateCheck], folder: Path, *, force: bool = False) -> list[Path]:
    """Writes a copy of each template into a folder, with a Word comment at each of its faults.

    Raises:
        OutputError: a copy would replace its template, or a file that was edited by hand, or cannot be written.
    """
    outputs = [_annotated(each.file, each.findings, folder) for each in checked if each.file]
    try:
        return [each.path for each in write_outputs(outputs, force=force, untouched=is_untouched)]
    except OutputError as problem:
        raise OutputError(_for_folders(problem.message), _for_folders(problem.remedy)) from problem


def new_template(kind: str, path: Path) -> Path:
    """Writes a starter: a template with every field of a kind of document in it.

    Raises:
        OutputError: there is a file of that name already, or it cannot be written.
    """
    refuse_other_suffixes(path)
    if path.exists():
        raise OutputError(f"{path} is there already.", "Give the new template another name.")
    document = new_document(starter_body(kind), starter_header(), PROPERTIES)
    write_outputs([Output(path, document)], untouched=lambda _: False)
    return path


def template_path(where: Where, name: str) -> Path:
    """Where a new template of a name goes: the templates folder of the workspace.

    Raises:
        UsageProblemError: the name is none that a template can have.
    """
    if not name or name.startswith(".") or not name.isprintable() or any(char in name for char in '/\\:*?"<>|'):
        raise UsageProblemError(f"“{name}” cannot be the name of a template.", "To name a path, give -o FILE.")
    file = name if name.lower().endswith(".docx") else f"{name}.docx"
    return workspace_for(where).templates / file


def _annotated(file: TemplateFile, findings: Sequence[Finding], folder: Path) -> Output:
    path = folder / f"{Path(file.name).stem}.docx"
    if path.exists() and path.samefile(file.path):
        raise OutputError(f"{path} is the template itself.", "Name another folder with --annotate DIR.")
    return Output(path, add_remarks(file.data, (Remark.of(each, file.name) for each in findings), file.name))


def _for_folders(words: str) -> str:
    """What is said of a file that cannot be written, in the words of a command that is given a folder."""
    return words.replace("another file with -o FILE", "another folder with --annotate DIR").replace(
        "-o FILE", "--annotate DIR"
    )


def _checked(where: Where, name: str, dossier: Dossier | None) -> TemplateCheck:
    try:
        file = _file(where, name)
        is_used = not dossier or any(each.template == file.name for each in dossier.documents)
        of_none = "" if dossier is None or is_used else dossier.id
        return TemplateCheck(file.name, _faults(file, dossier), file, of_none)
    except BriefgenError as problem:
        unread = error("TPL-000", Place(name), problem.message, problem.remedy)
        return TemplateCheck(name, (unread,))


def _faults(file: TemplateFile, dossier: Dossier | None) -> tuple[Finding, ...]:
    template, findings = Template.check(file.data, file.name, WORDS, include=file.siblings.include)
    kind = next((each.kind for each in dossier.documents if each.template == file.name), "") if dossier else ""
    if template is not None and kind:
        printed = template.printed
        unknown = template.fields.unknown(fields_of(kind), words=WORDS)
        findings = [*findings, *unknown, *find_empty_template(file.name, kind, printed)]
    return tuple(findings)


def _file(where: Where, name: str) -> TemplateFile:
    path = Path(name)
    return read_template_file(path) if _all_are_files([name]) else Library(workspace_for(where).templates).read(name)


def _all_are_files(names: Sequence[str]) -> bool:
    return bool(names) and all(map(os.path.isfile, names))  # pathlib stops at names too long
