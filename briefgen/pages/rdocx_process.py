"""What draws pages with rdocx, in a process of its own: `python -P rdocx_process.py FOLDER KIND DPI`.

For each NNNN.docx of the folder, in their order, it writes NNNN.pdf (KIND pdf or pdfa), or NNNN-PPPP.png for each page
(KIND png), and last NNNN.json with the remarks of the engine. A document that crashes the engine, or takes too much
time or memory, ends this process alone, and has no NNNN.json.

Without arguments it stays: it reads documents from its standard input, one after another, and answers each with its
pages as SVG, one by one, then with the remarks; see `briefgen.pages.drawing`.

It imports nothing of the package: so it starts quickly, and is run from its file wherever that lies.
"""

from __future__ import annotations

import json
import re
import signal
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

MEMORY = 2 << 30  # bytes of address space; a table of 330 pages takes 430 MB
SECONDS = 60  # for a document
_FACE = re.compile(r"font-family:'([\w-]+)';.*?base64,([^']+)'.*?font-weight:(\w+);font-style:(\w+)", re.DOTALL)


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


def serve() -> None:
    """Draws the documents that come by the standard input, until it ends."""
    limit_memory()
    sent: dict[str, str] = {}
    while len(head := sys.stdin.buffer.read(4)) == 4:
        document = sys.stdin.buffer.read(int.from_bytes(head))
        if sys.platform != "win32":
            signal.alarm(SECONDS)
        try:
            remarks = draw_svg(document, sent)
        except Exception as problem:  # whatever the engine cannot do
            remarks = [str(problem) or type(problem).__name__]
        if sys.platform != "win32":
            signal.alarm(0)
        send({"remarks": remarks})


def send(answer: dict[str, Any]) -> None:
    """Writes an answer to the standard output, with its length in four bytes before it."""
    data = json.dumps(answer).encode()
    sys.stdout.buffer.write(len(data).to_bytes(4) + data)
    sys.stdout.buffer.flush()


def draw_svg(document: bytes, sent: dict[str, str]) -> list[str]:
    """Sends the pages of a document as SVG, each as soon as it is drawn.

    The engine puts its typefaces whole into each page. They are taken out, and sent once: `fonts` has the weight, style
    and data in Base64 of those that a page names, None for the data where it was sent with an earlier one.

    Args:
        document: the bytes of the file.
        sent: what the typefaces are called that were sent before, by their data; those of this document are added.

    Returns:
        What the engine remarked.
    """
    from rdocx import Document

    opened, remarks = Document.from_bytes(document), list[str]()
    count = opened.page_count()
    for number in range(count):
        made = opened.render_page_to_svg(number)
        assert made, "there is a page of each number"
        svg, fonts = without_fonts(made.svg, sent)
        send({"page": svg, "count": count, "fonts": fonts})
        remarks += [str(each) for each in made.diagnostics]
    return remarks


def without_fonts(svg: str, sent: dict[str, str]) -> tuple[str, dict[str, tuple[str, str, str | None]]]:
    """A page with digests in place of the names of its typefaces, and these."""
    before, begins, rest = svg.partition("<style>")
    style, _, after = rest.partition("</style>")
    fonts: dict[str, tuple[str, str, str | None]] = {}
    for face in style.split("@font-face")[1:] if begins else ():
        if found := _FACE.search(face):
            family, data, weight, slant = found.groups()
            known = sent.get(data)
            name = sent[data] = known or "f" + sha256(data.encode()).hexdigest()[:24]
            fonts[name] = weight, slant, None if known else data
            after = after.replace(f'font-family="{family}"', f'font-family="{name}"')
    return before + after, fonts


if __name__ == "__main__":
    if len(sys.argv) == 1:
        serve()
    else:
        main(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]))
