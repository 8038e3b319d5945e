"""The looks of exhibits: the template's styles by name, and what replaces one that it does not have.

`ExhibitWriter` is what exhibits ask of the writer of rich text, which knows the template's styles.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from msgspec import Struct

from briefgen.model.richtext import Block, RichText
from briefgen.word.wml.sites import Site
from briefgen.word.wml.styles import Style, Styles


class ExhibitWriter(Protocol):
    """Writes rich text at a site; `briefgen.word.rendering.richtext` has the one that is meant."""

    @property
    def styles(self) -> Styles:
        """The template's styles."""
        ...

    @property
    def notes(self) -> bool:
        """Whether the text may have footnotes: False inside of one."""
        ...

    def spans(self, block: Block, site: Site) -> str:
        """The runs of a block."""
        ...

    def paragraphs(self, text: RichText, site: Site) -> str:
        """The paragraphs of a text."""
        ...


BOLD = (("b", "<w:b/>"), ("bCs", "<w:bCs/>"))
_SMALL = (("sz", '<w:sz w:val="18"/>'), ("szCs", '<w:szCs w:val="18"/>'))


class Look(Struct, frozen=True):
    """The look of a paragraph of an exhibit.

    Attributes:
        styles: paragraph styles that it takes, the first that the template has.
        spacing: the attributes of `w:spacing` where it has none of them.
        letters: run properties likewise.
    """

    styles: tuple[str, ...]
    spacing: str
    letters: tuple[tuple[str, str], ...] = ()


CAPTION = Look(("Exhibit Caption", "caption"), 'w:before="200" w:after="80"')
CHART = Look(("Exhibit Chart",), 'w:before="0" w:after="120"')
NOTE = Look(("Exhibit Note", "Source"), 'w:before="60" w:after="0"', _SMALL)
HEAD = Look(("Exhibit Head", "Exhibit Text"), 'w:before="40" w:after="40"')
TEXT = Look(("Exhibit Text",), 'w:before="40" w:after="40"')
TOTAL = Look(("Exhibit Total", "Exhibit Text"), 'w:before="40" w:after="40"')

# the table styles looked for: those that give a table all its looks, then one that gives it lines only
DESIGNED = ("Exhibit Table", "Data Table")
LINED = ("Table Grid",)

HEAD_FILL, HEAD_COLOUR = "D9E2F3", "000000"
LINE_COLOUR = "7F7F7F"

# ground and letters for each state (`briefgen.model.dossier.State`), at least 4.5 to 1; its word always stands there
STATE_COLOURS: Mapping[str, tuple[str, str]] = {
    "done": ("E2F0D9", "1E4620"),
    "ongoing": ("DDEBF7", "1F3864"),
    "planned": ("EDEDED", "333333"),
    "delayed": ("FFF2CC", "5C4400"),
    "blocked": ("F8D7DA", "7A0C14"),
    "withdrawn": ("F2F2F2", "595959"),
}


def paragraph_xml(styles: Styles, look: Look, inside: str, *, keep: bool, last: bool = False, align: str = "") -> str:
    """A paragraph in a look.

    Args:
        inside: its runs.
        keep: whether it stays on one page with the next paragraph.
        last: whether it ends the exhibit, so that space stands behind it.
        align: "right" or "center", where it is not as the style has it.
    """
    return f"<w:p>{paragraph_properties(styles, look, keep=keep, last=last, align=align)}{inside}</w:p>"


def paragraph_properties(styles: Styles, look: Look, *, keep: bool, last: bool = False, align: str = "") -> str:
    """The `w:pPr` of a paragraph in a look; arguments as for `paragraph_xml`."""
    style = styles.paragraph(*look.styles)
    pieces = (
        f'<w:pStyle w:val="{style.style_id}"/>' if style else "",
        "<w:keepNext/>" if keep else "",
        "" if style else f"<w:spacing {_with_space(look.spacing) if last else look.spacing}/>",
        f'<w:jc w:val="{align}"/>' if align else "",
    )
    return f"<w:pPr>{''.join(pieces)}</w:pPr>" if any(pieces) else ""


def _with_space(spacing: str) -> str:
    return spacing.replace('w:after="0"', 'w:after="200"')


def table_style(styles: Styles) -> tuple[Style | None, bool]:
    """The style of tables, and whether it gives heads their look."""
    designed = next((found for name in DESIGNED if (found := styles.named("table", name))), None)
    lined = next((found for name in LINED if (found := styles.named("table", name))), None)
    return designed or lined, designed is not None
