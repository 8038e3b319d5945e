"""Rules about ids: what refers to something must find it, and what is named must be named once."""

from __future__ import annotations

from briefgen.opc.xml import Element
from briefgen.word.lint.survey import Rule, Story
from briefgen.word.wml.ooxml import VAL, R, local_name, w

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_IMAGEDATA = "{urn:schemas-microsoft-com:vml}imagedata"
_RELATIONSHIP_KEYS = tuple(f"{{{R}}}{name}" for name in ("id", "embed", "link"))
# Word cuts longer names, and two may become the same
_LONGEST_BOOKMARK = 40


def _style_is_defined(element: Element, story: Story) -> None:
    style = element.get(VAL) or ""
    if style not in story.definitions.styles:
        story.report("STYLE_MISSING", style)


def _numbering_is_defined(element: Element, story: Story) -> None:
    number = element.get(VAL) or ""
    if number not in story.definitions.numberings:
        story.report("NUMBERING_MISSING", number)


def _relationship_exists(element: Element, story: Story) -> None:
    for key in _RELATIONSHIP_KEYS:
        wanted = element.get(key)
        if wanted and wanted not in story.relationships:
            story.report("RELATIONSHIP_MISSING", f"{local_name(element)} {wanted}")


def _comment_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.comments:
        story.report("COMMENT_MISSING", _id(element))


def _footnote_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.footnotes:
        story.report("FOOTNOTE_MISSING", _id(element))


def _endnote_exists(element: Element, story: Story) -> None:
    if _id(element) not in story.definitions.endnotes:
        story.report("ENDNOTE_MISSING", _id(element))


def _bookmark_is_named(element: Element, story: Story) -> None:
    name = element.get(w("name")) or ""
    story.survey.ids["DUPLICATE_BOOKMARK_NAME"][name.lower()] += 1
    if len(name) > _LONGEST_BOOKMARK:
        story.report("BOOKMARK_NAME_TOO_LONG", name)


def _is_one_of_a_pair(element: Element, story: Story) -> None:
    story.pairs[local_name(element)][_id(element)] += 1


def _drawing_has_its_own_id(element: Element, story: Story) -> None:
    story.survey.ids["DUPLICATE_DOCPR_ID"][element.get("id") or ""] += 1


def _control_is_whole(element: Element, story: Story) -> None:
    if element.find(w("sdtContent")) is None:
        story.report("SDT_NO_CONTENT", "a content control has no content")
    number = element.find(f"{w('sdtPr')}/{w('id')}")
    if number is not None:
        story.survey.ids["DUPLICATE_SDT_ID"][number.get(VAL) or ""] += 1


def pairs_are_complete(story: Story) -> None:
    """Every bookmark and commented range that begins must end, once, in the same part."""
    for name, code in (("bookmark", "BOOKMARK_UNPAIRED"), ("commentRange", "COMMENT_RANGE_UNPAIRED")):
        starts, ends = story.pairs[f"{name}Start"], story.pairs[f"{name}End"]
        if odd := sorted(starts.keys() ^ ends.keys()):
            story.report(code, ", ".join(odd))
    for number, count in story.pairs["bookmarkStart"].items():
        if count > 1:
            story.report("DUPLICATE_BOOKMARK_ID", number)


def _id(element: Element) -> str:
    return element.get(w("id")) or ""


RULES: list[tuple[str, Rule]] = [
    *((w(name), _style_is_defined) for name in ("pStyle", "rStyle", "tblStyle")),
    (w("numId"), _numbering_is_defined),
    *((w(name), _relationship_exists) for name in ("hyperlink", "headerReference", "footerReference")),
    *((tag, _relationship_exists) for tag in (f"{_A}blip", f"{_A}hlinkClick", _CHART, _IMAGEDATA)),
    *((w(name), _is_one_of_a_pair) for name in ("bookmarkStart", "bookmarkEnd")),
    *((w(name), _is_one_of_a_pair) for name in ("commentRangeStart", "commentRangeEnd")),
    (w("bookmarkStart"), _bookmark_is_named),
    (w("commentReference"), _comment_exists),
    (w("footnoteReference"), _footnote_exists),
    (w("endnoteReference"), _endnote_exists),
    (f"{_WP}docPr", _drawing_has_its_own_id),
    (w("sdt"), _control_is_whole),
]
