"""The letter: dateline, addressee, salutation, body, closing, signature."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from briefgen.compose import keys
from briefgen.compose.context import DocumentDraft, DocumentKind
from briefgen.compose.schema import ListOf, Schema
from briefgen.compose.texts import Texts
from briefgen.compose.translations import NO_BODY
from briefgen.findings import Finding, error
from briefgen.localise import Localiser
from briefgen.model.dossier import Letter, Recipient
from briefgen.model.manuscript import Passage
from briefgen.model.richtext import Block, RichText, Span

_SCHEMA: Final[Schema] = {
    "letter": {
        "date": "the date of the letter (date)",
        "place": "the place of the dateline",
        "dateline": "place and date in house style",
        "salutation": "the salutation, the recipient’s own where there is one (rich text)",
        "body": "the body (rich text)",
        "closing": "the complimentary close, the recipient’s own where there is one (rich text)",
        "signatory": {
            "name": "who signs, may be empty",
            "function": "the function of who signs, may be empty",
            "institution": "the institution of the letterhead, may be empty",
            "address": "its address, a paragraph for each line, may be empty (rich text)",
        },
        "reference": "the sender’s reference, may be empty",
        "subject": "the subject, may be empty",
        "enclosures": ListOf(text="what goes with the letter"),
        "copies": ListOf(text="who else gets it"),
    },
    "recipient": {
        "key": "the recipient’s key",
        "name": "name or office",
        "salutation": "the recipient’s own salutation, may be empty",
        "closing": "the recipient’s own close, may be empty",
        "gender": "female, male, other, or empty",
        "office": "president, prime-minister, minister, or empty",
        "address": "the address, a paragraph for each line (rich text)",
        "language": "the recipient’s language",
    },
}


def _compose(draft: DocumentDraft) -> dict[str, Any]:
    """The fields of a letter; one without a body gives a finding."""
    letter = draft.situation.letter or Letter()
    if not (letter.body.strip() or draft.document.body.strip()):
        draft.add([_no_body(letter)])
    title = draft.title
    own = draft.head_and_body()
    body = own["body"] if draft.document.body else draft.texts.blocks(keys.letter_body(letter))
    parts = {**_letter(draft, letter), "body": body}
    return {"title": title, **own, "body": body, "letter": parts, "recipient": _recipient(draft.request.recipient)}


def _no_body(letter: Letter) -> Finding:
    remedy = f"Write the body of the letter into {letter.place.file} in the folder of the dossier."
    return error(NO_BODY, letter.place, "the letter has no body.", remedy)


def _letter(draft: DocumentDraft, letter: Letter) -> dict[str, Any]:
    dossier, texts = draft.situation.profile, draft.texts
    place, as_of = draft.place(texts, "letter.dateline", "letter.place"), draft.situation.as_of
    salutation, closing = salutation_and_closing(texts, letter, draft.request.recipient, draft.request.localiser)
    return {
        "date": as_of,
        "place": place,
        "dateline": draft.request.localiser.dateline(place, as_of),
        "salutation": salutation,
        "closing": closing,
        "signatory": {
            "name": dossier.signatory.name,
            "function": texts.name(keys.signatory("function", dossier)),
            "institution": texts.name(keys.signatory("institution", dossier)),
            "address": _lines(texts.name(keys.signatory("address", dossier))),
        },
        **_head(draft),
    }


def salutation_and_closing(
    texts: Texts, letter: Letter, recipient: Recipient | None, localiser: Localiser
) -> tuple[RichText, RichText]:
    """How a letter begins and ends: in a recipient's own words, which are in its language, else the dossier's.

    Args:
        localiser: has the salutation of a recipient with an office, and the close that goes with it where the dossier
            has none.
    """
    to_office = localiser.salutation(recipient.office, recipient.gender) if recipient and recipient.office else ""
    own = (recipient.salutation or to_office) if recipient else ""
    salutation = (texts.without_asking() if own else texts).line(keys.salutation(letter, own))
    said = without_stop(str(salutation))
    of_house = localiser.closing(said) if to_office and not letter.closing.strip() else ""
    own = (recipient.closing or of_house) if recipient else ""
    closing = (texts.without_asking() if own else texts).with_word("salutation", said)
    return salutation, closing.line(keys.closing(letter, own))


def without_stop(salutation: str) -> str:
    """A salutation as it stands within a sentence: Madame la Présidente."""
    return salutation.rstrip(" \u00a0,:!.")


def _head(draft: DocumentDraft) -> dict[str, Any]:
    """What stands about the letter: reference, subject, enclosures, copies."""
    dossier = draft.situation.profile
    [reference], [subject] = (keys.letter_head(name, dossier) for name in ("reference", "subject"))
    return {
        "reference": draft.texts.without_asking().words_only(reference),
        "subject": draft.texts_for("letter.subject").words_only(subject),
        "enclosures": _listed(draft, "enclosures"),
        "copies": _listed(draft, "copies"),
    }


def _listed(draft: DocumentDraft, name: str) -> list[dict[str, str | RichText]]:
    texts = draft.texts_for(f"letter.{name}")
    return [{"text": texts.words_only(each)} for each in keys.letter_head(name, draft.situation.profile)]


def _recipient(recipient: Recipient | None) -> dict[str, Any] | None:
    if recipient is None:
        return None
    return {
        "key": recipient.recipient,
        "name": recipient.name,
        "salutation": recipient.salutation,
        "closing": recipient.closing,
        "gender": recipient.gender,
        "office": recipient.office,
        "address": _lines(recipient.address),
        "language": recipient.language,
    }


def _lines(address: str | RichText) -> RichText:
    """Each line of an address as a paragraph; one that stays in another language is left as it is."""
    if isinstance(address, RichText):
        return address
    return RichText(tuple(Block((Span(line.strip()),)) for line in address.splitlines() if line.strip()))


def _passages(draft: DocumentDraft) -> Iterator[Passage]:
    dossier, texts = draft.situation.profile, draft.texts
    letter = draft.situation.letter or Letter()
    dateline = draft.request.localiser.dateline(draft.place(texts), draft.situation.as_of)
    yield Passage((Span(dateline),), dossier.place, key="letter/dateline")
    yield from _head_passages(draft, "reference", "subject")
    salutation = texts.passages(keys.salutation(letter), block=False, untranslated=False)
    yield from salutation
    yield from texts.passages_of_blocks(keys.letter_body(letter))
    closing = texts.with_word("salutation", without_stop(" ".join(each.text for each in salutation)))
    yield from closing.passages(keys.closing(letter), block=False, untranslated=False)
    yield from _head_passages(draft, "enclosures", "copies")


def _head_passages(draft: DocumentDraft, *names: str) -> Iterator[Passage]:
    for name in names:
        texts = draft.texts.without_asking() if name == "reference" else draft.texts
        for text in keys.letter_head(name, draft.situation.profile):
            yield from texts.passages(text, block=False, untranslated=False)


LETTER = DocumentKind("letter", _compose, _passages, _SCHEMA, must_print=("letter.body", "body"), is_dated=True)
