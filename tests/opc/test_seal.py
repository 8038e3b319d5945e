import zipfile
from io import BytesIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from briefgen.opc.package import PackageWriter
from briefgen.opc.read import Relationship, free_id, read_package, with_relationships
from briefgen.opc.seal import (
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_RELATIONSHIP,
    CUSTOM_PROPERTIES_TYPE,
    SEAL,
    custom_properties,
    is_untouched,
    part_hash,
    read_properties,
    seal_of,
)
from tests.word.good import good_document, zipped

PROPERTIES = {"briefgen as-of": "2023-03-17", "briefgen template": "annex.docx & more"}


def sealed_document() -> bytes:
    package = read_package(good_document(), "good.docx")
    related = package.relationships()
    added = Relationship(free_id(related), CUSTOM_PROPERTIES_RELATIONSHIP, CUSTOM_PROPERTIES)
    rels = with_relationships(package.part("_rels/.rels"), [added])
    package = package.with_parts({"_rels/.rels": rels}, {CUSTOM_PROPERTIES: (b"<x/>", CUSTOM_PROPERTIES_TYPE)})
    seal = seal_of((name, part_hash(package.part(name))) for name in package.names)
    return PackageWriter(package).write({CUSTOM_PROPERTIES: custom_properties(PROPERTIES, seal)})


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped({each: archive.read(each) for each in archive.namelist()} | {name: part})


def test_a_sealed_document_is_untouched_and_gives_its_properties_back() -> None:
    document = sealed_document()
    assert is_untouched(document)
    properties = read_properties(document)
    assert len(properties.pop(SEAL)) == 64
    assert properties == PROPERTIES


def test_zipping_it_again_does_not_touch_it() -> None:
    with zipfile.ZipFile(BytesIO(sealed_document())) as archive:
        parts = {name: archive.read(name) for name in reversed(archive.namelist())}
    assert is_untouched(zipped(parts))


def test_another_part_or_a_changed_one_breaks_the_seal() -> None:
    document = sealed_document()
    assert not is_untouched(with_part(document, "word/document.xml", b"<changed/>"))
    assert not is_untouched(with_part(document, "word/new.xml", b"<new/>"))


def test_a_document_without_a_seal_and_a_file_that_is_none_count_as_touched() -> None:
    assert not is_untouched(good_document())
    assert not is_untouched(b"")
    assert not is_untouched(with_part(sealed_document(), CUSTOM_PROPERTIES, custom_properties(PROPERTIES)))
    assert read_properties(good_document()) == {}


hashes = st.dictionaries(st.text(min_size=1), st.text("0123456789abcdef", min_size=64, max_size=64))


@given(hashes, st.randoms(use_true_random=False))
def test_the_seal_does_not_depend_on_the_order_of_the_parts(parts: dict[str, str], random: Random) -> None:
    shuffled = list(parts.items())
    random.shuffle(shuffled)
    assert seal_of(shuffled) == seal_of(parts.items())


@given(hashes)
def test_the_part_that_holds_the_seal_is_not_sealed(parts: dict[str, str]) -> None:
    without = {name: digest for name, digest in parts.items() if name != CUSTOM_PROPERTIES}
    assert seal_of({**without, CUSTOM_PROPERTIES: "0"}.items()) == seal_of(without.items())
