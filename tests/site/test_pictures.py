"""The pictures of papers in the manual show what briefgen makes today."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from tests.page_engines import needs_office
from tests.preview.pictures import PICTURES as OF_THE_PREVIEW
from tests.site.pictures import IMAGES, PICTURES, make_pictures
from tests.site.png import Points, from_png, to_png

pytestmark = [needs_office, pytest.mark.render]
_ALIKE = 0.02  # of all points; another page of the same paper differs in five times as many


def difference(one: Points, other: Points) -> float:
    """The share of points that are clearly of another colour."""
    return float((np.abs(one.astype(np.int16) - other).max(axis=2) > 96).mean())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return make_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_what_is_made_today(made: Mapping[str, bytes], name: str) -> None:
    now, kept = from_png(made[name]), from_png((IMAGES / name).read_bytes())
    assert now.shape == kept.shape, "python -m tests.site.pictures makes it anew"
    assert difference(now, kept) < _ALIKE, "python -m tests.site.pictures makes it anew"


def test_another_page_is_seen(made: Mapping[str, bytes]) -> None:
    assert difference(from_png(made["annex.png"]), from_png(made["redline.png"])) > _ALIKE


def test_every_picture_of_the_manual_is_made_by_a_program() -> None:
    assert {path.name for path in IMAGES.iterdir()} == {*PICTURES, *OF_THE_PREVIEW}


def test_a_picture_comes_out_of_its_file_as_it_went_in(tmp_path: Path) -> None:
    points = np.zeros((3, 4, 3), dtype=np.uint8)
    points[1, 2] = (220, 230, 241)
    assert np.array_equal(from_png(to_png(points)), points)
