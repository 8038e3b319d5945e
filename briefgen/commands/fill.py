"""`briefgen fill`: any DOCX template with any JSON or YAML data, the engine alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from briefgen import __version__
from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, hint
from briefgen.library import read_template_file
from briefgen.outputs import Output, write_outputs
from briefgen.production.postcheck import blame_inputs_of_fill
from briefgen.production.record import refuse_other_suffixes
from briefgen.sources import read_data
from briefgen.word import DocumentProperties, RenderingError, Template, is_untouched
from briefgen.word.compiling.fields import find_unused, known_in

_SHOWN = 12


class Filled(Struct, frozen=True):
    """A document that was written, and what was noticed on the way."""

    path: Path
    findings: tuple[Finding, ...]
    kept: tuple[Path, ...] = ()
    removed: tuple[str, ...] = ()


def fill(
    template_path: Path, data_path: Path, output: Path, *, force: bool = False, without_traces: bool = False
) -> Filled:
    """Fills a template and writes the document.

    Args:
        without_traces: whether it is written as `briefgen clean` would; what is not in it is then in `removed`.

    Raises:
        UnreadableInputError: the data or the template cannot be read.
        FindingsError: the template has faults, or a value cannot be put in.
        UsageProblemError: the document's name is not that of a Word file.
        OutputError: the document cannot be written.
    """
    refuse_other_suffixes(output)
    file = read_template_file(template_path)
    template = Template.read(file.data, file.name, include=file.siblings.include, anchors=True)
    data = _record(data_path)
    document = _filled(template, data, data_path)
    brought = blame_inputs_of_fill(document, output.name, file)
    untouched, removed = is_untouched, tuple[str, ...]()
    if without_traces:
        from briefgen.editions.clean import clean_copy, is_clean_copy  # only with --clean

        copy, untouched = clean_copy(document, output.name), is_clean_copy
        document, removed = copy.data, tuple(copy.traces.words())
    made = write_outputs(
        [Output(output, document)], force=force, untouched=untouched, inputs=[template_path, data_path]
    )
    kept = tuple(each.kept for each in made if each.kept)
    findings = (*template.warnings, *brought, *_unused(template, data, data_path.name))
    return Filled(output, findings, kept, removed)


def _filled(template: Template, data: Mapping[str, Any], data_path: Path) -> bytes:
    try:
        return template.render(data, properties=_properties(template, data_path))
    except RenderingError as problem:
        raise RenderingError(_all_faults(problem, template, data, data_path.name)) from problem


def _all_faults(problem: RenderingError, template: Template, data: Mapping[str, Any], file: str) -> list[Finding]:
    """What stopped the rendering, and every other field that the data does not have, so that one run tells all."""
    remedy = f"Correct the tag in {template.name}, or the data in {file}."
    stopped = [replace(each, remedy=each.remedy or remedy) for each in problem.findings]
    said = {(each.place, each.words) for each in stopped}
    others = template.fields.unknown(known_in(data, template.fields) or {})
    return [*stopped, *(each for each in others if (each.place, each.words) not in said)]


def _unused(template: Template, data: Mapping[str, Any], file: str) -> Iterator[Finding]:
    ways = list(find_unused(template.fields, data))
    if ways:
        more = f" and {len(ways) - _SHOWN} more" if len(ways) > _SHOWN else ""
        yield hint("TPL-021", Place(file), f"{template.name} does not use: {', '.join(ways[:_SHOWN])}{more}")


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
