"""What a user would write instead of `briefgen letter --to all`, with docxtpl, as its manual says.

python docxtpl_letters.py TEMPLATE LETTERS OUTPUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def main(template: str, letters: str, output: str) -> None:
    for letter in json.loads(Path(letters).read_text(encoding="utf-8")):
        document = DocxTemplate(template)
        document.render(letter, autoescape=True)
        document.save(Path(output, f"{letter['recipient']['key']}.docx"))


if __name__ == "__main__":
    main(*sys.argv[1:])
