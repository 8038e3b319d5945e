"""The command check: what is wrong with a dossier or a finished Word file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen import __version__
from briefgen.cli import options
from briefgen.cli.options import readable, where
from briefgen.cli.report import EXIT_FINDINGS, count_of, report, with_exit_codes
from briefgen.findings import Finding, has_errors, worst_first
from briefgen.production import reports

if TYPE_CHECKING:
    from briefgen.commands.check import Inspected, Inspection
    from briefgen.findings import Rule

_FORMATS = click.Choice(["text", "json", "sarif"])
_RULES = "RULE"


@click.command()
@click.argument("files", nargs=-1, type=options.FILE, metavar="[FILE.docx]…")
@click.option(
    "--as-of",
    type=options.DateParameter(),
    metavar="DATE",
    help="The day to look at: YYYY-MM-DD or today [default: the day of the last entry].",
)
@click.option(
    "--since",
    type=options.DateParameter(),
    metavar="DATE",
    help="Ask only about changes of the dossier since this day [default: all of its history].",
)
@options.known_on
@options.languages_described("Language code; may repeat, or “all” [default: those that there are translations for].")
@options.house
@click.option("--format", "format_", type=_FORMATS, default="text", show_default=True, help="How to print.")
@click.option(
    "--select", multiple=True, metavar=_RULES, help="Ask only these: AMT-002, or AMT for a family; may repeat."
)
@click.option("--ignore", multiple=True, metavar=_RULES, help="Leave these rules out; may repeat.")
@click.option("--explain", metavar=_RULES, help="Say what a rule asks, with examples, and stop; or “all”.")
@click.option("--annotate", type=options.FILE, metavar="DIR", help="Write a copy there, with Word comments.")
@click.option("--write-baseline", is_flag=True, help="Let what is found in the dossier stay: write its baseline.toml.")
@click.option("--force", is_flag=True, help="Replace copies that were edited by hand since they were made.")
@options.workspace
@options.common
@with_exit_codes
def check(files: tuple[Path, ...], format_: str, explain: str | None, **given: Any) -> None:
    """Find what a careful reader would find: sums, amounts, dates, references, terms, layout.

    Without FILE: the dossier on a day, with its texts, translations and templates, and how it came to stand so. With
    FILE: any finished Word document, also one that briefgen did not make; annexes of several days are also compared
    with each other, the oldest first. A file is read by the house that its words speak for, unless --house names
    one. Exit code 1 where an error was found. Hints are shown with -v.

    \b
    Examples:
      briefgen check
      briefgen check --as-of 2023-03-17 --ignore STA-007
      briefgen check ~/Downloads/annex.docx --annotate with-comments
      briefgen check annex-6-march.docx annex-17-march.docx
      briefgen check --explain SUM-001
    """
    if explain:
        _explain(explain)
        return
    asked = _inspection(given)
    if given["write_baseline"]:
        _write_baseline(asked, files)
        return
    done = _inspected(asked, files)
    found = worst_first(finding for each in done for finding in each.findings)
    copies = _annotated(asked, files, done, given) if given["annotate"] else []
    _print(format_, found, done, given)
    for path in copies:
        click.echo(readable(path), err=format_ != "text")
    sys.exit(EXIT_FINDINGS if has_errors(found) else 0)


def _write_baseline(asked: Inspection, files: Sequence[Path]) -> None:
    from briefgen.commands.check import check_dossier, write_known

    if files:
        raise click.UsageError("--write-baseline is about the dossier; a Word file has no baseline.")
    inspected = check_dossier(asked)
    click.echo(readable(write_known(asked, inspected)))
    count = len(inspected.writable)
    click.echo(f"{count} finding{'' if count == 1 else 's'} may stay now.", err=True)


def _inspection(given: dict[str, Any]) -> Inspection:
    from briefgen.commands.check import Inspection

    return Inspection(
        where(given),
        options.today(),
        given["as_of"],
        given["since"],
        given["known_on"],
        given["languages"],
        given["select"],
        given["ignore"],
        copies=bool(given["annotate"]),
    )


def _inspected(asked: Inspection, files: Sequence[Path]) -> list[Inspected]:
    from briefgen.commands.check import check_dossier, check_files

    return check_files(asked, files) if files else [check_dossier(asked)]


def _annotated(
    asked: Inspection, files: Sequence[Path], done: Sequence[Inspected], given: dict[str, Any]
) -> list[Path]:
    from briefgen.commands.check import annotate_documents, annotate_files

    if files:
        return annotate_files(files, done, given["annotate"], force=given["force"])
    return annotate_documents(asked, done[0], given["annotate"], force=given["force"])


def _print(format_: str, found: Sequence[Finding], done: Sequence[Inspected], given: dict[str, Any]) -> None:
    from briefgen.commands.check import every_rule

    if format_ == "json":
        click.echo(reports.as_json(found))
    elif format_ == "sarif":
        says = {rule.id: rule.says for rule in every_rule().values()}
        paths = {name: Path(readable(path)).as_posix() for each in done for name, path in each.paths.items()}
        click.echo(reports.as_sarif(found, says, __version__, paths))
    else:
        report(found, quiet=given["quiet"], verbose=given["verbose"])
        for each in done:
            click.echo(_summary(each, verbose=given["verbose"]))


def _summary(inspected: Inspected, *, verbose: bool) -> str:
    counts = count_of(inspected.findings) or "nothing found"
    hints = " (-v shows hints)" if "hint" in counts and not verbose else ""
    verb = "is" if inspected.known == 1 else "are"
    known = f"; {inspected.known} more {verb} known (briefgen.toml)" if inspected.known else ""
    note = f"; {inspected.note}" if inspected.note else ""
    return f"{inspected.subject}: {counts}{hints}{known}{note}"


def _explain(name: str) -> None:
    from briefgen.commands.check import find_rules

    found = find_rules(name)
    click.echo("\n\n".join(_explanation(rule) if len(found) < _MANY else _line(rule) for rule in found))


_MANY = 30


def _line(rule: Rule) -> str:
    from briefgen.checks import CheckRule

    grade = f" ({rule.grade.word})" if isinstance(rule, CheckRule) else ""
    return f"{rule.id}{grade}: {rule.says}"


def _explanation(rule: Rule) -> str:
    from briefgen.checks import CheckRule

    if not isinstance(rule, CheckRule):
        return _line(rule)
    languages = f"\n  languages: {', '.join(sorted(rule.languages))}" if rule.languages else ""
    return f"{_line(rule)}\n  wrong: {rule.wrong}\n  right: {rule.right}\n  source: {rule.source}{languages}"
