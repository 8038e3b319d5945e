"""The watermark of a page, as Word itself writes it: a word in outline, slanted behind the text, hung up in a header.

Word has no element of its own for it: it knows a watermark by the name of a shape of VML. A shape has no text, so
reading aids, searches and the count of words pass it over; that a document is a draft must stand in its text as well.

Source: ECMA-376 part 4, 14.1 (VML), 14.1.2.20 (textpath); the shape's type is that of WordArt, number 136.
"""

from __future__ import annotations

import re
from math import sqrt

from briefgen.opc.xml import Element
from briefgen.word.wml.escape import attribute_xml
from briefgen.word.wml.ooxml import W

_NAME = "PowerPlusWaterMarkObject"  # by which Word and LibreOffice know a watermark, in every language
_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_TEXTPATH = f"{{{_VML}}}textpath"
_KIND = "_x0000_t136"
_KIND_XML = (
    f'<v:shapetype id="{_KIND}" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">'
    "<v:formulas>{formulas}</v:formulas>"
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_FORMULAS = (
    "sum #0 0 10800",
    "prod #0 2 1",
    "sum 21600 0 @1",
    "sum 0 0 @2",
    "sum 21600 0 @3",
    "if @0 @3 0",
    "if @0 21600 @1",
    "if @0 0 @2",
    "if @0 @4 21600",
    "mid @5 @6",
    "mid @8 @5",
    "mid @7 @8",
    "mid @6 @7",
    "sum @6 0 @5",
)
_SHAPE = (
    '<w:r xmlns:w="{w}"><w:rPr><w:noProof/></w:rPr><w:pict xmlns:v="{v}" xmlns:o="{o}">{kind}'
    '<v:shape id="{name}{number}" o:spid="_x0000_s{spid}" type="#{type}" style="position:absolute;margin-left:0;'
    "margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" '
    'fillcolor="silver" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string="{word}"/></v:shape></w:pict></w:r>'
)
_FIRST_SHAPE = 2049  # shapes of headers are numbered from here on, those of the body from 1026
_LETTER = 0.66  # the width of a capital of Arial bold by its height
_OF_THE_PAGE, _WIDEST = 0.9, 600.0


def watermark_xml(word: str, number: int, room: float) -> str:
    """A run with a watermark.

    Args:
        word: what it says, in capitals.
        number: counts from 1; a document has each once.
        room: the lesser of the width and height that its pages have for text, in points.
    """
    letters = max(1, len(word)) * _LETTER
    width = min(_WIDEST, _OF_THE_PAGE * room * sqrt(2) / (1 + 1 / letters))  # it slants by 45 degrees
    kind = _KIND_XML.format(formulas="".join(f'<v:f eqn="{each}"/>' for each in _FORMULAS))
    said = attribute_xml(word)
    sizes = {"width": round(width, 1), "height": round(width / letters, 1)}
    names = {"name": _NAME, "number": number, "spid": _FIRST_SHAPE + number - 1, "type": _KIND, "kind": kind}
    return _SHAPE.format(w=W, v=_VML, o=_OFFICE, word=said, **names, **sizes)


def watermark_in(figure: Element) -> str:
    """What a watermark says; "" where a picture or shape is none.

    Args:
        figure: a `w:pict`.
    """
    shapes = (each for each in figure if re.match(_NAME, each.get("id") or ""))
    texts = (path.get("string") or "" for shape in shapes for path in shape.iterchildren(_TEXTPATH))
    return next(filter(None, map(str.strip, texts)), "")
