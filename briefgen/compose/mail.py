"""The e-mail that papers go out with: its subject, and what is said in it, in the words of one recipient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.asof import Situation
from briefgen.compose import keys
from briefgen.compose.context import Request, texts_for
from briefgen.compose.letter import salutation_and_closing
from briefgen.findings import Finding, Place, declare, error, hint, warning
from briefgen.model.dossier import Letter, Recipient
from briefgen.model.richtext import RichText, join_texts, plain

NO_ADDRESS: Final = declare("MAIL-001", "Each recipient of an e-mail has an address, in the column `email`.")
STRANGE_ADDRESS: Final = declare("MAIL-002", "E-mail addresses are written as name@example.eu, with commas between.")
NO_TEXT: Final = declare("MAIL-003", "What is said in an e-mail stands in `mail.md`; else a usual sentence does.")
NOT_IN_MAILS: Final = declare(
    "MAIL-004", "In the text of an e-mail are neither tables nor charts, nor references to such."
)

USUAL: Final[Mapping[str, str]] = {
    "bg": "Приложено Ви изпращаме документите.",
    "cs": "V příloze zasíláme dokumenty.",
    "da": "Vedlagt følger dokumenterne.",
    "de": "Anbei erhalten Sie die Unterlagen.",
    "el": "Σας διαβιβάζουμε συνημμένα τα έγγραφα.",
    "en": "Please find the documents attached.",
    "es": "Se adjuntan los documentos.",
    "et": "Dokumendid on kirjale lisatud.",
    "fi": "Asiakirjat ovat tämän viestin liitteinä.",
    "fr": "Veuillez trouver ci-joint les documents.",
    "ga": "Tá na doiciméid ceangailte leis seo.",
    "hr": "U prilogu Vam dostavljamo dokumente.",
    "hu": "Mellékelten megküldjük a dokumentumokat.",
    "it": "Si trasmettono in allegato i documenti.",
    "lt": "Pridedame dokumentus.",
    "lv": "Pielikumā nosūtām dokumentus.",
    "mt": "Id-dokumenti huma mehmużin ma' dan il-messaġġ.",
    "nl": "Hierbij ontvangt u de documenten.",
    "pl": "W załączeniu przekazujemy dokumenty.",
    "pt": "Seguem em anexo os documentos.",
    "ro": "Vă transmitem atașat documentele.",
    "sk": "V prílohe zasielame dokumenty.",
    "sl": "V prilogi pošiljamo dokumente.",
    "sv": "Dokumenten bifogas.",
}
"""What is said where a dossier says nothing, by language; own knowledge, not looked up."""


class MailText(Struct, frozen=True):
    """What an e-mail says.

    Attributes:
        body: from the salutation to the closing; the signature is added by the program that sends it.
        language: the BCP 47 tag.
        findings: what is wrong with the texts, or missing.
    """

    subject: str
    body: RichText
    language: str
    findings: tuple[Finding, ...] = ()


def compose_mail(situation: Situation, request: Request, recipient: Recipient) -> MailText:
    """The e-mail to a recipient.

    Args:
        request: of the recipient's language.
    """
    request = replace(request, recipient=recipient)
    dossier, texts = situation.profile, texts_for(situation, request)
    salutation, closing = salutation_and_closing(texts, situation.letter or Letter(), recipient, request.localiser)
    said = texts.blocks(keys.mail_body(dossier))
    usual = plain(USUAL[request.localiser.language])
    body = join_texts((salutation, said if said.blocks else usual, closing))
    subject = str(texts.words_only(keys.mail_subject(dossier)))
    place = Place(dossier.mail.body_file)
    found = (*texts.findings, *_without_address(recipient), *_without_text(dossier.mail.body, place))
    return MailText(subject, body, request.localiser.language_tag, (*found, *_out_of_place(body, place)))


def _without_address(recipient: Recipient) -> Iterator[Finding]:
    if not recipient.email.strip():
        message = f"“{recipient.recipient}” has no e-mail address; the draft is addressed to nobody."
        yield warning(NO_ADDRESS, recipient.place.in_column("email"), message, "Fill in the column “email”.")


def _without_text(body: str, place: Place) -> Iterator[Finding]:
    if not body.strip():
        message = "there is no text for the e-mails, so that a usual sentence stands in them."
        yield hint(NO_TEXT, place, message, f"Write {place.file} into the folder of the dossier.")


def _out_of_place(body: RichText, place: Place) -> Iterator[Finding]:
    named = [span.refers_to for block in body.blocks for span in block.spans if span.refers_to]
    named += [block.exhibit.key for block in body.blocks if block.exhibit]
    for each in named:
        if not each.startswith("point/"):
            message = f"an e-mail cannot show or refer to “{each}”, which stands in the documents."
            yield error(NOT_IN_MAILS, place, message, "Say it in words.", each)
