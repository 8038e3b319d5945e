"""The command import: a dossier from the files that people have."""

from __future__ import annotations

import shlex
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from msgspec.structs import replace

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.options import readable, today, where
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, report, with_exit_codes
from briefgen.cli.results import print_made, suggest, tell_rehearsal
from briefgen.errors import UsageProblemError
from briefgen.findings import has_errors
from briefgen.outputs import rehearsal

if TYPE_CHECKING:
    from briefgen.commands.import_dossier import Understanding
    from briefgen.commands.import_papers import ImportRequest
    from briefgen.commands.import_proposal import ImportProposal
    from briefgen.intake.additions import Addition
    from briefgen.intake.word.papers import PaperRead

_MOST_SHOWN = 200
_ORDERS = click.Choice(["dmy", "mdy"])


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE…")
@click.option(
    "--as-of",
    type=options.DateParameter(),
    multiple=True,
    metavar="DATE",
    help="The day that the file reports on; with several files one for each, in their order.",
)
@click.option("--name", metavar="NAME", help="The name of the new dossier [default: the file's].")
@click.option("--into", metavar="NAME", help="Put the rows to this dossier instead; they are shown first.")
@click.option("--write", is_flag=True, help="With --into: write the rows that are shown.")
@click.option(
    "--map", "choices", type=options.FILE, metavar="FILE", help="How to read it: YAML as under sources, or a review."
)
@click.option("--state", "states", multiple=True, metavar="WORD=STATE", help="What a state word means; may repeat.")
@click.option("--date-format", "day_order", type=_ORDERS, help="What 03/04 means where the dates do not show it.")
@click.option("--template", is_flag=True, help="Make a template of the annex, with tags for its rows.")
@click.option("--copy", is_flag=True, help="Copy the rows into the ledger, and leave the tracker behind.")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing but a review, with -o.")
@options.output
@click.option("--title", metavar="TEXT", help="The title of its documents [default: the file's name].")
@options.languages_described(
    "Language code of its texts, e.g. en; may repeat, the source language first [default: en]."
)
@click.option(
    "--workspace", type=options.FILE, metavar="DIR", help="The workspace [default: the one around this folder]."
)
@options.common
@with_exit_codes
def import_dossier(files: tuple[Path, ...], quiet: bool, verbose: bool, **given: Any) -> None:
    """Make a dossier from what you have: annexes, minutes, letters and papers in Word, trackers in Excel or CSV.

    Several files of different days make one history. Tables and headings are found in any language of the EU, and how
    they are read is shown before anything is written. What cannot be known is asked, or told with the line to type.
    Nothing is overwritten.

    \b
    Examples:
      briefgen import tracker.xlsx
      briefgen import tracker.csv --as-of 2026-06-15 --state Open=planned
      briefgen import annex-february.docx annex-march.docx letter.docx --template
      briefgen import tracker.xlsx --dry-run -o review.xlsx
      briefgen import tracker.xlsx --map review.xlsx
      briefgen import tracker-july.xlsx --into tracker --write
    """
    from briefgen.commands.import_dossier import understand

    request = _request(files, given)
    if paper := _document_in(files, given):
        _write_document(request, paper, given, quiet=quiet, verbose=verbose)
        return
    with waiting("Reading the files", {"quiet": quiet}):
        found = understand(request)
    is_reviewed = given["dry_run"] and given["output"]
    if found.empty and not (is_reviewed and found.has_tables):
        _refuse_empty(found)
    if not quiet:
        _show(found, verbose=verbose)
    report(found.told, quiet=quiet, verbose=verbose)
    if given["dry_run"]:
        _end_dry_run(found, given, quiet=quiet, verbose=verbose)
        return
    if found.questions:
        found = _answered(found) if _has_terminal() else _refuse_questions(found)
    _write(found, given, quiet=quiet, verbose=verbose)


def _has_terminal() -> bool:
    return sys.stdin.isatty()


def _request(files: Sequence[Path], given: Mapping[str, Any]) -> ImportRequest:
    from briefgen.commands.import_dossier import name_for
    from briefgen.commands.import_into import find_kept_choices
    from briefgen.commands.import_papers import ImportRequest

    if given["into"] and (given["name"] or given["template"]):
        message = "--name and --template are for a new dossier, --into for one that is there."
        raise UsageProblemError(message, "Leave one of them out.")
    here = where(dict(given))
    return ImportRequest(
        here,
        tuple(files),
        given["into"] or given["name"] or name_for(files[0]),
        today(),
        not given["into"],
        tuple(given["as_of"]),
        given["choices"] or (find_kept_choices(here, given["into"]) if given["into"] else None),
        dict(map(_state, given["states"])),
        given["day_order"] or "",
        given["template"],
    )


def _document_in(files: Sequence[Path], given: Mapping[str, Any]) -> PaperRead | None:
    """The note, conclusions, page of results or summary that the only file is; None where it is none of these."""
    of_tables = any(given[each] for each in ("into", "template", "choices", "states", "day_order"))
    if of_tables or len(files) != 1 or files[0].suffix.lower() != ".docx":
        return None
    from briefgen.commands.import_document import read_document

    paper = read_document(files[0])
    return paper if paper.kind else None


def _write_document(
    request: ImportRequest, paper: PaperRead, given: Mapping[str, Any], *, quiet: bool, verbose: bool
) -> None:
    """Shows as what a paper was read, and makes its dossier."""
    from briefgen.commands.import_lines import line_of_document

    title, languages = (given["title"] or "").strip(), given["languages"]
    paper = replace(paper, title=title or paper.title, language=languages[0] if languages else paper.language)
    click.echo(visible(line_of_document(paper)), err=True)
    if given["dry_run"]:
        with tell_rehearsal({"quiet": True}):
            _make_document(request, paper, quiet=quiet, verbose=verbose)
    elif not _has_terminal() or click.confirm("Write the dossier?", default=True, err=True):
        _make_document(request, paper, quiet=quiet, verbose=verbose)
        return
    click.echo("No dossier was written.", err=True)


def _make_document(request: ImportRequest, paper: PaperRead, *, quiet: bool, verbose: bool) -> None:
    from briefgen.commands.import_document import import_document

    day = request.as_of[0] if request.as_of else None
    with waiting("Trying the first document", {"quiet": quiet}):
        made = import_document(request.where, paper, request.name, request.today, as_of=day)
    report(made.findings, quiet=quiet, verbose=verbose)
    for path in made.paths:
        print_made(path)
    dossier = "" if made.is_default else f" --dossier {request.name}"
    suggest(f"briefgen make {made.document} --as-of {made.day}{dossier}", quiet=quiet)


def _state(typed: str) -> tuple[str, str]:
    from briefgen.commands.import_dossier import STATES

    word, sign, state = typed.rpartition("=")
    if not sign or state.strip() not in ("", *STATES):
        raise UsageProblemError(
            f"--state {typed}: this is not understood.", f"Write WORD=STATE, with: {', '.join(STATES)}."
        )
    return word, state.strip()


def _show(found: Understanding, *, verbose: bool) -> None:
    from briefgen.commands.import_lines import lines_of_rows_left, lines_of_understanding

    for line in (*lines_of_understanding(found), *(lines_of_rows_left(found) if verbose else ())):
        click.echo(visible(line), err=True)


def _refuse_empty(found: Understanding) -> None:
    from briefgen.commands.import_lines import lines_of_paper

    for line in (line for paper in found.empty for line in lines_of_paper(paper)):
        click.echo(visible(line), err=True)
    for paper in found.empty:
        click.echo(f"{paper.file}: there is nothing in it that is surely followed up.", err=True)
    if found.has_tables and not found.request.choices:
        review = _line(["--dry-run", "-o", "review.xlsx"])
        click.echo(f"To say yourself what each column is, in Excel: {review}", err=True)
    click.echo("There is nothing to import, and nothing was written.", err=True)
    sys.exit(EXIT_FINDINGS)


def _end_dry_run(found: Understanding, given: Mapping[str, Any], *, quiet: bool, verbose: bool) -> None:
    for finding in found.questions:
        click.echo(visible(f"To be answered: {finding.message} {finding.remedy}"), err=True)
    if given["output"]:
        _write_review(found, given["output"])
    elif not found.questions:
        with tell_rehearsal({"quiet": True}):
            _write(found, {**given, "write": True}, quiet=quiet, verbose=verbose)
    click.echo("No dossier was written.", err=True)


def _write_review(found: Understanding, output: Path) -> None:
    from briefgen.commands.import_dossier import write_review_of

    path = write_review_of(found, output)
    print_made(path)
    click.echo(f"Correct it in Excel, then: {_line(['--map', readable(path)])}", err=True)


def _line(more: Sequence[str]) -> str:
    """The command as it was typed, without the options of a dry run, and with more."""
    context = click.get_current_context()
    words = [word for each in context.command.params for word in _typed(context, each)]
    return shlex.join(["briefgen", "import", *words, *more])


def _typed(context: click.Context, parameter: click.Parameter) -> list[str]:
    """How an option or argument was given on the command line; nothing where it was not."""
    name = parameter.name or ""
    is_typed = context.get_parameter_source(name) is ParameterSource.COMMANDLINE
    if not is_typed or name in ("dry_run", "output"):
        return []
    value = context.params[name]
    values = [str(each) for each in (value if isinstance(value, tuple) else [value])]
    if isinstance(parameter, click.Argument):
        return values
    option = max(parameter.opts, key=len)
    return [option] if value is True else [word for each in values for word in (option, each)]


def _refuse_questions(found: Understanding) -> Understanding:
    report(found.questions)
    click.echo(f"Nothing was written. Type: {_line(_answers_to_type(found))}", err=True)
    sys.exit(2)


def _answers_to_type(found: Understanding) -> list[str]:
    """The options that would answer all that is asked."""
    answers = [word for state in found.unknown for word in ("--state", f"{state}=STATE")]
    if any("--date-format" in each.remedy for each in found.questions):
        answers += ["--date-format", "dmy"]
    if all(paper.day.day or not paper.reading.points for paper in found.papers):
        return answers
    days = {paper.file: str(paper.day.day or "YYYY-MM-DD") for paper in found.papers}
    return [*answers, *(word for file in found.request.files for word in ("--as-of", days[file.name]))]


def _answered(found: Understanding) -> Understanding:
    """Asks, and reads the file again with the answers."""
    from briefgen.commands.import_dossier import STATES, understand

    request = found.request
    words = click.Choice([*STATES, "none"])
    states = dict(request.states)
    for word, count in found.unknown.items():
        answer = click.prompt(visible(f"What does the state “{word}” mean ({count})?"), type=words, err=True)
        states[word] = "" if answer == "none" else str(answer)
    order, days = request.day_order, request.as_of
    if any("--date-format" in each.remedy for each in found.questions):
        order = click.prompt("Which order do its dates have?", type=_ORDERS, err=True)
    if any(paper.reading.points and not paper.day.day for paper in found.papers):
        by_file = {paper.file: paper.day.day for paper in found.papers}
        days = tuple(by_file[file.name] or _day_asked(file.name) for file in request.files)
    return understand(replace(request, states=states, day_order=order, as_of=days))


def _day_asked(file: str) -> date:
    asked = visible(f"Which day does {file} report on (YYYY-MM-DD)?")
    day: date = click.prompt(asked, type=options.DateParameter(), err=True)
    return day


def _write(found: Understanding, given: Mapping[str, Any], *, quiet: bool, verbose: bool) -> None:
    if given["into"]:
        _put_into(found, write=given["write"], quiet=quiet, verbose=verbose)
        return
    from briefgen.commands.import_proposal import create_imported, new_dossier, propose

    new = new_dossier(found, (given["title"] or "").strip(), tuple(given["languages"]))
    with waiting("Trying the first document", {"quiet": quiet}):
        proposal = propose(found, new, copy=given["copy"])
    _tell(found, proposal, quiet=quiet, verbose=verbose)
    if rehearsal() is None and _has_terminal() and not click.confirm("Write the dossier?", default=True, err=True):
        click.echo("Nothing was written.", err=True)
        return
    made = create_imported(found, proposal)
    for path in made.paths:
        print_made(path)
    _tell_next(found, proposal, "" if made.is_default else f" --dossier {found.request.name}", quiet=quiet)


def _tell(found: Understanding, proposal: ImportProposal, *, quiet: bool, verbose: bool) -> None:
    from briefgen.commands.import_lines import lines_of_proposal

    report(proposal.findings, quiet=quiet, verbose=verbose)
    if not quiet:
        for line in lines_of_proposal(proposal, found.request.name, found.files):
            click.echo(visible(line), err=True)


def _tell_next(found: Understanding, proposal: ImportProposal, dossier: str, *, quiet: bool) -> None:
    first = proposal.new.kinds[0]
    if has_errors(proposal.findings):
        message = f"The dossier is there, but its first {first} needs what is said above; --draft makes it as it is."
        click.echo(message, err=True)
        sys.exit(EXIT_FINDINGS)
    suggest(f"briefgen {first} --as-of {found.day}{dossier}", quiet=quiet)


def _put_into(found: Understanding, *, write: bool, quiet: bool, verbose: bool) -> None:
    """Shows the rows that a file adds to a dossier, and writes them where that was asked for."""
    from briefgen.commands.import_into import insert, plan_insert

    with waiting("Comparing with the dossier", {"quiet": quiet}):
        plan = plan_insert(found)
    name = found.request.name
    _show_rows(plan.additions.rows)
    report(plan.additions.told, quiet=quiet, verbose=verbose)
    counts = Counter(each.kind for each in plan.additions.rows)
    total = ", ".join(f"{count} {kind}" for kind, count in counts.items()) or "nothing new"
    if not (write and plan.outputs):
        more = " Nothing was written; --write puts these rows to it." if plan.outputs else ""
        click.echo(f"For {name}: {total}.{more}", err=True)
        return
    for path in insert(plan):
        print_made(path)
    if not quiet:
        click.echo(f"{'For' if rehearsal() is not None else 'Put to'} {name}: {total}.", err=True)
    suggest(f"briefgen annex --as-of {found.day} --dossier {name}", quiet=quiet)


def _show_rows(rows: Sequence[Addition]) -> None:
    from briefgen.commands.import_lines import lines_of_additions

    for line in lines_of_additions(rows[:_MOST_SHOWN]):
        click.echo(visible(line))
    if len(rows) > _MOST_SHOWN:
        click.echo(f"… and {len(rows) - _MOST_SHOWN} more rows.")
