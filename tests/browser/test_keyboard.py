"""Every kind of page by keyboard alone: what Tab reaches, in which order, and whether it is seen there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from built import Site
from kinds import different, kinds
from playwright.sync_api import Browser, Page


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing glides, so that each stop is seen at once."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.add_init_script(WATCH)
        yield context.new_page()


WATCH = """
  const faults = [];
  const stops = [];
  let ended = false;

  const named = (element) => element.outerHTML.slice(0, 90);
  const around = (element) => [element, ...(element.labels ?? []), element.closest("label, fieldset")].filter(Boolean);
  const ringed = (element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  };

  /** The largest part of an element that is within the window. */
  function part(element) {
    const parts = [...element.getClientRects()].map(({ left, right, top, bottom }) => ({
      left: Math.max(left, 0),
      right: Math.min(right, innerWidth),
      top: Math.max(top, 0),
      bottom: Math.min(bottom, innerHeight),
    }));
    const size = ({ left, right, top, bottom }) => Math.max(right - left, 0) * Math.max(bottom - top, 0);
    return parts.filter((one) => size(one) > 1).sort((one, other) => size(other) - size(one))[0];
  }

  /** Whether what stands in the middle of an element, or of its label, is the element or its label itself. */
  function uncovered(element) {
    const own = [element, ...(element.labels ?? [])];
    return own.some((one) => {
      const box = part(one);
      const top = box && document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      return top && own.some((each) => each.contains(top));
    });
  }

  function stop(element, back) {
    const last = stops.at(-1);
    const wanted = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    if (last && !(last.compareDocumentPosition(element) & wanted)) faults.push(`out of order: ${named(element)}`);
    if (!around(element).some(ringed)) faults.push(`no ring: ${named(element)}`);
    if (!uncovered(element)) faults.push(`not seen: ${named(element)}`);
    stops.push(element);
  }

  /** What must be reached; of radio buttons with the same name one is enough, the arrow keys do the rest. */
  function missed() {
    const group = ({ form, type, name }) =>
      type === "radio" && stops.some((one) => one.form === form && one.name === name);
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
      .filter((one) => one.tabIndex >= 0 && !one.matches(":disabled, [inert] *"))
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => !stops.includes(one) && !group(one));
  }

  /** Each press first looks at where the one before it has led. */
  addEventListener("keydown", ({ key, shiftKey }) => {
    const element = document.activeElement;
    const outside = element === document.body;
    if (key !== "Tab" || (outside && !stops.length)) return;
    ended ||= outside || stops.includes(element);
    if (!ended) stop(element, shiftKey);
  }, true);

  window.journey = {
    ended: () => ended,
    stops: () => stops.length,
    faults: async () => {
      scrollTo(0, 0);  // what shows only once somebody is past its place leads back to where the journey began
      await new Promise((settled) => requestAnimationFrame(() => requestAnimationFrame(settled)));
      return [...faults, ...missed().map((one) => `not reached: ${named(one)}`)];
    },
  };
"""
"""Watches where Tab leads, and notes what is wrong at each stop."""


def journey(page: Page, *, back: bool) -> list[str]:
    """Press Tab until it has led through the whole page; return what was wrong on the way."""
    if back:
        page.keyboard.down("Shift")
    page.keyboard.down("Tab")
    page.wait_for_load_state("networkidle")  # what a page brings once somebody is there
    while not page.evaluate("journey.ended()"):
        for _ in range(20):
            page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    page.keyboard.up("Shift")
    assert page.evaluate("journey.stops()") > 10
    return list(page.evaluate("journey.faults()"))


WAYS = [pytest.param(1280, False, id="forth"), pytest.param(390, True, id="back")]


@pytest.mark.parametrize(("width", "back"), WAYS)
def test_tab_leads_to_everything_and_shows_where_it_is(
    page: Page, site: Site, address: str, width: int, *, back: bool
) -> None:
    """Tab must reach every link and control in the order of the page, forth and back; each must show a ring and
    stand free of whatever stays in view."""
    _assert_reached(page, address, different(site), width, back=back)


@pytest.mark.nightly
@pytest.mark.parametrize(("width", "back"), WAYS)
def test_tab_leads_through_every_page(page: Page, site: Site, address: str, width: int, *, back: bool) -> None:
    """What goes for pages that have controls or a layout of their own must go for those of text and links."""
    _assert_reached(page, address, site.pages, width, back=back)


def _assert_reached(page: Page, address: str, paths: Iterable[str], width: int, *, back: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    faults: list[str] = []
    for path in paths:
        page.goto(address + path[1:])
        faults += (f"{path}: {fault}" for fault in journey(page, back=back))
    assert faults == [], "\n".join(faults)


def test_the_first_stop_is_the_way_past_the_header(page: Page, site: Site, address: str) -> None:
    """The first press of Tab must show a link that leads past the header, and following it must lead there."""
    for path in kinds(site).values():
        page.goto(address + path[1:])
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#content", path
        box = skip.bounding_box()
        assert box, path
        assert min(box["x"], box["y"]) >= 0, path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content", path
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('content').contains(document.activeElement)"), path
