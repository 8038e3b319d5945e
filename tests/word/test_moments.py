"""Days and hours by the codes of `strftime`, the same on every system."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefgen.word import Template
from briefgen.word.sandbox.policy import open_attribute
from tests.word.docx_templates import a_template, p, texts


class WindowsMoment(datetime):
    """A moment as Windows formats it: its library knows no `%-`."""

    def strftime(self, format: str, /) -> str:  # noqa: A002
        if "%-" in format.replace("%%", ""):
            raise ValueError("Invalid format string")
        return super().strftime(format)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("%-d %m %Y", "5 03 2023"),
        ("%-d.%-m.%y", "5.3.23"),
        ("%d %%-d %-d", "05 %-d 5"),
        ("%%%-H", "%0"),
        ("%-I.%M", "12.07"),
        ("%-M minutes", "7 minutes"),
        ("%-j", "64"),
    ],
)
def test_numbers_without_a_zero_before_them_come_on_windows_as_elsewhere(form: str, expected: str) -> None:
    for kind in (WindowsMoment, datetime):
        _, strftime = open_attribute(kind(2023, 3, 5, 0, 7, tzinfo=UTC), "strftime")
        assert strftime(form) == expected


@pytest.mark.parametrize(
    ("moment", "tag", "said"),
    [
        (date(2023, 3, 5), "{{ it.strftime('%-d/%m') }}", "5/03"),
        (datetime(2023, 3, 5, 9, 5, tzinfo=UTC), "{{ it.time().strftime('%-H.%M') }}", "9.05"),
        (date(2023, 3, 5), "{{ it.strftime(format='%Y') }}", "2023"),
    ],
)
def test_a_template_says_a_moment_in_its_own_way(moment: date, tag: str, said: str) -> None:
    document = Template.read(a_template(p(tag)), "t.docx").render({"it": moment})
    assert said in texts(document)
