"""What a user sees of findings and dead ends, and the exit code that goes with them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import click

from briefgen.errors import BriefgenError, FindingsError
from briefgen.findings import Finding, Grade, worst_first

EXIT_FINDINGS, EXIT_USAGE, EXIT_DEFECT = 1, 2, 3
_COLOURS = {Grade.ERROR: "red", Grade.WARNING: "yellow", Grade.HINT: "cyan"}


def report(findings: Iterable[Finding], *, quiet: bool = False, verbose: bool = False) -> None:
    """Prints findings to stderr, worst first; hints with -v only, with -q errors only."""
    lowest = Grade.ERROR if quiet else Grade.HINT if verbose else Grade.WARNING
    for finding in worst_first(findings):
        if finding.grade >= lowest:
            click.echo(_shown(finding), err=True)


def _shown(finding: Finding) -> str:
    grade = click.style(finding.grade.word, fg=_COLOURS[finding.grade], bold=True)
    remedy = f"\n  {finding.remedy}" if finding.remedy else ""
    return f"{finding.place}: {grade} {finding.rule}: {finding.message}{remedy}"


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
            command(*args, **options)
        except FindingsError as problem:
            _refuse_for(problem, options)
        except BriefgenError as problem:
            click.echo(f"briefgen: {problem}", err=True)
            sys.exit(problem.exit_code)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as problem:
            _confess(problem, verbose=bool(options.get("verbose")))

    return guarded


def _refuse_for(problem: FindingsError, options: dict[str, Any]) -> None:
    report(problem.findings, quiet=bool(options.get("quiet")), verbose=bool(options.get("verbose")))
    click.echo(f"Nothing was written: {count_of(problem.findings)}.", err=True)
    sys.exit(problem.exit_code)


def _confess(problem: Exception, *, verbose: bool) -> None:
    """A defect in briefgen: say so, and ask for a report."""
    if verbose:
        import traceback

        click.echo("".join(traceback.format_exception(problem)), err=True)
    kind = type(problem).__name__
    click.echo(f"briefgen: this is a defect in briefgen, not a mistake of yours ({kind}: {problem}).", err=True)
    remedy = "Nothing was written. Please report it" + (
        "" if verbose else ", with what the same command prints with -v"
    )
    click.echo(f"  {remedy}.", err=True)
    sys.exit(EXIT_DEFECT)
