from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("language", "values"),
    [
        (
            "en",
            "say.date('2023-Q2'); say.when('2023-03-14'); say.money(5); say.money('30–40 million'); say.join(['a'])",
        ),
        ("fr", "say.date('2023-Q2'); say.by('2023-03-14'); say.headline(); say.number(5); say.percent(5)"),
        ("pl", "say.money('30 million'); say.dateline('Brussels', '2023-03-14')"),
    ],
)
def test_babel_is_loaded_for_plurals_only(language: str, values: str) -> None:
    program = (
        "import sys; from datetime import date; from briefgen.localise import localiser; "
        f"say = localiser({language!r}, date(2023, 3, 17)); {values}; sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
