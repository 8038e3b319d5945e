"""The command check: what is wrong with a dossier or a finished Word file."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from briefgen import __version__
from briefgen.cli import completion, options
from briefgen.cli.check_report import count_kinds, print_findings
from briefgen.cli.options import readable, where
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, EXIT_USAGE, tell_next, with_exit_codes
from briefgen.cli.results import print_made
from briefgen.findings import Finding, Grade, Place, has_errors, worst_first
from briefgen.outputs import rehearsal
from briefgen.workspace import ALL_DOSSIERS

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
    "--select",
    multiple=True,
    metavar=_RULES,
    shell_complete=completion.rules,
    help="Ask only these: AMT-002, or AMT for a family; may repeat.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar=_RULES,
    shell_complete=completion.rules,
    help="Leave these rules out; may repeat.",
)
@click.option("--all", "all_", is_flag=True, help="Show each finding, also the fourth of its rule and those behind it.")
@click.option(
    "--by",
    type=click.Choice(["rule", "place"]),
    help="Put findings of one rule together, or all in the order of reading [default: the gravest first].",
)
@click.option(
    "--explain",
    metavar=_RULES,
    shell_complete=completion.rules,
    help="Say what a rule asks, with examples, and stop; or “all”.",
)
@click.option("--annotate", type=options.FILE, metavar="DIR", help="Write a copy there, with Word comments.")
@click.option("--write-baseline", is_flag=True, help="Let what is found in the dossier stay: write its baseline.toml.")
@click.option("--force", is_flag=True, help="Replace copies that were edited by hand since they were made.")
@options.workspace_or_all
@options.dry_run
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
      briefgen check --dossier all --as-of today
      briefgen check ~/Downloads/annex.docx --annotate with-comments
      briefgen check annex-6-march.docx annex-17-march.docx
      briefgen check --explain SUM-001
    """
    if explain:
        _explain(explain)
        return
    asked = _inspections(given, files)
    if given["write_baseline"]:
        _write_baseline(asked, files)
        return
    done = _inspected(asked, files, given)
    copies = _annotated(asked, files, done, given) if given["annotate"] else []
    if format_ == "text":
        done = _with_folders(done, files)
    found = worst_first(dict.fromkeys(finding for each in done for finding in each.findings))
    _print(format_, found, done, given)
    for path in copies:
        print_made(path, err=format_ != "text")
    if format_ == "text":
        tell_next(line_after(found, _options_of(done, files, given)), sys.stderr, quiet=given["quiet"])
    sys.exit(EXIT_USAGE if any(each.unread for each in done) else EXIT_FINDINGS if has_errors(found) else 0)


def _options_of(done: Sequence[Inspected], files: Sequence[Path], given: Mapping[str, Any]) -> str:
    """With which options the documents would be made that were looked at; "" for files and several dossiers."""
    if files or len(done) != 1 or done[0].day is None:
        return ""
    return f"--as-of {done[0].day}" + (f" --dossier {given['dossier']}" if given["dossier"] else "")


def line_after(found: Sequence[Finding], options_of_making: str) -> str:
    """What would come next: to ask what the worst finding is about, or to make the documents, where all is well.

    Args:
        found: worst first.
        options_of_making: with which the documents would be made; "" where it was files.
    """
    if found and found[0].grade > Grade.HINT:
        return f"What {found[0].rule} asks: briefgen check --explain {found[0].rule}"
    return f"Next: briefgen make all {options_of_making}" if options_of_making else ""


def _inspections(given: dict[str, Any], files: Sequence[Path]) -> list[Inspection]:
    """What is asked: of the files, of one dossier, or of each."""
    from briefgen.commands.check_dossiers import each_dossier

    asked = _inspection(given)
    if given["dossier"] != ALL_DOSSIERS:
        return [asked]
    if files:
        raise click.UsageError("--dossier all is about the dossiers; give it without files, or the files without it.")
    return each_dossier(asked)


def _write_baseline(asked: Sequence[Inspection], files: Sequence[Path]) -> None:
    from briefgen.commands.check import check_dossier, write_known

    if files:
        raise click.UsageError("--write-baseline is about the dossier; a Word file has no baseline.")
    count = 0
    for each in asked:
        inspected = check_dossier(each)
        print_made(write_known(each, inspected))
        count += len(inspected.writable)
    if rehearsal() is None:
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


def _inspected(asked: Sequence[Inspection], files: Sequence[Path], given: Mapping[str, Any]) -> list[Inspected]:
    from briefgen.commands.check import check_dossier, check_files
    from briefgen.commands.check_dossiers import check_dossiers

    with waiting("Checking", given) as bar:
        if files:
            return check_files(asked[0], files, bar.files)
        return [check_dossier(asked[0])] if len(asked) == 1 else check_dossiers(asked, bar.files)


def _with_folders(done: Sequence[Inspected], files: Sequence[Path]) -> list[Inspected]:
    """The same with each file named as it lies from here: several folders may hold an annex.docx."""
    shown = {name: readable(path) for path in files for name in (path.name, path.as_posix())}

    def placed(place: Place) -> Place:
        return replace(place, file=shown.get(place.file, place.file))

    return [
        replace(
            each,
            subject=shown.get(each.subject, each.subject),
            findings=tuple(replace(finding, place=placed(finding.place)) for finding in each.findings),
            order=tuple(map(placed, each.order)),
        )
        for each in done
    ]


def _annotated(
    asked: Sequence[Inspection], files: Sequence[Path], done: Sequence[Inspected], given: dict[str, Any]
) -> list[Path]:
    from briefgen.commands.check_copies import annotate_documents, annotate_files

    folder, force = given["annotate"], given["force"]
    if files:
        return annotate_files(files, done, folder, force=force)
    if len(asked) == 1:
        return annotate_documents(asked[0], done[0], folder, force=force)
    copies: list[Path] = []
    for each, inspected in zip(asked, done, strict=True):
        if not inspected.unread:
            copies += annotate_documents(each, inspected, folder / str(each.where.dossier), force=force)
    return copies


def _print(format_: str, found: Sequence[Finding], done: Sequence[Inspected], given: dict[str, Any]) -> None:
    if format_ == "text":
        _print_text(found, done, given)
        return
    from briefgen.commands.rules import rule_texts
    from briefgen.production.regions import TextFiles
    from briefgen.production.reports import as_json, as_sarif

    if format_ == "json":
        click.echo(as_json(found, rule_texts()))
        return
    files = {name: path for each in done for name, path in each.paths.items()}
    paths = {name: Path(readable(path)).as_posix() for name, path in files.items()}
    texts = TextFiles(lambda name: files[name].read_bytes() if name in files else None)
    click.echo(as_sarif(found, rule_texts(), __version__, paths, texts))


def _print_text(found: Sequence[Finding], done: Sequence[Inspected], given: dict[str, Any]) -> None:
    """How much of what kind, then the findings, then each of several files or dossiers in a line."""
    verbose = given["verbose"]
    click.echo(_total(found, done, "dossiers" if given["dossier"] == ALL_DOSSIERS else "files", verbose=verbose))
    places = (place for each in done for place in each.order)
    order = {place: number for number, place in enumerate(places, 1)}
    print_findings(found, order, given["by"] or "", unfolded=given["all_"], quiet=given["quiet"], verbose=verbose)
    if len(done) > 1:
        for each in done:
            click.echo(_summary(each, verbose=verbose))


def _total(found: Sequence[Finding], done: Sequence[Inspected], kind: str, *, verbose: bool) -> str:
    if len(done) == 1 and not done[0].unread:
        return _summary(done[0], verbose=verbose)
    read = sum(not each.unread for each in done)
    numbers = f"{read} {kind}" if read == len(done) else f"{read} of {len(done)} {kind} could be looked at"
    return f"{numbers}: {_counts(found, verbose=verbose)}"


def _summary(inspected: Inspected, *, verbose: bool) -> str:
    if inspected.unread:
        return f"{inspected.subject}: not looked at, see its finding"
    verb = "is" if inspected.known == 1 else "are"
    known = f"; {inspected.known} more {verb} known ({' and '.join(inspected.listed_in)})" if inspected.known else ""
    note = f"; {inspected.note}" if inspected.note else ""
    return f"{inspected.subject}: {_counts(inspected.findings, verbose=verbose)}{known}{note}"


def _counts(findings: Sequence[Finding], *, verbose: bool) -> str:
    counts = count_kinds(findings) or "nothing found"
    return f"{counts} (-v shows hints)" if "hint" in counts and not verbose else counts


def _explain(name: str) -> None:
    """What rules ask, each in a block of its own; behind them, once, how to leave one out."""
    from briefgen.commands.rules import find_rules

    found = find_rules(name)
    click.echo("\n\n".join(_explanation(rule) for rule in found))
    click.echo(f"\n{_how_to_quiet(found)}")


def _explanation(rule: Rule) -> str:
    from briefgen.checks import CheckRule

    if not isinstance(rule, CheckRule):
        return f"{rule.id}: {rule.says}"
    from briefgen.commands.rules import details_of

    lines = (f"\n  {name}: {text}" for name, text in details_of(rule).items())
    return f"{rule.id} ({rule.grade.word}): {rule.says}{''.join(lines)}"


_LEFT_OUT = """\
To leave {what} out for everybody, in briefgen.toml:
  [checks]
  ignore = ["{rule}"]
For once: briefgen check --ignore {rule}"""
_ONE_FINDING = """\
To let one finding stay and be asked about all others, in briefgen.toml:
  [[checks.baseline]]
  rule = "{rule}"
  words = "the words that it complains of"
  reason = "why they may stay\""""


def _how_to_quiet(found: Sequence[Rule]) -> str:
    """The lines for briefgen.toml, with the one rule, or the first of several as an example."""
    from briefgen.checks import CheckRule

    first = next((rule for rule in found if isinstance(rule, CheckRule)), None)
    what = "it" if len(found) == 1 else "one of them"
    one_finding = _ONE_FINDING.format(rule=(first or found[0]).id)
    return one_finding if first is None else f"{_LEFT_OUT.format(what=what, rule=first.id)}\n{one_finding}"
