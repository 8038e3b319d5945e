"""The site in a browser: read by people and by reading aids, searched, in light and dark, asking nobody else."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.preview.stage import AXE, needs_axe, needs_browser
from tests.site.built import BuiltSite, needs_mkdocs

pytestmark = [needs_mkdocs, needs_browser, pytest.mark.browser]
KINDS_OF_PAGES = (
    *("index", "tutorial", "how-to/show-changes", "templates", "rules"),
    *("reference/commands", "reference/api", "explanation/days"),
)
_GRAVE = ("serious", "critical")
_WIDTH = {"light": 1280, "dark": 390}


def opened(browser: Browser, scheme: Literal["light", "dark"]) -> BrowserContext:
    """A window on a desk in light colours, a telephone in dark ones."""
    return browser.new_context(color_scheme=scheme, viewport={"width": _WIDTH[scheme], "height": 900})


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_reading_aid_meets_nothing_serious(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = opened(browser, scheme)
    page = context.new_page()
    found = dict[str, list[str]]()
    for name in KINDS_OF_PAGES:
        page.goto(f"{address}/{name}.html")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        assert len(result["passes"]) > 20
        found[name] = [
            f"{each['id']}: {node['html'][:90]}"
            for each in result["violations"]
            if each["impact"] in _GRAVE
            for node in each["nodes"][:3]
        ]
    context.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_site_is_searched_and_asks_nobody_else(browser: Browser, address: str) -> None:
    context = opened(browser, "light")
    page = context.new_page()
    asked = set[str]()
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(f"{address}/index.html")
    page.wait_for_selector(".md-search-result__meta:has-text('Type to start searching')", state="attached")
    page.get_by_role("textbox", name="Search").press_sequentially("corrigendum")  # it listens to keys
    page.wait_for_selector(".md-search-result__item")
    titles = page.locator(".md-search-result__item h1").all_text_contents()
    context.close()
    assert "Send it, and correct it" in titles or "Send it, and correct what was sent" in titles
    assert asked == {urlsplit(address).netloc}


@pytest.mark.parametrize("name", KINDS_OF_PAGES)
def test_no_page_is_wider_than_a_telephone(browser: Browser, address: str, name: str) -> None:
    context = opened(browser, "dark")
    page = context.new_page()
    page.goto(f"{address}/{name}.html")
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= _WIDTH["dark"]


def test_a_site_opened_as_a_file_says_how_to_search(browser: Browser, site: BuiltSite) -> None:
    context = opened(browser, "light")
    page = context.new_page()
    page.goto((site.root / "index.html").as_uri())
    page.wait_for_selector(".search-hint")
    hint = page.locator(".search-hint").inner_text()
    context.close()
    assert hint == "To search, type in this folder: python -m http.server"
