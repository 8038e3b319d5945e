"""Drafts of e-mails as files, and several in one archive.

Outlook, Thunderbird and Apple Mail open them as messages that are not sent yet.

A draft has neither sender nor date; the program that sends it gives it both. Its first header is a digest of all the
rest, so that a draft that somebody has changed is not replaced.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from hashlib import sha256
from typing import Final

from msgspec import Struct

from briefgen.opc.zip import central_record, deflate_part, end_record
from briefgen.outputs.addresses import addresses_in, is_international
from briefgen.outputs.staging import Output

_SEAL: Final = b"X-Briefgen-Seal: "
_END: Final = b"\r\n"
_BOUNDARY: Final = "==briefgen-{}=="
_MARK: Final = b"briefgen "
_COMMENT: Final = len(_MARK) + 64
_LENGTH: Final = struct.Struct("<H")
_OFFICE: Final = "vnd.openxmlformats-officedocument."
XLSX: Final = f"{_OFFICE}spreadsheetml.sheet"
SUBTYPES: Final = {"xlsx": XLSX, "docx": f"{_OFFICE}wordprocessingml.document", "pdf": "pdf"}
"""The subtypes of `application/` (IANA) by the endings of names."""


class Attachment(Struct, frozen=True):
    """A file that goes with a message.

    Attributes:
        subtype: of the media type `application/…`.
    """

    name: str
    data: bytes
    subtype: str


class MailDraft(Struct, frozen=True):
    """A message that nobody has sent yet.

    Attributes:
        to, cc: addresses with commas between them, or "".
        body: plain text.
        html: the same as a page of HTML, or "".
    """

    to: str
    subject: str
    body: str
    cc: str = ""
    attachments: Sequence[Attachment] = ()
    html: str = ""


def write_draft(draft: MailDraft) -> bytes:
    """The message as a file (RFC 5322, MIME); the same draft always gives the same bytes.

    Raises:
        AddressError: an address is none, such as one with a line break.
    """
    to, cc = addresses_in(draft.to), addresses_in(draft.cc)
    message = EmailMessage(SMTPUTF8 if any(map(is_international, (*to, *cc))) else SMTP)
    message["X-Unsent"] = "1"
    for name, value in (("To", to), ("Cc", cc), ("Subject", " ".join(draft.subject.split()))):
        if value:
            message[name] = value
    message.set_content(draft.body, cte="quoted-printable")
    if draft.html:
        message.add_alternative(draft.html, subtype="html", cte="quoted-printable")
    for each in draft.attachments:
        message.add_attachment(each.data, maintype="application", subtype=each.subtype, filename=each.name)
    for depth, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(_BOUNDARY.format(sha256(f"{depth}{draft.body}".encode()).hexdigest()[:16]))
    data = message.as_bytes()
    return _SEAL + sha256(data).hexdigest().encode() + _END + data


def is_untouched_draft(data: bytes) -> bool:
    """Whether a file is a draft as it was written here."""
    head, _, rest = data.partition(_END)
    return head == _SEAL + sha256(rest).hexdigest().encode()


def write_archive(files: Iterable[Output]) -> bytes:
    """The files under their names, without folders; the same files always give the same bytes.

    The comment of the archive (APPNOTE 4.3.16) is a digest of all that stands before it.
    """
    parts = [deflate_part(file.path.name, file.data) for file in files]
    locals_, centrals, start = [], [], 0
    for part in parts:
        locals_.append(part.head + part.compressed)
        centrals.append(central_record(part, start))
        start += len(locals_[-1])
    directory = b"".join(centrals)
    end = end_record(len(parts), len(directory), start)
    bare = b"".join((*locals_, directory, end[: -_LENGTH.size], _LENGTH.pack(_COMMENT)))
    return bare + _comment(bare)


def is_untouched_archive(data: bytes) -> bool:
    """Whether a file is an archive as it was written here."""
    return len(data) > _COMMENT and data[-_COMMENT:] == _comment(data[:-_COMMENT])


def _comment(bare: bytes) -> bytes:
    return _MARK + sha256(bare).hexdigest().encode()
