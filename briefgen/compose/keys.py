"""Every text of a dossier: how it is typed, where, and the key by which its translation is looked up.

The key is gettext's context. Whoever composes takes texts from here, and the list for translators is made of the same
functions, so no document asks for a text that translators do not get.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from briefgen.compose.translations import PHRASE, is_reference, needs_translation
from briefgen.findings import Place
from briefgen.localise.po import SourceText
from briefgen.model.dossier import Commitment, DocumentSpec, Dossier, DossierProfile, Figure, FollowUp, Letter
from briefgen.model.kinds import WITHDRAWN, ParagraphEntry
from briefgen.text import calls

_SHOWN = 80
_PLACE = "The place in the dateline, in the form that stands there: “V Bruselu dne …”, “Briselē, …”."
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


class DossierText(NamedTuple):
    """A text of the record.

    Attributes:
        key: what its translation is looked up by.
        source: light Markdown with values, or a name, as it is typed.
        subject: what it is a wording of, where that has several in the course of time; else "".
    """

    key: str
    source: str
    place: Place
    subject: str = ""

    @property
    def subject_key(self) -> str:
        """What it is the wording of, whatever the day."""
        return self.subject or self.key

    def blocks(self) -> list[DossierText]:
        """The pieces between blank lines, each translated by itself; the place of each has the line it begins on.

        An indented block belongs to that before it, as a list item or a note goes on.
        """
        found: list[DossierText] = []
        position, line = 0, 1
        ends = [*((each.start(), each.end()) for each in _BLANK_LINES.finditer(self.source)), (len(self.source), 0)]
        for end, following in ends:
            text = self.source[position:end].strip("\n")
            if found and text.startswith((" ", "\t")):
                found[-1] = found[-1]._replace(source=f"{found[-1].source}\n\n{text}")
            elif text.strip():
                piece = self.source[position:end]
                first = line + len(piece) - len(piece.lstrip("\n"))
                key = f"{self.key}/{len(found) + 1}"
                found.append(DossierText(key, text, replace(self.place, line=first), self.subject))
            line += self.source.count("\n", position, following)
            position = following
        return found


def of_dossier(name: str, dossier: DossierProfile) -> DossierText:
    """Title, event, or the heading of a column, by the name of the attribute."""
    return DossierText(f"dossier/{name}", getattr(dossier, name), dossier.place)


def dateline_place(dossier: DossierProfile, otherwise: str = "") -> DossierText:
    """The place of the dateline; that of the workspace where the dossier names none."""
    return DossierText("dossier/place", dossier.dateline_place or otherwise, dossier.place)


def signatory(name: str, dossier: DossierProfile) -> DossierText:
    """The function of who signs, the institution, or its address."""
    return DossierText(f"signatory/{name}", getattr(dossier.signatory, name), dossier.place)


def setting(name: str, dossier: DossierProfile) -> DossierText:
    """A further text of dossier.yaml."""
    return DossierText(f"settings/{name}", dossier.settings[name], dossier.place)


def title(document: DocumentSpec, dossier: DossierProfile) -> DossierText:
    """The title of a document: its own, else the dossier's."""
    own = DossierText(f"documents/{document.name}", document.title, dossier.place)
    return own if document.title else of_dossier("title", dossier)


def about(name: str, source: str, document: DocumentSpec, dossier: DossierProfile) -> DossierText:
    """A text of the head of a document; `name` is the drafter's."""
    return DossierText(f"about/{document.name}/{name}", source, dossier.place)


def body(document: DocumentSpec) -> DossierText:
    """The Markdown file of a document."""
    key = f"body/{document.name}"
    return DossierText(key, document.body, Place(document.body_file), key)


def salutation(letter: Letter, of_recipient: str = "") -> DossierText:
    """The salutation, a recipient's own before that of the letter."""
    return DossierText("letter/salutation", of_recipient or letter.salutation, letter.place)


def letter_body(letter: Letter) -> DossierText:
    """The body of the letter; a dated one has translations of its own."""
    return DossierText(f"letter/{letter.as_of}" if letter.as_of else "letter", letter.body, letter.place)


def closing(letter: Letter, of_recipient: str = "") -> DossierText:
    """The complimentary close, a recipient's own before that of the letter."""
    return DossierText("letter/closing", of_recipient or letter.closing, letter.place)


def letter_head(name: str, dossier: DossierProfile) -> Iterator[DossierText]:
    """The texts of an entry about the letter, by the name of the attribute: none, one, or those of a list."""
    value: str | tuple[str, ...] = getattr(dossier.letter_head, name)
    for text in (value,) if isinstance(value, str) else value:
        yield DossierText(f"letter/{name}", text, dossier.place)


def mail_subject(dossier: DossierProfile) -> DossierText:
    """The subject of the e-mail: its own, else the dossier's title."""
    own = DossierText("mail/subject", dossier.mail.subject, dossier.place)
    return own if dossier.mail.subject.strip() else of_dossier("title", dossier)


def mail_body(dossier: DossierProfile) -> DossierText:
    """The body of the e-mail."""
    return DossierText("mail", dossier.mail.body, Place(dossier.mail.body_file), "mail")


def commitment(row: Commitment) -> DossierText:
    """What was agreed; a dated wording has a translation of its own."""
    subject = f"commitments/{row.point}"
    return DossierText(f"{subject}/{row.as_of}" if row.as_of else subject, row.text, row.place, subject)


def part(row: Commitment) -> DossierText:
    """The title of the section that a commitment stands under."""
    return DossierText("part", row.part, row.place)


def followup(row: FollowUp) -> DossierText:
    """What has been done."""
    return DossierText(f"followup/{row.item}/{row.as_of}", row.text, row.place, f"followup/{row.item}")


def group(row: FollowUp) -> DossierText:
    """The sub-heading that a follow-up stands under."""
    return DossierText("group", row.group, row.place)


def paragraph(row: ParagraphEntry) -> DossierText:
    """The wording of a paragraph."""
    subject = f"paragraphs/{row.document}/{row.paragraph}"
    return DossierText(f"{subject}/{row.as_of}", row.text, row.place, subject)


def heading(row: ParagraphEntry) -> DossierText:
    """The heading above a paragraph."""
    return DossierText("heading", row.heading, row.place)


def participant(row: ParagraphEntry) -> DossierText:
    """Who took part: countries and organisations have names in each language."""
    return DossierText("participant", row.name, row.place)


def function(row: ParagraphEntry) -> DossierText:
    """The function of a speaker or participant."""
    return DossierText("function", row.function, row.place)


def figure_label(row: Figure) -> DossierText:
    """What a figure is of."""
    return DossierText(f"figures/{row.figure}", row.label, row.place)


def phrase(source: str, place: Place) -> DossierText:
    """A text of `_("…")`, or fixed words of a kind of document."""
    return DossierText(PHRASE, source, place)


def texts_for_translators(dossier: Dossier, phrases: Mapping[str, str]) -> Iterator[SourceText]:
    """Every text that a document in another language needs, whatever its day, with comments for translators.

    Args:
        phrases: fixed words of the dossier's kinds of documents, each with what its translator should know.

    Returns:
        The texts in the order of the record, then the phrases (`_("…")`) that they call; without those that no
        language says otherwise.
    """
    found = [_entry(text, *comments) for text, *comments in _all_texts(dossier, phrases)]
    yield from (each for each in found if needs_translation(each.source))
    for each in found:
        for called in phrases_in(each.source):
            if needs_translation(called):
                comment = f"Stands in {each.context}."
                yield replace(each, context=PHRASE, source=called, comments=(comment,))


def phrases_in(source: str) -> Iterator[str]:
    """The phrases that a text calls by `_("…")`."""
    for call in calls(source) if "_" in source else ():
        if call.word == "_" and isinstance(called := call.args[0], str):
            yield called


def _entry(text: DossierText, *comments: str) -> SourceText:
    place = text.place
    return SourceText(text.key, text.source, comments, place.file, place.row or place.line)


_Explained = tuple[DossierText, *tuple[str, ...]]
"""A text, and comments for its translator."""


def _all_texts(dossier: Dossier, phrases: Mapping[str, str]) -> Iterator[_Explained]:
    yield from _of_dossier_yaml(dossier)
    yield from _of_letter(dossier)
    yield from _of_mail(dossier)
    for document in dossier.documents:
        yield from _of_document(document, dossier)
    yield from _of_commitments(dossier)
    for row in dossier.paragraphs:
        if row.kind != WITHDRAWN:
            yield from _of_paragraph(row)
    yield from ((phrase(text, dossier.place), comment) for text, comment in phrases.items())
    if dossier.exhibits:
        from briefgen.model.data_tables import texts_of  # few dossiers count anything

        for each in texts_of(dossier.exhibits, dossier.frames):
            yield DossierText(each.context, each.source, each.place), each.comment
    for figure in dossier.figures:
        yield figure_label(figure), f"Label of the figure {figure.figure}, from {figure.as_of} on"


def _of_dossier_yaml(dossier: DossierProfile) -> Iterator[_Explained]:
    column = "Heading of the {} column of the annex"
    yield of_dossier("title", dossier), "Title of the dossier; stands over the annex"
    yield of_dossier("event", dossier), "The event that the commitments come from"
    yield of_dossier("commitment_heading", dossier), column.format("left")
    yield of_dossier("followup_heading", dossier), column.format("right")
    yield dateline_place(dossier), _PLACE
    yield signatory("function", dossier), "Function of the person who signs"
    yield signatory("institution", dossier), "The institution of the letterhead"
    yield signatory("address", dossier), "The address in the foot of the letter, a line for each line"
    yield from ((title(each, dossier), "Title of the document") for each in dossier.documents if each.title)
    yield from ((setting(name, dossier), "A text of dossier.yaml") for name in dossier.settings)


def _of_letter(dossier: Dossier) -> Iterator[_Explained]:
    """Salutation and close are typed in dossier.yaml, and the same on every day."""
    for letter in dossier.letters[:1]:
        yield salutation(letter)._replace(place=dossier.place), "Salutation of the letter"
    yield from ((each, "Subject of the letter") for each in letter_head("subject", dossier))
    for letter in dossier.letters:
        name = f"letter from {letter.as_of} on" if letter.as_of else "letter"
        for number, block in enumerate(letter_body(letter).blocks(), 1):
            yield block, f"Paragraph {number} of the {name}"
    for letter in dossier.letters[:1]:
        yield closing(letter)._replace(place=dossier.place), "Complimentary close of the letter"
    yield from ((each, "Goes with the letter") for each in letter_head("enclosures", dossier))
    yield from ((each, "Gets a copy of the letter") for each in letter_head("copies", dossier))


def _of_mail(dossier: DossierProfile) -> Iterator[_Explained]:
    if dossier.mail.subject.strip():
        yield mail_subject(dossier), "Subject of the e-mail that the papers go out with"
    for number, block in enumerate(mail_body(dossier).blocks(), 1):
        yield block, f"Paragraph {number} of the e-mail that the papers go out with"


def _of_document(document: DocumentSpec, dossier: DossierProfile) -> Iterator[_Explained]:
    for name, value in document.about.items():
        for text in (value,) if isinstance(value, str) else value:
            if not is_reference(text):
                yield about(name, text, document, dossier), f"Head of the document {document.name}: {name}"
    for number, block in enumerate(body(document).blocks(), 1):
        yield block, f"Paragraph {number} of the {document.name}"


def _of_commitments(dossier: Dossier) -> Iterator[_Explained]:
    follow_ups: dict[str, list[FollowUp]] = {}
    for each in dossier.follow_ups:
        follow_ups.setdefault(each.point, []).append(each)
    for row in dossier.commitments:
        name = row.number or row.point
        yield part(row), "Title of a section of the annex"
        yield commitment(row), f"Commitment {name}" + (f", as of {row.as_of}" if row.as_of else "")
        for each in follow_ups.pop(row.point, ()):  # once, below the first wording of the point
            item = f"Item {each.item}, as of {each.as_of}" + (f", {each.state.value}" if each.state else "")
            yield group(each), "Sub-heading inside a cell of the annex"
            yield followup(each), item, f"Follow-up to commitment {name}: {_beginning(row.text)}"


def _of_paragraph(row: ParagraphEntry) -> Iterator[_Explained]:
    yield heading(row), f"Heading in the document {row.document}"
    if row.kind == "participant":
        yield participant(row), f"Participant, listed in the document {row.document}"
    yield function(row), f"Function of {row.name or row.paragraph}"
    about_it = f"{row.kind.capitalize()} {row.paragraph} of the document {row.document}, as of {row.as_of}"
    yield paragraph(row), about_it


def _beginning(text: str) -> str:
    line = " ".join(text.replace("**", "").split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
