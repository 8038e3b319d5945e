"""Drafts of e-mails as files: Outlook, Thunderbird and Apple Mail open them as messages that are not sent yet.

A draft has neither sender nor date; the program that sends it gives it both. Its first header is a digest of all the
rest, so that a draft that somebody has changed is not replaced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

_SEAL: Final = b"X-Briefgen-Seal: "
_END: Final = b"\r\n"
_BOUNDARY: Final = "==briefgen-{}=="
XLSX: Final = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The subtype of `application/` for a workbook (IANA)."""


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message.

    Attributes:
        subtype: of the media type `application/…`.
    """

    name: str
    data: bytes
    subtype: str


@dataclass(frozen=True)
class MailDraft:
    """A message that nobody has sent yet.

    Attributes:
        to, cc: addresses with commas between them, or "".
        body: plain text.
    """

    to: str
    subject: str
    body: str
    cc: str = ""
    attachments: Sequence[Attachment] = ()


def write_draft(draft: MailDraft) -> bytes:
    """The message as a file (RFC 5322, MIME); the same draft always gives the same bytes.

    Raises:
        ValueError: an address cannot stand in a header, such as one with a line break.
    """
    message = EmailMessage(SMTP)
    message["X-Unsent"] = "1"
    for name, text in (("To", draft.to), ("Cc", draft.cc), ("Subject", draft.subject)):
        if text:
            message[name] = " ".join(text.split())
    message.set_content(draft.body, cte="quoted-printable")
    for each in draft.attachments:
        message.add_attachment(each.data, maintype="application", subtype=each.subtype, filename=each.name)
    if draft.attachments:
        message.set_boundary(_BOUNDARY.format(sha256(draft.body.encode()).hexdigest()[:16]))
    data = message.as_bytes()
    return _SEAL + sha256(data).hexdigest().encode() + _END + data


def is_untouched_draft(data: bytes) -> bool:
    """Whether a file is a draft as it was written here."""
    head, _, rest = data.partition(_END)
    return head == _SEAL + sha256(rest).hexdigest().encode()
