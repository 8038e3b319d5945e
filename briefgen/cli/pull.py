"""The command pull: what people wrote, as a table of proposed rows, as JSON, or into the ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from briefgen.cli import options
from briefgen.cli.console import visible
from briefgen.cli.options import readable
from briefgen.cli.progress import waiting
from briefgen.cli.report import EXIT_FINDINGS, report, with_exit_codes
from briefgen.cli.results import print_made
from briefgen.outputs import rehearsal

if TYPE_CHECKING:
    from briefgen.commands.pull import PullResult
    from briefgen.pull.answers import Answer, Clash, Proposal
    from briefgen.pull.wordings import TextChange, TextClash, TextProposal

_WIDE = 110  # characters
_COLOURS = {
    "deleted": "yellow",
    "new": "green",
    "reworded": "blue",
    "updated": "cyan",
    "confirmed": "dim",
    "withdrawn": "yellow",
}


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
@click.option(
    "--redline",
    type=options.FILE,
    metavar="OUT.docx",
    help="Show the edits of one Word document as tracked changes in a file.",
)
@options.as_text_or_json
@options.workspace
@options.dry_run
@options.common
@with_exit_codes
def pull(files: tuple[Path, ...], write: bool, format_: str, **given: Any) -> None:
    """Read back what people wrote: filled-in workbooks of “briefgen export”, and Word documents edited by hand.

    Without --write it is only shown. Rows are added to the tables, never changed; letters and translations keep their
    old wordings. In a Word document, tracked or not, each edit goes back to the entry that is printed there: the text
    keeps its values and its Markdown where the words were left. Where the ledger has changed meanwhile, or two files
    say different things of one entry, all wordings are shown, and nothing is written of it (exit code 1).

    \b
    Examples:
      briefgen pull replies/*.xlsx
      briefgen pull annex-Anna.docx annex-Bernard.docx
      briefgen pull annex-Anna.docx --redline edits.docx --write
    """
    from briefgen.commands.pull import PullOrder
    from briefgen.commands.pull import pull as pull_files

    recorded = given["recorded"] or options.today()
    with waiting("Reading the files", {**given, "format_": format_}):
        found = pull_files(PullOrder(options.where(given), files, recorded, given["as_of"], write, given["redline"]))
    report(found.findings, quiet=given["quiet"], verbose=given["verbose"])
    if format_ == "json":
        click.echo(json.dumps(_record(found), ensure_ascii=False, indent=2))
    else:
        _print_text(found, write=write, quiet=given["quiet"])
    if not found.is_clear:
        sys.exit(EXIT_FINDINGS)


def _print_text(found: PullResult, *, write: bool, quiet: bool) -> None:
    lines = [*map(_line_of_item, found.merged.proposals), *map(_line_of_text, found.texts.proposals)]
    if lines:
        _print_proposals(lines)
    for clash in found.merged.clashes:
        click.echo(visible("\n".join(_lines_of_clash(clash))))
    for other in found.texts.clashes:
        click.echo(visible("\n".join(_lines_of_text_clash(other))))
    for line in _summary(found, write=write) if not quiet else ():
        click.echo(visible(line), err=True)
    for path in (*found.written, *filter(None, [found.redline])):
        print_made(path)


class _ProposedLine(NamedTuple):
    """A line of the table that people see."""

    item: str
    kind: str
    before: str
    after: str
    who: str


def _line_of_item(proposal: Proposal) -> _ProposedLine:
    return _ProposedLine(_item(proposal), proposal.kind.value, *_sides(proposal), _who(proposal.answers))


def _line_of_text(proposal: TextProposal) -> _ProposedLine:
    change = proposal.change
    kind = "updated" if change.target == "figures" else "reworded" if change.new else "deleted"
    item = f"{change.name}, as of {change.as_of}"
    who = f"{proposal.who} ({change.place.spot or change.place.file})"
    return _ProposedLine(item, kind, *map(visible, (change.old, change.new or "–", who)))


def _print_proposals(lines: Sequence[_ProposedLine]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if console.width < _WIDE:
        for each in lines:
            click.echo("\n".join(_narrow(each)))
        return
    table = Table(header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for heading, ratio in (("Item", 3), ("", None), ("So far", 5), ("Proposed", 5), ("Who, where", 4)):
        table.add_column(heading, ratio=ratio, overflow="fold", no_wrap=not heading)
    for each in lines:
        kind = Text(each.kind, style=_COLOURS[each.kind])
        table.add_row(Text(each.item), kind, *map(Text, each[2:]), end_section=True)
    console.print(table)


def _narrow(line: _ProposedLine) -> Iterator[str]:
    """What a narrow window shows, in which no columns have room beside each other."""
    yield f"{line.item}: {line.kind}"
    for label, text in (("so far", line.before), ("proposed", line.after), ("who", line.who)):
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
    return "\n".join(visible(f"{each.source} ({_where(each)})") for each in answers)


def _where(answer: Answer) -> str:
    return f"row {answer.place.row}" if answer.place.row else answer.place.spot


def _lines_of_clash(clash: Clash) -> Iterator[str]:
    why = "the ledger has changed meanwhile" if clash.is_newer else "not everybody says the same"
    yield f"{clash.point}/{clash.item}: {why}"
    row = clash.ledger
    yield f"  the ledger, as of {row.as_of}: {_in_one_line(row.text, row.state, row.due)}"
    for each in clash.answers:
        said = each.said
        words = "nothing new" if each.confirms else _in_one_line(said.text, said.state, said.due)
        yield f"  {each.source} ({each.place}): {words}"


def _lines_of_text_clash(clash: TextClash) -> Iterator[str]:
    why = "it has changed meanwhile" if clash.is_newer else "not everybody says the same"
    yield f"{clash.changes[0].name}: {why}"
    yield f"  the dossier: {' '.join(clash.now.split())}"
    for each in clash.changes:
        yield f"  {each.who} ({each.place}): {' '.join(each.new.split()) or 'deleted'}"


def _in_one_line(text: str, state: object, due: str) -> str:
    return " ".join(_words(text, state, due).split())


def _summary(found: PullResult, *, write: bool) -> Iterator[str]:
    merged = found.merged
    counts = {kind: sum(each.kind.value == kind for each in merged.proposals) for kind in _COLOURS}
    listed = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    rows = len(merged.proposals)
    if rows:
        done = "added to" if found.written and rehearsal() is None else "proposed for"
        yield f"{rows} row{'s' * (rows > 1)} {done} {readable(found.table)}: {listed}."
    if texts := len(found.texts.proposals):
        done = "changed" if found.written and rehearsal() is None else "proposed"
        yield f"{texts} other text{'s' * (texts > 1)} or figure{'s' * (texts > 1)} {done}."
    if merged.known:
        yield f"{len(merged.known)} answers say what the ledger says already."
    if clashes := len(merged.clashes) + len(found.texts.clashes):
        yield f"{clashes} items on which there are several wordings: nothing is written of them."
    if found.silent:
        yield f"Nothing is filled in: {', '.join(found.silent)}."
    if (rows or texts) and not write:
        yield "Nothing was written; --write adds what is proposed."


def _record(found: PullResult) -> dict[str, Any]:
    from briefgen.commands.pull import row_of

    return {
        "dossier": found.dossier,
        "table": found.table.name,
        "written": bool(found.written) and rehearsal() is None,
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
        "texts": [{**_record_of_change(each.change), "who": each.who} for each in found.texts.proposals],
        "text_clashes": [
            {"ledger_changed": each.is_newer, "now": each.now, "changes": list(map(_record_of_change, each.changes))}
            for each in found.texts.clashes
        ],
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


def _record_of_change(change: TextChange) -> dict[str, Any]:
    return {
        "target": change.target.value,
        "key": change.key,
        "block": change.block + 1 if change.target == "body" else None,
        "language": change.language,
        "as_of": change.as_of.isoformat(),
        "who": change.who,
        "place": str(change.place),
        "old": change.old,
        "new": change.new,
    }
