"""The cut at a day, made by a database: of a large ledger only those rows come out that a command needs.

The rules are those of `briefgen.asof.standing`, said in SQL, so that what is made of the rows is what all rows would
have given. A cell that could not be compared (a day that is none, a word that is no state) is always among them, so
that it is reported as ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from briefgen.model.dossier import State


class DayCut(NamedTuple):
    """The day that a command looks at, so that not all rows of a ledger need be read.

    Attributes:
        as_of: the day; rows that hold only later are not needed.
        known_on: rows recorded after this day are not needed; None for no such day.
        since: an earlier day that it is compared with, as it was known then: all rows up to the day are needed of every
            item that has moved since. Of others that stand: the wording, what later rows say beside it, the first row,
            and those that move the deadline.
        history: whether all rows up to the day are wanted of each item that stands, and of the one that began first,
            for the rules that follow an item over time. Where they are more than is read, they are left out.
    """

    as_of: date
    known_on: date | None = None
    since: date | None = None
    history: bool = False


class CutSource(NamedTuple):
    """What the rows come from: a SELECT without its WHERE, with the number of each row as `briefgen_n`.

    Attributes:
        dialect: "sqlite" or "postgresql".
        select: as `SELECT rowid AS briefgen_n, * FROM "ledger"`.
        columns: their names as the database has them.
        names: the same by our names, quoted.
        is_numbered: whether the numbers are the table's own.
        is_plain: whether days, states and keys stand there as they are compared, so that nothing need be done to them.
    """

    dialect: str
    select: str
    columns: tuple[str, ...]
    names: Mapping[str, str]
    is_numbered: bool = False
    is_plain: bool = False


DIALECTS: Final = ("sqlite", "postgresql")
NUMBER: Final = "briefgen_n"
_BLANKS: Final = f"'{''.join(character for character in map(chr, range(0x3001)) if character.isspace())}'"
_STATES: Final = ", ".join(f"'{state}'" for state in ("", *State))
_MONTHS: Final = "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-9])|(0[13-9]|1[0-2])-30|(0[13578]|1[02])-31"
# a day of the calendar; PostgreSQL is not asked for leap years, as it stops at a day that is none
_IS_A_DAY: Final = {
    "sqlite": "({0}) IS date({0}, '+0 days')",
    "postgresql": f"({{0}}) ~ '^[0-9]{{{{4}}}}-({_MONTHS})$'",
}
_BINARY: Final = {"sqlite": "COLLATE BINARY", "postgresql": 'COLLATE "C"'}
_MANY: Final = 10**15
"""More than the rows of any table, so that numbers with it have as many digits."""
_AGE: Final = "briefgen_day, briefgen_recorded, briefgen_n"


def cut_statement(base: CutSource, cut: DayCut) -> str:
    """The statement that gives the rows a command needs, each with its number behind its fields."""
    wanted = ", ".join((*base.names.values(), NUMBER))
    known = _known(cut)
    # those that were not known yet are read too: a row without words confirms what one of them may say
    odd = "" if base.is_plain else "briefgen_odd OR "
    needed = f"{odd}({_holds(cut)} AND briefgen_item IN ({_items(base, cut)}))"
    if cut.history:
        return f"SELECT {wanted} FROM ({_readable(base)}) AS r WHERE {needed} ORDER BY {NUMBER}"
    # whole rows are asked for once it is known which: they are many times as wide as what is compared
    carried = ", ".join((NUMBER, *(f"briefgen_{name}" for name in _meant(base)))) if base.is_numbered else "r.*"
    rows = f"SELECT {carried}, {_AMONG_THOSE_OF_ITS_ITEM} FROM ({_readable(base)}) AS r WHERE {needed}"
    among = f"PARTITION BY briefgen_item, {known}"
    rows += f" WINDOW i AS ({among}), w AS ({among} ORDER BY {_AGE})"
    kept = f"{odd}NOT ({known}) OR {_SAYS_SOMETHING}"
    if cut.since:
        kept += f" OR briefgen_item IN ({_items_where(base, _moved(cut.since))})"
    if base.is_numbered:
        numbers = f"SELECT {NUMBER} FROM ({rows}) AS k WHERE {kept}"
        return f"SELECT {wanted} FROM ({base.select}) AS b WHERE {NUMBER} IN ({numbers}) ORDER BY {NUMBER}"
    return f"SELECT {wanted} FROM ({rows}) AS k WHERE {kept} ORDER BY {NUMBER}"


def first_statement(base: CutSource, cut: DayCut) -> str:
    """The statement that gives the items of the rows that hold, or were recorded, first; none for a day behind both."""
    wanted, rows = ", ".join((*base.names.values(), NUMBER)), f"({_readable(base)})"
    known = f"SELECT {NUMBER} FROM {rows} AS f ORDER BY briefgen_recorded, {NUMBER} LIMIT 1"
    items = _items_where(base, f"{NUMBER} IN (({_first(base, cut)}), ({known}))")
    none = f"NOT EXISTS (SELECT 1 FROM {rows} AS s WHERE {_seen(cut)})"
    return f"SELECT {wanted} FROM {rows} AS r WHERE {none} AND briefgen_item IN ({items}) ORDER BY {NUMBER}"


def _first(base: CutSource, cut: DayCut) -> str:
    """The number of the row that holds first, of those that are known."""
    rows = f"({_readable(base)}) AS f WHERE {_known(cut)}"
    return f"SELECT {NUMBER} FROM {rows} ORDER BY briefgen_day, {NUMBER} LIMIT 1"


# what is known of a row beside those of its item before and after it
_AMONG_THOSE_OF_ITS_ITEM: Final = ", ".join(
    (
        "row_number() OVER w AS briefgen_age",
        f"min({NUMBER}) OVER i AS briefgen_top",
        "sum(briefgen_text) OVER w AS briefgen_texts",
        "sum(briefgen_text) OVER i AS briefgen_all_texts",
        *(f"lag(briefgen_{name}) OVER w AS briefgen_last_{name}" for name in ("due", "gone", "point", "day")),
        "lead(briefgen_day) OVER w AS briefgen_next_day",
    )
)
# the first row in time and in the table, the first wording, the last and all behind it, and what moves or ends an item
_SAYS_SOMETHING: Final = " OR ".join(
    (
        "briefgen_age = 1",
        f"{NUMBER} = briefgen_top",
        "briefgen_texts = briefgen_all_texts",
        "(briefgen_text = 1 AND briefgen_texts = 1)",
        # of one day both, so that it is told where they contradict each other
        "briefgen_last_day = briefgen_day",
        "briefgen_next_day = briefgen_day",
        *(f"briefgen_last_{name} <> briefgen_{name}" for name in ("due", "gone", "point")),
    )
)


def _holds(cut: DayCut) -> str:
    return f"briefgen_day <= '{cut.as_of}'"


def _seen(cut: DayCut) -> str:
    return f"{_holds(cut)} AND {_known(cut)}"


def _known(cut: DayCut) -> str:
    return f"briefgen_recorded <= '{cut.known_on}'" if cut.known_on else "(1 = 1)"


def _items(base: CutSource, cut: DayCut) -> str:
    """The items whose last row does not end them, and those of which something holds or is known since."""
    age = "briefgen_day || briefgen_recorded" if "recorded" in base.names else "briefgen_day"
    last = f"max({age} || CAST({_MANY} + {NUMBER} AS TEXT) || CAST(briefgen_gone AS TEXT))"  # ends with whether it ends
    rows = f"({_readable(base)}) AS s WHERE {_seen(cut)}"
    standing = f"SELECT briefgen_item FROM {rows} GROUP BY briefgen_item HAVING {last} LIKE '%0'"
    further = [f"{NUMBER} IN ({_first(base, cut)})"] if cut.history else []
    further += [_moved(cut.since)] if cut.since else []
    return f"{standing} UNION {_items_where(base, ' OR '.join(further))}" if further else standing


def _items_where(base: CutSource, condition: str) -> str:
    return f"SELECT briefgen_item FROM ({_readable(base)}) AS m WHERE {condition}"


def _moved(since: date) -> str:
    return f"briefgen_day > '{since}' OR briefgen_recorded > '{since}'"


def look_statement(base: CutSource) -> str:
    """The statement that gives how many rows there are, and whether all cells are written as they are compared.

    That is 1; 0 where one has blanks, or is wrong. From a table with numbers also the first and the last of those.
    """
    names = base.names
    item, point, day = (names[each] for each in ("item", "point", "as_of"))
    plain = [f"{item} IS NOT NULL", f"{point} IS NOT NULL", _is_day(base, _text(base, "as_of"))]
    if base.dialect == "sqlite":
        plain += [f"typeof({each}) = 'text'" for each in (item, point, day)]
    if "recorded" in names:
        recorded = _text(base, "recorded")
        plain.append(f"({recorded} = '' OR {_is_day(base, recorded)})")
        if base.dialect == "sqlite":
            plain.append(f"typeof({names['recorded']}) <> 'blob'")  # bytes come behind all texts
    if "state" in names:
        plain.append(f"{_text(base, 'state')} IN ({_STATES})")
    ends = (f", (SELECT {each}({NUMBER}) FROM ({base.select}) AS e)" for each in ("min", "max"))  # without a scan
    numbers = "".join(ends) if base.is_numbered else ""
    # a cell without a value makes the whole neither true nor false
    is_plain = f"coalesce(min(CASE WHEN {' AND '.join(plain)} THEN 1 ELSE 0 END), 1)"
    return f"SELECT count(*), {is_plain}{numbers} FROM ({base.select}) AS b"


def _readable(base: CutSource) -> str:
    """The rows with what their cells mean, as far as the cut needs to know it."""
    means = _meant(base)
    compared = {name: f"({says}) {_BINARY[base.dialect]}" for name, says in means.items() if name in _COMPARED}
    columns = ", ".join(f"{says} AS briefgen_{name}" for name, says in {**means, **compared}.items())
    return f"SELECT b.*, {columns} FROM ({base.select}) AS b"


def _meant(base: CutSource) -> dict[str, str]:
    means = _plain_meanings(base) if base.is_plain else _meanings(base)
    return means | {
        "due": _text(base, "due"),
        "text": f"CASE WHEN trim({_text(base, 'text')}, {_BLANKS}) = '' THEN 0 ELSE 1 END",
    }


_COMPARED: Final = ("item", "point", "day", "recorded", "due")


def _plain_meanings(base: CutSource) -> dict[str, str]:
    item, point, day = (_plain(base, each) for each in ("item", "point", "as_of"))
    recorded = f"coalesce(nullif({_plain(base, 'recorded')}, ''), {day})" if "recorded" in base.names else day
    gone = f"CASE WHEN {base.names['state']} = '{State.WITHDRAWN}' THEN 1 ELSE 0 END" if "state" in base.names else "0"
    return {
        "item": item,
        "point": point,
        "day": day,
        "recorded": recorded,
        "gone": gone,
    }


def _plain(base: CutSource, column: str) -> str:
    name = base.names[column]
    return name if base.dialect == "sqlite" else f"CAST({name} AS TEXT)"


def _meanings(base: CutSource) -> dict[str, str]:
    day, state = _day(base, "as_of"), f"lower(trim({_text(base, 'state')}, {_BLANKS}))"
    given = _day(base, "recorded")
    recorded = f"CASE WHEN {given} = '' THEN {day} ELSE {given} END" if "recorded" in base.names else day
    odd = [f"NOT ({_is_day(base, each)})" for each in dict.fromkeys((day, recorded))]
    return {
        "item": _key(base, "item"),
        "point": _key(base, "point"),
        "day": day,
        "recorded": recorded,
        "gone": f"CASE WHEN {state} = '{State.WITHDRAWN}' THEN 1 ELSE 0 END",
        "odd": f"({' OR '.join((*odd, f'{state} NOT IN ({_STATES})'))})",
    }


def _is_day(base: CutSource, text: str) -> str:
    return _IS_A_DAY[base.dialect].format(text)


def _text(base: CutSource, column: str) -> str:
    """A cell as text; "" where it is empty, or the table has no such column."""
    name = base.names.get(column)
    return f"coalesce(CAST({name} AS TEXT), '')" if name else "''"


def _key(base: CutSource, column: str) -> str:
    """A key as text; a whole number that SQLite holds as a fraction has no “.0”."""
    if base.dialect != "sqlite":
        return _text(base, column)
    name = base.names[column]
    return f"CASE typeof({name}) WHEN 'real' THEN printf('%.15g', {name}) ELSE {_text(base, column)} END"


def _day(base: CutSource, column: str) -> str:
    """A day as text, year-month-day; of a point in time that a database holds, at midnight, the day."""
    text = f"trim({_text(base, column)}, {_BLANKS})"
    if base.dialect == "sqlite":
        return text
    return f"regexp_replace({text}, ' 00:00:00([+-][0-9:]+)?$', '')"
