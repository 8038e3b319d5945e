"""Finished documents in other formats than Word's: read back, as any reader would, and written anew.

PDF is made by a layout engine from the Word file; HTML and Markdown are made from what stands in it, so all formats
say the same. Imported only where another format is asked for.

The quick engine, rdocx, makes a PDF where it draws all that the document holds: it has nothing to remark, every word is
there, and there is neither a chart nor a shape nor a picture that it leaves out. Else LibreOffice makes it. Where there
is no LibreOffice, or rdocx is asked for by name, charts are drawn as bars, which a warning says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from briefgen.errors import FindingsError, OutputError, UsageProblemError
from briefgen.findings import Finding, Place, declare, error, hint, warning
from briefgen.model.manuscript import Manuscript, Role
from briefgen.outputs import Output
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import (
    find_missing_words,
    is_untouched_pdf,
    load_reader,
    read_pages,
    settle,
)
from briefgen.pages.engine import EnginePdf, complete_pdf, draw_pdfs, is_installed, refuse_missing_engine
from briefgen.production.order import EMAIL, Order, Watch, without_watch
from briefgen.word import is_untouched
from briefgen.word.reader.drawings import CHART, ChartWords, replace_charts, survey_drawings
from briefgen.word.reader.page_conditions import settle_page_conditions
from briefgen.word.references.pages import without_computed_fields

OTHER_ENGINE: Final = declare(
    "PAGE-001", "With `--engine auto`, rdocx makes a PDF where it draws everything; which engine made it else, and why."
)
CHARTS_AS_BARS: Final = declare("PAGE-002", "A chart stands in a PDF as in Word; rdocx draws each as bars.")

WORDS_LOST: Final = declare("PAGE-006", "Every word of a document stands on the pages of its PDF.")

_SHOWN = 12  # missing words that a message names
_LET_GROW = (
    "Most often a row of a table has a fixed height, or is kept whole and is higher than a page: let it grow and break "
    "across pages (Table Properties > Row). Or try the other --engine, or use --format docx and save as PDF in Word."
)
_REPEATED = (Role.HEADER, Role.FOOTER)
_OTHERS = "Use LibreOffice (libreoffice.org) with --engine libreoffice, or --format docx and save as PDF in Word."
_FOR_NUMBERS = (
    "Install one: pip install 'briefgen[pages]', or LibreOffice 7.4 or newer (libreoffice.org). "
    "Or leave --paginate out: Word puts the numbers in when it opens the file."
)
_BARS = "With LibreOffice (--engine libreoffice) they look as in Word."


def _is_untouched_page(data: bytes) -> bool:
    from briefgen.pages.page import is_untouched_page  # not for PDFs, where it would take time

    return is_untouched_page(data)


# whether a file of a format is as it was made, so that replacing it loses nobody's work
UNTOUCHED: Mapping[str, Callable[[bytes], bool]] = {
    "docx": is_untouched,
    "pdf": is_untouched_pdf,
    "html": _is_untouched_page,
    EMAIL: _is_untouched_page,
    "md": _is_untouched_page,
}


def in_format(
    files: Sequence[Output], order: Order, watch: Watch = without_watch
) -> tuple[list[Output], list[Finding]]:
    """Word documents in the format that an order asks for, under the names that they have, and findings about them.

    Args:
        watch: see `make_pdfs`.

    Raises:
        UsageProblemError: see `make_pdfs`.
        OutputError: see `make_pdfs`.
    """
    if order.format == "pdf":
        return make_pdfs(files, order, watch)
    write = {"html": _as_html, EMAIL: _as_email}.get(order.format, _as_markdown)
    return [Output(file.path, write(file)) for file in files], []


def _as_html(file: Output) -> bytes:
    from briefgen.pages.html import write_html
    from briefgen.pages.page import seal_html
    from briefgen.word.reader import read_manuscript

    return seal_html(write_html(read_manuscript(file.data, file.path.name)))


def _as_email(file: Output) -> bytes:
    from briefgen.pages.html import write_email
    from briefgen.pages.page import seal_html
    from briefgen.word.reader import read_manuscript

    return seal_html(write_email(read_manuscript(file.data, file.path.name)))


def _as_markdown(file: Output) -> bytes:
    from briefgen.pages.markdown import write_markdown
    from briefgen.pages.page import seal_markdown
    from briefgen.word.reader import read_manuscript

    return seal_markdown(write_markdown(read_manuscript(file.data, file.path.name)))


def refuse_missing_engines(order: Order) -> None:
    """Refuses an order of PDFs or page numbers that nothing on this computer can make, before any work is done.

    Raises:
        UsageProblemError: the engine that is asked for is missing, or both are; or it makes no PDF/A.
    """
    try:
        _refuse_missing_engines(order)
    except UsageProblemError as problem:
        if order.format == "pdf":
            raise
        raise UsageProblemError(f"--paginate needs a layout engine. {problem.message}", _FOR_NUMBERS) from problem


def _refuse_missing_engines(order: Order) -> None:
    if order.archive and order.engine == "libreoffice":
        message = "PDF/A is made by rdocx: from LibreOffice it would be another file each time it is made."
        raise UsageProblemError(message, "Leave --engine out, or --pdfa.")
    if order.archive or order.engine == "rdocx":
        refuse_missing_engine()
    elif order.engine == "libreoffice" or not is_installed():
        Office(order.environment).program()


def make_pdfs(
    files: Sequence[Output], order: Order, watch: Watch = without_watch
) -> tuple[list[Output], list[Finding]]:
    """Word documents as PDFs under the names that they have, and what a drafter has to know of them.

    Args:
        watch: is told now and then how many are made, and how many there will be.

    Raises:
        UsageProblemError: the engine that is needed is missing.
        OutputError: no engine has made a PDF.
        FindingsError: none has made one with every word of the document.
    """
    sources = [PdfSource(file) for file in files]
    by_office = order.engine == "libreoffice" or not (order.archive or order.engine == "rdocx" or is_installed())
    many = _Watched(watch, len(files))
    made, findings = (_with_office(sources, order, many), []) if by_office else _with_rdocx(sources, order, many)
    watch(len(files), len(files))
    settled = (settle(pdf, order.as_of) for pdf in made)
    return [Output(file.path, pdf) for file, pdf in zip(files, settled, strict=True)], findings


class _Watched(Struct, frozen=True):
    """Tells of one engine's progress as part of the whole."""

    watch: Watch
    count: int
    before: int = 0

    def __call__(self, made: int) -> None:
        self.watch(min(self.before + made, self.count), self.count)

    def behind(self, before: int) -> _Watched:
        """The same for an engine that goes on behind another."""
        return replace(self, before=before)


class PdfSource(Struct, frozen=True, dict=True):
    """A Word file that becomes a PDF."""

    file: Output

    @property
    def name(self) -> str:
        """As messages call it."""
        return self.file.path.name

    @cached_property
    def manuscript(self) -> Manuscript:
        """What a reader meets in it."""
        from briefgen.word.reader import read_manuscript  # while an engine is at work

        return read_manuscript(self.file.data, self.name)

    @cached_property
    def drawings(self) -> tuple[str, ...]:
        """What it holds that rdocx does not draw."""
        return survey_drawings(self.file.data, self.name)

    @cached_property
    def words(self) -> tuple[list[str], list[str]]:
        """The texts that stand once, and those of headers and footers."""
        passages = self.manuscript.passages
        once = [each.text for each in passages if each.role not in _REPEATED]
        return once, [each.text for each in passages if each.role in _REPEATED]

    def row_of(self, text: str) -> str:
        """The row of the first table that has a paragraph, as places name it; "" where none has it."""
        cells = (each.cell for each in self.manuscript.passages if each.cell and text and each.text == text)
        return next((f"table {each.table}, row {each.row}" for each in cells), "")

    def on_pages(self, count: int | None = None) -> bytes:
        """The file with what it says on so many pages, such as “./..”; None for what it says as it is."""
        return settle_page_conditions(self.file.data, self.name, count)

    def for_rdocx(self, count: int | None = None) -> bytes:
        """The same with bars for its charts, and without fields that are slow to read."""
        data = self.on_pages(count)
        if CHART not in self.drawings:
            return without_computed_fields(data, self.name)
        from briefgen.pages.charts import chart_rows, colour_of  # few documents have charts

        words = ChartWords(lambda chart: list(chart_rows(chart, self.manuscript.language)), colour_of)
        return without_computed_fields(replace_charts(data, self.name, words), self.name)


def _with_office(sources: Sequence[PdfSource], order: Order, watch: _Watched) -> list[bytes]:
    if not sources:
        return []
    office = Office(order.environment)
    pdfs = office.pdfs([(each.name, each.on_pages()) for each in sources], watch)
    again = _differing(sources, pdfs)
    pages = [(sources[number].name, sources[number].on_pages(count)) for number, count in again.items()]
    for number, pdf in zip(again, office.pdfs(pages) if pages else (), strict=True):
        pdfs[number] = pdf
    _refuse_lost_words(sources, pdfs)
    return pdfs


def _differing(sources: Sequence[PdfSource], pdfs: Sequence[bytes]) -> dict[int, int]:
    """The documents that say something else on as many pages as they turned out to have, with that number."""
    found = {}
    for number, (source, pdf) in enumerate(zip(sources, pdfs, strict=True)):
        if pdf and (made := source.on_pages()) is not source.file.data:
            count = len(read_pages(pdf))
            if source.on_pages(count) != made:
                found[number] = count
    return found


def _refuse_lost_words(sources: Iterable[PdfSource], pdfs: Iterable[bytes]) -> None:
    """Refuses PDFs in which words of their documents are missing; it names the words, the page and the row."""
    lost = [found for source, pdf in zip(sources, pdfs, strict=True) if (found := _lost(source, pdf))]
    if lost:
        raise FindingsError(lost)


def _lost(source: PdfSource, pdf: bytes) -> Finding | None:
    missing = find_missing_words(*source.words, read_pages(pdf))
    if missing is None:
        return None
    count, more = len(missing.words), " …" if len(missing.words) > _SHOWN else ""
    words = "A word of the document is" if count == 1 else f"{count} words of the document are"
    where = f"missing from its PDF, on or after page {missing.page}"
    message = f"{words} {where}: “{' '.join(missing.words[:_SHOWN])}{more}”. Nothing was written."
    return error(WORDS_LOST, Place(source.name, spot=source.row_of(missing.text)), message, _LET_GROW)


def _with_rdocx(sources: Sequence[PdfSource], order: Order, watch: _Watched) -> tuple[list[bytes], list[Finding]]:
    has_office = order.engine == "auto" and not order.archive and _has_office(order)
    drawn = [each for each in sources if not each.drawings] if has_office else list(sources)
    documents = [each.for_rdocx() for each in drawn]
    pdfs = draw_pdfs(
        documents, order.environment, archive=order.archive, meanwhile=lambda: _prepare(drawn), watch=watch
    )
    again = _differing(drawn, [each.data for each in pdfs])
    pages = [drawn[number].for_rdocx(count) for number, count in again.items()]
    drawn_again = draw_pdfs(pages, order.environment, archive=order.archive) if pages else []
    for number, pdf in zip(again, drawn_again, strict=True):
        pdfs[number] = pdf
    made = {each.name: _completed(each, pdf) for each, pdf in zip(drawn, pdfs, strict=True)}
    problems = {each.name: _problem(each, made.get(each.name)) for each in sources}
    others = [each for each in sources if problems[each.name] or each.name not in made]
    if others and not has_office:
        tried = [each for each in others if each.name in made and made[each.name].data]
        _refuse_lost_words(tried, [made[each.name].data for each in tried])
        raise OutputError(f"{others[0].name}: rdocx {problems[others[0].name]}. Nothing was written.", _OTHERS)
    made_by_office = _with_office(others, order, watch.behind(len(sources) - len(others)))
    by_office = dict(zip((each.name for each in others), made_by_office, strict=True))
    findings = [_finding(each, problems[each.name]) for each in sources if each.drawings or problems[each.name]]
    return [by_office.get(each.name) or made[each.name].data for each in sources], findings


def _completed(source: PdfSource, pdf: EnginePdf) -> EnginePdf:
    return replace(pdf, data=complete_pdf(pdf.data, source.manuscript.language))


def _prepare(sources: Sequence[PdfSource]) -> None:
    """What the words will be looked for with, read while the engine works."""
    load_reader()
    for source in sources:
        _ = source.words


def _has_office(order: Order) -> bool:
    try:
        return bool(Office(order.environment).program())
    except UsageProblemError:
        return False


def _problem(source: PdfSource, made: EnginePdf | None) -> str:
    """What rdocx did not do, as the rest of a sentence that begins with its name; "" where it did all."""
    left_out = [each for each in source.drawings if made is None or each != CHART]
    if left_out:
        return f"does not draw {' and '.join(left_out)}"
    if made is None or not made.data or made.remarks:
        return f"did not draw everything: {'; '.join(made.remarks if made else ())[:200]}"
    missing = find_missing_words(*source.words, read_pages(made.data))
    return f"left out words, the first of them “{missing.words[0]}”" if missing else ""


def _finding(source: PdfSource, problem: str) -> Finding:
    place = Place(source.name)
    if problem:
        return hint(OTHER_ENGINE, place, f"LibreOffice made this PDF: rdocx {problem}.")
    return warning(CHARTS_AS_BARS, place, "Its charts are drawn as bars, with their figures.", _BARS)
