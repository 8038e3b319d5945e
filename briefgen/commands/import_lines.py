"""How an import is told: what was read, what not, and what each column was taken for, as lines of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.commands.import_dossier import Understanding
from briefgen.commands.import_proposal import Proposal
from briefgen.intake.additions import Addition
from briefgen.intake.trackers.columns import ActionColumn
from briefgen.intake.trackers.tables import ActionTable
from briefgen.intake.trackers.tracker import count_told
from briefgen.intake.words import one_line, shorten
from briefgen.sources.files.sheet_look import spans

_READ_AS = 12
_WIDEST = 28
_FIELDS = {"text": "follow-up", "as_of": "as of"}


def lines_of_understanding(understanding: Understanding) -> Iterator[str]:
    """Which tables were taken and which not, every column with two samples, the states, the day, and all rows."""
    file = understanding.reading.file
    for table in understanding.tables:
        yield _line_of_table(table, file)
        yield from _lines_of_columns(table.columns)
    for log in understanding.recognised.logs:
        yield f"{file}, “{log.name}”: read as a log of changes"
    for grid, why in understanding.recognised.skipped:
        yield f"{file}{f', “{grid.title}”' if grid.title else ''}: not read, {why}"
    if understanding.known or understanding.unknown:
        yield f"States: {', '.join(_states(understanding))}"
    day = understanding.day
    yield f"As of: {day.day} ({day.where})" if day.day else "As of: not said"
    yield line_of_rows(understanding)


def _line_of_table(table: ActionTable, file: str) -> str:
    rows = " and ".join(str(table.grid.rows[at].place.row or at + 1) for at in table.header)
    name = f"{file}, “{table.grid.title}”" if table.grid.title else file
    shape = "each group is a point, each row an item of it" if table.assignment.by_group else "each row is a point"
    return f"{name}: headings in row {rows}; {shape}"


def _lines_of_columns(columns: Sequence[ActionColumn]) -> Iterator[str]:
    """A line for each column that is read, and one for all that are left behind."""
    width = min(_WIDEST, max((len(one_line(each.heading)) for each in columns if each.fields), default=0))
    for each in columns:
        if each.fields:
            names = ", ".join(_FIELDS.get(name, name) for name in each.fields)
            samples = ", ".join(f"“{sample}”" for sample in each.samples) or "(empty)"
            yield f"  {one_line(each.heading)[:_WIDEST]:<{width}}  {names:<{_READ_AS}}  {samples}"
    left = [_left(each) for each in columns if not each.fields and each.heading]
    if bare := [each.index + 1 for each in columns if not each.fields and not each.heading]:
        left.append(f"without a heading: column{'s' * (len(bare) > 1)} {spans(bare)}")
    if left:
        yield f"  left behind: {', '.join(left)}"


def _left(column: ActionColumn) -> str:
    name = f"“{one_line(column.heading)}”"
    return f"{name} ({column.why})" if column.why else name


def _states(understanding: Understanding) -> Iterator[str]:
    for (word, state), count in understanding.known.items():
        yield f"{word} → {state or 'none'} ({count})"
    for word, count in understanding.unknown.items():
        yield f"{word} → ? ({count})"


def line_of_rows(understanding: Understanding) -> str:
    """How many rows were read, what they became, and which others there were, by their kind."""
    reading = understanding.reading
    items = sum(len({item.key for item in point.items}) for point in reading.points)
    told = [(what, sum(each.rows for each in those)) for what, those in count_told(reading.told).items()]
    kinds = "; ".join(f"{what} ({count})" for what, count in told if count)
    others = sum(count for _, count in told)
    became = f"{len(reading.points)} points with {items} items, from {reading.rows - others} rows"
    others_told = f"; not from {others}: {kinds}" if kinds else ""
    return f"Rows read: {reading.rows}. They make {became}{others_told}"


def lines_of_rows_left(understanding: Understanding) -> Iterator[str]:
    """Each row that has words and is no item, with its place."""
    for each in understanding.reading.told:
        if each.rows and each.words:
            yield f"  {each.place}: {each.what}: {each.words}"


def lines_of_proposal(proposal: Proposal, name: str, file: str) -> Iterator[str]:
    """What is written, and which findings its texts have already."""
    if proposal.is_source:
        yield f"{file} stays the source: data/{name}/dossier.yaml says what its headings and words mean."
    else:
        yield f"The rows of {file} are copied into data/{name}/commitments.csv and followup.csv."
    if proposal.known:
        listed = ", ".join(f"{rule} ({count})" for rule, count in sorted(proposal.known.items()))
        total = sum(proposal.known.values())
        yield f"Findings in its texts, which may stay (baseline.toml): {total}: {listed}."


def lines_of_additions(rows: Sequence[Addition]) -> Iterator[str]:
    """A line for each row: what it adds, to which point and item, with its state and how its text begins."""
    for kind, _, row in rows:
        subject = " / ".join(dict.fromkeys(filter(None, (row["point"], row.get("item", "")))))
        facts = " ".join(filter(None, (row.get("as_of", ""), row.get("state", ""), row.get("due", ""))))
        yield f"{kind:<10} {shorten(subject, 40):<40} {facts:<22} {shorten(row['text'], 50)}".rstrip()
