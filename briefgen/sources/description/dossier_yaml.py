"""dossier.yaml: what the dossier is about, who signs, which documents it gives, and where its tables are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from briefgen.findings import Finding, Place, did_you_mean
from briefgen.localise.house_style.house import is_right_to_left
from briefgen.localise.house_style.style import is_code
from briefgen.model.dossier import DocumentSpec, LetterHead, MailSpec, Signatory
from briefgen.sources import rules
from briefgen.sources.description.documents import body_file_in, documents_in, texts_of_documents
from briefgen.sources.description.entries import YamlEntries
from briefgen.sources.description.sources import Source, read_source, read_sources
from briefgen.sources.files.schema import TABLE_NAMES
from briefgen.sources.files.yaml_document import Path, YamlDocument

if TYPE_CHECKING:
    from briefgen.model.data_tables import ExhibitSpec

_ENTRIES: Final = (
    "title", "event", "reference", "place", "house", "languages", "headings", "signatory", "letter", "documents",
    "sources", "settings", "frames", "tables", "charts", "mail",
)  # fmt: skip
_NOBODY: Final = Signatory()
_SIGNATORY: Final = ("name", "function", "institution", "address")
_LETTER_TEXTS: Final = ("salutation", "closing", "reference", "subject")
_LETTER_LISTS: Final = ("enclosures", "copies")
_MAIL_FORMATS: Final = ("docx", "pdf")


class Description(Struct, frozen=True):
    """The contents of dossier.yaml.

    Attributes:
        documents: None where the file lists none, so that the defaults apply.
        texts: the texts in which values are put, with their places.
        frames: where the tables of any columns are, by key.
        exhibits: the definitions of the tables and charts made of them.
    """

    place: Place
    title: str = ""
    event: str = ""
    reference: str = ""
    dateline_place: str = ""
    languages: tuple[str, ...] = ("en",)
    commitment_heading: str = ""
    followup_heading: str = ""
    signatory: Signatory = _NOBODY
    salutation: str = ""
    closing: str = ""
    letter_head: LetterHead = LetterHead()
    mail: MailSpec = MailSpec()
    documents: tuple[DocumentSpec, ...] | None = None
    sources: Mapping[str, Source] = MappingProxyType({})
    settings: Mapping[str, str] = MappingProxyType({})
    texts: tuple[tuple[str, Place], ...] = ()
    frames: Mapping[str, Source] = MappingProxyType({})
    exhibits: tuple[ExhibitSpec, ...] = ()
    house: str = ""


def description_of(document: YamlDocument) -> tuple[Description, tuple[Finding, ...]]:
    """The description in a YAML document, and its faults: unknown and missing entries, entries of another shape."""
    entries = YamlEntries(document)
    entries.know((), _ENTRIES)
    if not entries.text(("title",)).strip() and entries.misshapen.isdisjoint({(), ("title",)}):
        entries.report(rules.MISSING_ENTRY, (), "the entry “title” is missing.", "Add: title: …", document.file)
    entries.know(("headings",), ("commitment", "follow-up"))
    entries.know(("signatory",), _SIGNATORY)
    entries.know(("letter",), (*_LETTER_TEXTS, *_LETTER_LISTS))
    description = Description(
        place=document.place(),
        title=entries.text(("title",)),
        event=entries.text(("event",)),
        reference=entries.text(("reference",)),
        dateline_place=entries.text(("place",)),
        languages=_languages(entries),
        commitment_heading=entries.text(("headings", "commitment")),
        followup_heading=entries.text(("headings", "follow-up")),
        signatory=Signatory(*(entries.text(("signatory", name)) for name in _SIGNATORY)),
        salutation=entries.text(("letter", "salutation")),
        closing=entries.text(("letter", "closing")),
        letter_head=_letter_head(entries),
        mail=_mail(entries),
        documents=documents_in(entries),
        sources=read_sources(entries),
        settings={key: entries.text(("settings", key)) for key in entries.keys(("settings",))},
        texts=tuple(_texts(entries)),
        frames=_frames(entries),
        exhibits=_exhibits(entries),
        house=entries.text(("house",)).strip(),
    )
    return description, tuple(entries.findings)


def _letter_head(entries: YamlEntries) -> LetterHead:
    return LetterHead(
        reference=entries.text(("letter", "reference")),
        subject=entries.text(("letter", "subject")),
        enclosures=entries.texts(("letter", "enclosures")),
        copies=entries.texts(("letter", "copies")),
    )


def _mail(entries: YamlEntries) -> MailSpec:
    entries.know(("mail",), ("subject", "body", "documents", "formats"))
    usual = MailSpec()
    formats = entries.texts(("mail", "formats"))
    for each in formats:
        if each not in _MAIL_FORMATS:
            remedy = did_you_mean(each, _MAIL_FORMATS) or f"There are: {', '.join(_MAIL_FORMATS)}."
            entries.report(rules.WRONG_SHAPE, ("mail", "formats"), f"papers do not go out as “{each}”.", remedy, each)
    return MailSpec(
        subject=entries.text(("mail", "subject")),
        body_file=body_file_in(entries, ("mail", "body")) or usual.body_file,
        documents=entries.texts(("mail", "documents")),
        formats=tuple(each for each in _MAIL_FORMATS if each in formats) or usual.formats,
    )


def _languages(entries: YamlEntries) -> tuple[str, ...]:
    codes = entries.texts(("languages",)) or ("en",)
    for index, code in enumerate(codes):
        path: Path = ("languages", index)
        if not is_code(code):
            remedy = f"Write {meant}." if is_code(meant := _with_usual_capitals(code)) else "Write e.g. en, fr, en-GB."
            entries.report(rules.WRONG_SHAPE, path, f"“{code}” is not a language code.", remedy, code)
        elif is_right_to_left(code):
            message = f"the language “{code}” is written from right to left, which is not laid out yet."
            remedy = "Take it out of “languages”, and make that document by other means for now."
            entries.report(rules.WRONG_SHAPE, path, message, remedy, code)
        elif code in codes[:index]:
            entries.report(rules.WRONG_SHAPE, path, f"the language “{code}” stands there twice.", "Keep one.", code)
    return tuple(dict.fromkeys(codes))


def _with_usual_capitals(code: str) -> str:
    """A code as it is written: sr-Latn-RS of SR_latn_rs (BCP 47, 2.1.1)."""
    first, *others = code.replace("_", "-").split("-")
    return "-".join((first.lower(), *(each.title() if len(each) == 4 else each.upper() for each in others)))


def _frames(entries: YamlEntries) -> dict[str, Source]:
    keys = entries.keys(("frames",))
    if not keys:
        return {}
    from briefgen.model.data_tables import BUILT_IN

    for key in (key for key in keys if key in BUILT_IN or key in TABLE_NAMES):
        message = f"a frame cannot be called “{key}”: that is a table of its own."
        entries.report(rules.WRONG_SHAPE, ("frames", key), message, "Give it another key.", key)
    found = (
        (key, read_source(entries, "frames", key)) for key in keys if key not in BUILT_IN and key not in TABLE_NAMES
    )
    return {key: source for key, source in found if source}


def _exhibits(entries: YamlEntries) -> tuple[ExhibitSpec, ...]:
    if not isinstance(entries.document.root, dict) or not {"tables", "charts"} & set(entries.document.root):
        return ()
    from briefgen.sources.description.definitions import definitions_in  # few dossiers count anything

    return definitions_in(entries)


def _texts(entries: YamlEntries) -> Iterator[tuple[str, Place]]:
    for path in (*(("letter", name) for name in (*_LETTER_TEXTS, *_LETTER_LISTS)), ("mail", "subject")):
        texts = entries.at(path)
        for text in texts if isinstance(texts, list) else (texts,):
            if isinstance(text, str) and text.strip():
                yield text, entries.document.place(path)
    yield from texts_of_documents(entries)
