"""A document in memory: what was made, in each format, and what is to be known of it."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import UsageProblemError
from briefgen.findings import Finding
from briefgen.outputs import Output, write_outputs
from briefgen.production.order import FORMATS, Order, format_of_name

AnyPath = str | os.PathLike[str]


class Document(Struct, frozen=True, dict=True):
    """A Word document, and the other formats that are made of it when they are asked for.

    >>> import briefgen
    >>> annex = briefgen.open("follow-up").dossier().as_of("2023-03-17").annex()
    >>> annex
    <Document annex-2023-03-17.en.docx>
    >>> annex.save("to-send.docx").name
    'to-send.docx'

    Attributes:
        name: what the command line would call the file.
        docx: the bytes of the Word file; the same material gives the same bytes.
    """

    name: str
    docx: bytes
    _found: tuple[Finding, ...]
    _order: Order
    _inputs: tuple[Path, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be known of the document, such as warnings; of its PDF too, once that has been made."""
        return (*self._found, *(self._pdf[1] if "_pdf" in self.__dict__ else ()))

    @property
    def pdf(self) -> bytes:
        """The document as a tagged PDF, made by rdocx (the extra `pages`) or LibreOffice when it is first asked for.

        Raises:
            UsageProblemError: neither of the two is there.
            OutputError: no engine has made a PDF.
            FindingsError: words of the document are missing from it.
        """
        return self._pdf[0]

    @cached_property
    def _pdf(self) -> tuple[bytes, tuple[Finding, ...]]:
        return self._made("pdf")

    @cached_property
    def html(self) -> str:
        """The document as a web page that needs no other file.

        >>> import briefgen
        >>> page = briefgen.open("follow-up").dossier().as_of("2023-03-17").annex().html
        >>> page.startswith("<!DOCTYPE html>")
        True
        """
        return self._made("html")[0].decode()

    @cached_property
    def markdown(self) -> str:
        """The document as Markdown."""
        return self._made("md")[0].decode()

    def save(self, path: AnyPath, *, force: bool = False) -> Path:
        """Writes the document, whole or not at all, in the format that the name of the file says.

        Args:
            path: ends in .docx, .pdf, .html or .md; or a folder that is there, for the Word file under its own name.
            force: whether a file that was edited by hand may be replaced; it is kept beside its successor.

        Returns:
            The path of the file.

        Raises:
            UsageProblemError: the name says no format, or a PDF is asked for where no engine is.
            OutputError: the file cannot be written, or would replace what was edited by hand.
        """
        from briefgen.production.formats import UNTOUCHED  # most programs ask for bytes

        target = Path(path) / self.name if Path(path).is_dir() else Path(path)
        format_ = _format_of(target)
        file = Output(target, self._bytes_in(format_))
        [written] = write_outputs([file], force=force, untouched=UNTOUCHED[format_], inputs=self._inputs)
        return written.path

    def _bytes_in(self, format_: str) -> bytes:
        if format_ in ("docx", "pdf"):
            return self.docx if format_ == "docx" else self.pdf
        return (self.html if format_ == "html" else self.markdown).encode()

    def _made(self, format_: str) -> tuple[bytes, tuple[Finding, ...]]:
        from briefgen.production.formats import in_format  # most programs take the Word file

        order = replace(self._order, format=format_)
        [file], found = in_format([Output(Path(self.name), self.docx)], order)
        return file.data, tuple(found)

    def __repr__(self) -> str:
        return f"<Document {self.name}>"


def _format_of(target: Path) -> str:
    if found := format_of_name(target):
        return found
    endings = ", ".join(f".{each}" for each in FORMATS)
    message = f"{target}: the name of the file does not say in which format it is to be saved."
    raise UsageProblemError(message, f"Let it end in one of: {endings}. A folder has to be there already.")
