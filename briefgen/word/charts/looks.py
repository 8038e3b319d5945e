"""How the letters and areas of a chart look (DrawingML, ECMA-376-1, chapter 20), and its titles."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.word.wml.escape import attribute_xml

WHITE, INK, FAINT = "FFFFFF", "404040", "D9D9D9"
SMALLEST = 900  # hundredths of a point
NAMES: Mapping[str, str] = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def fill(colour: str) -> str:
    """A fill of one colour (20.1.8.54)."""
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def text_look(size: int = SMALLEST, colour: str = INK, *, bold: bool = False) -> str:
    """How letters look: the theme's font for text (`a:defRPr`, 21.1.2.3.2)."""
    fonts = "".join(
        f'<a:{script} typeface="+mn-{key}"/>' for script, key in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
    )
    return f'<a:defRPr sz="{size}" b="{int(bold)}">{fill(colour)}{fonts}</a:defRPr>'


def texts_look(look: str) -> str:
    """The look of all letters of an element (`c:txPr`, 21.2.2.216)."""
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr/></a:p></c:txPr>"


def title_xml(text: str, look: str, body: str = "<a:bodyPr/>") -> str:
    """A title of the chart or of an axis (`c:title`, 21.2.2.210); `look` is an `a:defRPr`."""
    run = f"<a:r>{look.replace('a:defRPr', 'a:rPr')}<a:t>{attribute_xml(text)}</a:t></a:r>"
    rich = f"<c:rich>{body}<a:lstStyle/><a:p><a:pPr>{look}</a:pPr>{run}</a:p></c:rich>"
    return f'<c:title><c:tx>{rich}</c:tx><c:layout/><c:overlay val="0"/></c:title>'
