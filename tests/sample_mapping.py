"""The mapping's figures counted once more, by other means than the product's, and what its note says with them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from briefgen.model.data_tables import ExhibitSpec, Measure, ValueKind
from briefgen.model.dossier import Dossier
from briefgen.model.manuscript import Manuscript, Passage, Role
from briefgen.sources import read_dossier
from briefgen.text import calls
from briefgen.word.reader import read_manuscript
from tests.sample_documents import document
from tests.sample_dossier import ROOT

FOLDER = ROOT / "data" / "western-balkans-mapping"
NOTE_DAY, EARLIER = date(2020, 5, 12), date(2020, 3, 10)
NOTES: Mapping[date, str] = {NOTE_DAY: "note-2020-05-12", EARLIER: "note-2020-03-10-draft"}
VALUE = re.compile(r"\{\{.*?\}\}")
Row = Mapping[str, str]
_SMALL = "zero one two three four five six seven eight nine".split()


@cache
def dossier() -> Dossier:
    return read_dossier(FOLDER)[0]


@cache
def manuscript(name: str) -> Manuscript:
    """A document of the sample, read back from its bytes."""
    return read_manuscript(document(name), f"{name}.docx")


@cache
def source() -> str:
    """The note as it is typed."""
    return (FOLDER / "note.md").read_text(encoding="utf-8")


def prose(name: str) -> list[Passage]:
    """The passages of a note outside its tables, captions and what belongs to charts and tables; then its notes."""
    found = manuscript(name)
    return [each for each in found.passages if each.cell is None and not each.style.startswith("Exhibit")]


def words_of(passage: Passage) -> str:
    return passage.text.replace("\u00a0", " ")


def grid(name: str, number: int) -> list[list[str]]:
    """The cells of a table of a note; 1 is the head of the document."""
    lines: dict[int, list[str]] = {}
    for each in manuscript(name).passages:
        if each.cell is not None and each.cell.table == number and each.role not in (Role.HEADER, Role.FOOTER):
            lines.setdefault(each.cell.row, []).append(words_of(each))
    return list(lines.values())


@cache
def _file(frame: str) -> tuple[Row, ...]:
    with (FOLDER / f"{frame}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


class Counted:
    """The figures of the mapping on a day; nothing here goes through pandas or `briefgen.tables`."""

    def __init__(self, day: date) -> None:
        self.day = day
        self.specs = {(each.group.removesuffix("s"), each.key): each for each in dossier().exhibits}

    def spec(self, name: str) -> ExhibitSpec:
        kind, _, key = name.rpartition("/")
        return next(
            self.specs[each, key] for each in ([kind] if kind else ["table", "chart"]) if (each, key) in self.specs
        )

    def rows(self, spec: ExhibitSpec) -> list[Row]:
        """What is counted."""
        where = dict(spec.where)
        found = [row for row in _file(spec.frame) if date.fromisoformat(row["as_of"]) <= self.day]
        return [row for row in found if all(row[name] in wanted for name, wanted in where.items())]

    def names(self, spec: ExhibitSpec, column: str) -> Mapping[str, str]:
        """The values of a column, by how they are found in a document."""
        return {row[column].casefold(): row[column] for row in _file(spec.frame)} if column else {}

    def number(self, spec: ExhibitSpec, measure: Measure, **at: str) -> str:
        """What stands at a point; without one, the total."""
        rows = self.rows(spec)
        here = [row for row in rows if all(row[name] == value for name, value in at.items())]
        match measure.kind:
            case ValueKind.DISTINCT:
                return str(len({row[measure.column] for row in here}))
            case ValueKind.SHARE:
                [value] = at.values() or [""]
                return f"{self.shares(spec).get(value, 0)} %" if value else "100 %"
            case _:
                return str(len(here))

    def shares(self, spec: ExhibitSpec) -> Mapping[str, int]:
        """Whole percentages that add up to 100; what is left over goes to the largest fractions."""
        rows = self.rows(spec)
        counts = Counter(row[spec.rows.column] for row in rows)
        shares = {name: 100 * count // len(rows) for name, count in counts.items()}
        by_fraction = sorted(counts, key=lambda name: (-(100 * counts[name] % len(rows)), -counts[name]))
        return shares | {name: shares[name] + 1 for name in by_fraction[: 100 - sum(shares.values())]}

    def say(self, word: str, args: Sequence[Any]) -> str:
        """What a word of the vocabulary says of a table."""
        spec = self.spec(args[0])
        say: Mapping[str, Callable[..., str]] = {
            "cell": self._cell, "total": self._total, "share": self._share, "leader": self._leader, "rows": self._rows,
        }  # fmt: skip
        return say[word](spec, *args[1:])

    def _cell(self, spec: ExhibitSpec, row: str, column: str = "") -> str:
        across = spec.columns.column
        named = [each for each in spec.values if each.kind.value == column]
        at = {spec.rows.column: row} | ({across: column} if across and column else {})
        return self.number(spec, named[0] if named else spec.values[0], **at)

    def _total(self, spec: ExhibitSpec) -> str:
        return self.number(spec, spec.values[0])

    def _share(self, spec: ExhibitSpec, row: str) -> str:
        return f"{self.shares(spec).get(row, 0)} %"

    def _rows(self, spec: ExhibitSpec) -> str:
        return str(len({row[spec.rows.column] for row in self.rows(spec)}))

    def _leader(self, spec: ExhibitSpec, place: int = 1, within: str = "") -> str:
        assert place == 1, "the note quotes the first place only"
        ranked = spec.columns.column if within else spec.rows.column
        fixed = {spec.rows.column: within} if within else {}
        measure = Measure() if spec.values[0].kind is ValueKind.SHARE else spec.values[0]
        names = sorted({row[ranked] for row in self.rows(spec)})
        numbers = {name: int(self.number(spec, measure, **fixed, **{ranked: name})) for name in names}
        best = [name for name in names if numbers[name] == max(numbers.values())]
        return ", ".join(best[:-1]) + " and " + best[-1] if len(best) > 1 else best[0]


def shown(kind: str) -> list[str]:
    """The charts or tables of the note in their order."""
    return [str(call.args[0]) for call in calls(source()) if call.word == kind]


def expected(text: str, day: date) -> str:
    """A typed paragraph as it is to be read: its values said, its marks taken away."""
    said = [_said(call_of, day) for call_of in VALUE.findall(text)]
    values = iter(said)
    text = VALUE.sub(lambda _: next(values), text)
    return re.sub(r"\[\^[\w-]+\]|^#+ |\*\*", "", text).replace(r"\*", "*")


def _said(value: str, day: date) -> str:
    first, *further = calls(value)
    word, args, spelt = first.word, first.args, any(each.word == "spelt" for each in further)
    forms = next((dict(each.options) for each in further if each.word == "plural"), None)
    if word == "ref":
        kind, _, key = str(args[0]).partition("/")
        return "2" if kind == "note" else f"{kind.title()} {shown(kind).index(key) + 1}"
    if word in {"date", "when"}:
        return {"2015": "2015", "2020-02-19": "on 19 February 2020"}[str(args[0])]
    if word == "figure":
        return next(str(row.value) for row in dossier().figures if row.figure == args[0])
    number = Counted(day).say(word, args)
    if forms:
        return str(forms["one" if number == "1" else "other"])
    return _SMALL[int(number)] if spelt and len(number) == 1 else number


def typed() -> Iterator[str]:
    """Each paragraph of the note as it is typed, with its list marks; charts and tables left out."""
    for block in source().split("\n\n"):
        if not re.match(r"\{\{ (chart|table)\(", block):
            lines = block.strip().split("\n")
            yield from lines if re.match(r"(- |\d\. )", lines[0]) else [" ".join(lines)]
