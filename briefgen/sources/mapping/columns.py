"""Find the headings of a tracker, and which of its columns are read as which of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace

from briefgen.findings import Finding, Place, did_you_mean, error, has_errors, hint
from briefgen.sources import rules
from briefgen.sources.description.sources import HeadingChoice, TableMapping
from briefgen.sources.files.schema import TableSchema
from briefgen.sources.files.table import ColumnPlan, Planner, RawRow
from briefgen.sources.mapping.headings import count_known, plain_heading, propose_columns

NAMES_OF_ROWS: Final = frozenset({"point", "item", "number", "part", "group", "as_of", "recorded"})
"""Our columns that only say which row it is."""
_ROWS_TO_SEARCH: Final = 15
_MANY: Final = 12


def planner_of(schema: TableSchema, mapping: TableMapping) -> Planner:
    """What plans the columns of a table by a mapping."""
    return partial(_plan, schema, mapping)


def _plan(schema: TableSchema, mapping: TableMapping, place: Place, top: Sequence[RawRow]) -> ColumnPlan:
    header = find_header(schema, mapping, top)
    if header is None:
        return _refusal(_no_header(schema, mapping, place))
    return _ColumnFinder(schema, mapping, place, header).plan()


def find_header(schema: TableSchema, mapping: TableMapping, top: Sequence[RawRow]) -> RawRow | None:
    """The row with the headings: the one that `header-row` names, else that with the most of them in the first 15."""
    if mapping.header_row:
        return next((row for row in top if row.number == mapping.header_row), None)
    rows = [row for row in top if not row.blank][:_ROWS_TO_SEARCH]
    wanted = frozenset(map(plain_heading, headings_to_find(mapping) or schema.column_names))
    return max(rows, key=lambda row: (count_wanted(row, wanted), count_known(row.fields)), default=None)


def headings_to_find(mapping: TableMapping) -> tuple[str, ...]:
    """The headings that a mapping names, with those that other tables read from the same rows."""
    own = (heading for choice in mapping.columns.values() for heading in choice.headings)
    return tuple(dict.fromkeys((*own, *(heading for _, heading in mapping.beside))))


def count_wanted(row: RawRow, wanted: frozenset[str]) -> int:
    """How many of the headings (as `plain_heading` has them) stand in a row."""
    return len(wanted.intersection(map(plain_heading, row.fields)))


def _no_header(schema: TableSchema, mapping: TableMapping, place: Place) -> Finding:
    if mapping.header_row:
        message = f"there is no row {mapping.header_row} with headings among the first rows."
        return error(rules.MISSING_COLUMN, place, message, "Correct “header-row” in dossier.yaml.")
    return error(rules.MISSING_COLUMN, place, f"the table for “{schema.name}” is empty.", "Is it the right file?")


def _refusal(*findings: Finding) -> ColumnPlan:
    return ColumnPlan(0, 0, (), (), (), findings=findings)


class _ColumnFinder:
    """Finds the columns of one table by its headings."""

    def __init__(self, schema: TableSchema, mapping: TableMapping, place: Place, header: RawRow) -> None:
        self.schema, self.mapping, self.header = schema, mapping, header
        self.place = replace(place, row=header.number, line=header.line)
        self.headings = [" ".join(field.replace("\ufeff", "").split()) for field in header.fields]
        self.plain = [plain_heading(heading) if heading else "" for heading in self.headings]

    def plan(self) -> ColumnPlan:
        """The plan, with what is wrong with the headings."""
        found: dict[str, list[int]] = {}
        findings: list[Finding] = []
        for name, choice in self.choices().items():
            places = [self._index_of(heading) for heading in self._headings_of(choice)]
            findings += (each for each in places if isinstance(each, Finding))
            found[name] = [each for each in places if isinstance(each, int)]
        if not has_errors(findings):
            findings += self._missing(found)
        if not has_errors(findings) and not self.mapping.is_derived:
            findings += self._not_read(found)
        extra = (name for name in self.schema.column_names if name not in found and self._is_filled_later(name))
        found |= {name: [] for name in extra}
        return ColumnPlan(
            header=self.header.number,
            width=len(self.headings),
            names=tuple(found),
            indexes=tuple(map(tuple, found.values())),
            headings=tuple(self._shown(name, found) for name in found),
            joined=frozenset(
                name for name, choice in self.choices().items() if choice.is_made and len(found[name]) > 1
            ),
            words=tuple(self._words(found)),
            findings=tuple(findings),
        )

    def _shown(self, name: str, found: Mapping[str, Sequence[int]]) -> str:
        """What stands above a column; a key that is made has that of the point, and a constant has none."""
        indexes = found[name] or (found.get("point", ()) if name == "item" else ())
        return self.headings[indexes[0]] if indexes else name

    def _words(self, found: Mapping[str, Sequence[int]]) -> Iterator[int]:
        """The columns that say something of a row, and not only which it is."""
        beside = {plain_heading(heading) for name, heading in self.mapping.beside if name not in NAMES_OF_ROWS}
        yield from (index for name, indexes in found.items() if name not in NAMES_OF_ROWS for index in indexes)
        yield from (index for index, plain in enumerate(self.plain) if plain in beside)

    def choices(self) -> dict[str, HeadingChoice]:
        """Which headings each of our columns is read from: those of the mapping; without any, ours."""
        if self.mapping.columns:
            return dict(self.mapping.columns)
        ours = ((self.schema.name_of(heading), heading) for heading in self.headings)
        return {name: HeadingChoice((heading,)) for name, heading in ours if self.schema.column(name)}

    def _headings_of(self, choice: HeadingChoice) -> Iterator[str]:
        """The headings that are meant; a made key may also name one of our columns."""
        for heading in choice.headings:
            ours = self.mapping.columns.get(heading)
            if choice.is_made and ours and plain_heading(heading) not in self.plain:
                yield from ours.headings
            else:
                yield heading

    def _index_of(self, heading: str) -> int | Finding:
        exact = [index for index, each in enumerate(self.headings) if each == " ".join(heading.split())]
        alike = [index for index, each in enumerate(self.plain) if each == plain_heading(heading)]
        if len(found := exact or alike) == 1:
            return found[0]
        if found:
            message = f"the heading “{heading}” stands there {len(found)} times."
            return error(rules.NO_HEADING, self.place, message, "Rename one of the columns.", heading)
        there = [each for each in self.headings if each]
        remedy = did_you_mean(heading, there) or f"The headings of row {self.header.number}: {_listed(there)}."
        message = f"there is no column “{heading}”, which dossier.yaml names."
        return error(rules.NO_HEADING, self.place, message, remedy, heading)

    def _is_filled_later(self, name: str) -> bool:
        is_made = self.schema.name == "followup" and name == "item" and bool(self.mapping.columns)
        return name in self.mapping.constants or is_made

    def _missing(self, found: dict[str, list[int]]) -> Iterator[Finding]:
        required = [column.name for column in self.schema.columns if column.required]
        missing = [name for name in required if name not in found and not self._is_filled_later(name)]
        if missing:
            listed = " and ".join(filter(None, (", ".join(f"“{each}”" for each in missing[:-1]), f"“{missing[-1]}”")))
            what = f"column {listed} is" if len(missing) == 1 else f"columns {listed} are"
            remedy = lines_to_write(self.schema, self.headings, missing, tuple(found))
            message = f"for “{self.schema.name}” the {what} missing."
            yield error(rules.MISSING_COLUMN, self.place, message, remedy, missing[0])

    def _not_read(self, found: dict[str, list[int]]) -> Iterator[Finding]:
        read = {index for indexes in found.values() for index in indexes}
        beside = {plain_heading(heading) for _, heading in self.mapping.beside}
        left = [
            heading
            for index, (heading, plain) in enumerate(zip(self.headings, self.plain, strict=True))
            if heading and index not in read and plain not in beside
        ]
        if left:
            what = "columns that are not read" if len(left) > 1 else "a column that is not read"
            message = f"the table has {what}: {_listed(left)}."
            yield hint(rules.UNKNOWN_COLUMN, self.place, message, "Name them under “columns” where they count.")


def lines_to_write(schema: TableSchema, headings: Sequence[str], missing: Sequence[str], mapped: Iterable[str]) -> str:
    """What to write in dossier.yaml so that a tracker is read: the columns, by what its headings plainly mean."""
    proposals = propose_columns(schema, headings)
    wanted = {name: proposals.get(name, "…") for name in (*missing, *proposals) if name not in set(mapped)}
    if wanted.get("text") == "…" and "state" in proposals:
        wanted["text"] = proposals["state"]  # better a word than none; a column of remarks has been proposed before it
    constants = ""
    if wanted.get("as_of") == "…":
        wanted.pop("as_of")
        constants = "constants: {as_of: 2026-06-15} (the day that it says how things stand on)"
    if schema.name == "followup" and wanted.get("item") == "…":
        wanted.pop("item")
    columns = ", ".join(f"{ours}: {quote(theirs)}" for ours, theirs in wanted.items())
    lines = " and ".join(filter(None, (f"columns: {{{columns}}}" if columns else "", constants)))
    there = _listed([each for each in headings if each])
    return f"Write in dossier.yaml, under “sources”, “{schema.name}”: {lines}. The headings here: {there}."


def quote(text: str) -> str:
    """A text as it may stand in YAML, in quotation marks where it needs them."""
    plain = text.replace(" ", "").replace("_", "")
    is_plain = text == "…" or (plain.isalnum() and not plain.isdigit() and not plain[0].isdigit())
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return text if is_plain else f'"{escaped}"'


def _listed(headings: Sequence[str]) -> str:
    more = f" and {len(headings) - _MANY} more" if len(headings) > _MANY else ""
    return ", ".join(f"“{each}”" for each in headings[:_MANY]) + more
