"""Images in the line of text, each with its alternative text."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefgen.word.insertion import Insertion
from briefgen.word.inserts.image_headers import ImageHeader, ImageRefusedError, read_header
from briefgen.word.state.imports import BroughtPart
from briefgen.word.state.rendering import current
from briefgen.word.wml.escape import CLOSE_TEXT, OPEN_TEXT, attribute_xml
from briefgen.word.wml.sites import Site

EMU_PER_INCH, _EMU_PER_MM = 914_400, 36_000
_LARGEST = 22 * EMU_PER_INCH  # the largest page of Word, in either direction
_A = "http://schemas.openxmlformats.org/drawingml/2006"
# Word's mark for pictures that readers' aids pass over (MS-ODRAWXML 2.29.1)
_DECORATIVE = (
    f'<a:extLst xmlns:a="{_A}/main"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_NO_ALT = "The image has no alternative text, so that who cannot see it misses what it says."
_GIVE_ALT = "Say in alt=… what it shows, or decorative=True where it says nothing."


class Emu(int):
    """A length in English Metric Units: 914 400 to the inch, 36 000 to the millimetre (ECMA-376-1, 20.1.10.16)."""

    __slots__ = ()

    @classmethod
    def mm(cls, millimetres: float) -> Emu:
        """A length given in millimetres."""
        return cls(round(millimetres * _EMU_PER_MM))

    @classmethod
    def inches(cls, inches: float) -> Emu:
        """A length given in inches."""
        return cls(round(inches * EMU_PER_INCH))


@dataclass(frozen=True)
class InlineImage(Insertion):
    """An image for `{{ name }}` or `{{r name }}`, in the text, a header, a footer or a note.

    Where width and height are both left out the image has the size that its file says (96 dots per inch where it
    does not); where one is, the image keeps its proportions.

    Attributes:
        data: the bytes of a PNG, JPEG or GIF file.
        width, height: in EMU; `Emu.mm(40)`, or lengths of python-docx.
        alt: what the image shows, in words, for who cannot see it.
        title: a title of the image, or "".
        decorative: the image says nothing; only then may `alt` be left out.

    Raises:
        ImageRefusedError: the file is no such image, damaged, or out of all measure, or has no alternative text.
    """

    data: bytes = field(repr=False)
    width: int | None = None
    height: int | None = None
    alt: str = ""
    title: str = ""
    decorative: bool = False
    _part: BroughtPart = field(init=False, repr=False, compare=False)
    _size: tuple[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not (self.alt.strip() or self.decorative):
            raise ImageRefusedError(_NO_ALT, _GIVE_ALT)
        header = read_header(self.data)
        object.__setattr__(self, "_part", BroughtPart.media(self.data, header.kind))
        object.__setattr__(self, "_size", _size(header, self.width, self.height))

    def inline(self, site: Site) -> str:
        """The drawing at a value's place inside a `w:t`."""
        return f"{CLOSE_TEXT}{self._drawing()}{OPEN_TEXT}"

    def paragraphs(self, site: Site) -> str:
        """The drawing where it is all of its paragraph."""
        return f"<w:p>{site.ppr}<w:r>{site.rpr_xml}{self._drawing()}</w:r></w:p>"

    def _drawing(self) -> str:
        """An inline drawing (ECMA-376-1, 20.4.2.8) with a picture (20.2.2.5) in it."""
        rendering = current()
        relationship = rendering.brought.image(rendering.part, self._part)
        number, (across, down) = rendering.identity.take("drawing"), self._size
        return (
            f'<w:drawing><wp:inline xmlns:wp="{_A}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{across}" cy="{down}"/>{self._properties(number)}<wp:cNvGraphicFramePr>'
            f'<a:graphicFrameLocks xmlns:a="{_A}/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_A}/main"><a:graphicData uri="{_A}/picture"><pic:pic xmlns:pic="{_A}/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing>"
        )

    def _properties(self, number: int) -> str:
        """What the drawing says of itself to readers' aids (`wp:docPr`, 20.4.2.5)."""
        title = f' title="{attribute_xml(self.title)}"' if self.title else ""
        alt = "" if self.decorative else f' descr="{attribute_xml(self.alt)}"'
        opened = f'<wp:docPr id="{number}" name="Picture {number}"{alt}{title}'
        return f"{opened}>{_DECORATIVE}</wp:docPr>" if self.decorative else f"{opened}/>"


def _size(header: ImageHeader, width: int | None, height: int | None) -> tuple[int, int]:
    """Width and height in EMU."""
    across, down = (
        pixels / dpi * EMU_PER_INCH for pixels, dpi in zip((header.width, header.height), header.dpi, strict=True)
    )
    if width and not height:
        across, down = width, width * down / across
    elif height and not width:
        across, down = height * across / down, height
    elif width and height:
        across, down = width, height
    found = (round(across), round(down))
    if not (min(found) > 0 and max(found) <= _LARGEST):
        inches = " × ".join(f"{each / EMU_PER_INCH:.2f}" for each in found)
        raise ImageRefusedError(
            f"The image would be {inches} inches large.", "Give width=… or height=… to fit the page."
        )
    return found
