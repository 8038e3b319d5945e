"""Images in the line of text, each with its alternative text, and what an image file says of itself.

Only headers are read, by the few lines below; no pixel is decoded, so a file made to burst a decoder does nothing
here, and is refused by the size that it declares. Sources: PNG (ISO/IEC 15948, clauses 5 and 11), JPEG (ISO/IEC
10918-1, annex B; JFIF 1.02), GIF (GIF89a, sections 17, 18 and 27).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from briefgen.errors import UnreadableInputError
from briefgen.word.inserts import Insertion
from briefgen.word.state.imports import ImportedPart
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


class InlineImage(Struct, Insertion, frozen=True, dict=True):
    """An image for `{{ name }}` or `{{r name }}`, in the text, a header, a footer or a note.

    Where width and height are both left out the image has the size that its file gives (96 dots per inch where it
    does not); where one is, the image keeps its proportions.

    Attributes:
        data: the bytes of a PNG, JPEG or GIF file.
        width, height: in EMU; `Emu.mm(40)`, or lengths of python-docx.
        alt: what the image shows, in words, for who cannot see it.
        title: a title of the image, or "".
        decorative: the image carries no meaning; only then may `alt` be left out.

    Raises:
        ImageRefusedError: the file is no such image, damaged, or out of all measure, or has no alternative text.
    """

    data: bytes
    width: int | None = None
    height: int | None = None
    alt: str = ""
    title: str = ""
    decorative: bool = False

    def __post_init__(self) -> None:
        if not (self.alt.strip() or self.decorative):
            raise ImageRefusedError(_NO_ALT, _GIVE_ALT)
        _ = self._part, self._size  # a file that is none is refused when it is handed over

    @cached_property
    def _header(self) -> ImageHeader:
        return read_header(self.data)

    @cached_property
    def _part(self) -> ImportedPart:
        return ImportedPart.media(self.data, self._header.kind)

    @cached_property
    def _size(self) -> tuple[int, int]:
        return _size(self._header, self.width, self.height)

    def __repr__(self) -> str:
        return f"<InlineImage {self.alt or self.title!r}>"

    def inline(self, site: Site) -> str:
        """The drawing at a value's place inside a `w:t`."""
        return f"{CLOSE_TEXT}{self._drawing()}{OPEN_TEXT}"

    def paragraphs(self, site: Site) -> str:
        """The drawing where it is all of its paragraph."""
        return f"<w:p>{site.ppr}<w:r>{site.rpr_xml}{self._drawing()}</w:r></w:p>"

    def _drawing(self) -> str:
        """An inline drawing (ECMA-376-1, 20.4.2.8) with a picture (20.2.2.5) in it."""
        rendering = current()
        relationship = rendering.imports.image(rendering.part, self._part)
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
        """Title and alternative text of the drawing for readers' aids (`wp:docPr`, 20.4.2.5)."""
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


MAX_BYTES = 20 << 20
MAX_SIDE = 30_000
MAX_PIXELS = 100_000_000
USUAL_DPI = 96.0
"""Dots per inch where a file does not say; Word takes the same."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}
_INCH, _METRE = 2.54, 0.0254
# frames that Word shows: baseline, extended and progressive (SOF0 to SOF2)
_FRAMES, _SCAN, _JFIF = frozenset({0xC0, 0xC1, 0xC2}), 0xDA, 0xE0
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
_SAVE_AS = "Save it as PNG or JPEG and use that file."
_OTHERS = (
    (b"<svg", "an SVG drawing"),
    (b"<?xml", "an SVG drawing or another XML file"),
    (b"\x01\x00\x00\x00", "an EMF drawing"),
    (b"\xd7\xcd\xc6\x9a", "a WMF drawing"),
    (b"BM", "a BMP picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"RIFF", "a WebP picture"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an Office file"),
)


class ImageRefusedError(UnreadableInputError):
    """Bytes that are not put into a document as an image, with the reason in a drafter's words."""


class ImageHeader(Struct, frozen=True):
    """What is known of an image without decoding it.

    Attributes:
        kind: "png", "jpeg" or "gif".
        width, height: in pixels.
        dpi: dots per inch, across and down.
    """

    kind: str
    width: int
    height: int
    dpi: tuple[float, float] = (USUAL_DPI, USUAL_DPI)


def read_header(data: bytes) -> ImageHeader:
    """The header of an image.

    Args:
        data: the file's bytes; nothing in them is trusted.

    Raises:
        ImageRefusedError: it is empty, cut off, damaged, of another kind, or declares a size out of all measure.
    """
    if len(data) > MAX_BYTES:
        raise ImageRefusedError(
            f"The image has {len(data) >> 20} MB, more than {MAX_BYTES >> 20} MB.", "Make it smaller."
        )
    header = _reader_for(data)(data)
    _refuse_size(header)
    return header


def _reader_for(data: bytes) -> Callable[[bytes], ImageHeader]:
    for signature, reader in _READERS.items():
        if data.startswith(signature):
            return reader
    if not data:
        raise ImageRefusedError("The image is empty (0 bytes).")
    start = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((name for signature, name in _OTHERS if start.startswith(signature)), "no image that briefgen knows")
    raise ImageRefusedError(f"The image is {kind}, not a PNG, JPEG or GIF.", _SAVE_AS)


def _refuse_size(header: ImageHeader) -> None:
    width, height = header.width, header.height
    if not (width and height):
        raise _damaged(header.kind, "its width or height is 0")
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        message = f"The image declares {width:,} × {height:,} pixels, more than a page can show."
        raise ImageRefusedError(message, f"Make it smaller: at most {MAX_PIXELS // 1_000_000} million pixels.")


def _damaged(kind: str, what: str) -> ImageRefusedError:
    return ImageRefusedError(f"The {kind.upper()} image is damaged: {what}.", "Save or copy it again.")


def _png(data: bytes) -> ImageHeader:
    chunks = list(_png_chunks(data))
    names = [name for name, _ in chunks]
    if names[:1] != [b"IHDR"] or len(chunks[0][1]) != 13 or b"IDAT" not in names:
        raise _damaged("png", "its header or its picture is missing")
    width, height, depth, colour = struct.unpack_from(">IIBB", chunks[0][1])
    if depth not in _PNG_DEPTHS.get(colour, ()):
        raise _damaged("png", "it declares colours that PNG does not have")
    densities = [_png_dpi(body) for name, body in chunks if name == b"pHYs" and len(body) == 9]
    return ImageHeader("png", width, height, densities[0] if densities else (USUAL_DPI, USUAL_DPI))


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each chunk, checked by its checksum, up to the end mark, which must be there."""
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 8 + length
        name, body, checksum = data[at + 4 : at + 8], data[at + 8 : end], data[end : end + 4]
        if zlib.crc32(data[at + 4 : end]).to_bytes(4, "big") != checksum:
            break
        if name == b"IEND":
            return
        yield name, body
        at = end + 4
    raise _damaged("png", "it is cut off, or a checksum in it is wrong")


def _png_dpi(body: bytes) -> tuple[float, float]:
    across, down, unit = struct.unpack(">IIB", body)
    return _sane(across * _METRE, down * _METRE) if unit == 1 else (USUAL_DPI, USUAL_DPI)


def _jpeg(data: bytes) -> ImageHeader:
    dpi, frame = (USUAL_DPI, USUAL_DPI), b""
    for marker, body in _jpeg_segments(data):
        if marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= 12:
            dpi = _jfif_dpi(body)
        elif marker in _FRAMES and len(body) >= 6:
            frame = body
    if not frame:
        raise _damaged("jpeg", "it says no size, or is of a kind that Word does not show")
    height, width = struct.unpack_from(">HH", frame, 1)
    return ImageHeader("jpeg", width, height, dpi)


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and content of each segment up to the first scan, which an end mark must follow."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN and data.rfind(b"\xff\xd9") > at:
            return
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == _SCAN or length < 2 or at + 2 + length > len(data):
            break
        yield marker, data[at + 4 : at + 2 + length]
        at += 2 + length
    raise _damaged("jpeg", "it is cut off, or its segments do not follow each other")


def _jfif_dpi(body: bytes) -> tuple[float, float]:
    unit, across, down = struct.unpack_from(">BHH", body, 7)
    factor = {1: 1.0, 2: _INCH}.get(unit, 0.0)
    return _sane(across * factor, down * factor)


def _gif(data: bytes) -> ImageHeader:
    if len(data) < 14 or not data.rstrip(b"\0").endswith(b";"):
        raise _damaged("gif", "it is cut off")
    width, height = struct.unpack_from("<HH", data, 6)
    return ImageHeader("gif", width, height)


def _sane(across: float, down: float) -> tuple[float, float]:
    """A resolution that a camera or scanner may mean; files often say 0 or 1."""
    return (across, down) if min(across, down) >= 10 and max(across, down) <= 10_000 else (USUAL_DPI, USUAL_DPI)


_READERS: Mapping[bytes, Callable[[bytes], ImageHeader]] = {
    _PNG: _png,
    _JPEG: _jpeg,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
}
