"""Page numbers in tables of contents and lists, for `--paginate`: from the engine that makes the PDFs.

Without that option a document depends on no engine and no fonts, and Word puts the numbers in when it opens it. With
it, a copy of the document that asks for the numbers is laid out; they are put in, and the pages asked for once more,
until the document says what the engine says: a number may make a line longer, and so move a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import FindingsError, OutputError
from briefgen.findings import Finding, Place, declare, hint, warning
from briefgen.outputs import Output
from briefgen.outputs.pdf import producer_of, read_pages
from briefgen.production.formats import make_pdfs, refuse_missing_engines
from briefgen.production.order import PAGINATED, Order, Watch, without_watch
from briefgen.word.references.pages import page_references, read_answers, with_page_numbers, with_questions

NUMBERS_PUT_IN: Final = declare(
    "PAGE-003", "With `--paginate`, page numbers come from the engine that makes the PDFs; which one it was."
)
NO_NUMBERS: Final = declare("PAGE-004", "`--paginate` is for documents with a table of contents or page references.")
PAGES_UNKNOWN: Final = declare("PAGE-005", "Each page number that a document asks for can be told by the engine.")

_ROUNDS = 4
_LEAVE_OUT = "Leave --paginate out: Word puts the numbers in when it opens the file."


class _Asked(Struct, frozen=True):
    """A document, the bookmarks whose pages it gives, what is known of them, and the engine that said so."""

    file: Output
    bookmarks: tuple[str, ...]
    numbers: Mapping[str, str]
    engine: str = ""

    @property
    def numbered(self) -> Output:
        data = with_page_numbers(self.file.data, self.file.path.name, self.numbers, {PAGINATED: self.engine})
        return Output(self.file.path, data)


def paginate(files: Sequence[Output], order: Order, watch: Watch = without_watch) -> tuple[list[Output], list[Finding]]:
    """Word documents with page numbers, those without page references as they are; and what a drafter has to know.

    Args:
        files: Word files, as they were made.
        order: says which engine.
        watch: see `make_pdfs`.

    Raises:
        UsageProblemError: the engine is missing.
        OutputError: it cannot lay a document out, or never says the same twice.
    """
    references = [page_references(file.data, file.path.name) for file in files]
    asked = [_Asked(file, each, {}) for file, each in zip(files, references, strict=True) if each]
    if not asked:
        message = "No document has a table of contents or another field that gives a page: --paginate changed nothing."
        return list(files), [warning(NO_NUMBERS, Place(files[0].path.name), message, _LEAVE_OUT)] if files else []
    refuse_missing_engines(order)
    known = {each.file.path: each for each in _settled(asked, order, watch)}
    findings = [finding for each in known.values() for finding in _findings(each)]
    return [known[file.path].numbered if file.path in known else file for file in files], findings


def _settled(asked: Sequence[_Asked], order: Order, watch: Watch) -> list[_Asked]:
    """The documents with numbers that the engine gives again of the documents that have them."""
    known = list(asked)
    for _ in range(_ROUNDS):
        before, known = known, _answered(known, order, watch)
        if [each.numbers for each in before] == [each.numbers for each in known]:
            return known
    message = f"{known[0].file.path.name}: its page numbers change each time that they are put in."
    raise OutputError(f"{message} Nothing was written.", _LEAVE_OUT)


def _answered(asked: Sequence[_Asked], order: Order, watch: Watch) -> list[_Asked]:
    """What the engine says of documents that have the numbers known so far."""
    files = [each.numbered for each in asked]
    names = [file.path.name for file in files]
    parts = zip(files, names, asked, strict=True)
    copies = [Output(file.path, with_questions(file.data, name, each.bookmarks)) for file, name, each in parts]
    try:
        pdfs = [file.data for file in make_pdfs(copies, order, watch)[0]]
    except FindingsError as problem:
        lost = problem.findings[0]
        message = f"{lost.place}: page numbers cannot be put in, since its pages are not whole. {lost.message}"
        raise OutputError(message, _LEAVE_OUT) from problem
    except OutputError as problem:
        raise OutputError(f"Page numbers cannot be put in. {problem.message}", _LEAVE_OUT) from problem
    return [
        replace(each, numbers=read_answers(read_pages(pdf), each.bookmarks), engine=_engine_of(pdf))
        for each, pdf in zip(asked, pdfs, strict=True)
    ]


def _engine_of(pdf: bytes) -> str:
    """Name and version of the engine that made a PDF."""
    producer = producer_of(pdf)
    return f"rdocx {version('rdocx')}" if producer.startswith("rdocx") else producer


def _findings(asked: _Asked) -> list[Finding]:
    place, missing = Place(asked.file.path.name), [each for each in asked.bookmarks if each not in asked.numbers]
    told = hint(NUMBERS_PUT_IN, place, f"Its page numbers are those of {asked.engine}; Word may count otherwise.")
    if not missing:
        return [told]
    named = ", ".join(f"“{each}”" for each in missing)
    message = f"{asked.engine} did not say on which page {named} {'is' if len(missing) == 1 else 'are'}."
    return [told, warning(PAGES_UNKNOWN, place, message, "Word puts these numbers in when it opens the file.")]
