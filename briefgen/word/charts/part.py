"""The part of a chart (ECMA-376-1, 21.2.2.29), drawn by the engine for want of a chart in the template."""

from __future__ import annotations

from briefgen.model.exhibits import Chart, ChartKind
from briefgen.word.charts.data import refuse_unfit
from briefgen.word.charts.labels import names_fit
from briefgen.word.charts.looks import NAMES, WHITE, fill, text_look, texts_look, title_xml
from briefgen.word.charts.plot import plot_area
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import DECLARATION

_TITLE = 1_100  # hundredths of a point
_NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMES.items())


def chart_part(chart: Chart, workbook_id: str, *, narrow: bool = False) -> bytes:
    """The chart as XML.

    Args:
        workbook_id: the id of the part's relationship to its workbook.
        narrow: whether the place is too narrow for the names of slices beside a pie.

    Raises:
        TemplateRuntimeError: see `briefgen.word.charts.data.refuse_unfit`.
    """
    refuse_unfit(chart)
    named = chart.kind is ChartKind.PIE and chart.shows_values and not narrow and names_fit(chart)
    language = f'<c:lang val="{attribute_xml(chart.language)}"/>' if chart.language else ""
    ground = f"<c:spPr>{fill(WHITE)}<a:ln><a:noFill/></a:ln></c:spPr>"
    workbook = f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData>'
    return (
        f'{DECLARATION}<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/>{language}<c:roundedCorners val="0"/>'
        f"<c:chart>{_title(chart)}{plot_area(chart, names_fit=named)}{_legend(chart, named=named, narrow=narrow)}"
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{ground}{texts_look(text_look())}{workbook}'
        "</c:chartSpace>"
    ).encode()


def _title(chart: Chart) -> str:
    """The title; without one Word would put the name of a single series there, if it were not told not to."""
    title = title_xml(chart.title, text_look(_TITLE, bold=True)) if chart.title else ""
    return f'{title}<c:autoTitleDeleted val="{int(not chart.title)}"/>'


def _legend(chart: Chart, *, named: bool, narrow: bool) -> str:
    """A legend, where it says what cannot be read beside the bars, lines or slices themselves."""
    is_pie = chart.kind is ChartKind.PIE
    if named or (len(chart.series) == 1 and not is_pie):
        return ""
    place = "r" if is_pie and not narrow else "b"
    return f'<c:legend><c:legendPos val="{place}"/><c:overlay val="0"/>{texts_look(text_look())}</c:legend>'
