"""PDFs that are the same whenever they are made, and that can say whether they were touched since.

LibreOffice writes the moment of the export into a PDF, and identifiers made from it; nothing else differs between
two exports of one document. Each is replaced by one of the same length, so that every offset in the file stays
right: the moment by the document's day, the identifiers by a hash of all the rest. So the file's own identifier
(ISO 32000-1, 14.4) is its seal.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256

_DATES = (
    (re.compile(rb"/(?:CreationDate|ModDate) ?\(D:(\d{14})"), "{:%Y%m%d}000000"),
    (re.compile(rb"<xmp:(?:Create|Modify|Metadata)Date>([\dT:-]{19})"), "{:%Y-%m-%d}T00:00:00"),
)
_ID = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>\s*<([0-9A-Fa-f]{32})>\s*\]")
_OTHER_IDS = (
    re.compile(rb"/DocChecksum /([0-9A-Fa-f]{32})"),
    re.compile(rb"<xmpMM:(?:Document|Instance)ID>uuid:([0-9A-Fa-f-]{36})"),
)


def settle(pdf: bytes, day: date) -> bytes:
    """A PDF with a day for the moment of its export, and with its seal for its identifiers.

    Args:
        pdf: as LibreOffice has written it.
        day: the day that the document reports on.
    """
    dated = bytearray(pdf)
    for pattern, form in _DATES:
        said = form.format(day).encode()
        for found in pattern.finditer(pdf):
            dated[found.start(1) : found.end(1)] = said
    return _with_ids(bytes(dated), _seal(bytes(dated)))


def is_untouched_pdf(data: bytes) -> bool:
    """Whether a PDF bears its seal, and this is still the seal of the rest."""
    found = _ID.search(data, max(0, data.rfind(b"/ID")))
    return bool(found) and _with_ids(data, _seal(data)) == data


def _seal(pdf: bytes) -> str:
    return sha256(_with_ids(pdf, "0" * 64)).hexdigest().upper()


def _with_ids(pdf: bytes, seal: str) -> bytes:
    """The PDF with the halves of a seal as its identifiers."""
    changed = bytearray(pdf)
    for found in _ID.finditer(pdf):
        changed[found.start(1) : found.end(1)] = seal[:32].encode()
        changed[found.start(2) : found.end(2)] = seal[32:].encode()
    for pattern in _OTHER_IDS:
        for found in pattern.finditer(pdf):
            half = seal[: found.end(1) - found.start(1)].encode()
            changed[found.start(1) : found.end(1)] = half
    return bytes(changed)
