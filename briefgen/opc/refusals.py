"""Why a file is refused as a Word package: one sentence and one remedy for each reason.

The sentences are read by drafters, so they speak of Word's menus, not of zip archives and relationships.
"""

from __future__ import annotations

from briefgen.errors import UnreadableInputError

_SAVE_AGAIN = "Open it in Word, save it as “Word Document (*.docx)” and use the saved file."
_ASK_AGAIN = "Copy it again from where it came, or ask the sender for it again."
_NOT_FROM_WORD = f"This does not come from Word. {_SAVE_AGAIN}"
_DELETE_FIELD = "Press Alt+F9 in Word to see the fields, delete this one and save again."
_NO_CODE = "Save it in Word as “Word Document (*.docx)”, which leaves the macros behind."

SENTENCES: dict[str, tuple[str, str]] = {
    "EMPTY_FILE": ("is empty (0 bytes)", _ASK_AGAIN),
    "PASSWORD": (
        "is protected by a password",
        "Remove it in Word (File > Info > Protect Document) and save again.",
    ),
    "OLE_FILE": ("is in the old format of Word 97–2003 (.doc), whatever its name says", _SAVE_AGAIN),
    "RTF_FILE": ("is a Rich Text file (.rtf), whatever its name says", _SAVE_AGAIN),
    "HTML_FILE": ("is a web page, whatever its name says", _SAVE_AGAIN),
    "XML_FILE": ("is a single XML file, not a Word document", _SAVE_AGAIN),
    "PDF_FILE": ("is a PDF, whatever its name says", "Use the Word file that the PDF was made from."),
    "NOT_A_PACKAGE": ("is not a Word document ({})", _SAVE_AGAIN),
    "ODT_FILE": ("is an OpenDocument file ({}), whatever its name says", _SAVE_AGAIN),
    "EXCEL_FILE": ("is an Excel workbook, whatever its name says", "Use the Word file instead."),
    "POWERPOINT_FILE": ("is a PowerPoint presentation, whatever its name says", "Use the Word file instead."),
    "NO_CONTENT_TYPES": (
        "is a zip archive, but not a Word document ([Content_Types].xml is missing)",
        _SAVE_AGAIN,
    ),
    "NO_DOCUMENT": ("is a package without a Word document in it ({})", _SAVE_AGAIN),
    "NOT_A_WORD_DOCUMENT": ("holds a main part that is not a Word document ({})", _SAVE_AGAIN),
    "STRICT_OOXML": (
        "is saved as “Strict Open XML Document”",
        "Save it in Word as the ordinary “Word Document (*.docx)” and use the saved file.",
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
    "ZIP_METHOD": ("is packed in a way that Word does not use ({})", _SAVE_AGAIN),
    "ZIP_PATH": ("holds an entry with a name that no Word document has ({})", _NOT_FROM_WORD),
    "TOO_MANY_ENTRIES": ("holds {} entries, more than the 2,000 that briefgen reads", _NOT_FROM_WORD),
    "TOO_LARGE_UNPACKED": (
        "would take {} when unpacked, more than the 100 MB that briefgen reads",
        "Compress its pictures in Word (Picture Format > Compress Pictures) and save again.",
    ),
    "PART_TOO_LARGE": (
        "holds a part ({}) that is more than 40 MB unpacked",
        "Compress its pictures in Word (Picture Format > Compress Pictures) and save again.",
    ),
    "ZIP_BOMB_RATIO": (
        "holds a part ({}) that unpacks to more than 200 times its size, as zip bombs do",
        _NOT_FROM_WORD,
    ),
    "DOCTYPE": ("holds a document type declaration in {}, which attacks on XML readers use", _NOT_FROM_WORD),
    "XML_ENCODING": ("holds a part in an encoding that Word does not use ({})", _SAVE_AGAIN),
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


class PackageRefusedError(UnreadableInputError):
    """A file that is not read as a Word package, with the reason in a drafter's words.

    Attributes:
        code: the reason, a key of `SENTENCES`; stable, for tests and for `briefgen.word.lint`.
        part: the part of the package that is at fault, or "".
    """

    def __init__(self, message: str, remedy: str = "", code: str = "", part: str = "") -> None:
        super().__init__(message, remedy)
        self.code = code
        self.part = part


def refusal(code: str, file: str, detail: str = "", part: str = "") -> PackageRefusedError:
    """The error for one reason.

    Args:
        code: a key of `SENTENCES`.
        file: the file's name as the drafter knows it.
        detail: what exactly was found; stands at the `{}` of the sentence.
        part: the part of the package that is at fault, where there is one.
    """
    sentence, remedy = SENTENCES[code]
    return PackageRefusedError(f"{file} {sentence.format(detail)}", remedy, code, part)
