"""`briefgen template check` and `briefgen template fields`: what is wrong with a template, and what it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.commands.order import Where
from briefgen.commands.record import open_record, workspace_for
from briefgen.compose import WORDS, known_fields
from briefgen.dossier import Dossier
from briefgen.findings import Finding
from briefgen.library import Library, TemplateFile, read_template_file
from briefgen.word import Template
from briefgen.word.fields import Fields


@dataclass(frozen=True, slots=True)
class Checked:
    """A template and everything that was found wrong with it."""

    name: str
    findings: tuple[Finding, ...]


def check_templates(where: Where, names: Sequence[str]) -> list[Checked]:
    """Every fault of the templates named, or of all that the dossier's documents use.

    Args:
        names: names in the workspace's templates folder, or paths of files.
    """
    dossier = None if _all_are_files(names) else open_record(where).dossier
    used = [document.template for document in dossier.documents] if dossier else []
    return [_checked(file, dossier) for file in _files(where, names or list(dict.fromkeys(used)))]


def template_fields(where: Where, name: str) -> Fields:
    """The names that a template reads from its data.

    Raises:
        TemplateFaultsError: the template has faults.
    """
    file = next(_files(where, [name]))
    return Template.read(file.data, file.name, WORDS).fields


def _checked(file: TemplateFile, dossier: Dossier | None) -> Checked:
    template, findings = Template.check(file.data, file.name, WORDS)
    kind = next((each.kind for each in dossier.documents if each.template == file.name), "") if dossier else ""
    if template is not None and kind:
        findings = [*findings, *template.fields.unknown(known_fields(kind))]
    return Checked(file.name, tuple(findings))


def _files(where: Where, names: Sequence[str]) -> Iterator[TemplateFile]:
    for name in names:
        path = Path(name)
        yield read_template_file(path) if path.is_file() else Library(workspace_for(where).templates).read(name)


def _all_are_files(names: Sequence[str]) -> bool:
    return bool(names) and all(Path(name).is_file() for name in names)
