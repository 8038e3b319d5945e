"""How an import is told: what was read, what not, and what each column was taken for, as lines of plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from briefgen.commands.import_dossier import Understanding
from briefgen.commands.import_papers import ReadPaper
from briefgen.commands.import_proposal import ImportProposal
from briefgen.intake.additions import Addition
from briefgen.intake.histories import JoinedLedger
from briefgen.intake.reading import OUTSIDE, Reading
from briefgen.intake.trackers.columns import ActionColumn
from briefgen.intake.trackers.tables import ActionTable
from briefgen.intake.trackers.tracker import count_told
from briefgen.intake.values import OF_ANOTHER_YEAR
from briefgen.intake.word.papers import PaperRead
from briefgen.intake.words import one_line, shorten
from briefgen.sources.files.sheet_look import spans

_VALUE: Final = re.compile(r"(?<!\\)\{\{ \w+\(")
_READ_AS = 12
_WIDEST = 28
_FIELDS = {"text": "follow-up", "as_of": "as of"}


def lines_of_understanding(understanding: Understanding) -> Iterator[str]:
    """How each file was understood, the oldest first, and what became of wordings from one to the next."""
    for paper in understanding.papers:
        yield from lines_of_paper(paper)
    if understanding.ledger:
        yield from _lines_of_values(understanding.readings)
        yield from _lines_of_history(understanding.ledger.joined)


def lines_of_paper(paper: ReadPaper) -> Iterator[str]:
    """Which tables were taken and which not, every column with two samples, the states, the day, and all rows."""
    for table in paper.recognised.tables:
        yield _line_of_table(table, paper.file)
        yield from _lines_of_columns(table.columns)
    for log in paper.recognised.logs:
        yield f"{paper.file}, “{log.name}”: read as a log of changes"
    for grid, why in paper.recognised.skipped:
        yield f"{paper.file}{f', “{grid.title}”' if grid.title else ''}: not read, {why}"
    if paper.reading.is_complete:
        yield _line_of_annex(paper)
    if paper.letter.body:
        yield _line_of_letter(paper)
    if paper.known or paper.unknown:
        yield f"States: {', '.join(_states(paper))}"
    if not paper.letter.body or paper.reading.points:
        day = paper.day
        yield f"As of: {day.day} ({day.where})" if day.day else "As of: not said"
        yield line_of_rows(paper)
    yield from _lines_of_proposals(paper)
    if outside := Counter(each.what for each in paper.outside):
        listed = ", ".join(f"{what} ({count})" for what, count in outside.items())
        yield f"Not read: {listed}"


def _line_of_annex(paper: ReadPaper) -> str:
    left, right = paper.reading.headings
    columns = f"“{shorten(left, 40)}” beside “{shorten(right, 40)}”" if left and right else "without headings"
    first = paper.reading.points[0].place.spot
    return f"{paper.file}: an annex in {paper.reading.language}, commitments and follow-up from {first} on, {columns}"


def _line_of_letter(paper: ReadPaper) -> str:
    letter = paper.letter
    ends = f"from “{one_line(letter.salutation)}” to “{one_line(letter.closing)}”"
    signed = f", signed {letter.signatory.name}" if letter.signatory.name else ""
    dated = ", ".join(filter(None, (letter.place, str(letter.day or ""))))
    return f"{paper.file}: a letter {ends}{signed}{f' ({dated})' if dated else ''}"


def _lines_of_proposals(paper: ReadPaper) -> Iterator[str]:
    """What was decided by likelihood, and is to be looked at."""
    counts = Counter(each.what.rpartition(": ")[2] for each in paper.reading.proposed if each.what != OF_ANOTHER_YEAR)
    if counts:
        listed = ", ".join(f"{state} ({count})" for state, count in counts.items())
        yield f"States by the words of completion, to be looked at: {listed}"


def _lines_of_values(readings: Sequence[Reading]) -> Iterator[str]:
    """How many dates, amounts and references became values, and which were left as typed."""
    points = [point for reading in readings for point in reading.points]
    texts = (*(point.text for point in points), *(item.text for point in points for item in point.items))
    if count := sum(len(_VALUE.findall(text)) for text in texts):
        some = "1 date, amount or reference is" if count == 1 else f"{count} dates, amounts and references are"
        yield f"Values: {some} said by the ledger now; all others stay as typed"
    doubtful = [each for reading in readings for each in reading.proposed if each.what == OF_ANOTHER_YEAR]
    for each in doubtful:
        yield f"  {each.place}: stays as typed, as it may be of another year: “{each.words}”"


def _lines_of_history(joined: JoinedLedger) -> Iterator[str]:
    """The wordings that were taken for one though they differ, and what is gone."""
    if same := [each for each in joined.reworded if each.joined]:
        yield f"Reworded, and taken for one: {len(same)}"
        for each in same:
            before, after = _from_difference(each.before, each.after)
            yield f"  {each.day} {each.key} ({each.likeness:.0%}): “{before}” → “{after}”"
    for title, gone in (
        ("Withdrawn, as a later annex has them no more", [each for each in joined.gone if each.withdrawn]),
        ("Not in later files, and as they last were", [each for each in joined.gone if not each.withdrawn]),
    ):
        if gone:
            yield f"{title}: {len(gone)}"
            yield from (f"  {each.key}, last seen {each.day}: “{shorten(each.text)}”" for each in gone)


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Two wordings from where they begin to differ, with two words before."""
    words = one_line(before).split(), one_line(after).split()
    same = next((at for at, (one, other) in enumerate(zip(*words, strict=False)) if one != other), min(map(len, words)))
    start = max(0, same - 2)
    first, second = (shorten("… " * bool(start) + " ".join(each[start:])) for each in words)
    return first, second


def _line_of_table(table: ActionTable, file: str) -> str:
    rows = " and ".join(str(table.grid.rows[at].place.row or at + 1) for at in table.header)
    name = f"{file}, “{table.grid.title}”" if table.grid.title else file
    shape = "each row is a point"
    if table.assignment.by_group:
        is_meeting = not table.assignment.of("point")
        shape = f"{'the meeting' if is_meeting else 'each group'} is a point, each row an item of it"
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


def _states(paper: ReadPaper) -> Iterator[str]:
    for (word, state), count in paper.known.items():
        yield f"{word} → {state or 'none'} ({count})"
    for word, count in paper.unknown.items():
        yield f"{word} → ? ({count})"


def line_of_rows(paper: ReadPaper) -> str:
    """How many rows were read, what they became, and which others there were, by their kind."""
    reading = paper.reading
    items = sum(len({item.key for item in point.items}) for point in reading.points)
    told = [(what, sum(each.rows for each in those)) for what, those in count_told(reading.told).items()]
    kinds = "; ".join(f"{what} ({count})" for what, count in told if count)
    others = sum(count for _, count in told)
    became = f"{len(reading.points)} points with {items} items, from {reading.rows - others} rows"
    others_told = f"; not from {others}: {kinds}" if kinds else ""
    return f"Rows read: {reading.rows}. They make {became}{others_told}"


def lines_of_rows_left(understanding: Understanding) -> Iterator[str]:
    """Each row that has words and is no item, with its place."""
    for each in (told for paper in understanding.papers for told in (*paper.reading.told, *paper.outside)):
        if each.words and (each.rows or each.what in OUTSIDE):
            yield f"  {each.place}: {each.what}: {each.words}"


def lines_of_proposal(proposal: ImportProposal, name: str, file: str) -> Iterator[str]:
    """What is written, and which findings its texts have already."""
    rows = " and ".join(each for each in ("commitments.csv", "followup.csv") if each in proposal.files)
    if proposal.is_source:
        yield f"{file} stays the source: data/{name}/dossier.yaml says what its headings and words mean."
    elif rows:
        yield f"The rows of {file} are copied into data/{name}/{rows}."
    if (language := proposal.new.languages[0]) != "en":
        yield f"Language of its texts: {language}"
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


def line_of_document(paper: PaperRead) -> str:
    """As what a paper was read, in a line."""
    day = f" of {paper.day.isoformat()}" if paper.day else ""
    rows = f", {len(paper.rows)} paragraphs" if paper.rows else ""
    kind = paper.kind.replace("-", " ")
    return f"{paper.file}: read as a document of the kind “{kind}”{day}, “{paper.title}”{rows}."
