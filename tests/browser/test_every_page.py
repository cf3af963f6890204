"""Every kind of page in a real browser: wide and narrow, light and dark, with and without script, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from built import Site
from kinds import different
from playwright.sync_api import Browser, BrowserContext, Page

Scheme = Literal["light", "dark"]


@dataclass(frozen=True, kw_only=True)
class View:
    """How a reader looks at the guide."""

    width: int
    scheme: Scheme = "light"
    forced: bool = False
    only: Sequence[str] = ()
    """The rules that axe looks at; where only the colours are others, it need not look at the structure again."""

    def __str__(self) -> str:
        return f"{self.width}-{'forced' if self.forced else self.scheme}"

    def context(self, browser: Browser) -> BrowserContext:
        return browser.new_context(
            viewport={"width": self.width, "height": 900},
            color_scheme=self.scheme,
            forced_colors="active" if self.forced else "none",
        )

    @property
    def options(self) -> Mapping[str, Any]:
        """What axe is told."""
        chosen = {"runOnly": {"type": "rule", "values": list(self.only)}} if self.only else {}
        return {"resultTypes": ["violations"], **chosen}


COLOURS = ("color-contrast", "link-in-text-block")

VIEWS = (
    View(width=1280),
    View(width=1280, forced=True, only=COLOURS),
    View(width=360),
    View(width=360, scheme="dark", only=COLOURS),
)


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
def tour(browser: Browser, paths: tuple[str, ...], site: Site, address: str, view: View) -> Tour:
    """Go through the pages; the rows of a table are like each other, so by day all of them are looked at once."""
    left_out = [] if view == VIEWS[0] or len(paths) == len(site.pages) else [["tbody tr:nth-child(n+5)"]]
    complaints: list[str] = []
    papers: dict[str, str] = {}
    violations: list[str] = []
    with view.context(browser) as context:
        context.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
        for path in paths:
            page.goto(address + path[1:])
            papers[path] = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
            violations += (f"{path}: {fault}" for fault in _violations(page, left_out, view.options))
    return Tour(complaints=complaints, papers=papers, violations=violations)


def _violations(page: Page, left_out: list[list[str]], options: Mapping[str, Any]) -> Iterator[str]:
    """Yield what axe has against a page, one line a rule with the first elements that break it."""
    result = Axe().run(page, context={"exclude": left_out} if left_out else None, options=dict(options))
    for violation in result.response["violations"]:
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
        yield f"{violation['id']} ({len(targets)}): {', '.join(targets[:3])}; {violation['help']}"


def test_no_page_complains(tour: Tour) -> None:
    """No page may write to the console, fail in a script or ask for something that is not there."""
    assert not tour.complaints, "\n".join(tour.complaints)


def test_no_page_breaks_a_rule_of_accessibility(tour: Tour) -> None:
    """axe must find nothing, in any view."""
    assert not tour.violations, "\n".join(tour.violations)


def test_all_pages_stand_on_the_same_paper(tour: Tour, view: View) -> None:
    """Every page must follow the reader's choice of light or dark."""
    papers = set(tour.papers.values())
    assert len(papers) == 1
    if not view.forced:
        brightness = sum(int(part) for part in papers.pop().removeprefix("rgb(").removesuffix(")").split(", "))
        assert (brightness > 3 * 128) == (view.scheme == "light")


WIDER = """() => {
  const root = document.documentElement;
  return Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth;
}"""

UNREACHABLE = """() => [...document.querySelectorAll("#content *")].filter((element) => {
  const scrolls = element.scrollWidth > element.clientWidth + 1;
  const style = getComputedStyle(element);
  if (!scrolls || !["auto", "scroll"].includes(style.overflowX)) return false;
  return element.tabIndex < 0 || !(element.ariaLabel || element.getAttribute("aria-labelledby"));
}).map((element) => element.outerHTML.slice(0, 80))"""

CONTROLS = ".site-header a, .site-header button, .site-footer nav a, form button, form label"

SMALL = """([controls, least]) => [...document.querySelectorAll(controls)]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.textContent.trim(), Math.round(element.getBoundingClientRect().height)])
  .filter(([, height]) => height < least)"""

LOW = """() => [...document.querySelectorAll("td > a:only-child, th > a")]
  .filter((link) => link.checkVisibility() && link.getBoundingClientRect().height < 24)
  .map((link) => `${link.textContent} in ${link.closest("table").caption.textContent}`)"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What is wrong with the room that things have on a page."""

    unreachable: Sequence[str]
    wide: Mapping[int, int]
    """By how many pixels the page is too wide, by the width of the screen."""
    small: Mapping[int, Sequence[str]]
    """The controls that are too low, by the width of the screen."""
    low: Sequence[str]


def _measured(page: Page, address: str) -> Measured:
    def at(width: int, script: str, *arguments: Any) -> Any:
        page.set_viewport_size({"width": width, "height": 900})
        return page.evaluate(script, *arguments)

    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(address)
    return Measured(
        unreachable=page.evaluate(UNREACHABLE),
        wide={width: at(width, WIDER) for width in (320, 360, 390)},
        small={width: at(width, SMALL, [CONTROLS, 44]) for width in (390, 1280)},
        low=at(1280, LOW),
    )


@pytest.fixture(scope="module")
def measured(browser: Browser, paths: tuple[str, ...], address: str) -> Mapping[str, Measured]:
    """What is wrong with the room on each page."""
    with browser.new_context() as context:
        page = context.new_page()
        return {path: _measured(page, address + path[1:]) for path in paths}


def test_no_page_scrolls_sideways(measured: Mapping[str, Measured]) -> None:
    """On a narrow screen only a table may scroll to the side, never the page."""
    assert {path: page.wide for path, page in measured.items() if any(page.wide.values())} == {}


def test_tables_that_scroll_can_be_reached_by_keyboard(measured: Mapping[str, Measured]) -> None:
    """What scrolls to the side on a telephone must take the focus and have a name."""
    assert {path: page.unreachable for path, page in measured.items() if page.unreachable} == {}


def test_controls_are_large_enough(measured: Mapping[str, Measured]) -> None:
    """What is pressed to move about or to choose must be 44 pixels high, for fingers, on any screen."""
    assert {path: page.small for path, page in measured.items() if any(page.small.values())} == {}


def test_links_in_tables_are_large_enough(measured: Mapping[str, Measured]) -> None:
    """A link in a table must be 24 pixels high, or have as much room around it."""
    assert {path: page.low for path, page in measured.items() if page.low} == {}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def silent(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


WHOLE = {
    "/how-to-pick/": ("table td", "#by-language", "#every-rule"),
    "/compare/": ("#judgements", "#facts", "#in-the-box", ".matrix td", "#answers tbody td"),
    "/": ("ol.ranks > li", "#sentence button", "#short-list"),
}


@pytest.mark.parametrize(("path", "parts"), WHOLE.items())
def test_pages_are_whole_without_script(silent: Page, address: str, path: str, parts: tuple[str, ...]) -> None:
    """A reader without script must see everything that scripts make more comfortable."""
    silent.goto(address + path[1:])
    for part in parts:
        found = silent.locator(part)
        assert found.count() > 0, part
        assert all(one.is_visible() for one in found.all()[:80]), part


UNFOLD = """(article) => [...article.querySelectorAll("details:not([open]) > summary")]
  .filter((summary) => summary.checkVisibility())
  .forEach((summary) => summary.click())"""


def test_script_takes_no_words_away(page: Page, silent: Page, site: Site, address: str) -> None:
    """What a reader sees without script must be seen with it as well, if only once a press has opened what is folded
    or waits behind a question."""
    for path in different(site):
        silent.goto(address + path[1:])
        page.goto(address + path[1:])
        page.locator("article").evaluate(UNFOLD)
        said = page.locator("article").inner_text()
        for question in page.locator(".answers tr:not(.group) .own").all():
            question.press("Enter")
            said += question.locator("xpath=ancestor::tr").inner_text()
        assert [line for line in _lines(silent) if line not in said] == [], path


HIDDEN = """() => {
  const controls = "form, button, dialog, [popover], [role=status], [role=alert], [aria-live], .outcome, .sources";
  const repeated = ".answers:not([data-shown] *) thead";
  const aside = `${controls}, ${repeated}, svg, [aria-hidden], template, noscript, details:not([open])`;
  const words = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (words.nextNode()) {
    const around = words.currentNode.parentElement;
    const said = words.currentNode.data.trim();
    if (said && !around.closest(aside) && !around.checkVisibility()) found.push(said);
  }
  return found;
}"""
"""Finds words that do not show, apart from those of controls, of what scripts answer and of what opens by itself, and
apart from heads of columns that each cell repeats."""


DEAD = """() => [...document.querySelectorAll("button, input, select, textarea")]
  .filter((control) => control.checkVisibility() && !control.form?.hasAttribute("action"))
  .map((control) => control.outerHTML)"""


def test_without_script_no_control_is_dead_and_no_word_is_hidden(
    silent: Page, paths: tuple[str, ...], address: str
) -> None:
    """Without script a control must lead somewhere, as those of a form with an address do; all words must show."""
    for path in paths:
        silent.goto(address + path[1:])
        assert silent.evaluate(DEAD) == [], path
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
