"""Reminders to those who have not answered, as drafts of e-mails: the second and third in plainer words."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from briefgen.contributions.contents import plain_owner
from briefgen.contributions.register import Waiting, rows_of_table
from briefgen.contributions.words import Words
from briefgen.outputs.mail import XLSX, Attachment, MailDraft
from briefgen.sources.files.schema import CONTRIBUTORS

_BODIES: Final = {1: "mail_first", 2: "mail_second", 3: "mail_third"}


class Contributor(Struct, frozen=True):
    """Who is written to for an owner.

    Attributes:
        email, cc: addresses with commas between them, or "".
        language: a code, or "".
    """

    owner: str
    email: str = ""
    cc: str = ""
    language: str = ""


def read_contributors(folder: Path) -> dict[str, Contributor]:
    """Who is written to, by the owner in small letters, from `contributors.csv`; nobody where there is none.

    Raises:
        UnreadableInputError: it cannot be read at all.
        FindingsError: it has errors.
    """
    found = (Contributor(**values) for values in rows_of_table(CONTRIBUTORS, folder))
    return {plain_owner(each.owner): each for each in found}


def reminder_to(
    waiting: Waiting,
    contributor: Contributor,
    words: Words,
    number: int,
    *,
    title: str,
    day: str,
    workbook: bytes | None = None,
) -> MailDraft:
    """The reminder of a number.

    Args:
        words: in the language that is written in.
        number: from 1 to 3.
        title: of the dossier.
        day: that is reported on, in words.
        workbook: the file that went out, which goes out once more; None where it is not there.
    """
    texts = [words[_BODIES[number]].format(title=title, date=day)]
    if number == 1:
        texts.append(words["mail_first_hint"])
    texts.append(words["mail_items"].format(number=waiting.items - waiting.answered))
    body = "\n\n".join((words["mail_greeting"], *texts, words["mail_close"])) + "\n"
    subject = words["mail_subject"].format(title=title, date=day)
    files = [Attachment(waiting.file, workbook, XLSX)] if workbook else []
    return MailDraft(contributor.email, subject, body, contributor.cc, files)
