"""Every kind of page in a real browser: wide and narrow, light and dark, with and without script, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from built import Site
from kinds import different, kinds
from playwright.sync_api import Browser, BrowserContext, Page

Scheme = Literal["light", "dark"]


Rules = Literal["all", "colours", "structure"]


@dataclass(frozen=True, kw_only=True)
class View:
    """How a reader looks at the guide."""

    width: int
    scheme: Scheme = "light"
    rules: Rules = "all"
    """What axe looks at: where only the colours are others, it need not look at the structure again."""
    forced: bool = False
    everything: bool = False
    """Whether every single page is looked at, or one of each kind."""

    def __str__(self) -> str:
        return f"{self.width}-{'forced' if self.forced else self.scheme}"

    def context(self, browser: Browser) -> BrowserContext:
        return browser.new_context(
            viewport={"width": self.width, "height": 900},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
        )

    def pages(self, site: Site) -> Mapping[str, Rules]:
        """Return what axe looks at on which page: pages of one kind have the same colours."""
        others: Mapping[str, Rules] = dict.fromkeys(site.pages if self.everything else (), "structure")
        return {**others, **dict.fromkeys(kinds(site).values(), self.rules)}


VIEWS = (
    View(width=1280, everything=True),
    View(width=1280, forced=True, rules="colours"),
    View(width=360),
    View(width=360, scheme="dark", rules="colours"),
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
    """What became of the pages in one view."""

    complaints: Sequence[str]
    papers: Mapping[str, str]
    """The background of each page."""
    violations: Sequence[str]


@pytest.fixture(scope="module", params=VIEWS, ids=str)
def view(request: pytest.FixtureRequest) -> View:
    assert isinstance(request.param, View)
    return request.param


@pytest.fixture(scope="module")
def tour(browser: Browser, site: Site, address: str, view: View) -> Tour:
    """Go through the pages."""
    complaints: list[str] = []
    papers: dict[str, str] = {}
    violations: list[str] = []

    with view.context(browser) as context:
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
        for path, rules in view.pages(site).items():
            page.goto(address + path[1:])
            papers[path] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            violations += (f"{path}: {fault}" for fault in _violations(page, rules))
    return Tour(complaints=complaints, papers=papers, violations=violations)


def _violations(page: Page, rules: Rules) -> Iterator[str]:
    """Yield what axe has against a page, one line a rule with the first elements that break it."""
    for violation in Axe().run(page, options={"resultTypes": ["violations"], **AXE[rules]}).response["violations"]:
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
        yield f"{violation['id']} ({len(targets)}): {', '.join(targets[:3])}; {violation['help']}"


def test_no_page_complains(tour: Tour) -> None:
    """No page may write to the console, fail in a script or ask for something that is not there."""
    assert not tour.complaints, "\n".join(tour.complaints)


def test_no_page_breaks_a_rule_of_accessibility(tour: Tour) -> None:
    """axe must find nothing: on any page as it comes first, on any kind of page in every other view."""
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


def test_tables_that_scroll_can_be_reached_by_keyboard(page: Page, site: Site, address: str) -> None:
    """What scrolls to the side on a telephone must take the focus and have a name."""
    page.set_viewport_size({"width": 360, "height": 800})
    for path in kinds(site).values():
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
    for path in kinds(site).values():
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
    for path in kinds(site).values():
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


HIDDEN = """() => {
  const controls = "form, button, dialog, [popover], [role=status], [role=alert], [aria-live], .outcome";
  const aside = `${controls}, template, noscript, details:not([open])`;
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const around = words.currentNode.parentElement;
    const said = words.currentNode.data.trim();
    if (said && !around.closest(aside) && !around.checkVisibility()) found.push(said);
  }
  return found;
}"""
"""Finds words that do not show, apart from those of controls, of what scripts answer and of what opens by itself."""


def test_nothing_is_hidden_until_a_script_shows_it(silent: Page, site: Site, address: str) -> None:
    """Without script, the words of every page must be seen; only controls and what they answer may be missing."""
    for path in site.pages:
        silent.goto(address + path[1:])
        assert silent.evaluate(HIDDEN) == [], path


def _lines(page: Page) -> list[str]:
    """Return the lines seen on a page, but for those that are meant for readers without script."""
    hints = {hint for one in page.locator("noscript").all() for hint in one.inner_text().splitlines()}
    return [line for line in page.locator("article").inner_text().splitlines() if line.strip() and line not in hints]


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
