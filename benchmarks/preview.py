"""The page of `briefgen preview` in Chromium: moves of the slider, a template that is saved, a thousand moves.

python -m benchmarks.preview

Seconds are those that pass in the browser, from the event of the slider until the new first page is drawn. A move is to
a day that nobody has looked at yet, or, as mostly, to one beside it, whose document was made while nothing else was
asked for. Memory is that of the server and its engine together (Linux), and of the page's own values after garbage is
collected.
"""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from playwright.sync_api import CDPSession, Page

from benchmarks.processes import ROOT
from tests.preview.stage import ANNEX, a_browser

MOVES = 1000
AIMS = {"move": 300, "redraw": 1000}  # milliseconds
_MOVE = """async ([at, day]) => {
  const slider = document.getElementById("slider");
  const start = performance.now();
  slider.value = String(at);
  slider.dispatchEvent(new Event("input"));
  while (!(document.body.dataset.shown ?? "").includes(`day=${day}`)) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def main() -> None:
    """Prints a line for each figure."""
    with tempfile.TemporaryDirectory() as folder, a_browser() as browser:
        for name in ("data", "templates", "briefgen.toml"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder, name))
        command = [sys.executable, "-m", "briefgen", "preview", "--no-open", "-q"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.stdout.readline().strip() + "#" + "&".join(f"{k}={v}" for k, v in ANNEX.items()))
            page.wait_for_selector("body[data-beside]", timeout=60_000)
            moves(page)
            redraws(page, Path(folder, "templates", "annex.docx"))
            many_moves(page, server.pid)
        finally:
            server.terminate()
            server.wait()


def moves(page: Page) -> None:
    """Moves to days that are new, then to days beside them, with the time between that a glance takes."""
    days = page.evaluate("fetch('choices').then((each) => each.json()).then((each) => each.days.map(({day}) => day))")
    order = [at * 4 % len(days) for at in range(len(days))]
    tell("a move to a day that is new", [page.evaluate(_MOVE, [at, days[at]]) for at in order], AIMS["move"])
    page.reload()  # everything is made anew, but for pages that are drawn already
    page.wait_for_selector("body[data-beside]", timeout=60_000)
    beside = []
    for at in range(len(days)):
        page.evaluate(_MOVE, [at, days[at]])
        sleep(2)
        beside.append(page.evaluate(_MOVE, [(at + 1) % len(days), days[(at + 1) % len(days)]]))
    tell("a move to the day beside", beside, AIMS["move"])


def redraws(page: Page, template: Path) -> None:
    """Saves a template with another word, until that stands on the first page."""
    found = []
    data = template.read_bytes()
    page.evaluate(_MOVE, [12, ANNEX["day"]])
    for number in range(5):
        sleep(2)
        changed = with_word(data, f"Annex {number}")
        start = perf_counter()
        template.write_bytes(changed)
        page.wait_for_selector(f'.sheet:has-text("Annex {number}")')
        found.append((perf_counter() - start) * 1000)
    tell("a template saved, until its page is drawn", found, AIMS["redraw"])


def with_word(template: bytes, word: str) -> bytes:
    """The template with another word at its head."""
    from io import BytesIO
    from zipfile import ZipFile

    made = BytesIO()
    with ZipFile(BytesIO(template)) as package, ZipFile(made, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, package.read(name).replace(b">Annex<", f">{word}<".encode()))
    return made.getvalue()


def many_moves(page: Page, server: int) -> None:
    """A thousand moves, each until its page is shown, and what they leave in memory."""
    days = page.evaluate("fetch('choices').then((each) => each.json()).then((each) => each.days.map(({day}) => day))")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    weights = []
    for count in (100, MOVES):
        for number in range(count):
            at = number * 7 % len(days)
            page.evaluate(_MOVE, [at, days[at]])
        sleep(3)
        weights.append((resident(server), heap(session)))
    (before, page_before), (after, page_after) = weights
    print(f"{MOVES} moves: server and engine {before:.0f} MB before, {after:.0f} MB after", flush=True)
    print(f"{MOVES} moves: values of the page {page_before:.1f} MB before, {page_after:.1f} MB after", flush=True)


def heap(session: CDPSession) -> float:
    """What the page's own values take, in megabytes."""
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "JSHeapUsedSize") / 1e6


def resident(process: int) -> float:
    """What a process and those that it has started take, in megabytes."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])  # Linux has it alone
    children = Path(f"/proc/{process}/task/{process}/children")
    below = sum(resident(int(each)) for each in children.read_text(encoding="ascii").split())
    return pages * mmap.PAGESIZE / 1e6 + below


def tell(what: str, milliseconds: Iterable[float], aim: int) -> None:
    """Prints the median and the slowest."""
    found = sorted(milliseconds)
    held = "held" if median(found) <= aim else "MISSED"
    print(f"{what}: {median(found):.0f} ms, slowest of {len(found)} {found[-1]:.0f} ms (aim {aim}, {held})", flush=True)


if __name__ == "__main__":
    main()
