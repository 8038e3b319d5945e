"""Images put into a document: their size, their alternative text, where they stand, and what is refused."""

import io
import re
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docxtpl
import pytest
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model.richtext import Block, RichText, Span, plain
from briefgen.word import Emu, ImageRefusedError, InlineImage, RenderingError, accessibility, is_untouched, lint
from tests import validators
from tests.word.docx_templates import a_template, compiled, p, part, tbl, tr
from tests.word.good import R_NS, W_NS, good_parts

INCH = 914_400


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def a_png(width: int = 2, height: int = 1, dpi: float | None = None, colours: bytes = b"\x08\x00") -> bytes:
    header = struct.pack(">II", width, height) + colours + b"\0\0\0"
    density = chunk(b"pHYs", struct.pack(">IIB", *[round(dpi / 0.0254)] * 2, 1)) if dpi else b""
    pixels = zlib.compress(b"\0" * ((width + 1) * height)) if width * height < 10_000 else b"x"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + density + chunk(b"IDAT", pixels) + chunk(b"IEND")


def a_jpeg(width: int = 2, height: int = 1, unit: int = 1, density: int = 300) -> bytes:
    jfif = b"\xff\xe0" + struct.pack(">H5sHBHHBB", 16, b"JFIF\0", 0x102, unit, density, density, 0, 0)
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + jfif + frame + b"\xff\xda\0\x08\1\1\0\0\x3f\0" + b"scan\xff\xd9"


def a_gif(width: int = 2, height: int = 1) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def extents(document: bytes, name: str = "word/document.xml") -> list[tuple[int, int]]:
    found = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', part(document, name))
    return [(int(across), int(down)) for across, down in found]


def media(document: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return [name for name in package.namelist() if name.startswith("word/media/") and "image1" not in name]


def an_image(width: int | None = None, height: int | None = None) -> InlineImage:
    return InlineImage(a_png(96, 48), width, height, alt="An emblem")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (a_png(96, 48), (INCH, INCH // 2)),
        (a_png(300, 150, dpi=300), (INCH, INCH // 2)),
        (a_jpeg(300, 600), (INCH, 2 * INCH)),
        (a_jpeg(100, 50, unit=2, density=100), (360_000, 180_000)),
        (a_jpeg(96, 96, unit=0, density=1), (INCH, INCH)),
        (a_gif(192, 96), (2 * INCH, INCH)),
    ],
)
def test_an_image_has_the_size_that_its_file_says(data: bytes, expected: tuple[int, int]) -> None:
    document = compiled(p("{{ i }}")).render({"i": InlineImage(data, alt="x")})
    across, down = extents(document)[0]
    assert (across, down) == pytest.approx(expected, rel=1e-3)
    assert lint(document) == []


def test_one_length_given_keeps_the_proportions_and_two_are_taken_as_they_are() -> None:
    template = compiled(p("{{ i }}"))
    assert extents(template.render({"i": an_image(width=Emu.mm(20))})) == [(720_000, 360_000)]
    assert extents(template.render({"i": an_image(height=Mm(20))})) == [(1_440_000, 720_000)]
    assert extents(template.render({"i": an_image(width=Emu.inches(1), height=Emu.inches(2))})) == [(INCH, 2 * INCH)]


def test_an_image_says_what_it_shows() -> None:
    document = compiled(p("{{ i }}")).render({"i": InlineImage(a_png(), alt='A "chart" & <more>', title="T")})
    assert 'descr="A &quot;chart&quot; &amp; &lt;more&gt;" title="T"' in part(document)
    assert "NO_ALTERNATIVE_TEXT" not in {problem.code for problem in accessibility(document)}


def test_an_image_without_words_is_refused_unless_it_is_decorative() -> None:
    with pytest.raises(ImageRefusedError, match="no alternative text"):
        InlineImage(a_png(), alt=" ")
    document = compiled(p("{{ i }}")).render({"i": InlineImage(a_png(), decorative=True)})
    assert 'decorative" val="1"/>' in part(document)
    assert "NO_ALTERNATIVE_TEXT" not in {problem.code for problem in accessibility(document)}


def test_one_image_is_one_part_however_often_it_is_put_in() -> None:
    template = compiled(p("{% for x in xs %}{{ a }} {{r b }}{% endfor %}"), p("{{ c }}"))
    other = InlineImage(a_png(5, 5), alt="Another")
    document = template.render({"xs": [1, 2, 3], "a": an_image(), "b": an_image(width=Emu.mm(9)), "c": other})
    numbers = re.findall(r'<wp:docPr id="(\d+)"', part(document))
    assert len(media(document)) == 2
    assert len(numbers) == len(set(numbers)) == 7
    assert is_untouched(document)
    assert lint(document) == []


def test_an_image_has_a_number_that_no_drawing_of_the_template_has() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/></wp:inline></w:drawing></w:r>'
    document = compiled(p(drawing), p("{{ i }}")).render({"i": an_image()})
    assert re.findall(r'<wp:docPr id="(\d+)"', part(document)) == ["7", "8"]


@pytest.mark.parametrize("story", ["header1", "footer1"])
def test_an_image_in_a_header_or_footer_belongs_to_it(story: str) -> None:
    root = "hdr" if story.startswith("h") else "ftr"
    xml = f"<w:{root} {W_NS} {R_NS}>{p('{{ i }}')}</w:{root}>"
    document = compiled(p("x"), parts={f"word/{story}.xml": xml}).render({"i": an_image()})
    assert media(document)[0] in part(document, f"word/_rels/{story}.xml.rels")
    assert media(document)[0] not in part(document, "word/_rels/document.xml.rels")
    assert lint(document) == []


def test_an_image_in_a_footnote_belongs_to_the_footnotes() -> None:
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    note = f'<w:footnotes {W_NS} {R_NS}><w:footnote w:id="1">{p("see {{ i }}")}</w:footnote></w:footnotes>'
    document = compiled(p("x", reference), parts={"word/footnotes.xml": note}).render({"i": an_image()})
    assert extents(document, "word/footnotes.xml") == [(INCH, INCH // 2)]
    assert media(document)[0] in part(document, "word/_rels/footnotes.xml.rels")
    assert lint(document) == []


def test_images_links_and_notes_live_beside_each_other() -> None:
    text = RichText((Block((Span("l", href="https://x.eu"), Span("", note=plain("n")))),))
    document = compiled(p("{{ t }}{{ i }}{{ t }}")).render({"t": text, "i": an_image()})
    assert lint(document) == []
    assert is_untouched(document)


def test_the_type_of_an_image_is_a_default_that_the_package_did_not_have() -> None:
    types = "[Content_Types].xml"
    document = compiled(p("{{ i }}")).render({"i": InlineImage(a_gif(), alt="x")})
    assert '<Default Extension="gif" ContentType="image/gif"/>' in part(document, types)
    odd = good_parts()[types].decode().partition("\n")[2].replace('"image/png"', '"image/x-png"')
    document = compiled(p("{{ i }}"), parts={types: odd}).render({"i": an_image()})
    assert f'PartName="/{media(document)[0]}" ContentType="image/png"' in part(document, types)


def test_eight_threads_make_the_same_bytes_as_one() -> None:
    template = compiled(p("{% for x in xs %}{{ i }}{% endfor %}"))
    data = {"xs": [1, 2], "i": an_image()}
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: template.render(data), range(32))) == {template.render(data)}


GOOD = a_png(20, 20)
FLIPPED = GOOD.replace(b"IDAT", b"IDAZ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "an SVG drawing, not a PNG"),
        (b"<?xml version='1.0'?><svg/>", "an SVG drawing"),
        (b"\x01\x00\x00\x00" + b"\0" * 40 + b" EMF", "an EMF drawing"),
        (b"\xd7\xcd\xc6\x9a", "a WMF drawing"),
        (b"BM....", "a BMP picture"),
        (b"%PDF-1.7", "a PDF"),
        (b"MZ\x90", "no image that briefgen knows"),
        (GOOD[:-5], "PNG image is damaged: it is cut off"),
        (FLIPPED, "a checksum in it is wrong"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IEND"), "its header or its picture is missing"),
        (b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFF0) + b"IHDR", "is cut off"),
        (a_png(0, 5), "its width or height is 0"),
        (a_png(65_000, 2), "declares 65,000 × 2 pixels"),
        (a_png(20_000, 20_000), "more than a page can show"),
        (a_png(2, 2, colours=b"\x03\x07"), "colours that PNG does not have"),
        (a_jpeg()[:-2], "JPEG image is damaged: it is cut off"),
        (a_jpeg().replace(b"\xff\xc2", b"\xff\xc3"), "of a kind that Word does not show"),
        (b"\xff\xd8\xff\xe0\0\1", "it is cut off, or its segments"),
        (a_gif()[:-1], "GIF image is damaged"),
        (b"\0" * (21 << 20), "has 21 MB, more than 20 MB"),
    ],
)
def test_what_is_no_sound_image_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(ImageRefusedError, match=message):
        InlineImage(data, alt="x")


@pytest.mark.parametrize("lengths", [{"width": Emu.inches(23)}, {"width": -5}, {"width": 1, "height": 1 << 40}])
def test_a_size_that_no_page_has_is_refused(lengths: dict[str, int]) -> None:
    with pytest.raises(ImageRefusedError, match="inches large"):
        an_image(**lengths)


@given(st.sampled_from([GOOD, a_jpeg(), a_gif()]), st.data())
def test_no_damage_to_a_file_does_more_than_refuse_it(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    try:
        InlineImage(damaged, alt="x")
    except ImageRefusedError as refused:
        assert refused.message.startswith("The ")


def test_an_image_in_a_document_property_is_refused_with_its_place() -> None:
    core = part(a_template(p("x")), "docProps/core.xml").partition("\n")[2].replace("Follow-up", "{{ i }}")
    with pytest.raises(RenderingError, match=r"\{\{ i \}\}.*InlineImage"):
        compiled(p("x"), parts={"docProps/core.xml": core}).render({"i": an_image()})


def test_extents_and_drawings_are_those_that_docxtpl_makes() -> None:
    source = a_template(p("a {{ i }} b"), tbl(tr("{{ i }}", "x")))
    template = docxtpl.DocxTemplate(io.BytesIO(source))
    image = docxtpl.InlineImage(template, io.BytesIO(a_png(300, 150, dpi=300)), width=Mm(30))
    template.render({"i": image})
    file = io.BytesIO()
    template.save(file)
    ours = compiled(p("a {{ i }} b"), tbl(tr("{{ i }}", "x"))).render(
        {"i": InlineImage(a_png(300, 150, dpi=300), width=Mm(30), alt="x")}
    )
    assert extents(ours) == extents(file.getvalue())


@pytest.mark.sdk
def test_documents_with_images_are_valid(tmp_path: Path) -> None:
    template = compiled(p("{{ a }}"), p("x {{ b }} {{ c }}"), tbl(tr("{{ a }}", "{{ d }}")))
    values = {
        "a": an_image(width=Emu.mm(30)),
        "b": InlineImage(a_jpeg(), alt="b", title="B & b"),
        "c": InlineImage(a_gif(), decorative=True),
        "d": an_image(),
    }
    path = tmp_path / "images.docx"
    path.write_bytes(template.render(values))
    assert validators.audit(path) == []
    assert validators.sdk(path) == []
