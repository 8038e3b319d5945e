"""The letter: dateline, addressee, salutation, body, closing, signature."""

from __future__ import annotations

from typing import Any

from briefgen.asof import Situation
from briefgen.compose.common import composed, dateline_place, head_and_body, refuse_no_place, texts_for, title_of
from briefgen.compose.composed import Composed, Request
from briefgen.compose.rules import NO_BODY
from briefgen.compose.texts import Texts
from briefgen.findings import Finding, error
from briefgen.model.dossier import DocumentSpec, Letter, Recipient
from briefgen.model.richtext import Block, RichText, Span


def compose_letter(situation: Situation, document: DocumentSpec, request: Request) -> Composed:
    """What the template of a letter sees; one without a body gives a finding."""
    texts = texts_for(situation, request)
    letter = situation.profile.letter or Letter()
    if not (letter.body.strip() or document.body.strip()):
        texts.findings.append(_no_body(letter))
    title = title_of(document, situation, texts)
    own = head_and_body(document, situation, texts, request)
    body = own["body"] if document.body else texts.blocks(letter.body, letter.place, "letter")
    parts = {**_letter(situation, request, letter, texts), "body": body}
    fields = {**own, "body": body, "letter": parts, "recipient": _recipient(request.recipient)}
    return composed(situation, request, texts, title, fields)


def _no_body(letter: Letter) -> Finding:
    remedy = "Write the body of the letter into letter.md in the folder of the dossier."
    return error(NO_BODY, letter.place, "the letter has no body.", remedy)


def _letter(situation: Situation, request: Request, letter: Letter, texts: Texts) -> dict[str, Any]:
    dossier, localiser = situation.profile, request.localiser
    place = dateline_place(situation, request, texts)
    if request.prints("letter.dateline", "letter.place"):
        refuse_no_place(situation, request, texts)
    signatory = dossier.signatory
    own = request.recipient.salutation if request.recipient else ""
    return {
        "date": situation.as_of,
        "place": place,
        "dateline": localiser.dateline(place, situation.as_of),
        # a recipient's own salutation is in the recipient's language
        "salutation": (texts.unasked() if own else texts).line(
            own or letter.salutation, letter.place, "letter/salutation"
        ),
        "closing": texts.line(letter.closing, letter.place, "letter/closing"),
        "signatory": {
            "name": signatory.name,
            "function": texts.name(signatory.function, dossier.place, "signatory/function"),
            "institution": texts.name(signatory.institution, dossier.place, "signatory/institution"),
        },
    }


def _recipient(recipient: Recipient | None) -> dict[str, Any] | None:
    if recipient is None:
        return None
    return {
        "key": recipient.recipient,
        "name": recipient.name,
        "salutation": recipient.salutation,
        "address": _lines(recipient.address),
        "language": recipient.language,
    }


def _lines(address: str) -> RichText:
    """Each line of an address as a paragraph."""
    return RichText(tuple(Block((Span(line.strip()),)) for line in address.splitlines() if line.strip()))
