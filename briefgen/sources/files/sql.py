"""Tables of a database, by an SQLAlchemy URL and a table or a query.

dossier.yaml comes by e-mail like any other file, so its query is run as a stranger's would be: one SELECT, in a session
that cannot write, in bounds, and no message repeats a secret. What a database can enforce by itself (a read-only
transaction, a time limit) it is asked to enforce; SQLite, whose queries can write files anywhere, is opened for reading
and allowed nothing but reading.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from briefgen.errors import UnreadableInputError
from briefgen.findings import Finding, Place, did_you_mean, hint
from briefgen.sources import rules
from briefgen.sources.files.schema import FOLLOWUP, TableSchema
from briefgen.sources.files.sql_cut import (
    DIALECTS,
    NUMBER,
    CutSource,
    DayCut,
    cut_statement,
    first_statement,
    look_statement,
)
from briefgen.sources.files.table import (
    Planner,
    RawRow,
    SourceTable,
    cell_text,
    find_numbers,
    tabulate,
    tabulate_foreign,
)

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, TextClause

MAX_ROWS: Final = 100_000
MAX_BYTES: Final = 50 << 20
"""Bytes of text in all rows together."""
MAX_SECONDS: Final = 30
_MAX_VALUE: Final = 10 << 20  # bytes of one value, the most that SQLite may make

_COMMENT: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_QUOTED: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\[[^\]]*\]")
_READS: Final = re.compile(r"\s*\(*\s*(?:SELECT|WITH|VALUES)\b", re.IGNORECASE)
_SECRET: Final = re.compile(r"(?i)\b(pass\w*|pwd|secret|token|key)(\s*[=:]\s*)[^;&\s'\"]+")
_HIDDEN: Final = "***"

# https://sqlite.org/c3ref/c_alter_table.html
_READING: Final = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, getattr(sqlite3, "SQLITE_RECURSIVE", 33))
)
_PROGRESS: Final = 10_000  # instructions of SQLite's machine between two looks at the clock

# what makes a session of a server one that reads only and stops by itself
_SESSIONS: Final = {
    "postgresql": (
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET TRANSACTION READ ONLY",
        "SET statement_timeout = {milliseconds}",
        # days as year-month-day, and rows in the order in which they are stored, at every reading
        "SET datestyle = ISO",
        "SET synchronize_seqscans = off",
        "SET max_parallel_workers_per_gather = 0",
    ),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_execution_time = {milliseconds}"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_statement_time = {seconds}"),
}

_NARROW: Final = "Narrow the query."
_CUT_ELSEWHERE: Final = (
    "Narrow the query. Documents, “briefgen status” and “briefgen changes” are made of larger ledgers too: there the "
    "database gives what stands on the day."
)
_REMEDY: Final = "Check the address, the name of the table and the query under “sources” in dossier.yaml."


def read_sql(
    schema: TableSchema,
    url: str,
    folder: Path,
    *,
    table: str = "",
    query: str = "",
    planner: Planner | None = None,
    cut: DayCut | None = None,
) -> tuple[SourceTable, bytes]:
    """A table of a database.

    The session only reads, in bounds. A password is not repeated in any
    message, wherever in the address it stands.

    Args:
        schema: the table that the rows should make.
        url: as SQLAlchemy writes it; a relative path of SQLite counts from the folder.
        folder: the dossier's folder.
        table: the table's name; or else
        query: a SELECT whose columns have the names of the schema.
        planner: finds the columns where they have names of their own.
        cut: the day that is looked at, where not all rows are needed; SQLite and PostgreSQL then give those alone.

    Returns:
        The table, and its contents as bytes (for the digest).

    Raises:
        UnreadableInputError: SQLAlchemy or the driver is not installed, the database cannot be reached, or it has no
            such table; the query is more than one SELECT, takes too long or gives too much.
    """
    try:
        import sqlalchemy
    except ImportError:
        message = f"{schema.name}: reading from a database needs SQLAlchemy, which is not installed."
        raise UnreadableInputError(message, 'Install it with: pip install "briefgen[sql]"') from None
    address = _address(url, schema.name)
    place = Place(printable_address(address), part=f"table {table}" if table else "query")
    if query and (fault := find_write(query)):
        message = f"{place}: only one SELECT is run, and {fault}."
        raise UnreadableInputError(message, "Write a SELECT whose columns have the names of the table's.")
    try:
        within = _within(folder, address, schema.name)
        asked = partial(_records_of, within, schema, table, query)
        records, findings = _in_bounds(asked, None if planner else cut, place)
    except (sqlalchemy.exc.SQLAlchemyError, ImportError, sqlite3.Error) as problem:
        raise _database_error(place, problem, address) from None
    except (OverflowError, MemoryError):
        raise UnreadableInputError(f"{place}: the rows have more than {MAX_BYTES >> 20} MB.", _NARROW) from None
    if len(records) - 1 > MAX_ROWS:
        remedy = _NARROW if cut or schema.name != FOLLOWUP.name else _CUT_ELSEWHERE
        raise UnreadableInputError(f"{place}: there are more than {MAX_ROWS} rows.", remedy)
    made = tabulate_foreign(schema, place, records, planner) if planner else tabulate(schema, place, records)
    made = made._replace(findings=(*made.findings, *findings)) if findings else made
    return made, "\n".join(repr(record.fields) for record in records).encode()


def _in_bounds(
    read: Callable[[DayCut | None], list[RawRow]], cut: DayCut | None, place: Place
) -> tuple[list[RawRow], tuple[Finding, ...]]:
    """The rows, where that is too much without the history of what stands, and then a hint that says so."""
    if cut is None or not cut.history:
        return read(cut), ()
    with suppress(OverflowError):
        records = read(cut)
        if len(records) - 1 <= MAX_ROWS:
            return records, ()
    message = f"the items that stand on {cut.as_of} have more than {MAX_ROWS} rows: of each the last wording is read."
    remedy = "So rules that follow an item over time (CHG) see less of it. A query of fewer items shows them all."
    return read(cut._replace(history=False)), (hint(rules.HISTORY_UNREAD, place, message, remedy),)


def _address(url: str, name: str) -> URL:
    from sqlalchemy import exc, make_url

    try:
        return make_url(url)
    except (exc.ArgumentError, ValueError):
        message = f"{name}: what stands under “url” is not the address of a database."
        raise UnreadableInputError(message, 'Write it as SQLAlchemy does, e.g. "sqlite:///ledger.db".') from None


def _within(folder: Path, address: URL, name: str) -> URL:
    """The address with a relative path of SQLite counted from the folder."""
    if not address.drivername.startswith("sqlite") or address.database in {None, "", ":memory:"}:
        return address
    path = folder / str(address.database)
    if not path.is_file():  # SQLite would make an empty database of that name
        message = f"{name}: there is no database file {address.database}."
        remedy = did_you_mean(path.name, (each.name for each in folder.iterdir()))
        raise UnreadableInputError(message, remedy or "A relative path counts from the dossier's folder.")
    return address.set(database=f"file:{quote(path.resolve().as_posix())}", query={"mode": "ro", "uri": "true"})


def _records_of(address: URL, schema: TableSchema, table: str, query: str, cut: DayCut | None) -> list[RawRow]:
    """The rows of a table or query; the names of its columns count as row 1, as in a file."""
    from sqlalchemy import create_engine

    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            open_for_reading(address, connection)
            source = query or f"SELECT * FROM {_quote_name(connection, table)}"  # noqa: S608
            if cut and (base := _base_of(connection, schema, source, is_table=not query)):
                return _cut_records(connection, base, cut)
            result = connection.execution_options(stream_results=True).execute(_words(source))
            return [RawRow(1, tuple(result.keys())), *_records(enumerate(take_rows(result), 2))]
    finally:
        engine.dispose()


def _base_of(connection: Connection, schema: TableSchema, source: str, *, is_table: bool) -> CutSource | None:
    """What a cut is made of; None where all rows are to be read."""
    query, dialect = source.rstrip().removesuffix(";"), connection.dialect.name
    if dialect not in DIALECTS or ";" in _bare(query):
        return None
    columns = tuple(connection.execute(_words(f"SELECT * FROM ({query}\n) AS q LIMIT 0")).keys())  # noqa: S608
    names = {schema.name_of(each): _quote_part(connection, each) for each in columns}
    if len(names) < len(columns) or not {column.name for column in schema.columns if column.required} <= names.keys():
        return None
    if dialect == "sqlite" and is_table:
        own = CutSource(dialect, source.replace("*", f"rowid AS {NUMBER}, *", 1), columns, names, is_numbered=True)
        if seen := _looked_at(connection, own):
            return seen
    base = CutSource(dialect, f"{query}\n", columns, names)  # a remark may stand at its end
    seen = _looked_at(connection, base) or base
    return seen._replace(select=f"SELECT row_number() OVER () AS {NUMBER}, q.* FROM ({query}\n) AS q")  # noqa: S608


def _looked_at(connection: Connection, base: CutSource) -> CutSource | None:
    """The source with whether it is plain; None where it has no numbers from 1 without gaps, in which it is read."""
    from sqlalchemy import exc

    try:
        count, is_plain, *ends = connection.execute(_words(look_statement(base))).one()
    except exc.OperationalError:  # a view has no numbers
        if base.is_numbered:
            return None
        raise
    is_whole = not base.is_numbered or ends == [1, count]
    return base._replace(is_plain=bool(is_plain)) if is_whole else None


def _words(query: str) -> TextClause:
    """A query as SQLAlchemy runs it; a colon in it (“' :a'”) asks for no value."""
    from sqlalchemy import text

    return text(query.replace(":", r"\:"))


def _cut_records(connection: Connection, base: CutSource, cut: DayCut) -> list[RawRow]:
    def ask(words: str) -> list[RawRow]:
        rows = connection.execution_options(stream_results=True).execute(_words(words))
        return list(_records((number + 1, cells) for *cells, number in take_rows(rows)))

    found = ask(cut_statement(base, cut))
    if not found or cut.known_on:  # all may be rows that nobody knew
        rows = {row.number: row for row in (*found, *ask(first_statement(base, cut)))}
        found = [rows[number] for number in sorted(rows)]
    return [RawRow(1, base.columns), *found]


def _quote_name(connection: Connection, table: str) -> str:
    return ".".join(_quote_part(connection, part) for part in table.split("."))


def _quote_part(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _database_error(place: Place, problem: Exception, address: URL) -> UnreadableInputError:
    # SQLAlchemy puts the driver's own sentence behind the class in the first line
    words = without_secrets(str(problem).splitlines()[0].rpartition(") ")[2], address)
    if any(sign in words for sign in _TOO_LONG):
        return UnreadableInputError(f"{place}: the query takes more than {MAX_SECONDS} seconds.", _NARROW)
    return UnreadableInputError(f"{place}: the database says: {words}", _REMEDY)


_TOO_LONG: Final = ("interrupted", "statement timeout", "maximum statement execution time", "max_statement_time")


def _records(rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterator[RawRow]:
    for number, cells in rows:
        yield RawRow(number, tuple(map(cell_text, cells)), numbers=find_numbers(cells))


def find_write(query: str) -> str:
    """What makes a query more than one SELECT, as a part of a sentence; "" where nothing does."""
    bare = _bare(query)
    if not _READS.match(bare):
        word = bare.split()[0] if bare.split() else "nothing"
        return f"it begins with “{word[:20]}”"
    return "it holds more than one statement" if bare.rstrip().rstrip(";").count(";") else ""


def _bare(query: str) -> str:
    """A query without remarks and what is quoted."""
    return _QUOTED.sub("''", _COMMENT.sub(" ", query))


def open_for_reading(address: URL, connection: Connection, seconds: int = MAX_SECONDS) -> None:
    """Makes a session one that only reads, in bounded time, as far as its database can be told to.

    Args:
        connection: just opened; SQLite's is to be of a file that was opened with `mode=ro`.
        seconds: how long the session may work.
    """
    name = address.get_backend_name()
    if name == "sqlite":
        _bound_sqlite(connection.connection.driver_connection, seconds)
    for statement in _SESSIONS.get(name, ()):
        connection.exec_driver_sql(statement.format(seconds=seconds, milliseconds=seconds * 1000))


def _bound_sqlite(driver: Any, seconds: int) -> None:  # sqlite3.Connection, for which SQLAlchemy has no type
    end = time.monotonic() + seconds
    driver.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE)
    driver.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    driver.set_progress_handler(lambda: time.monotonic() > end, _PROGRESS)
    driver.set_authorizer(_authorise)


def _authorise(action: int, _first: str | None, second: str | None, _database: str | None, _by: str | None) -> int:
    loads = action == sqlite3.SQLITE_FUNCTION and (second or "").lower() == "load_extension"
    return sqlite3.SQLITE_OK if action in _READING and not loads else sqlite3.SQLITE_DENY


_WITH_LENGTH: Final = (str, bytes)


def take_rows(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, up to one more than `MAX_ROWS`.

    Raises:
        OverflowError: they hold more than `MAX_BYTES`.
    """
    size = 0
    for number, row in enumerate(rows):
        size += sum([len(value) if isinstance(value, _WITH_LENGTH) else 8 for value in row])
        if size > MAX_BYTES:
            raise OverflowError
        yield tuple(row)
        if number == MAX_ROWS:
            return


def printable_address(address: URL) -> str:
    """The address for messages: no password, and nothing of what stands behind “?”, where passwords stand as well."""
    return address.set(query={}).render_as_string(hide_password=True)


def without_secrets(words: str, address: URL) -> str:
    """A database's sentence without any secret of the address, however the driver repeats it."""
    values = (each for value in address.query.values() for each in ([value] if isinstance(value, str) else value))
    for secret in sorted({str(address.password or ""), *values} - {""}, key=len, reverse=True):
        words = words.replace(secret, _HIDDEN)
    return _SECRET.sub(rf"\1\2{_HIDDEN}", words)
