"""What keeps the SQL door a door for reading: one SELECT, a session that cannot write, bounds, no secret in a message.

dossier.yaml comes by e-mail like any other file, so its query is run as a stranger's would be. What a database can
enforce by itself (a read-only transaction, a time limit) it is asked to enforce; SQLite, whose queries can write files
anywhere, is opened for reading and allowed nothing but reading.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection

MAX_ROWS: Final = 100_000
MAX_BYTES: Final = 50 << 20
"""Bytes of text in all rows together."""
MAX_SECONDS: Final = 10
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
    ),
    "mysql": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_execution_time = {milliseconds}"),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY", "SET SESSION max_statement_time = {seconds}"),
}


def find_write(query: str) -> str:
    """What makes a query more than one SELECT, as a part of a sentence; "" where nothing does."""
    bare = _QUOTED.sub("''", _COMMENT.sub(" ", query))
    if not _READS.match(bare):
        word = bare.split()[0] if bare.split() else "nothing"
        return f"it begins with “{word[:20]}”"
    return "it holds more than one statement" if bare.rstrip().rstrip(";").count(";") else ""


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


def take_rows(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows of a result, up to one more than `MAX_ROWS`.

    Raises:
        OverflowError: they hold more than `MAX_BYTES`.
    """
    size = 0
    for number, row in enumerate(rows):
        size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
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
