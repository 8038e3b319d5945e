"""Finished documents in other formats than Word's: read back, as any reader would, and written anew.

PDF is made by a layout engine from the Word file; HTML and Markdown are made from what stands in it, so all formats
say the same. Imported only where another format is asked for.

The quick engine, rdocx, makes a PDF where it draws all that the document holds: it has nothing to remark, every word is
there, and there is neither a chart nor a shape nor a picture that it leaves out. Else LibreOffice makes it. Where there
is no LibreOffice, or rdocx is asked for by name, charts are drawn as bars, which a warning says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from briefgen.errors import OutputError, UsageProblemError
from briefgen.findings import Finding, Place, declare, hint, warning
from briefgen.model.manuscript import Manuscript, Role
from briefgen.outputs import Output
from briefgen.outputs.office import Office
from briefgen.outputs.pdf import (
    find_missing_words,
    is_untouched_pdf,
    load_reader,
    read_pages,
    refuse_lost_words,
    settle,
)
from briefgen.pages.charts import chart_rows, colour_of
from briefgen.pages.engine import EnginePdf, draw_pdfs, is_installed, refuse_missing_engine
from briefgen.pages.page import is_untouched_page, seal_html, seal_markdown
from briefgen.production.order import EMAIL, Order
from briefgen.word import is_untouched
from briefgen.word.reader import read_manuscript
from briefgen.word.reader.drawings import CHART, ChartWords, replace_charts, survey_drawings
from briefgen.word.reader.page_conditions import settle_page_conditions

OTHER_ENGINE: Final = declare(
    "PAGE-001", "With `--engine auto`, rdocx makes a PDF where it draws everything; which engine made it else, and why."
)
CHARTS_AS_BARS: Final = declare("PAGE-002", "A chart stands in a PDF as in Word; rdocx draws each as bars.")

_REPEATED = (Role.HEADER, Role.FOOTER)
_OTHERS = "Use LibreOffice (libreoffice.org) with --engine libreoffice, or --format docx and save as PDF in Word."
_BARS = "With LibreOffice (--engine libreoffice) they look as in Word."

# whether a file of a format is as it was made, so that replacing it loses nobody's work
UNTOUCHED: Mapping[str, Callable[[bytes], bool]] = {
    "docx": is_untouched,
    "pdf": is_untouched_pdf,
    "html": is_untouched_page,
    EMAIL: is_untouched_page,
    "md": is_untouched_page,
}


def in_format(files: Sequence[Output], order: Order) -> tuple[list[Output], list[Finding]]:
    """Word documents in the format that an order asks for, under the names that they have, and findings about them.

    Raises:
        UsageProblemError: see `make_pdfs`.
        OutputError: see `make_pdfs`.
    """
    if order.format == "pdf":
        return make_pdfs(files, order)
    write = {"html": _as_html, EMAIL: _as_email}.get(order.format, _as_markdown)
    return [replace(file, data=write(file)) for file in files], []


def _as_html(file: Output) -> bytes:
    from briefgen.pages.html import write_html

    return seal_html(write_html(read_manuscript(file.data, file.path.name)))


def _as_email(file: Output) -> bytes:
    from briefgen.pages.html import write_email

    return seal_html(write_email(read_manuscript(file.data, file.path.name)))


def _as_markdown(file: Output) -> bytes:
    from briefgen.pages.markdown import write_markdown

    return seal_markdown(write_markdown(read_manuscript(file.data, file.path.name)))


def refuse_missing_engines(order: Order) -> None:
    """Refuses an order of PDFs that nothing on this computer can make, before any work is done.

    Raises:
        UsageProblemError: the engine that is asked for is missing, or both are; or it makes no PDF/A.
    """
    if order.archive and order.engine == "libreoffice":
        message = "PDF/A is made by rdocx: from LibreOffice it would be another file each time it is made."
        raise UsageProblemError(message, "Leave --engine out, or --pdfa.")
    if order.archive or order.engine == "rdocx":
        refuse_missing_engine()
    elif order.engine == "libreoffice" or not is_installed():
        Office(order.environment).program()


def make_pdfs(files: Sequence[Output], order: Order) -> tuple[list[Output], list[Finding]]:
    """Word documents as PDFs under the names that they have, and what a drafter has to know of them.

    Raises:
        UsageProblemError: the engine that is needed is missing.
        OutputError: no engine has made a PDF with every word of the document.
    """
    sources = [PdfSource(file) for file in files]
    by_office = order.engine == "libreoffice" or not (order.archive or order.engine == "rdocx" or is_installed())
    made, findings = (_with_office(sources, order), []) if by_office else _with_rdocx(sources, order)
    settled = (settle(pdf, order.as_of) for pdf in made)
    return [replace(file, data=pdf) for file, pdf in zip(files, settled, strict=True)], findings


@dataclass(frozen=True)
class PdfSource:
    """A Word file that becomes a PDF."""

    file: Output

    @property
    def name(self) -> str:
        """As messages call it."""
        return self.file.path.name

    @cached_property
    def manuscript(self) -> Manuscript:
        """What a reader meets in it."""
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

    def on_pages(self, count: int | None = None) -> bytes:
        """The file with what it says on so many pages, such as “./..”; None for what it says as it is."""
        return settle_page_conditions(self.file.data, self.name, count)

    def with_bars(self, count: int | None = None) -> bytes:
        """The same with bars for its charts."""
        data, language = self.on_pages(count), self.manuscript.language
        words = ChartWords(lambda chart: list(chart_rows(chart, language)), colour_of)
        return replace_charts(data, self.name, words) if CHART in self.drawings else data


def _with_office(sources: Sequence[PdfSource], order: Order) -> list[bytes]:
    if not sources:
        return []
    office = Office(order.environment)
    pdfs = office.pdfs([(each.name, each.on_pages()) for each in sources])
    for number, count in _differing(sources, pdfs):
        [pdfs[number]] = office.pdfs([(sources[number].name, sources[number].on_pages(count))])
    for source, pdf in zip(sources, pdfs, strict=True):
        refuse_lost_words(source.name, *source.words, pdf)
    return pdfs


def _differing(sources: Sequence[PdfSource], pdfs: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    """The documents that say something else on the pages that they turned out to have, each with their number."""
    for number, (source, pdf) in enumerate(zip(sources, pdfs, strict=True)):
        if pdf and source.on_pages() is not source.file.data:
            count = len(read_pages(pdf))
            if source.on_pages(count) != source.on_pages():
                yield number, count


def _with_rdocx(sources: Sequence[PdfSource], order: Order) -> tuple[list[bytes], list[Finding]]:
    has_office = order.engine == "auto" and not order.archive and _has_office(order)
    drawn = [each for each in sources if not each.drawings] if has_office else list(sources)
    documents = [(each.with_bars(), each.manuscript.language) for each in drawn]
    pdfs = draw_pdfs(documents, order.environment, archive=order.archive, meanwhile=lambda: _prepare(drawn))
    for number, count in _differing(drawn, [each.data for each in pdfs]):
        again = (drawn[number].with_bars(count), drawn[number].manuscript.language)
        [pdfs[number]] = draw_pdfs([again], order.environment, archive=order.archive)
    made = {each.name: pdf for each, pdf in zip(drawn, pdfs, strict=True)}
    problems = {each.name: _problem(each, made.get(each.name)) for each in sources}
    others = [each for each in sources if problems[each.name] or each.name not in made]
    if others and not has_office:
        raise OutputError(f"{others[0].name}: rdocx {problems[others[0].name]}. Nothing was written.", _OTHERS)
    by_office = dict(zip((each.name for each in others), _with_office(others, order), strict=True))
    findings = [_finding(each, problems[each.name]) for each in sources if each.drawings or problems[each.name]]
    return [by_office.get(each.name) or made[each.name].data for each in sources], findings


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
