"""The commands on templates: check, fields, new."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen import __version__
from briefgen.cli import completion, options
from briefgen.cli.console import visible
from briefgen.cli.options import readable, where
from briefgen.cli.report import EXIT_FINDINGS, EXIT_USAGE, count_of, report, with_exit_codes
from briefgen.cli.results import print_made
from briefgen.findings import Finding, has_errors, worst_first
from briefgen.model.kinds import DOCUMENT_KINDS
from briefgen.outputs import rehearsal

if TYPE_CHECKING:
    from briefgen.commands.template import TemplateCheck

_FORMATS = click.Choice(["text", "json", "sarif"])


@click.group()
@click.version_option(__version__, "--version", prog_name="briefgen")
def template() -> None:
    """Look into Word templates, and begin new ones."""


@template.command("check")
@click.argument("names", nargs=-1, metavar="[TEMPLATE]…", shell_complete=completion.templates)
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True, help="How to print.")
@click.option(
    "--annotate",
    type=options.FILE,
    metavar="DIR",
    help="Write a copy of each template there, with a Word comment at each fault.",
)
@click.option("--force", is_flag=True, help="Replace copies that were edited by hand since they were made.")
@options.workspace
@options.dry_run
@options.common
@with_exit_codes
def template_check(names: tuple[str, ...], format_: str, annotate: Path | None, force: bool, **given: Any) -> None:
    """Find every fault of templates, each at its place. Without names: all that the dossier uses.

    Exit code 1 where a fault was found (a warning is none), 2 where a template cannot be read.

    \b
    Examples:
      briefgen template check
      briefgen template check annex.docx ~/Downloads/new-letter.docx
      briefgen template check --annotate with-comments
    """
    from briefgen.commands.template import check_templates, write_annotated

    checked = check_templates(where(given), names)
    found = worst_first(finding for each in checked for finding in each.findings)
    copies = write_annotated(checked, annotate, force=force) if annotate else []
    if format_ == "text":
        report(found, quiet=given["quiet"], verbose=given["verbose"])
        for each in checked:
            click.echo(f"{each.name}: {count_of(each.findings) or 'no faults'}")
        _tell_unused(checked, quiet=given["quiet"])
    else:
        click.echo(_for_programs(format_, found, checked))
    for path in copies:
        print_made(path, err=format_ != "text")
    sys.exit(EXIT_USAGE if any(each.unreadable for each in checked) else EXIT_FINDINGS if has_errors(found) else 0)


def _tell_unused(checked: Sequence[TemplateCheck], *, quiet: bool) -> None:
    """Says of which templates the names of fields could not be looked at, and how they can."""
    for each in () if quiet else checked:
        if each.of_none:
            why = f"whether its fields exist was not looked at, as no document of {each.of_none} is made with it"
            remedy = f"put it under “documents” in data/{each.of_none}/dossier.yaml"
            click.echo(visible(f"{each.name}: {why}; {remedy}."), err=True)


def _for_programs(format_: str, found: Sequence[Finding], checked: Sequence[TemplateCheck]) -> str:
    from briefgen.production.reports import RuleText, as_json, as_sarif
    from briefgen.word import RULES

    rules = {name: RuleText(says) for name, says in RULES.items()}
    if format_ == "json":
        return as_json(found, rules)
    paths = {each.name: Path(readable(each.file.path)).as_posix() for each in checked if each.file}
    return as_sarif(found, rules, __version__, paths)


@template.command("fields")
@click.argument("name", metavar="TEMPLATE", shell_complete=completion.templates)
@click.option(
    "--format", "format_", type=click.Choice(["tree", "json"]), default="tree", show_default=True, help="How to print."
)
@options.workspace
@options.common
@with_exit_codes
def template_fields(name: str, format_: str, **given: Any) -> None:
    """List the fields that a template needs; “[]” marks a list.

    With --format json: a JSON Schema (draft 2020-12) of the data.

    \b
    Example:
      briefgen template fields annex.docx
    """
    from briefgen.commands.template import read_fields, read_schema

    if format_ == "json":
        click.echo(json.dumps(read_schema(where(given), name), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(read_fields(where(given), name).lines()))


@template.command("new")
@click.argument("name", required=False, default="")
@click.option(
    "--kind",
    type=click.Choice(list(DOCUMENT_KINDS)),
    required=True,
    metavar="KIND",
    help=f"The kind of document that it is for: {', '.join(DOCUMENT_KINDS)}.",
)
@click.option(
    "-o", "--output", type=options.FILE, metavar="FILE", help="Where to write [default: in the folder templates/]."
)
@options.workspace
@options.writing
@options.common
@with_exit_codes
def template_new(name: str, kind: str, output: Path | None, quiet: bool, **given: Any) -> None:
    """Make a template with every field in it, to cut and to arrange in Word.

    It goes into the folder templates/ under its NAME, or where -o says.

    \b
    Examples:
      briefgen template new short-annex --kind annex
      briefgen template new --kind letter -o letter-of-thanks.docx
    """
    from briefgen.commands.template import new_template, template_path

    if not name and not output:
        raise click.UsageError("Give the new template a NAME, or a file with -o FILE.")
    path = output or template_path(where(given), name)
    print_made(new_template(kind, path))
    if not quiet and rehearsal() is None:
        click.echo(f"To make documents with it, name {path.name} under “documents:” in dossier.yaml.", err=True)
