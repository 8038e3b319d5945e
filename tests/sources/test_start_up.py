from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.sources.folders import a_folder

HEAVY = {"openpyxl", "sqlalchemy", "pandas", "lxml", "docx", "babel"}


def test_a_dossier_in_csv_is_read_without_any_heavy_library(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from briefgen.sources import read_dossier;"
        f"read_dossier(Path({str(a_folder(tmp_path))!r})); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(done.stdout.split())
