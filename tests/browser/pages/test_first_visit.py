"""What a first visit costs: bytes, script and requests, and that nothing moves or flashes while a page comes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import pytest
from built import Site
from first_visit import Visit, first_visits
from guide.derive.guide import Guide
from kinds import kinds
from limits import LIMITS
from playwright.sync_api import Browser
from visiting import until

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def visits(browser: Browser, paths: tuple[str, ...], address: str) -> Mapping[str, Visit]:
    """A first visit to each page."""
    return dict(first_visits(browser, address, paths))


@pytest.mark.parametrize("measure", ["bytes", "script", "requests", "hosts"])
def test_a_first_visit_keeps_within_the_limits(visits: Mapping[str, Visit], measure: str) -> None:
    """No page may cost more bytes, script or requests than is allowed, or ask anything of another host."""
    limit = LIMITS[measure]
    measured = {path: visit.measured[measure] for path, visit in visits.items()}
    over = [
        f"{path}: {value:.{limit.digits}f} {limit.unit}" for path, value in measured.items() if not limit.kept(value)
    ]
    assert over == [], f"{limit.name}: at most {limit.must:g} {limit.unit}"


def test_no_data_is_asked_for_before_a_touch(visits: Mapping[str, Visit]) -> None:
    """What only an answer, a choice or a search needs must wait until there is one."""
    data = (".json", ".csv", ".wasm")
    early = [one.address for visit in visits.values() for one in visit.loaded if one.address.endswith(data)]
    assert early == []


SHIFTS = """
  window.shifts = 0;
  new PerformanceObserver((list) => {
    for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.shifts += value;
  }).observe({ type: "layout-shift", buffered: true });
"""

TO_THE_END = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await drawn();
  scrollTo(0, document.body.scrollHeight);
  await drawn();
  return window.shifts;
}"""
"""Scrolls to the end of a page and returns how much has moved by itself up to then."""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves_by_itself(browser: Browser, site: Site, address: str, width: int) -> None:
    """While a page comes and while it is scrolled, nothing may jump away from under a reader's eyes."""
    with browser.new_context(viewport={"width": width, "height": 844}) as context:
        context.add_init_script(SHIFTS)
        page = context.new_page()
        moved = {}
        for path in kinds(site).values():
            page.goto(address + path[1:])
            moved[path] = page.evaluate(TO_THE_END)
    assert {path: shift for path, shift in moved.items() if not LIMITS["cls"].kept(shift)} == {}


@pytest.mark.parametrize(("width", "most"), [(1280, 8_500), (390, 14_000)])
def test_no_page_is_longer_than_a_reader_follows(
    browser: Browser, guide: Guide, address: str, width: int, most: int
) -> None:
    """With its tables folded, the page of each candidate keeps to a height, in pixels."""
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        heights = {}
        for candidate in guide.candidates:
            page.goto(address + candidate.address[1:])
            heights[candidate.slug] = page.evaluate("document.documentElement.scrollHeight")
    assert {slug: height for slug, height in heights.items() if height > most} == {}


FRAMES = """
  window.papers = [];
  const look = () => {
    if (document.body) window.papers.push(getComputedStyle(document.documentElement).backgroundColor);
    requestAnimationFrame(look);
  };
  look();
"""
"""Notes the background in every frame that is drawn, from the first on."""


@pytest.mark.parametrize(("system", "chosen"), [("light", "dark"), ("dark", "light")])
def test_the_wrong_colours_never_flash(
    browser: Browser, site: Site, address: str, system: Scheme, chosen: Scheme
) -> None:
    """A reader who chose dark on a light system, or light on a dark one, must see nothing else, not for one frame."""
    paper = {scheme: _paper(browser, address, scheme) for scheme in (system, chosen)}
    assert paper[system] != paper[chosen]
    with browser.new_context(color_scheme=system) as context:
        context.add_init_script(f"localStorage.setItem('scheme', '{chosen}');{FRAMES}")
        page = context.new_page()
        for path in kinds(site).values():
            page.goto(address + path[1:])
            until(page, "performance.getEntriesByName('first-paint').length")
            assert page.evaluate("[...new Set(window.papers)]") == [paper[chosen]], path


def _paper(browser: Browser, address: str, scheme: Scheme) -> str:
    """Return the background of a guide on a system in light or dark, before any choice."""
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(address)
        return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
