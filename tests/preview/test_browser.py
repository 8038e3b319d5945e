"""The page in a browser: worked by keyboard alone, read aloud, looked at in windows of three widths."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.preview.pictures import IMAGES, PICTURES, take_picture
from tests.preview.stage import ANNEX, AXE, TODAY, Desk, Served, needs_axe, needs_browser, needs_pages

pytestmark = [needs_browser, needs_pages, pytest.mark.browser]

WIDTHS = (1440, 1000, 420)
_GRAVE = ("serious", "critical")


def test_the_page_asks_nobody_else_for_anything(desk: Desk, shared: Served) -> None:
    desk.open(**ANNEX)
    assert desk.asked_for() == [f"127.0.0.1:{shared.doorway.port}"]


@needs_axe
@pytest.mark.parametrize(
    ("scheme", "width", "view", "panel"),
    [("light", 1440, "down", "findings"), ("dark", 1000, "across", "status"), ("light", 420, "text", "template")],
)
def test_a_reading_aid_meets_nothing_serious(
    browser: Browser, shared: Served, scheme: Literal["light", "dark"], width: int, view: str, panel: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    desk = Desk(context.new_page(), shared.address)
    desk.open(**ANNEX, view=view, since="2023-03-06")
    desk.page.click(f"#tab-{panel}")
    desk.page.wait_for_selector(f"#{panel} :is(li, td)")
    if view == "across":
        desk.page.click("summary")
    desk.page.evaluate(AXE.read_text(encoding="utf-8"))
    # what a page is drawn of is nothing to a reading aid, for which it is one picture
    result = desk.page.evaluate("axe.run({ exclude: ['.sheet svg'] }, { iframes: false })")
    context.close()
    assert len(result["passes"]) > 20
    assert [each["id"] for each in result["violations"] if each["impact"] in _GRAVE] == []


def test_a_reader_hears_what_the_slider_and_the_pages_are(desk: Desk, shared: Served) -> None:
    days = shared.get("choices").json["days"]
    number, day = next((at, each) for at, each in enumerate(days, 1) if each["day"] == ANNEX["day"])
    pages = shared.get("look", ANNEX).json["count"]
    desk.open(**ANNEX)
    said = desk.page.get_by_role("slider", name="Situation as of").get_attribute("aria-valuetext")
    assert said
    assert said.startswith(f"17 March 2023, day {number} of {len(days)}: {day['entries']} entries, points 1, 2a")
    assert desk.page.get_by_role("img", name=f"Page 1 of {pages}").is_visible()
    assert desk.page.get_by_role("tab", name="Findings").get_attribute("aria-selected") == "true"
    desk.page.wait_for_selector(f'#said:has-text("17 March 2023: {pages} pages")', state="attached")


def test_the_whole_page_is_worked_by_keyboard(desk: Desk) -> None:
    page = desk.page
    desk.open(**ANNEX)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the pages"
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        if name in reached[:1] or page.evaluate("document.activeElement === document.body"):
            break
        reached.append(name)
        if name == "slider":
            page.keyboard.press("ArrowLeft")
            desk.wait(day="2023-03-16")
            page.keyboard.press("Home")
            desk.wait(day="2023-02-09")
            page.keyboard.press("End")
            desk.wait(day=str(TODAY))
        if name == "since":
            page.keyboard.press("ArrowDown")
            desk.wait(since="2023-03-20")
            page.keyboard.press("Home")
        if name == "tab-findings":
            page.keyboard.press("ArrowRight")
            assert page.evaluate("document.activeElement.id") == "tab-status"
            page.wait_for_selector("#status table")
    wanted = ["dossier", "document", "language", "word", "pdf", "earlier", "slider", "point", "since", "known"]
    assert [name for name in reached if name in wanted] == wanted
    assert {"smaller", "larger", "sheets", "tab-findings", "status"} <= set(reached)


def test_views_are_chosen_by_the_arrows_and_the_zoom_by_its_buttons(desk: Desk) -> None:
    page = desk.page
    desk.open(**ANNEX)
    page.focus("[name=view][value=down]")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#sheets.across")
    first, second = (page.locator(".sheet").nth(number).bounding_box() for number in range(2))
    assert first
    assert second
    assert (second["y"], second["x"] > first["x"] + first["width"]) == (first["y"], True)
    page.focus("#larger")
    page.keyboard.press("Enter")
    larger = page.locator(".sheet").first.bounding_box()
    assert larger
    assert larger["width"] > first["width"]
    page.focus("[name=view][value=across]")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#text:visible")
    page.frame_locator("#text").get_by_role("heading", name="Follow-up to the special meeting").wait_for()


@pytest.mark.parametrize("view", ["down", "text"])
def test_a_finding_leads_to_its_place(desk: Desk, view: str) -> None:
    desk.open(**ANNEX, view=view)
    desk.page.locator(".finding", has_text="followup.csv").first.click()
    desk.page.wait_for_selector("#said:has-text('Marked on page')", state="attached")
    if view == "down":
        assert desk.page.locator(".hit").first.bounding_box() is not None


def test_an_answer_that_breaks_off_is_no_answer(desk: Desk) -> None:
    desk.page.route("**/findings*", lambda route: route.fulfill(status=200, body='[{"rule": "AMT-0'))
    desk.open(**ANNEX)
    desk.page.wait_for_selector("#findings:has-text('The preview does not answer.')")


def test_a_point_leads_to_its_place(desk: Desk) -> None:
    desk.open(**ANNEX)
    desk.page.click("#tab-status")
    desk.page.locator("#status .link").nth(12).click()
    desk.page.wait_for_selector(".hit")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_stands_beside_the_window(browser: Browser, shared: Served, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    desk = Desk(context.new_page(), shared.address)
    desk.open(**ANNEX)
    page = desk.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sheet = page.locator(".sheet").first.bounding_box()
    context.close()
    assert sheet is not None
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= width


def test_a_thousand_moves_leave_the_memory_as_it_was(desk: Desk) -> None:
    desk.open(**ANNEX)
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("Performance.enable")

    def weigh() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return {each["name"]: each["value"] for each in metrics if each["name"] in ("JSHeapUsedSize", "Nodes")}

    def move(times: int) -> None:
        desk.page.evaluate(
            """async (times) => {
              const slider = document.getElementById("slider");
              for (let at = 0; at < times; at += 1) {
                slider.value = String(at % 15);
                slider.dispatchEvent(new Event("input"));
                if (at % 8 === 0) await new Promise((done) => setTimeout(done, 20));
              }
              slider.value = "12";
              slider.dispatchEvent(new Event("input"));
            }""",
            times,
        )
        desk.wait(day="2023-03-17")

    move(60)
    before = weigh()
    move(1000)
    after = weigh()
    assert after["Nodes"] < before["Nodes"] * 1.2
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] * 1.2


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_of_the_manual_can_be_taken(browser: Browser, shared: Served, name: str, tmp_path: Path) -> None:
    taken, kept = take_picture(browser, shared, name, tmp_path).read_bytes(), (IMAGES / name).read_bytes()
    assert taken[:24] == kept[:24], "python -m tests.preview.pictures takes them anew"  # their size stands there
    assert len(kept) < 150_000
