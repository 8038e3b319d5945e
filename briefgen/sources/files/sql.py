"""Tables of a database, by an SQLAlchemy URL and a table or a query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from briefgen.errors import UnreadableInputError
from briefgen.findings import Place, did_you_mean
from briefgen.sources.files.schema import TableSchema
from briefgen.sources.files.sql_guard import (
    MAX_BYTES,
    MAX_ROWS,
    MAX_SECONDS,
    find_write,
    open_for_reading,
    printable_address,
    take_rows,
    without_secrets,
)
from briefgen.sources.files.table import RawRow, SourceTable, cell_text, find_numbers, tabulate

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

_NARROW: Final = "Narrow the query."
_REMEDY: Final = "Check the address, the name of the table and the query under “sources” in dossier.yaml."


def read_sql(
    schema: TableSchema, url: str, folder: Path, *, table: str = "", query: str = ""
) -> tuple[SourceTable, bytes]:
    """A table of a database.

    The session only reads, in bounds (see `briefgen.sources.files.sql_guard`). A password is not repeated in any
    message, wherever in the address it stands.

    Args:
        schema: the table that the rows should make.
        url: as SQLAlchemy writes it; a relative path of SQLite counts from the folder.
        folder: the dossier's folder.
        table: the table's name; or else
        query: a SELECT whose columns have the names of the schema.

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
        columns, rows = _rows(_within(folder, address, schema.name), table, query)
    except (sqlalchemy.exc.SQLAlchemyError, ImportError, sqlite3.Error) as problem:
        raise _database_error(place, problem, address) from None
    except (OverflowError, MemoryError):
        raise UnreadableInputError(f"{place}: the rows have more than {MAX_BYTES >> 20} MB.", _NARROW) from None
    if len(rows) > MAX_ROWS:
        raise UnreadableInputError(f"{place}: there are more than {MAX_ROWS} rows.", _NARROW)
    records = list(_records(columns, rows))
    return tabulate(schema, place, records), "\n".join(repr(record.fields) for record in records).encode()


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


def _rows(address: URL, table: str, query: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    from sqlalchemy import create_engine, text

    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            open_for_reading(address, connection)
            statement = text(query) if query else text(f"SELECT * FROM {_quote_name(connection, table)}")  # noqa: S608
            result = connection.execution_options(stream_results=True).execute(statement)
            return tuple(result.keys()), list(take_rows(result))
    finally:
        engine.dispose()


def _quote_name(connection: Connection, table: str) -> str:
    preparer = connection.dialect.identifier_preparer
    return ".".join(preparer.quote_identifier(part) for part in table.split("."))


def _database_error(place: Place, problem: Exception, address: URL) -> UnreadableInputError:
    # SQLAlchemy puts the driver's own sentence behind the class in the first line
    words = without_secrets(str(problem).splitlines()[0].rpartition(") ")[2], address)
    if any(sign in words for sign in _TOO_LONG):
        return UnreadableInputError(f"{place}: the query takes more than {MAX_SECONDS} seconds.", _NARROW)
    return UnreadableInputError(f"{place}: the database says: {words}", _REMEDY)


_TOO_LONG: Final = ("interrupted", "statement timeout", "maximum statement execution time", "max_statement_time")


def _records(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[RawRow]:
    # the names of the columns count as row 1, as in a file, so that a row has the same number whatever the source
    yield RawRow(1, tuple(columns))
    for number, row in enumerate(rows, 2):
        cells = tuple(row)
        yield RawRow(number, tuple(map(cell_text, cells)), numbers=find_numbers(cells))
