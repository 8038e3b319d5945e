"""Whether a row of the annex is reckoned to fit on a page."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.compose.annex import FOLLOW_UP_WIDTH, LINES_ON_A_PAGE, fits_page

LINE = "x" * FOLLOW_UP_WIDTH


def test_a_short_row_fits() -> None:
    assert fits_page(["A commitment."], ["One thing done.", "Another."])


def test_a_cell_of_more_lines_than_a_page_has_does_not_fit() -> None:
    assert not fits_page([], [LINE * LINES_ON_A_PAGE])


def test_the_left_cell_counts_too_and_is_narrower() -> None:
    half_a_page = LINE * (LINES_ON_A_PAGE // 2 + 6)
    assert fits_page([], [half_a_page])
    assert not fits_page([half_a_page], [])


def test_many_short_paragraphs_fill_a_page() -> None:
    assert not fits_page([], ["x"] * (LINES_ON_A_PAGE - 5))


@given(st.lists(st.text(max_size=200)), st.text(max_size=200))
def test_a_row_that_does_not_fit_does_not_fit_with_more_in_it(paragraphs: list[str], more: str) -> None:
    assert fits_page([], paragraphs) or not fits_page([], [*paragraphs, more])
