"""The pictures of the preview in the manual: `python -m tests.preview.pictures` takes them anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser

from tests.preview.stage import ANNEX, Desk, Served, a_browser, served
from tests.sample_dossier import ROOT
from tests.workspaces import a_sample

IMAGES = ROOT / "docs" / "images"


@dataclass(frozen=True)
class Picture:
    """What the page shows when a picture of it is taken."""

    size: tuple[int, int]
    scheme: Literal["light", "dark"]
    panel: str
    wishes: Mapping[str, str]


PICTURES: Mapping[str, Picture] = {
    "preview.png": Picture((1120, 620), "light", "status", {**ANNEX, "since": "2023-03-06"}),
    "first-preview.png": Picture((900, 600), "light", "status", {**ANNEX, "since": "2023-03-06"}),
    "preview-dark.png": Picture((900, 600), "dark", "findings", {**ANNEX, "view": "across"}),
}


def take_picture(browser: Browser, stage: Served, name: str, folder: Path) -> Path:
    """Takes a picture of the page."""
    picture = PICTURES[name]
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=picture.scheme)
    desk = Desk(context.new_page(), stage.address)
    desk.open(**picture.wishes)
    desk.wait_for_findings()
    desk.page.click(f"#tab-{picture.panel}")
    desk.page.wait_for_selector(f"#{picture.panel} :is(li, td)")
    desk.page.evaluate("document.fonts.ready")
    desk.page.wait_for_timeout(500)
    path = folder / name
    desk.page.screenshot(path=path, animations="disabled")
    context.close()
    return path


def main() -> None:
    """Takes all pictures."""
    with TemporaryDirectory() as folder, served(a_sample(Path(folder))) as stage, a_browser() as browser:
        for name in PICTURES:
            take_picture(browser, stage, name, IMAGES)


if __name__ == "__main__":
    main()
