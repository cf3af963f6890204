"""Every kind of page in a real browser: wide and narrow, light and dark, with and without script, by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from built import Site
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route

Scheme = Literal["light", "dark"]


def kinds(site: Site) -> Iterator[str]:
    """Yield one page of each kind, and every page that is one of its kind."""
    candidates = [one["address"] for one in json.loads(site.text("data/guide.json"))["candidates"]]
    ranked = ["/" + address.removeprefix(site.address) for address in candidates]
    pairs = [address for address in site.pages if "-vs-" in address]
    yield from (address for address in site.pages if address not in {*ranked, *pairs})
    yield from (ranked[0], pairs[0])


def different(site: Site) -> Iterator[str]:
    """Yield the pages that differ most: each has controls or a layout of its own."""
    yield from ("/", "/compare/", "/how-to-pick/", "/404.html", list(kinds(site))[-2])


Rules = Literal["all", "colours", "structure"]


@dataclass(frozen=True, kw_only=True)
class View:
    """How a reader looks at the guide."""

    width: int
    scheme: Scheme
    rules: Rules
    """What axe looks at: colours do not depend on the width, nor the structure on the colours."""
    forced: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{'forced' if self.forced else self.scheme}"

    def context(self, browser: Browser) -> BrowserContext:
        return browser.new_context(
            viewport={"width": self.width, "height": 900},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
        )


VIEWS = (
    View(width=1280, scheme="light", rules="all"),
    View(width=1280, scheme="dark", rules="colours"),
    View(width=390, scheme="light", rules="structure"),
    View(width=390, scheme="dark", rules="structure"),
    View(width=360, scheme="light", rules="structure", forced=True),
)

COLOURS = ("color-contrast", "link-in-text-block")
AXE: Mapping[Rules, Mapping[str, Any]] = {
    "all": {},
    "colours": {"runOnly": {"type": "rule", "values": COLOURS}},
    "structure": {"rules": {rule: {"enabled": False} for rule in COLOURS}},
}
"""What axe is told for each choice of rules."""


@dataclass(frozen=True, kw_only=True)
class Tour:
    """What became of all kinds of page in one view."""

    complaints: Sequence[str]
    away: Sequence[str]
    """Requests to other hosts; none of them was let through."""
    papers: Mapping[str, str]
    """The background of each page."""
    violations: Sequence[str]


@pytest.fixture(scope="module", params=VIEWS, ids=str)
def view(request: pytest.FixtureRequest) -> View:
    assert isinstance(request.param, View)
    return request.param


@pytest.fixture(scope="module")
def tour(browser: Browser, site: Site, address: str, view: View) -> Tour:
    """Go through all kinds of page."""
    complaints: list[str] = []
    away: list[str] = []
    papers: dict[str, str] = {}
    violations: list[str] = []

    def stop(route: Route) -> None:
        away.append(route.request.url)
        route.abort()

    with view.context(browser) as context:
        context.route(lambda url: not url.startswith(address), stop)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
        for path in kinds(site):
            page.goto(address + path[1:])
            papers[path] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            violations += (f"{path}: {fault}" for fault in _violations(page, view.rules))
    return Tour(complaints=complaints, away=away, papers=papers, violations=violations)


def _violations(page: Page, rules: Rules) -> Iterator[str]:
    """Yield what axe has against a page, one line a rule with the first elements that break it."""
    for violation in Axe().run(page, options={"resultTypes": ["violations"], **AXE[rules]}).response["violations"]:
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
        yield f"{violation['id']} ({len(targets)}): {', '.join(targets[:3])}; {violation['help']}"


def test_no_page_complains(tour: Tour) -> None:
    """No page may write to the console, fail in a script or ask for something that is not there."""
    assert not tour.complaints, "\n".join(tour.complaints)


def test_no_page_asks_another_host(tour: Tour) -> None:
    """A reader's browser must talk to the guide's own host and to nobody else."""
    assert tour.away == []


def test_no_page_breaks_a_rule_of_accessibility(tour: Tour) -> None:
    """axe must find nothing on any kind of page, in any view."""
    assert not tour.violations, "\n".join(tour.violations)


def test_all_pages_stand_on_the_same_paper(tour: Tour, view: View) -> None:
    """Every page must follow the reader's choice of light or dark."""
    papers = set(tour.papers.values())
    assert len(papers) == 1
    if not view.forced:
        brightness = sum(int(part) for part in papers.pop().removeprefix("rgb(").removesuffix(")").split(", "))
        assert (brightness > 3 * 128) == (view.scheme == "light")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


WIDER = """() => {
  const root = document.documentElement;
  return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
}"""


def test_no_page_scrolls_sideways(page: Page, site: Site, address: str) -> None:
    """On a narrow screen only a table may scroll to the side, never the page; this goes for every single page."""
    wide: list[str] = []
    for path in site.pages:
        page.goto(address + path[1:])
        for width in (320, 360, 390):
            page.set_viewport_size({"width": width, "height": 800})
            if beyond := page.evaluate(WIDER):
                wide.append(f"{path} at {width}: {beyond} too wide")
    assert not wide, "\n".join(wide)


def test_no_page_scrolls_sideways_with_large_text(page: Page, site: Site, address: str) -> None:
    """With text at twice its size, a page must still fit a telephone."""
    wide: list[str] = []
    page.set_viewport_size({"width": 360, "height": 800})
    for path in kinds(site):
        page.goto(address + path[1:])
        page.add_style_tag(content="html { font-size: 200% !important; }")
        if beyond := page.evaluate(WIDER):
            wide.append(f"{path}: {beyond} too wide")
    assert not wide, "\n".join(wide)


def test_tables_that_scroll_can_be_reached_by_keyboard(page: Page, site: Site, address: str) -> None:
    """What scrolls to the side on a telephone must take the focus and have a name."""
    page.set_viewport_size({"width": 360, "height": 800})
    for path in kinds(site):
        page.goto(address + path[1:])
        unreachable = page.evaluate(
            """() => [...document.querySelectorAll("#content *")].filter((element) => {
              const scrolls = element.scrollWidth > element.clientWidth + 1;
              const style = getComputedStyle(element);
              if (!scrolls || !["auto", "scroll"].includes(style.overflowX)) return false;
              return element.tabIndex < 0 || !(element.ariaLabel || element.getAttribute("aria-labelledby"));
            }).map((element) => element.outerHTML.slice(0, 80))"""
        )
        assert unreachable == [], path


CONTROLS = ".site-header a, .site-header button, .site-footer nav a, form button, form label"
SMALL = """([controls, least]) => [...document.querySelectorAll(controls)]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent.trim(), Math.round(element.getBoundingClientRect().height)])
  .filter(([, height]) => height < least)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_controls_are_large_enough(page: Page, site: Site, address: str, width: int) -> None:
    """What is pressed to move about or to choose must be 44 pixels high, for fingers."""
    page.set_viewport_size({"width": width, "height": 900})
    for path in different(site):
        page.goto(address + path[1:])
        assert page.evaluate(SMALL, [CONTROLS, 44]) == [], path


def test_links_in_tables_are_large_enough(page: Page, site: Site, address: str) -> None:
    """A link in a table must be 24 pixels high, or have as much room around it."""
    for path in kinds(site):
        page.goto(address + path[1:])
        low: list[Any] = page.evaluate(
            """() => [...document.querySelectorAll("td > a:only-child, th > a")]
              .filter((link) => link.checkVisibility() && link.getBoundingClientRect().height < 24)
              .map((link) => `${link.textContent} in ${link.closest("table").caption.textContent}`)"""
        )
        assert low == [], path


@pytest.fixture
def silent(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


WHOLE = {
    "/how-to-pick/": ("ol.rules > li", "#by-language", "#every-rule", "table caption", "noscript"),
    "/compare/": ("#judgements", "#facts", "#in-the-box", "table.judgements td", "table.facts td", "table.box td"),
    "/": ("ol.ranks > li", "#situations", "#short-list"),
}


@pytest.mark.parametrize(("path", "parts"), WHOLE.items())
def test_pages_are_whole_without_script(silent: Page, address: str, path: str, parts: tuple[str, ...]) -> None:
    """A reader without script must see everything that scripts make more comfortable."""
    silent.goto(address + path[1:])
    for part in parts:
        found = silent.locator(part)
        assert found.count() > 0, part
        assert all(one.is_visible() for one in found.all()[:80]), part


def test_no_control_is_dead_without_script(silent: Page, site: Site, address: str) -> None:
    """What does nothing without script must not be there without it."""
    for path in kinds(site):
        silent.goto(address + path[1:])
        dead = silent.locator("button, input, select, textarea").evaluate_all(
            "found => found.filter(one => one.checkVisibility()).map(one => one.outerHTML)"
        )
        assert dead == [], path


def test_script_takes_no_words_away(page: Page, silent: Page, site: Site, address: str) -> None:
    """What a reader sees without script must be seen with it as well."""
    for path in different(site):
        silent.goto(address + path[1:])
        page.goto(address + path[1:])
        said = page.locator("article").inner_text()
        assert [line for line in _lines(silent) if line not in said] == [], path


def _lines(page: Page) -> list[str]:
    """Return the lines seen on a page, but for those that are meant for readers without script."""
    hints = {hint for one in page.locator("noscript").all() for hint in one.inner_text().splitlines()}
    return [line for line in page.locator("article").inner_text().splitlines() if line.strip() and line not in hints]


FOCUS = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const around = element.closest("label, fieldset");
  const ringed = around && getComputedStyle(around).outlineStyle !== "none";
  const inside = box.bottom > 0 && box.right > 0 && box.left < innerWidth && box.top < innerHeight;
  return { name: element.outerHTML.slice(0, 90), ring: Boolean(ring || ringed), inside, tag: element.tagName };
}"""


def test_the_first_stop_is_the_way_past_the_header(page: Page, site: Site, address: str) -> None:
    """The first press of Tab must show a link that leads past the header, and following it must lead there."""
    for path in different(site):
        page.goto(address + path[1:])
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        assert skip.get_attribute("href") == "#content", path
        box = skip.bounding_box()
        assert box, path
        assert box["x"] >= 0, path
        assert box["y"] >= 0, path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "content", path
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('content').contains(document.activeElement)"), path


def test_the_focus_is_always_seen(page: Page, site: Site, address: str) -> None:
    """Whoever goes by Tab must see at each stop where the focus is."""
    for path in different(site):
        page.goto(address + path[1:])
        for _ in range(25):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUS)
            assert stop["tag"] != "BODY", path
            assert stop["ring"], f"{path}: {stop['name']}"
            assert stop["inside"], f"{path}: {stop['name']}"


def test_a_page_asks_for_little_before_it_is_touched(page: Page, site: Site, address: str) -> None:
    """A first visit must cost at most a handful of requests, and no data file."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    for path in different(site):
        asked.clear()
        page.goto(address + path[1:], wait_until="networkidle")
        assert len(set(asked)) <= 5, path
        assert [url for url in asked if url.endswith((".json", ".csv"))] == [], path


def test_a_missing_page_helps(page: Page, address: str, site: Site) -> None:
    """The page for missing addresses must show at any depth with working links to every candidate."""
    text = site.text("404.html")
    page.route("**/no/such/page/", lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    page.route("https://**", lambda route: route.fulfill(status=200, body="somewhere"))
    page.goto(f"{address}no/such/page/")
    assert page.locator("h1").is_visible()
    links: list[str] = page.locator("article ol a").evaluate_all("links => links.map(link => link.pathname)")
    assert links
    assert [link for link in links if not site.holds("/" + link.removeprefix(_base(site)))] == []


def _base(site: Site) -> str:
    return "/" + site.address.split("/", 3)[3]
