"""The command pull: what people wrote, as a table of proposed rows, as JSON, or into the ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.options import readable
from briefgen.cli.report import EXIT_FINDINGS, report, with_exit_codes

if TYPE_CHECKING:
    from briefgen.commands.pull import PullResult
    from briefgen.pull.answers import Answer, Clash, Proposal

_WIDE = 110  # characters
_COLOURS = {"new": "green", "reworded": "blue", "updated": "cyan", "confirmed": "dim", "withdrawn": "yellow"}


@click.command()
@click.argument("files", nargs=-1, required=True, type=options.FILE, metavar="FILE…")
@click.option("--write", is_flag=True, help="Add the proposed rows to the ledger.")
@click.option(
    "--as-of",
    type=options.DateParameter(),
    metavar="DATE",
    help="The day of the new rows [default: the day that each workbook reports on].",
)
@click.option(
    "--recorded", type=options.DateParameter(), metavar="DATE", help="The day on which they are known [default: today]."
)
@options.as_text_or_json
@options.workspace
@options.common
@with_exit_codes
def pull(files: tuple[Path, ...], write: bool, format_: str, **given: Any) -> None:
    """Read filled-in workbooks of “briefgen export” back as proposed rows of the ledger.

    Without --write the rows are only shown. Rows are added, never changed. Where the ledger has changed meanwhile, or
    two workbooks say different things of one item, all wordings are shown, and nothing is written of the item (exit
    code 1).

    \b
    Examples:
      briefgen pull replies/*.xlsx
      briefgen pull replies/*.xlsx --write
    """
    from briefgen.commands.pull import PullOrder
    from briefgen.commands.pull import pull as pull_files

    recorded = given["recorded"] or options.today()
    found = pull_files(PullOrder(options.where(given), files, recorded, given["as_of"], write))
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    if format_ == "json":
        click.echo(json.dumps(_record(found), ensure_ascii=False, indent=2))
    else:
        _print_text(found, write=write, quiet=given["quiet"])
    if not found.is_clear:
        sys.exit(EXIT_FINDINGS)


def _print_text(found: PullResult, *, write: bool, quiet: bool) -> None:
    if found.merged.proposals:
        _print_proposals(found.merged.proposals)
    for clash in found.merged.clashes:
        click.echo(visible("\n".join(_lines_of_clash(clash))))
    for line in _summary(found, write=write) if not quiet else ():
        click.echo(visible(line), err=True)
    if found.written:
        click.echo(readable(found.written))


def _print_proposals(proposals: Iterable[Proposal]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if console.width < _WIDE:
        for each in proposals:
            click.echo("\n".join(_lines_of_proposal(each)))
        return
    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading, ratio in (("Item", 3), ("", None), ("So far", 5), ("Proposed", 5), ("Who, where", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=not heading)
    for each in proposals:
        kind = Text(each.kind.value, style=_COLOURS[each.kind.value])
        before, after = _sides(each)
        table.add_row(Text(_item(each)), kind, *map(Text, (before, after, _who(each.answers))), end_section=True)
    console.print(table)


def _lines_of_proposal(proposal: Proposal) -> Iterator[str]:
    """What a narrow window shows, in which no columns have room beside each other."""
    before, after = _sides(proposal)
    yield f"{_item(proposal)}: {proposal.kind.value}"
    for label, text in (("so far", before), ("proposed", after), ("who", _who(proposal.answers))):
        yield f"  {label + ':':<9} {' '.join(text.split())}"


def _item(proposal: Proposal) -> str:
    row = proposal.row
    return f"{row.point}/{row.item}, as of {row.as_of}"


def _sides(proposal: Proposal) -> tuple[str, str]:
    """The wording so far and the one that is proposed, each with state and deadline."""
    row, old = proposal.row, proposal.before
    before = _words(old.text, old.state, old.due) if old else "–"
    return before, _words(row.text, row.state, row.due) or "nothing new"


def _words(text: str, state: object, due: str) -> str:
    beside = ", ".join(filter(None, (str(state or ""), f"due {due}" if due else "")))
    return "\n".join(filter(None, (visible(text), f"[{beside}]" if beside else "")))


def _who(answers: Iterable[Answer]) -> str:
    return "\n".join(visible(f"{each.source} (row {each.place.row})") for each in answers)


def _lines_of_clash(clash: Clash) -> Iterator[str]:
    why = "the ledger has changed meanwhile" if clash.is_newer else "not everybody says the same"
    yield f"{clash.point}/{clash.item}: {why}"
    row = clash.ledger
    yield f"  the ledger, as of {row.as_of}: {_in_one_line(row.text, row.state, row.due)}"
    for each in clash.answers:
        said = each.said
        words = "nothing new" if each.confirms else _in_one_line(said.text, said.state, said.due)
        yield f"  {each.source} ({each.place}): {words}"


def _in_one_line(text: str, state: object, due: str) -> str:
    return " ".join(_words(text, state, due).split())


def _summary(found: PullResult, *, write: bool) -> Iterator[str]:
    merged = found.merged
    counts = {kind: sum(each.kind.value == kind for each in merged.proposals) for kind in _COLOURS}
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    rows = len(merged.proposals)
    if rows:
        done = "added to" if found.written else "proposed for"
        yield f"{rows} row{'s' * (rows > 1)} {done} {readable(found.table)}: {listed}."
    if merged.known:
        yield f"{len(merged.known)} answers say what the ledger says already."
    if merged.clashes:
        yield f"{len(merged.clashes)} items on which there are several wordings: nothing is written of them."
    if found.silent:
        yield f"Nothing is filled in: {', '.join(found.silent)}."
    if rows and not write:
        yield "Nothing was written; --write adds the rows."


def _record(found: PullResult) -> dict[str, Any]:
    from briefgen.commands.pull import row_of

    return {
        "dossier": found.dossier,
        "table": found.table.name,
        "written": bool(found.written),
        "proposals": [
            {
                "kind": each.kind.value,
                "row": row_of(each),
                "before": each.before.text if each.before else None,
                "answers": list(map(_record_of_answer, each.answers)),
            }
            for each in found.merged.proposals
        ],
        "clashes": [
            {
                "point": each.point,
                "item": each.item,
                "ledger_changed": each.is_newer,
                "ledger": _record_of_row(each),
                "answers": list(map(_record_of_answer, each.answers)),
            }
            for each in found.merged.clashes
        ],
        "known": list(map(_record_of_answer, found.merged.known)),
        "findings": [
            {"rule": each.rule, "grade": each.grade.word, "place": str(each.place), "message": each.message}
            for each in found.findings
        ],
    }


def _record_of_row(clash: Clash) -> Mapping[str, str]:
    row = clash.ledger
    state = row.state.value if row.state else ""
    return {"as_of": row.as_of.isoformat(), "text": row.text, "state": state, "due": row.due}


def _record_of_answer(answer: Answer) -> dict[str, Any]:
    said = answer.said
    return {
        "item": answer.item,
        "who": answer.who,
        "remark": answer.remark,
        "place": str(answer.place),
        "as_of": answer.as_of.isoformat(),
        "nothing_new": answer.confirms,
        "text": said.text,
        "state": said.state,
        "due": said.due,
    }
