"""What a user sees of findings and dead ends, and the exit code that goes with them."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click

from briefgen.cli.console import visible
from briefgen.cli.options import readable, where
from briefgen.cli.results import effects_of
from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Grade, worst_first
from briefgen.outputs import rehearsal

EXIT_FINDINGS, EXIT_USAGE, EXIT_DEFECT = 1, 2, 3
_FOLDER = "briefgen.dossier"  # in the meta of a context
_COLOURS = {Grade.ERROR: "red", Grade.WARNING: "yellow", Grade.HINT: "cyan"}


def report(findings: Iterable[Finding], *, quiet: bool = False, verbose: bool = False) -> None:
    """Prints findings to stderr, worst first; hints with -v only, with -q errors only."""
    lowest = lowest_shown(quiet=quiet, verbose=verbose)
    shown = [show_finding(finding) for finding in worst_first(findings) if finding.grade >= lowest]
    if shown:
        click.echo("\n".join(shown), err=True)


def lowest_shown(*, quiet: bool, verbose: bool) -> Grade:
    """The grade from which on findings are printed: with -q errors, with -v hints too."""
    return Grade.ERROR if quiet else Grade.HINT if verbose else Grade.WARNING


def show_finding(finding: Finding) -> str:
    """A finding as a terminal shows it: place, grade, rule and what is wrong; what to do on a line of its own."""
    grade = click.style(finding.grade.word, fg=_COLOURS[finding.grade], bold=True)
    remedy = f"\n  {finding.remedy}" if finding.remedy else ""
    place = f"{_dossier_before(finding.place.file)}{finding.place}"
    return f"{visible(place)}: {grade} {finding.rule}: {visible(finding.message)}{visible(remedy)}"


def _dossier_before(file: str) -> str:
    """The folder of the dossier that a file lies in, to stand before it; "" where there is one dossier only."""
    context = click.get_current_context(silent=True)
    if context is None or "dossier" not in context.params:
        return ""
    if _FOLDER not in context.meta:
        context.meta[_FOLDER] = _dossier_among_several(context.params)
    folder: Path | None = context.meta[_FOLDER]
    is_there = folder and any(map(os.path.isfile, [folder / file]))  # pathlib stops at names too long
    return f"{folder.name}/" if folder and is_there else ""


def _dossier_among_several(given: dict[str, Any]) -> Path | None:
    from briefgen.production.record import workspace_for

    with suppress(BriefgenError, OSError):
        workspace = workspace_for(where(given))
        return workspace.dossier_folder(given["dossier"]) if len(workspace.dossier_ids()) > 1 else None
    return None


def tell_removed(path: Path, traces: Sequence[str], *, quiet: bool) -> None:
    """Says what is not in a copy without traces, each kind with its number; nothing with -q."""
    if not quiet:
        listed = "; ".join(traces) or "nothing, there were no traces"
        click.echo(visible(f"{readable(path)}: taken out: {listed}."), err=True)


def tell_next(line: str, stream: TextIO, *, quiet: bool) -> None:
    """Says the one command that would come next, if there is one; only where a person reads: on a terminal."""
    if line and not quiet and stream.isatty() and rehearsal() is None:
        click.echo(visible(line), file=stream)


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Prints a table as CSV with a head; texts that a spreadsheet would take for formulas are marked as text."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in rows)
    click.echo(stream.getvalue(), nl=False)


def _harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula: an apostrophe is put before a text that would be one."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def count_of(findings: Iterable[Finding]) -> str:
    """How many findings there are of each grade: "2 errors, 1 warning"."""
    grades = [finding.grade for finding in findings]
    counts = [(grades.count(grade), grade.word) for grade in sorted(Grade, reverse=True)]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count)


def with_exit_codes(command: Callable[..., None]) -> Callable[..., None]:
    """Turns dead ends into a message and their exit code; anything else is a defect, and said to be one."""

    @wraps(command)
    def guarded(*args: Any, **options: Any) -> None:
        try:
            with effects_of(options):
                command(*args, **options)
        except FindingsError as problem:
            _refuse_for(problem, options)
        except BriefgenError as problem:
            _tell_program(problem, options)
            click.echo(visible(f"briefgen: {problem}"), err=True)
            sys.exit(problem.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as problem:
            if _is_full_disk(problem):
                _stop_printing()
            _confess(problem, options)

    return guarded


def _stop_printing() -> None:
    click.echo("briefgen: the result cannot be printed where you send it: the disk is full.", err=True)
    with suppress(OSError):  # a test's stdout is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python tries again at its end
    sys.exit(EXIT_USAGE)


def _is_full_disk(problem: Exception) -> bool:
    """Of what we print: whoever opens a file says himself what is wrong with it, by its name."""
    return isinstance(problem, OSError) and problem.errno == errno.ENOSPC and problem.filename is None


def _refuse_for(problem: FindingsError, options: dict[str, Any]) -> None:
    report(problem.findings, quiet=bool(options.get("quiet")), verbose=bool(options.get("verbose")))
    stopped = "Nothing was written" if _writes(options) else "Stopped"
    click.echo(f"{stopped}: {count_of(problem.findings)}.", err=True)
    sys.exit(problem.exit_code)


def _tell_program(problem: BriefgenError, options: Mapping[str, Any]) -> None:
    """With --json a refusal is an object too: no files, and why."""
    if options.get("as_json"):
        nothing: dict[str, object] = {name: [] for name in ("files", "documents", "kept", "findings")}
        refused = {"message": problem.message, "remedy": problem.remedy}
        click.echo(json.dumps({**nothing, "refused": refused}, ensure_ascii=False, indent=2))


def _writes(options: dict[str, Any]) -> bool:
    """Whether the command was to write files; those that check or list do so with an option only."""
    return "force" in options and options.get("annotate", "") is not None and options.get("remind", True)


def _confess(problem: Exception, options: dict[str, Any]) -> None:
    """A defect in briefgen: say so, and ask for a report."""
    verbose = bool(options.get("verbose"))
    if verbose:
        import traceback

        click.echo("".join(traceback.format_exception(problem)), err=True)
    kind = type(problem).__name__
    sentence = f"briefgen: this is a defect in briefgen, not a mistake of yours ({kind}: {problem})."
    click.echo(visible(sentence), err=True)
    written = "Nothing was written. " if _writes(options) else ""
    more = "" if verbose else ", with what the same command prints with -v"
    click.echo(f"  {written}Please report it{more}.", err=True)
    sys.exit(EXIT_DEFECT)
