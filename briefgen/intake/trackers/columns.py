"""Which column of an action table is read as what: by its heading, by what stands in it, or as a person has chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from msgspec import Struct, field

from briefgen.intake.trackers.roles import ColumnRole, HeadingMeaning, read_heading
from briefgen.intake.words import one_line, shorten
from briefgen.sources.description.sources import plain_words
from briefgen.sources.mapping.dates import NOTHING
from briefgen.sources.mapping.headings import columns_meant, plain_heading

SECTION: Final = -1
"""The index of a column that is none: the title of the section that a row stands in."""
_FEW: Final = 0.2
_LONG_STATE: Final = 40
_LONG_KEY: Final = 12
_SHORT: Final = 3
_SHARED: Final = 0.7


class Choices(NamedTuple):
    """What a person has said of a file, in the words of `sources:` in dossier.yaml.

    Attributes:
        columns: their headings by our fields: those of `followup`, and of `commitments` “number”, “part”, “point” and
            “commitment” (its text).
        states: our states by their words without capitals; "" where a word stands for no state.
        constants: what our fields have where theirs have nothing.
        day_order: "dmy", "mdy" or "".
        sheets: those that count; all where none is named.
        header_row: the row with the headings, from 1; 0 where it is to be found.
        alternatives: the fields of whose columns only the first that is filled counts.
    """

    columns: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    states: Mapping[str, str] = MappingProxyType({})
    constants: Mapping[str, str] = MappingProxyType({})
    day_order: str = ""
    sheets: tuple[str, ...] = ()
    header_row: int = 0
    alternatives: frozenset[str] = frozenset()


NO_CHOICES: Final = Choices()


class ActionColumn(Struct, frozen=True):
    """A column with a heading, for showing how it was understood.

    Attributes:
        fields: what it is read as, in our names; none where it is left behind.
        samples: two values at most, as they begin.
        why: why it is left behind, or "".
    """

    index: int
    heading: str
    fields: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    why: str = ""


class Assignment(Struct, frozen=True):
    """The columns of a table by our fields.

    Attributes:
        fields: for each of our fields the columns (from 0) that it is read from.
        by_group: whether a group is the point and each action its item; else the action is the point.
        years: of earlier states or reports that have columns of their own, the fields by their year.
        left: why a column is left behind, where more is known than that its heading says nothing.
    """

    fields: Mapping[str, tuple[int, ...]]
    by_group: bool = False
    years: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    left: Mapping[int, str] = field(default_factory=dict)

    def of(self, name: str) -> tuple[int, ...]:
        """The columns of a field."""
        return self.fields.get(name, ())


def show_columns(headings: Sequence[str], rows: Sequence[Sequence[str]], found: Assignment) -> tuple[ActionColumn, ...]:
    """Every column with a heading or with cells: what it is read as, and two samples."""
    return tuple(_shown(headings, rows, found))


def _shown(headings: Sequence[str], rows: Sequence[Sequence[str]], found: Assignment) -> Iterator[ActionColumn]:
    for index, heading in enumerate(headings):
        samples = tuple(dict.fromkeys(shorten(row[index], 34) for row in rows if row[index]))[:2]
        if not (heading or samples):
            continue
        fields = [name for name, indexes in found.fields.items() if index in indexes]
        fields += [
            f"{name} of {year}" for year, each in found.years.items() for name, at in each.items() if at == index
        ]
        why = "" if fields else found.left.get(index, "" if samples else "empty")
        yield ActionColumn(index, heading, tuple(fields), samples, why)


def assign_chosen(headings: Sequence[str], choices: Choices) -> tuple[Assignment, tuple[str, ...]]:
    """The columns as a person has chosen them, and the headings named that are not there."""
    plain = [plain_heading(heading) if heading else "" for heading in headings]
    fields: dict[str, tuple[int, ...]] = {}
    missing: list[str] = []
    for name, wanted in choices.columns.items():
        places = [plain.index(plain_heading(each)) for each in wanted if plain_heading(each) in plain]
        if places:
            fields[name] = tuple(places)
        else:
            missing += wanted
    by_group = bool(fields.get("commitment")) and fields.get("commitment") == fields.get("point") and "item" in fields
    return Assignment(fields, by_group), tuple(dict.fromkeys(missing))


def assign(headings: Sequence[str], rows: Sequence[Sequence[str]], *, has_sections: bool = False) -> Assignment:
    """The columns by what their headings say, and by what stands in them.

    Args:
        headings: one for each column; "" where there is none.
        rows: the cells below them.
        has_sections: whether titles of sections stand between the rows.
    """
    return _Assigner(headings, rows, has_sections).assign()


class _Assigner:
    """Finds the column of each field of one table."""

    def __init__(self, headings: Sequence[str], rows: Sequence[Sequence[str]], has_sections: bool) -> None:
        self.headings = headings
        self.rows = [row for row in rows if any(row)]
        self.has_sections = has_sections
        self.read = [read_heading(one_line(heading)) if heading else HeadingMeaning() for heading in headings]
        self.left: dict[int, str] = {}
        self.years: dict[str, dict[str, int]] = {}
        self.roles: dict[int, ColumnRole] = {}

    def assign(self) -> Assignment:
        self._leave_other_languages()
        self._find_years()
        plainly = {index: read.roles for index, read in enumerate(self.read) if read.roles and index not in self.left}
        for index, roles in plainly.items():
            others = {role for other, each in plainly.items() if other != index and len(each) == 1 for role in each}
            self.roles[index] = self._role(index, roles, others)
        for year in self.years.values():
            for index in year.values():
                self.roles.pop(index, None)
        fields = self._by_action()
        by_group = self._is_by_group(fields)
        if by_group:
            fields = self._with_group_as_point(fields)
        for index in self.roles:
            if not any(index in indexes for indexes in fields.values()):
                self.left.setdefault(index, "another column is read for the same")
        return Assignment({name: found for name, found in fields.items() if found}, by_group, self.years, self.left)

    def _leave_other_languages(self) -> None:
        """Of columns that differ by a language only, those of the first language are read."""
        languages = list(dict.fromkeys(read.language for read in self.read if read.language))
        first: dict[str, str] = {}
        for index, read in enumerate(self.read):
            is_several = len(languages) > 1 and bool(read.language)
            if is_several and first.setdefault(read.words, read.language) != read.language:
                self.left[index] = f"in another language ({read.language})"

    def _find_years(self) -> None:
        bare = {role for read in self.read if not read.year for role in read.roles}
        for index, read in enumerate(self.read):
            if read.year and read.roles and read.roles[0] in bare:
                name = {ColumnRole.STATE: "state", ColumnRole.REPORT: "text"}.get(read.roles[0])
                if name and self._values(index):
                    self.years.setdefault(read.year, {})[name] = index

    def _role(self, index: int, roles: tuple[ColumnRole, ...], others: set[ColumnRole]) -> ColumnRole:
        """The one that is meant where a heading may say several things."""
        if {ColumnRole.REPORT, ColumnRole.STATE} <= set(roles):
            is_long = self._length(index) > _LONG_STATE / 2
            return ColumnRole.REPORT if is_long or ColumnRole.STATE in others else ColumnRole.STATE
        if roles == (ColumnRole.STATE,) and self._length(index) > _LONG_STATE:
            return ColumnRole.REPORT
        if {ColumnRole.ACTION, ColumnRole.DETAIL} <= set(roles):
            return (
                ColumnRole.DETAIL
                if {ColumnRole.MATTER, ColumnRole.ACTION, ColumnRole.TITLE} & others
                else ColumnRole.ACTION
            )
        return roles[0]

    def _values(self, index: int) -> list[str]:
        return [row[index] for row in self.rows if row[index] and plain_words(row[index]) not in NOTHING]

    def _length(self, index: int) -> float:
        values = self._values(index)
        return sum(map(len, values)) / len(values) if values else 0.0

    def _share(self, indexes: Sequence[int]) -> float:
        filled = sum(any(row[index] for index in indexes) for row in self.rows)
        return filled / len(self.rows) if self.rows else 0.0

    def _all(self, *roles: ColumnRole) -> list[int]:
        return [index for role in roles for index in self.roles if self.roles[index] is role]

    def _first(self, role: ColumnRole) -> tuple[int, ...]:
        """The column of a role: one with words in it before an empty one, a usual heading before a rare one."""
        found = self._all(role)
        found.sort(key=lambda index: (not self._values(index), not columns_meant(one_line(self.headings[index]))))
        return tuple(found[:1])

    def _by_action(self) -> dict[str, tuple[int, ...]]:
        """The fields where the action is the point, and what is reported of it its item."""
        matters, actions = self._all(ColumnRole.MATTER), self._all(ColumnRole.ACTION)
        titles, details = self._all(ColumnRole.TITLE), self._all(ColumnRole.DETAIL)
        main = (matters or actions)[:1]
        if main and titles and not (titles[0] < main[0] and self._first(ColumnRole.OWNER)):
            titles = []  # a name behind the action may be anybody's
        commitment = (*titles[:1], *main, *matters[1:], *details)
        further = [index for index in actions if index not in main]
        key = self._key()
        is_number = bool(key) and self._length(key[0]) <= _LONG_KEY
        part = self._part()
        return {
            "point": key or commitment[:1],
            "number": key if is_number else (),
            "part": part,
            "commitment": commitment,
            "group": self._first(ColumnRole.GROUP),
            "state": self._first(ColumnRole.STATE),
            "due": self._first(ColumnRole.DUE),
            "owner": self._first(ColumnRole.OWNER),
            "source": tuple(self._all(ColumnRole.SOURCE)),
            "as_of": self._first(ColumnRole.DAY),
            "closed": self._first(ColumnRole.CLOSED),
            "recorded": self._first(ColumnRole.RECORDED),
            "text": (*further, *self._all(ColumnRole.REPORT)),
        }

    def _key(self) -> tuple[int, ...]:
        """The number of each row; with a letter beside it where only both tell the rows apart."""
        found = [index for index in self._all(ColumnRole.KEY) if self._share([index]) > _FEW]
        for index in found:
            values = self._values(index)
            if len(set(values)) == len(values):
                return (index,)
            beside = index + 1
            if beside < len(self.headings) and 0 < self._length(beside) <= _SHORT and beside not in self.roles:
                return (index, beside)
        return tuple(found[:1])

    def _part(self) -> tuple[int, ...]:
        found = [index for index in self._all(ColumnRole.PART) if self._values(index)]
        named = [index for index in found if self.read[index].words.endswith((" label", " name"))]
        if named or found:
            return tuple((named or found)[:1])
        return (SECTION,) if self.has_sections else ()

    def _is_by_group(self, fields: Mapping[str, tuple[int, ...]]) -> bool:
        """Whether rows share a group, and hardly any reports what became of it."""
        holder = fields["part"] or fields["group"]
        if not holder or not fields["commitment"] or self._share(fields["text"]) > _FEW:
            return False
        return holder == (SECTION,) or len(set(self._values(holder[0]))) <= len(self.rows) * _SHARED

    def _with_group_as_point(self, fields: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        holder = fields["part"] or fields["group"]
        kept = {name: found for name, found in fields.items() if name not in ("part", "number", "commitment", "point")}
        key = {"item": fields["point"] if self._key() else fields["commitment"][:1]}
        group = {"group": fields["group"] if fields["part"] else ()}
        text = {"text": (*fields["commitment"], *fields["text"])}
        return {"point": holder, "commitment": holder, **kept, **key, **group, **text}
