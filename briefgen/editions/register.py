"""The register of what was sent: `issued.csv` in a dossier's folder, read with every doubt and only ever added to.

Editions are counted for each document, language and recipient by themselves.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import astuple

from briefgen.errors import FindingsError
from briefgen.findings import Finding, Place, declare, error, has_errors
from briefgen.sources.files.csv import read_csv
from briefgen.sources.files.schema import ISSUED
from briefgen.sources.files.table import TableRow
from briefgen.sources.files.text import read_bytes
from briefgen.sources.ledger.entries import LedgerEntry, entries_of
from briefgen.sources.ledger.texts import TextChecker

REGISTER_FILE: Final = f"{ISSUED.name}.csv"
KEPT_FOLDER: Final = "issued"
HEADER: Final = ",".join(ISSUED.column_names)

NO_NUMBER: Final = declare("EDN-001", "The number of an edition is a whole number.")
OUT_OF_STEP: Final = declare(
    "EDN-002", "The editions of a document, language and recipient are numbered 1, 2, 3 in the order of the register."
)
NO_DIGEST: Final = declare("EDN-003", "The digest of an edition is the SHA-256 of its file: 64 digits 0–9 and a–f.")
OTHER_HEADER: Final = declare("EDN-004", f"The register is added to only below its own header: {HEADER}.")
TWICE: Final = declare("EDN-005", "A file stands in the register once.")

_DIGEST = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_BY_HAND = "The register was edited by hand, or a row was taken out: put back the row as it was written."


class Edition(Struct, frozen=True):
    """One paper that was sent, as a row of the register says it.

    Attributes:
        number: from 1, for each document, language and recipient.
        recipient: the key of the recipient, or "".
        known_on: the `--known-on` of the document, None where it had none.
        digest: SHA-256 over the file that was sent, in hexadecimal digits.
    """

    number: int
    document: str
    language: str
    recipient: str
    as_of: date
    known_on: date | None
    sent: date
    digest: str

    @property
    def known(self) -> date:
        """The day whose knowledge a later paper is compared with: `known_on`, else the as-of day."""
        return self.known_on or self.as_of

    @property
    def known_when_sent(self) -> date:
        """Up to which day's knowledge the paper itself can have had: `known_on`, else the day of sending."""
        return self.known_on or max(self.sent, self.as_of)

    @property
    def series(self) -> tuple[str, str, str]:
        """What its number counts: document, language and recipient."""
        return self.document, self.language, self.recipient

    @property
    def file_name(self) -> str:
        """What its file is called where it is kept: `annex-2.en.docx`, `letter-1.be.en.docx`."""
        return ".".join(filter(None, (f"{self.document}-{self.number}", self.recipient, self.language, "docx")))

    def __str__(self) -> str:
        to = f", to {self.recipient}" if self.recipient else ""
        return f"{self.document} ({self.language}{to}), edition {self.number}, sent {self.sent.isoformat()}"


def register_path(folder: Path) -> Path:
    """Where the register of a dossier stands.

    Args:
        folder: of the dossier.
    """
    return folder / REGISTER_FILE


def read_register(folder: Path) -> tuple[tuple[Edition, ...], tuple[Finding, ...]]:
    """The editions of a dossier in the order of the register, and what is wrong with it; none without a register.

    Rows with a finding at error level are left out.

    Args:
        folder: of the dossier.

    Raises:
        UnreadableInputError: the register cannot be read at all.
    """
    path = register_path(folder)
    if not path.exists():
        return (), ()
    table = read_csv(ISSUED, read_bytes(path), path.name)
    entries, findings = entries_of(table, TextChecker())
    found = [*table.findings, *findings, *_row_findings(entries)]
    unsound = {finding.place.row for finding in found if has_errors([finding])}
    sound = (each for each in entries if each.sound and each.row.place.row not in unsound)
    return tuple(_edition(each.values) for each in sound), tuple(found)


def sound_register(folder: Path) -> tuple[Edition, ...]:
    """The editions of a register without errors.

    Raises:
        UnreadableInputError: it cannot be read at all.
        FindingsError: it was broken or edited, so that nobody knows what was sent.
    """
    editions, findings = read_register(folder)
    if has_errors(findings):
        raise FindingsError(findings)
    return editions


def last_edition(folder: Path, document: str, language: str, recipient: str, before: date) -> Edition | None:
    """The last edition with an as-of day before another day, or None; of one day the one with the greater number.

    What it said is what was known on its `known` day.

    Args:
        folder: of the dossier.
        recipient: the key of the recipient, "" for none.
        before: the as-of day of the document that is to be compared with it.

    Raises:
        UnreadableInputError: the register cannot be read at all.
        FindingsError: it has errors.
    """
    wanted = document, language, recipient
    found = (each for each in sound_register(folder) if each.series == wanted and each.as_of < before)
    return max(found, key=lambda each: (each.as_of, each.number), default=None)


def next_number(editions: Iterable[Edition], series: tuple[str, str, str]) -> int:
    """The number that the next edition of a document, language and recipient gets."""
    return 1 + sum(each.series == series for each in editions)


def with_editions(content: bytes, added: Sequence[Edition]) -> bytes:
    """The register with some editions behind those that it has.

    Args:
        content: its bytes, empty where there is none yet; not one of them is changed.

    Raises:
        FindingsError: its first line is not the header that it was made with.
    """
    newline = "\r\n" if b"\r\n" in content else "\n"
    _refuse_other_header(content)
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator=newline).writerows(map(_cells, added))
    head = content or f"{HEADER}\n".encode()
    joint = b"" if head.endswith(b"\n") else newline.encode()
    return head + joint + stream.getvalue().encode()


def _refuse_other_header(content: bytes) -> None:
    first = content.split(b"\n", 1)[0].rstrip(b"\r").removeprefix(b"\xef\xbb\xbf")
    if content and first != HEADER.encode():
        message = "the first line is not the one that the register was made with, so nothing is added to it."
        remedy = f"Save it as CSV (UTF-8) with commas; its first line is: {HEADER}"
        raise FindingsError([error(OTHER_HEADER, Place(REGISTER_FILE, row=1), message, remedy)])


def _cells(edition: Edition) -> list[str]:
    values = astuple(edition)
    return [value.isoformat() if isinstance(value, date) else str(value or "") for value in values]


def _edition(values: Any) -> Edition:
    number, *others = (values[name] for name in ISSUED.column_names)
    return Edition(int(number), *others)


def _row_findings(entries: Iterable[LedgerEntry]) -> Iterator[Finding]:
    counts, digests = Counter[tuple[str, str, str]](), dict[str, int | None]()
    for entry in (each for each in entries if each.sound):
        row, cells = entry.row, entry.row.cells
        series = cells["document"].strip(), cells["language"].strip(), cells.get("recipient", "").strip()
        counts[series] += 1
        yield from _number_findings(row, cells["edition"].strip(), counts[series])
        yield from _digest_findings(row, cells["digest"].strip(), digests)


def _number_findings(row: TableRow, number: str, expected: int) -> Iterator[Finding]:
    if not _NUMBER.fullmatch(number):
        message = f"“{number}” is not the number of an edition."
        yield error(NO_NUMBER, row.at("edition"), message, f"It should be {expected}. {_BY_HAND}", number)
    elif int(number) != expected:
        message = f"edition {number} stands where edition {expected} of this document, language and recipient belongs."
        yield error(OUT_OF_STEP, row.at("edition"), message, _BY_HAND, number)


def _digest_findings(row: TableRow, digest: str, known: dict[str, int | None]) -> Iterator[Finding]:
    if not _DIGEST.fullmatch(digest):
        message = f"“{digest[:40]}” is not the digest of a file."
        yield error(NO_DIGEST, row.at("digest"), message, _BY_HAND, digest)
    elif digest in known:
        message = f"the same file stands in row {known[digest]} already."
        yield error(TWICE, row.at("digest"), message, "Delete the later row.", digest)
    known.setdefault(digest, row.place.row)
