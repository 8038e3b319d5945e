"""The pictures of papers in the manual show what briefgen makes today."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.page_engines import needs_office
from tests.preview.pictures import PICTURES as OF_THE_PREVIEW
from tests.site.pictures import IMAGES, PICTURES, make_pictures
from tests.site.png import Points, from_png, to_png

_ALIKE = 0.02  # of all points; another page of the same paper differs in five times as many


def difference(one: Points, other: Points) -> float:
    """The share of points that are clearly of another colour; all, where the sizes differ."""
    if one.shape != other.shape:
        return 1.0
    return float((np.abs(one.astype(np.int16) - other).max(axis=2) > 96).mean())


def kept(name: str) -> Points:
    return from_png((IMAGES / name).read_bytes())


@needs_office
@pytest.mark.render
def test_the_pictures_are_what_is_made_today(tmp_path: Path) -> None:
    made = make_pictures(tmp_path)
    differences = {name: difference(from_png(png), kept(name)) for name, png in made.items()}
    assert {name: share for name, share in differences.items() if share > _ALIKE} == {}, (
        "python -m tests.site.pictures makes them anew"
    )


def test_another_page_is_seen() -> None:
    assert difference(kept("annex.png"), kept("redline.png")) > _ALIKE


def test_every_picture_of_the_manual_is_made_by_a_program() -> None:
    assert {path.name for path in IMAGES.iterdir()} == {*PICTURES, *OF_THE_PREVIEW}


def test_a_picture_comes_out_of_its_file_as_it_went_in() -> None:
    points = np.zeros((3, 4, 3), dtype=np.uint8)
    points[1, 2] = (220, 230, 241)
    assert np.array_equal(from_png(to_png(points)), points)
