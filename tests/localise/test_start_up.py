from __future__ import annotations

import subprocess
import sys


def test_english_needs_no_babel() -> None:
    program = (
        "import sys; from datetime import date; from briefgen.localise import localiser; "
        "say = localiser('en', date(2023, 3, 17)); say.date('2023-Q2'); say.money(5); "
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
