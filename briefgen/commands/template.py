"""`briefgen template check` and `briefgen template fields`: what is wrong with a template, and what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.commands.order import Where
from briefgen.commands.record import open_record, workspace_for
from briefgen.compose import WORDS, known_fields
from briefgen.dossier import Dossier
from briefgen.errors import BriefgenError
from briefgen.findings import Finding, Place, error
from briefgen.library import Library, TemplateFile, read_template_file
from briefgen.word import Template
from briefgen.word.fields import Fields


@dataclass(frozen=True, slots=True)
class Checked:
    """A template and everything that was found wrong with it; `unreadable` if it is no Word file at all."""

    name: str
    findings: tuple[Finding, ...]
    unreadable: bool = False


def check_templates(where: Where, names: Sequence[str]) -> list[Checked]:
    """Every fault of the templates named, or of all that the dossier's documents use.

    Args:
        names: names in the workspace's templates folder, or paths of files.
    """
    dossier = None if _all_are_files(names) else open_record(where).dossier
    used = [document.template for document in dossier.documents] if dossier else []
    return [_checked(where, name, dossier) for name in names or list(dict.fromkeys(used))]


def template_fields(where: Where, name: str) -> Fields:
    """The names that a template reads from its data.

    Raises:
        TemplateFaultsError: the template has faults.
    """
    file = _file(where, name)
    return Template.read(file.data, file.name, WORDS).fields


def _checked(where: Where, name: str, dossier: Dossier | None) -> Checked:
    try:
        file = _file(where, name)
        return Checked(file.name, _faults(file, dossier))
    except BriefgenError as problem:
        unread = error("TPL-000", Place(name), problem.message, problem.remedy)
        return Checked(name, (unread,), unreadable=True)


def _faults(file: TemplateFile, dossier: Dossier | None) -> tuple[Finding, ...]:
    template, findings = Template.check(file.data, file.name, WORDS)
    kind = next((each.kind for each in dossier.documents if each.template == file.name), "") if dossier else ""
    if template is not None and kind:
        findings = [*findings, *template.fields.unknown(known_fields(kind))]
    return tuple(findings)


def _file(where: Where, name: str) -> TemplateFile:
    path = Path(name)
    return read_template_file(path) if path.is_file() else Library(workspace_for(where).templates).read(name)


def _all_are_files(names: Sequence[str]) -> bool:
    return bool(names) and all(Path(name).is_file() for name in names)
