"""Why a file is refused as a package: one sentence and one remedy for each reason, for every kind of Office file.

The sentences are read by drafters, so they speak of Word's and Excel's menus, not of zip archives and relationships.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from briefgen.errors import UnreadableInputError

_SAVE_AGAIN = "Open it in {kind.program}, save it as {kind.saved_as} and use the saved file."
_ASK_AGAIN = "Copy it again from where it came, or ask the sender for it again."
_NOT_FROM_OFFICE = f"This does not come from {{kind.program}}. {_SAVE_AGAIN}"
_COMPRESS = "Compress its pictures in {kind.program} (Picture Format > Compress Pictures) and save again."
_DELETE_FIELD = "Press Alt+F9 in Word to see the fields, delete this one and save again."
_NO_CODE = "Save it in {kind.program} as {kind.saved_as}, which leaves the macros behind."


class FileKind(Struct, frozen=True):
    """A kind of Office file, with the words in which the sentences speak of it.

    Attributes:
        name: what a file of the kind is, e.g. "a Word document".
        program: the program that makes it.
        saved_as: its name in that program's list of file types.
        strict_type: the name there of the variant of ISO/IEC 29500-1 (Strict).
        old_format: the format before 2007, with its ending.
        protection: the menu under which its password is removed.
        if_text: the remedy for a file that is no archive at all.
        main_types: the content types that its main part may have: a document's, and a template's.
        other_main_types: part of another content type, with the code of its refusal; the first that fits counts.
    """

    name: str
    program: str
    saved_as: str
    strict_type: str
    old_format: str
    protection: str
    if_text: str
    main_types: tuple[str, str]
    other_main_types: tuple[tuple[str, str], ...]

    @property
    def noun(self) -> str:
        """Its name without the article."""
        return self.name.partition(" ")[2]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_POWERPOINT_TYPES = (("presentationml", "POWERPOINT_FILE"), ("ms-powerpoint", "POWERPOINT_FILE"))

DOCUMENT = FileKind(
    name="a Word document",
    program="Word",
    saved_as="“Word Document (*.docx)”",
    strict_type="Strict Open XML Document",
    old_format="Word 97–2003 (.doc)",
    protection="Protect Document",
    if_text=_SAVE_AGAIN,
    main_types=(
        f"{_OFFICE}wordprocessingml.document.main+xml",
        f"{_OFFICE}wordprocessingml.template.main+xml",
    ),
    other_main_types=(
        ("macroEnabled", "MACROS"),
        ("spreadsheetml", "EXCEL_FILE"),
        ("ms-excel", "EXCEL_FILE"),
        *_POWERPOINT_TYPES,
        ("", "NOT_A_WORD_DOCUMENT"),
    ),
)
WORKBOOK = FileKind(
    name="an Excel workbook",
    program="Excel",
    saved_as="“Excel Workbook (*.xlsx)”",
    strict_type="Strict Open XML Spreadsheet",
    old_format="Excel 97–2003 (.xls)",
    protection="Protect Workbook",
    if_text=f"If it is a CSV file, give it the ending .csv. If not: {_SAVE_AGAIN[0].lower()}{_SAVE_AGAIN[1:]}",
    main_types=(
        f"{_OFFICE}spreadsheetml.sheet.main+xml",
        f"{_OFFICE}spreadsheetml.template.main+xml",
    ),
    other_main_types=(
        ("sheet.binary", "BINARY_WORKBOOK"),
        ("macroEnabled", "MACROS"),
        ("wordprocessingml", "WORD_FILE"),
        ("ms-word", "WORD_FILE"),
        *_POWERPOINT_TYPES,
        ("", "NOT_A_WORKBOOK"),
    ),
)

SENTENCES: dict[str, tuple[str, str]] = {
    "EMPTY_FILE": ("is empty (0 bytes)", _ASK_AGAIN),
    "PASSWORD": (
        "is protected by a password",
        "Remove it in {kind.program} (File > Info > {kind.protection}) and save again.",
    ),
    "OLE_FILE": ("is in the old format of {kind.old_format}, whatever its name says", _SAVE_AGAIN),
    "RTF_FILE": ("is a Rich Text file (.rtf), whatever its name says", _SAVE_AGAIN),
    "HTML_FILE": ("is a web page, whatever its name says", _SAVE_AGAIN),
    "XML_FILE": ("is a single XML file, not {kind.name}", _SAVE_AGAIN),
    "PDF_FILE": ("is a PDF, whatever its name says", "Use the {kind.program} file that the PDF was made from."),
    "NOT_A_PACKAGE": ("is not {kind.name} ({})", "{kind.if_text}"),
    "ODT_FILE": ("is an OpenDocument file ({}), whatever its name says", _SAVE_AGAIN),
    "WORD_FILE": ("is a Word document, whatever its name says", "Use the {kind.program} file instead."),
    "EXCEL_FILE": ("is an Excel workbook, whatever its name says", "Use the {kind.program} file instead."),
    "BINARY_WORKBOOK": ("is a binary Excel workbook (.xlsb), whatever its name says", _SAVE_AGAIN),
    "POWERPOINT_FILE": (
        "is a PowerPoint presentation, whatever its name says",
        "Use the {kind.program} file instead.",
    ),
    "NO_CONTENT_TYPES": (
        "is a zip archive, but not {kind.name} ([Content_Types].xml is missing)",
        _SAVE_AGAIN,
    ),
    "NO_DOCUMENT": ("is a package without {kind.name} in it ({})", _SAVE_AGAIN),
    "NOT_A_WORD_DOCUMENT": ("holds a main part that is not a Word document ({})", _SAVE_AGAIN),
    "NOT_A_WORKBOOK": ("holds a main part that is not an Excel workbook ({})", _SAVE_AGAIN),
    "STRICT_OOXML": (
        "is saved as “{kind.strict_type}”",
        "Save it in {kind.program} as the ordinary {kind.saved_as} and use the saved file.",
    ),
    "TRUNCATED": ("is cut off: its end is missing", _ASK_AGAIN),
    "DAMAGED": ("is damaged ({})", _ASK_AGAIN),
    "UNREADABLE_PART": ("is damaged: {} cannot be unpacked", _ASK_AGAIN),
    "BAD_CRC": ("is damaged: the checksum of {} is wrong", _ASK_AGAIN),
    "DUPLICATE_ENTRY": (
        "holds {} twice, so that two programs could read two different documents",
        _SAVE_AGAIN,
    ),
    "ENCRYPTED": (
        "is encrypted by a zip program ({})",
        "Unpack it with its password, and use the file inside.",
    ),
    "ZIP_METHOD": ("is packed in a way that {kind.program} does not use ({})", _SAVE_AGAIN),
    "ZIP_PATH": ("holds an entry with a name that no {kind.noun} has ({})", _NOT_FROM_OFFICE),
    "TOO_MANY_ENTRIES": ("holds {} entries, more than the 2,000 that briefgen reads", _NOT_FROM_OFFICE),
    "TOO_LARGE_UNPACKED": (
        "would take {} that briefgen reads",
        _COMPRESS,
    ),
    "PART_TOO_LARGE": (
        "holds a part that is too large ({} unpacked)",
        _COMPRESS,
    ),
    "ZIP_BOMB_RATIO": (
        "holds a part ({}) that unpacks to more than 200 times its size, as zip bombs do",
        _NOT_FROM_OFFICE,
    ),
    "DOCTYPE": ("holds a document type declaration in {}, which attacks on XML readers use", _NOT_FROM_OFFICE),
    "XML_ENCODING": ("holds a part in an encoding that {kind.program} does not use ({})", _SAVE_AGAIN),
    "NOT_WELL_FORMED": ("holds a part that is not well-formed XML: {}", _SAVE_AGAIN),
    "MACROS": ("contains macros ({})", _NO_CODE),
    "ACTIVEX": (
        "contains an ActiveX control ({})",
        "Delete the control in Word (Developer > Design Mode) and save again.",
    ),
    "OLE_OBJECT": (
        "contains an embedded object ({})",
        "Replace it in Word by a picture (copy it, then Paste > Paste Special > Picture) and save again.",
    ),
    "ALTCHUNK": ("contains another file that Word would import on opening ({})", _SAVE_AGAIN),
    "WEB_EXTENSION": (
        "contains an Office add-in ({})",
        "Remove it in Word (Insert > My Add-ins) and save again.",
    ),
    "CUSTOM_INTERFACE": ("changes Word's ribbon, toolbars or keys ({})", _NO_CODE),
    "ATTACHED_TEMPLATE": (
        "is attached to a template elsewhere ({})",
        "Attach “Normal” in Word (Developer > Document Template) and save again.",
    ),
    "REMOTE_IMAGE": (
        "shows a picture that stands elsewhere ({})",
        "Put the picture into the document (File > Info > Edit Links to Files > Break Link) and save again.",
    ),
    "LINKED_OBJECT": (
        "contains a link to an object elsewhere ({})",
        "Break the link in Word (File > Info > Edit Links to Files > Break Link) and save again.",
    ),
    "MAIL_MERGE": (
        "is connected to a mail merge source ({})",
        "Choose “Normal Word Document” in Word (Mailings > Start Mail Merge) and save again.",
    ),
    "EXTERNAL_RELATIONSHIP": (
        "refers to something outside itself ({})",
        "Break the link in Word (File > Info > Edit Links to Files > Break Link) and save again.",
    ),
    "ODD_LINK": (
        "contains a link that is neither a web nor a mail address ({})",
        "Remove or correct the link in Word (right click > Edit Hyperlink) and save again.",
    ),
    "DANGEROUS_FIELD": ("contains a field that fetches or starts something on opening ({})", _DELETE_FIELD),
}


LEFT_OUT: dict[str, str] = {
    "ATTACHED_TEMPLATE": "it is attached to a template elsewhere ({}); what is made of it is not",
    "WEB_EXTENSION": "it was saved beside the task pane of an Office add-in ({}); what is made of it is without it",
    "MAIL_MERGE": "it is connected to a mail merge ({}); what is made of it is not",
}
"""What is left out of a file with a sentence, by the code of `LeftOut`; `{}` is which."""


class PackageRefusedError(UnreadableInputError):
    """A file that is not read as a package, with the reason in a drafter's words.

    Attributes:
        code: the reason, a key of `SENTENCES`; stable, for tests and for `briefgen.word.lint`.
        part: the part of the package that is at fault, or "".
        file, detail: what `refusal` was given.
    """

    def __init__(
        self, message: str, remedy: str = "", code: str = "", part: str = "", *, file: str = "", detail: str = ""
    ) -> None:
        super().__init__(message, remedy)
        self.code = code
        self.part = part
        self.file = file
        self.detail = detail


def refusal(
    code: str, file: str, detail: str = "", part: str = "", *, kind: FileKind = DOCUMENT
) -> PackageRefusedError:
    """The error for one reason.

    Args:
        code: a key of `SENTENCES`.
        file: the file's name as the drafter knows it.
        detail: what exactly was found; replaces the `{}` of the sentence.
        part: the part of the package that is at fault, where there is one.
        kind: the kind of file that is wanted.
    """
    sentence, remedy = (text.replace("{kind.if_text}", kind.if_text) for text in SENTENCES[code])
    message = f"{file} {sentence.format(detail, kind=kind)}"
    return PackageRefusedError(message, remedy.format(kind=kind), code, part, file=file, detail=detail)


@contextmanager
def refusals_of(kind: FileKind) -> Iterator[None]:
    """A block whose refusals speak of that kind of file, wherever they come from.

    What unpacks and parses does not know which kind it is at, and speaks of Word.
    """
    try:
        yield
    except PackageRefusedError as refused:
        raise refusal(refused.code, refused.file, refused.detail, refused.part, kind=kind) from None
