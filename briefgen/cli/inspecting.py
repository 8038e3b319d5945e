"""The commands that look: status, template check, template fields; and init."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from briefgen import __version__
from briefgen.cli import options
from briefgen.cli.documents import where
from briefgen.cli.reporting import EXIT_FINDINGS, EXIT_USAGE, count_of, report, with_exit_codes
from briefgen.findings import worst_first


@click.command()
@options.as_of
@options.known_on
@click.option("--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", help="How to print.")
@options.workspace
@options.common
@with_exit_codes
def status(format_: str, **given: Any) -> None:
    """Show where each point stands on a day: state, last update, next deadline, overdue.

    \b
    Examples:
      briefgen status --as-of today
      briefgen status --as-of 2023-03-17 --format csv
    """
    from briefgen.cli import status_views
    from briefgen.commands.status import status as status_of

    found = status_of(where(given), given["as_of"], options.today(), given["known_on"])
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    status_views.VIEWS[format_](found)


@click.command()
@click.argument("folder", type=options.FILE, metavar="DIR")
@options.common
@with_exit_codes
def init(folder: Path, quiet: bool, **_given: Any) -> None:
    """Make a new workspace with the sample dossier and the templates.

    \b
    Example:
      briefgen init follow-up
    """
    from briefgen.workspace import create_workspace

    for path in create_workspace(folder):
        click.echo(path)
    if not quiet:
        click.echo(f"Now try: cd {folder} && briefgen annex --as-of 2023-03-17", err=True)


@click.group()
@click.version_option(__version__, "--version", prog_name="briefgen")
def template() -> None:
    """Look into Word templates."""


@template.command("check")
@click.argument("names", nargs=-1, metavar="[TEMPLATE]…")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@options.workspace
@options.common
@with_exit_codes
def template_check(names: tuple[str, ...], format_: str, **given: Any) -> None:
    """Find every fault of templates, each at its place. Without names: all that the dossier uses.

    Exit code 1 where a fault was found, 2 where a template cannot be read.

    \b
    Examples:
      briefgen template check
      briefgen template check annex.docx ~/Downloads/new-letter.docx
    """
    from briefgen.commands.template import check_templates

    checked = check_templates(where(given), names)
    found = worst_first(finding for each in checked for finding in each.findings)
    if format_ == "json":
        _print_json([_as_json(finding) for finding in found])
    else:
        report(found, quiet=given["quiet"], verbose=given["verbose"])
        for each in checked:
            click.echo(f"{each.name}: {count_of(each.findings) or 'no faults'}")
    if any(each.unreadable for each in checked):
        sys.exit(EXIT_USAGE)
    sys.exit(EXIT_FINDINGS if found else 0)


def _print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _as_json(finding: Any) -> dict[str, object]:
    place = finding.place
    return {
        "rule": finding.rule,
        "grade": finding.grade.word,
        "file": place.file,
        "part": place.part or "document",
        "spot": place.spot,
        "heading": place.heading,
        "tag": finding.words,
        "message": finding.message,
        "remedy": finding.remedy,
    }


@template.command("fields")
@click.argument("name", metavar="TEMPLATE")
@click.option("--format", "format_", type=click.Choice(["tree", "json"]), default="tree", help="How to print.")
@options.workspace
@options.common
@with_exit_codes
def template_fields(name: str, format_: str, **given: Any) -> None:
    """List the fields that a template needs; “[]” marks a list.

    \b
    Example:
      briefgen template fields annex.docx
    """
    from briefgen.commands.template import template_fields as fields_of

    fields = fields_of(where(given), name)
    if format_ == "json":
        _print_json(fields.as_tree())
    else:
        click.echo("\n".join(fields.lines()))
