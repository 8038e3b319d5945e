"""`briefgen fill`: any DOCX template with any JSON or YAML data, the engine alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.commands.record import refuse_other_suffixes
from briefgen.errors import UnreadableInputError
from briefgen.library import read_template_file
from briefgen.outputs import Output, write_outputs
from briefgen.sources import read_data
from briefgen.word import DocumentProperties, Template, is_untouched


def fill(template_path: Path, data_path: Path, output: Path, *, force: bool = False) -> Path:
    """Fills a template and writes the document.

    Raises:
        UnreadableInputError: the data or the template cannot be read.
        FindingsError: the template has faults, or a value cannot be put in.
        UsageProblemError: the document's name is not that of a Word file.
        OutputError: the document cannot be written.
    """
    refuse_other_suffixes(output)
    file = read_template_file(template_path)
    template = Template.read(file.data, file.name)
    data = _record(data_path)
    document = template.render(data, properties=_properties(template, data_path))
    write_outputs([Output(output, document)], force=force, untouched=is_untouched)
    return output


def _record(path: Path) -> Mapping[str, Any]:
    data = read_data(path)
    if not isinstance(data, Mapping):
        message = f"{path.name} holds a list or a single value, not fields with names."
        raise UnreadableInputError(message, 'Put it under a name, e.g. {"points": […]}, and loop over that name.')
    return data


def _properties(template: Template, data_path: Path) -> DocumentProperties:
    digest = hashlib.sha256(data_path.read_bytes()).hexdigest()
    custom = {
        "briefgen version": __version__,
        "briefgen template": f"{template.name} sha256:{template.digest}",
        "briefgen data": f"{data_path.name} sha256:{digest}",
    }
    return DocumentProperties(custom=custom)
