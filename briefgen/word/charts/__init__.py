"""Charts as Word draws them itself: a chart part, and a workbook behind it in which a drafter edits the numbers."""

from __future__ import annotations

from briefgen.model.exhibits import Chart
from briefgen.word.wml.sites import Site


def put_chart(chart: Chart, site: Site) -> str:
    """The run of a chart, in the line of text; its parts go along with the rendering."""
    from briefgen.word.charts.drawing import chart_run

    return chart_run(chart, site)
