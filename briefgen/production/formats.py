"""Finished documents in other formats than Word's: read back, as any reader would, and written anew.

PDF is made by LibreOffice from the Word file; HTML and Markdown are made from what stands in it, so all formats say
the same. Imported only where another format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefgen.model.manuscript import Role
from briefgen.outputs import Output
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import is_untouched_pdf, refuse_lost_words, settle
from briefgen.pages.html import write_html
from briefgen.pages.markdown import write_markdown
from briefgen.pages.page import is_untouched_page, seal_html, seal_markdown
from briefgen.production.order import Order
from briefgen.word import is_untouched
from briefgen.word.reader import read_manuscript

# whether a file of a format is as it was made, so that replacing it loses nobody's work
UNTOUCHED: Mapping[str, Callable[[bytes], bool]] = {
    "docx": is_untouched,
    "pdf": is_untouched_pdf,
    "html": is_untouched_page,
    "md": is_untouched_page,
}

_REPEATED = (Role.HEADER, Role.FOOTER)


def in_format(files: Sequence[Output], order: Order) -> list[Output]:
    """Word documents in the format that an order asks for, under the names that they have.

    Raises:
        UsageProblemError: LibreOffice is needed and missing.
        OutputError: LibreOffice has made no PDF, or one that lacks words of its document.
    """
    if order.format == "pdf":
        return _as_pdfs(files, order)
    write = _as_html if order.format == "html" else _as_markdown
    return [replace(file, data=write(file)) for file in files]


def _as_pdfs(files: Sequence[Output], order: Order) -> list[Output]:
    pdfs = Office(order.environment).pdfs([(file.path.name, file.data) for file in files])
    for file, pdf in zip(files, pdfs, strict=True):
        _refuse_lost_words(file, pdf)
    return [replace(file, data=settle(pdf, order.as_of)) for file, pdf in zip(files, pdfs, strict=True)]


def _refuse_lost_words(file: Output, pdf: bytes) -> None:
    passages = read_manuscript(file.data, file.path.name).passages
    repeated = [each.text for each in passages if each.role in _REPEATED]
    texts = [each.text for each in passages if each.role not in _REPEATED]
    refuse_lost_words(file.path.name, texts, repeated, pdf)


def _as_html(file: Output) -> bytes:
    return seal_html(write_html(read_manuscript(file.data, file.path.name)))


def _as_markdown(file: Output) -> bytes:
    return seal_markdown(write_markdown(read_manuscript(file.data, file.path.name)))
