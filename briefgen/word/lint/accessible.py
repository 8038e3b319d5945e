"""What keeps readers out of a document, as far as its file shows; contrast of letters and ground among it.

Source: EN 301 549 V3.2.1, clause 10 (WCAG 2.1 A and AA; 1.4.3: contrast of at least 4.5 to 1), and the rules of Word's
own checker.
"""

from __future__ import annotations

import re
from itertools import pairwise

from briefgen.opc.read import read_package
from briefgen.opc.refusals import PackageRefusedError
from briefgen.opc.xml import Element
from briefgen.word.lint.document import survey_of
from briefgen.word.lint.survey import LintProblem, Survey, problem_of
from briefgen.word.wml.ooxml import (
    PPR,
    RPR,
    RUN,
    TBL,
    TC,
    TCPR,
    TRPR,
    VAL,
    P,
    T,
    ancestor,
    cells_of,
    rows_of,
    value_of,
    w,
)
from briefgen.word.wml.styles import Styles

_ENOUGH = 4.5
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_FILL, _COLOUR = w("fill"), w("color")


def colours_contrast(body: Element, styles: Styles, survey: Survey) -> None:
    """Reports each pair of colours in the text that is too weak, once."""
    weak: dict[tuple[str, str], str] = {}
    for run in body.iter(RUN):
        paragraph = ancestor(run, P)
        if paragraph is not None and run.find(T) is not None:
            pair = _colour(run, paragraph, styles) or "000000", _ground(run, paragraph)
            if all(map(_HEX.fullmatch, pair)) and contrast(*pair) < _ENOUGH:
                weak.setdefault(pair, "".join(map(str, run.itertext(T))))
    for (colour, ground), text in weak.items():
        message = f"“{text[:40]}”: {colour} on {ground} is {contrast(colour, ground):.1f} to 1"
        survey.report("LOW_CONTRAST", survey.package.main_part, message)


def _colour(run: Element, paragraph: Element, styles: Styles) -> str:
    """The run's colour as six hexadecimal digits; "" where it is automatic."""
    layers = (styles.look(value_of(run, f"{RPR}/{w('rStyle')}")), styles.look(styles.style_of(paragraph)))
    inherited = (each[_COLOUR].get(VAL) or "" for each in layers if _COLOUR in each)
    colour = value_of(run, f"{RPR}/{_COLOUR}") or next((each for each in inherited if each), "")
    return "" if colour == "auto" else colour


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours given as six hexadecimal digits, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.03928 else float(((channel + 0.055) / 1.055) ** 2.4)


def _ground(run: Element, paragraph: Element) -> str:
    """The shading behind a run: its own, its paragraph's, its cell's, or white paper."""
    cell = ancestor(paragraph, TC)
    places = ((run, RPR), (paragraph, PPR), (cell, TCPR))
    fills = (_fill(element, f"{path}/{w('shd')}") for element, path in places if element is not None)
    return next((fill for fill in fills if fill not in {"", "auto"}), "FFFFFF")


def _fill(element: Element, path: str) -> str:
    shading = element.find(path)
    return "" if shading is None else (shading.get(_FILL) or "")


_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TYPED_BULLET = re.compile(r"[•●▪◦‣·–—-][\s\u00a0]")
_BLANKS = re.compile(r" {3,}|\t{2,}")
_BARE_LINK = re.compile(r"(?:https?://|www\.)\S+")
_PAGE_BREAKERS = tuple(map(w, ("br", "sectPr", "drawing", "pict", "object", "fldChar", "fldSimple")))


def accessibility(data: bytes) -> list[LintProblem]:
    """What keeps readers out of a document; empty where nothing was found.

    Args:
        data: the file's bytes.
    """
    try:
        survey, broken = survey_of(read_package(data, "The document"))
    except PackageRefusedError as error:
        return [problem_of(error)]
    _look_at_properties(survey)
    body = survey.roots.get(survey.package.main_part)
    if body is not None:
        styles = Styles(survey.root_of("styles"))
        _look_at_headings(body, styles, survey)
        _look_at_blanks(body, survey)
        colours_contrast(body, styles, survey)
        _look_at_elements(body, survey)
    return [*broken, *survey.problems]


def _look_at_properties(survey: Survey) -> None:
    core = next((root for name, root in survey.roots.items() if name.startswith("docProps/core")), None)
    for name, code in (("title", "NO_TITLE"), ("language", "NO_LANGUAGE_PROPERTY")):
        if core is None or not (core.findtext(f"{_DC}{name}") or "").strip():
            survey.report(code, "docProps/core.xml", f"the document has no {name} among its properties")
    styles = survey.root_of("styles")
    if not value_of(styles, f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"):
        survey.report("NO_LANGUAGE", "word/styles.xml", "the document's defaults name no language")
    settings = survey.root_of("settings")
    if settings is not None and settings.find(w("documentProtection")) is not None:
        survey.report("PROTECTED", "word/settings.xml", "the document is protected against reading aids")


def _look_at_headings(body: Element, styles: Styles, survey: Survey) -> None:
    levels = [(styles.heading_level(each), each) for each in body.iter(P)]
    headings = [(level, each) for level, each in levels if level]
    for (before, _), (level, heading) in pairwise([(0, body), *headings]):
        if level > before + 1:
            survey.report("HEADING_SKIPPED", _main(survey), f"level {level} after {before}: “{_text(heading)[:60]}”")


def _look_at_blanks(body: Element, survey: Survey) -> None:
    for first, second in pairwise(body.iter(P)):
        if first.getnext() is second and _is_blank(first) and _is_blank(second):
            survey.report("EMPTY_PARAGRAPHS", _main(survey), "two empty paragraphs, one after the other")
            return


def _is_blank(paragraph: Element) -> bool:
    return not _text(paragraph).strip() and next(paragraph.iter(*_PAGE_BREAKERS), None) is None


def _look_at_elements(body: Element, survey: Survey) -> None:
    for element in body.iter(*_RULES):
        for rule in _RULES[element.tag]:
            rule(element, survey)


def _has_header_row(table: Element, survey: Survey) -> None:
    first = next(rows_of(table), None)
    if first is not None and first.find(f"{TRPR}/{w('tblHeader')}") is None:
        survey.report("NO_HEADER_ROW", _main(survey), f"table beginning “{_text(first)[:60]}”")


def _is_described(table: Element, survey: Survey) -> None:
    properties = w("tblPr")
    if not any(value_of(table, f"{properties}/{w(name)}") for name in ("tblCaption", "tblDescription")):
        survey.report("TABLE_NOT_DESCRIBED", _main(survey), "a table has neither title nor description")


def _is_simple(table: Element, survey: Survey) -> None:
    if next(table.iterancestors(TBL), None) is not None:
        survey.report("NESTED_TABLE", _main(survey), _text(table)[:60])
    for cell in (cell for row in rows_of(table) for cell in cells_of(row)):
        if value_of(cell, f"{TCPR}/{w('gridSpan')}") > "1" or cell.find(f"{TCPR}/{w('vMerge')}") is not None:
            survey.report("MERGED_CELL", _main(survey), _text(cell)[:60])


def _has_alternative_text(properties: Element, survey: Survey) -> None:
    decorative = next(properties.iter(_DECORATIVE), None)
    if decorative is not None and decorative.get("val") == "1":
        return
    if not (properties.get("descr") or "").strip():
        survey.report("NO_ALTERNATIVE_TEXT", _main(survey), properties.get("name") or "a picture")


def _is_in_line(anchor: Element, survey: Survey) -> None:
    survey.report("FLOATING_OBJECT", _main(survey), "a picture or shape is not in line with the text")


def _is_plainly_typed(paragraph: Element, survey: Survey) -> None:
    text = _text(paragraph)
    if _TYPED_BULLET.match(text) and paragraph.find(f"{PPR}/{w('numPr')}") is None:
        survey.report("TYPED_BULLET", _main(survey), text[:60])
    if _BLANKS.search(text):
        survey.report("REPEATED_BLANKS", _main(survey), text[:60])


def _says_where_it_leads(link: Element, survey: Survey) -> None:
    text = _text(link).strip()
    if not text or _BARE_LINK.fullmatch(text):
        survey.report("BARE_LINK", _main(survey), text or "a link without text")


def _main(survey: Survey) -> str:
    return survey.package.main_part


def _text(element: Element) -> str:
    return "".join(_characters(each) for each in element.iter(T, _TAB))


def _characters(element: Element) -> str:
    parent = element.getparent()
    if element.tag == _TAB:  # the same name means a tab stop in a paragraph's properties
        return "\t" if parent is not None and parent.tag == RUN else ""
    return element.text or ""


_TAB = w("tab")
_RULES = {
    TBL: (_has_header_row, _is_described, _is_simple),
    P: (_is_plainly_typed,),
    w("hyperlink"): (_says_where_it_leads,),
    f"{_WP}docPr": (_has_alternative_text,),
    f"{_WP}anchor": (_is_in_line,),
}
