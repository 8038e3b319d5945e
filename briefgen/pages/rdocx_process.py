"""What draws pages with rdocx, in a process of its own: `python -P rdocx_process.py FOLDER KIND DPI`.

For each NNNN.docx of the folder, in their order, it writes NNNN.pdf (KIND pdf or pdfa), or NNNN-PPPP.png for each page
(KIND png), and last NNNN.json with the remarks of the engine. A document that crashes the engine, or takes too much
time or memory, ends this process alone, and has no NNNN.json.

It imports nothing of the package: so it starts quickly, and is run from its file wherever that lies.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

MEMORY = 2 << 30  # bytes of address space; a table of 330 pages takes 430 MB
SECONDS = 60  # for a document


def main(folder: Path, kind: str, dpi: float) -> None:
    """Draws all documents of a folder."""
    limit_memory()
    for document in sorted(folder.glob("*.docx")):
        if sys.platform != "win32":
            signal.alarm(SECONDS)  # ends the process, whatever the engine is at
        try:
            remarks = draw(document, kind, dpi)
        except Exception as problem:  # whatever the engine cannot do
            remarks = [str(problem) or type(problem).__name__]
        document.with_suffix(".json").write_text(json.dumps(remarks), encoding="utf-8")


def limit_memory() -> None:
    """Bounds what this process may take, where the system can do it."""
    if sys.platform != "win32":
        import resource

        try:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        except (OSError, ValueError):  # macOS knows the limit of address space by name only
            return


def draw(document: Path, kind: str, dpi: float) -> list[str]:
    """Writes the pages of a document beside it.

    Returns:
        What the engine remarked.
    """
    from rdocx import Document

    opened = Document.from_bytes(document.read_bytes())
    if kind == "png":
        pages, remarks = opened.render_all_pages_with_diagnostics(dpi)
        for number, page in enumerate(pages):
            document.with_name(f"{document.stem}-{number:04}.png").write_bytes(page)
        return list(remarks)
    pdf, remarks = opened.to_pdf_with_diagnostics()
    if kind == "pdfa":
        pdf = opened.to_pdfa_deterministic("pdfa-2b")
    document.with_suffix(".pdf").write_bytes(pdf)
    return list(remarks)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
