"""The search: what it finds, and that anybody can work it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from built import Site
from guide.derive.guide import Guide
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, requests, restyle, served
from worlds import SMALL_WORLD, load

OPENER = "#search-opener"
DIALOG = "dialog.search"
FIELD = "#search-field"
STATUS = f"{DIALOG} [role=status]"
RESULTS = f"{DIALOG} ol a"

Searched = dict[str, list[tuple[str, str, str]]]
"""What comes for each text: kind, title and address of the results, the first first."""


def opened(page: Page, address: str, path: str = "") -> Locator:
    """Open a page and the search on it; return its dialog."""
    page.goto(address + path)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    return page.locator(DIALOG)


def search(page: Page, text: str) -> Locator:
    """Type a text into the open dialog and wait for what comes; return the links."""
    page.fill(FIELD, "")
    expect(page.locator(STATUS)).to_be_empty()
    page.fill(FIELD, text)
    expect(page.locator(STATUS)).to_contain_text(".")
    return page.locator(RESULTS)


def first(page: Page) -> str:
    """Return where the first result leads, from the root of the site."""
    return str(page.locator(RESULTS).first.evaluate("link => link.pathname + link.hash"))


def all_at_once(page: Page, address: str, texts: list[str]) -> Searched:
    """Return what the search has on many texts, asked without the dialog."""
    page.goto(address)
    found: dict[str, list[Any]] = page.evaluate(
        """async ([address, texts]) => {
          const { find } = await import(`${address}scripts/search/index.js`);
          const found = {};
          for (const text of texts) found[text] = (await find(text, 5)).entries.map(
            ({ meta, raw_url }) => [meta.kind, meta.title, raw_url]);
          return found;
        }""",
        [address, texts],
    )
    return {text: [tuple(one) for one in results] for text, results in found.items()}


# Finding

WANTED: Mapping[str, tuple[str, str]] = {
    ".net": ("Framework", "/frameworks/aspnet-core/"),
    "C#": ("Framework", "/frameworks/aspnet-core/"),
    "F#": ("Framework", "/frameworks/aspnet-core/"),
    "java": ("Framework", "/frameworks/spring-boot/"),
    "javascript": ("Framework", "/frameworks/nestjs/"),
    "go": ("Framework", "/frameworks/gin/"),
    "real-time": ("Comparison", "/compare/#box-websockets"),
    "realtime": ("Comparison", "/compare/#box-websockets"),
    "real time": ("Comparison", "/compare/#box-websockets"),
    "websocket": ("Comparison", "/compare/#box-websockets"),
    "who can I hire": ("Method", "/method/#criterion-hiring"),
    "Who can I hire?": ("Method", "/method/#criterion-hiring"),
    "hiring": ("Method", "/method/#criterion-hiring"),
    "hire": ("Method", "/method/#criterion-hiring"),
    "laravel hiring": ("Framework", "/frameworks/laravel/#judgement-hiring"),
    "migrating": ("Comparison", "/compare/#box-migrations"),
    "migration": ("Comparison", "/compare/#box-migrations"),
    "authorization": ("Comparison", "/compare/#box-authorization"),
    "license": ("Comparison", "/compare/#fact-licence"),
    "rails license": ("Framework", "/frameworks/rails/#fact-licence"),
    "graph ql": ("Comparison", "/compare/#box-graphql"),
    "django vs fastapi": ("Comparison", "/compare/django-vs-fastapi/"),
    "fastapi or django": ("Comparison", "/compare/django-vs-fastapi/"),
    "spring boot versus nest": ("Comparison", "/compare/nestjs-vs-spring-boot/"),
    "flask": ("Not ranked", "/not-ranked/#flask"),
    "nextjs": ("Not ranked", "/not-ranked/#next-js-as-a-backend"),
    "how to pick": ("How to pick", "/how-to-pick/"),
    "the ranking": ("Ranking", "/"),
    "ranking": ("Ranking", "/"),
    "who pays": ("Comparison", "/compare/#fact-who-pays"),
    "conflicts of interest": ("About", "/about/#conflicts"),
    "springb": ("Framework", "/frameworks/spring-boot/"),
}


@pytest.fixture(scope="module")
def wanted(browser: Browser, address: str) -> Searched:
    with browser.new_context() as context, flawless(context) as page:
        return all_at_once(page, address, list(WANTED))


@pytest.mark.parametrize(("text", "place"), WANTED.items(), ids=list(WANTED))
def test_what_readers_type_leads_to_what_they_mean(wanted: Searched, text: str, place: tuple[str, str]) -> None:
    """The first result must be the page or the section that a reader means by these words."""
    kind, _, address = wanted[text][0]
    assert (kind, address) == place, wanted[text]


def test_every_name_leads_to_its_page_first(page: Page, address: str, guide: Guide) -> None:
    """Each candidate must come first for its name and for every nickname, however they are spaced and cased."""
    names = {one.address: (one.name, one.slug, *one.sheet.nicknames) for one in guide.candidates}
    assert all(len(several) > 4 for several in names.values())
    texts = {spelt: place for place, several in names.items() for name in several for spelt in _spellings(name)}
    found = all_at_once(page, address, list(texts))
    assert [(text, found[text][:1]) for text, place in texts.items() if found[text][0][2] != place] == []


def _spellings(name: str) -> set[str]:
    return {name, f" {name.upper()} ", name.replace(" ", "-")}


def test_every_page_is_found_by_its_title(page: Page, address: str, site: Site) -> None:
    """Whoever types what a page or a section is called must find it."""
    titles = {entry["url"]: entry["meta"]["title"] for entry in site.fragments if "names" in entry["meta"]}
    assert len(titles) > 50
    found = all_at_once(page, address, list(titles.values()))
    assert [title for place, title in titles.items() if place not in [one[2] for one in found[title]]] == []


def test_nothing_found_is_said_and_help_is_offered(page: Page, address: str, site: Site) -> None:
    """Where there is nothing, a reader must be told so, with the typed words as text, and led to pages that help."""
    dialog = opened(page, address, "compare/")
    for text in ("zzyzx", "kubernetes cobol", "??", "<script>alert(document)</script>zzz"):
        search(page, text)
        expect(page.locator(STATUS)).to_have_text(f"Nothing found for “{text}”.")
        assert page.locator(RESULTS).count() == 0
    links = dialog.locator(".help a")
    assert links.count() >= 2
    for link in links.all():
        assert site.holds("/" + link.evaluate("link => link.pathname").removeprefix("/deep/"))
    search(page, "hiring")
    expect(dialog.locator(".help")).to_be_hidden()


def test_where_nothing_has_all_words_some_must_do(page: Page, address: str) -> None:
    """A question of words that never stand together must bring what has some of them, and say so."""
    opened(page, address)
    search(page, "graphql flask")
    expect(page.locator(STATUS)).to_contain_text("Nothing has all of these words.")
    titles = " ".join(page.locator(RESULTS).all_inner_texts())
    assert "GraphQL" in titles
    assert "Flask" in titles


def test_a_word_that_stands_nowhere_is_said(page: Page, address: str) -> None:
    """A word that the guide does not have must be named, and the others be looked for."""
    opened(page, address)
    search(page, "zzyzx hiring")
    expect(page.locator(STATUS)).to_contain_text("Nothing has “zzyzx”. ")
    expect(page.locator(RESULTS).first).to_contain_text("Hiring")


def test_a_name_that_stands_nowhere_is_said_in_ours(page: Page, address: str, guide: Guide) -> None:
    """A reader who mistyped a name must read which one it was taken for, and find more than its first page."""
    opened(page, address)
    slip = "rials"
    (meant,) = (one for one in guide.candidates if slip in one.sheet.nicknames)
    links = search(page, slip)
    expect(page.locator(STATUS)).to_contain_text(f"Read as “{meant.name}”.")
    assert first(page).endswith(meant.address)
    assert links.count() > 5


def test_a_result_says_what_matched(page: Page, address: str) -> None:
    """Each result must have its kind, its title and an excerpt, and mark the words that were looked for."""
    opened(page, address)
    for link in search(page, "queue workers").all():
        card = link.locator("xpath=..")
        assert folded(link.locator(".kind"))
        assert folded(link.locator(".title"))
        assert len(folded(card.locator("p"))) > 20
        marked = " ".join(card.locator("mark").all_inner_texts()).lower()
        assert "queue" in marked or "worker" in marked


def test_many_results_are_counted(page: Page, address: str) -> None:
    """Of many results ten are shown, and the reader is told how many there are."""
    opened(page, address)
    links = search(page, "python")
    assert links.count() == 10
    expect(page.locator(STATUS)).to_contain_text("results; the first 10 are shown.")


def test_only_the_last_words_count(page: Page, address: str) -> None:
    """An answer that comes late must not replace the one to what stands in the field now."""
    opened(page, address)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/fragment/*", hold, times=1)
    with page.expect_request("**/fragment/*"):
        page.fill(FIELD, "django")
    page.fill(FIELD, "laravel")
    expect(page.locator(RESULTS).first).to_contain_text("Laravel")
    with page.expect_request_finished():
        held[0].continue_()
    expect(page.locator(RESULTS).first).to_contain_text("Laravel")


# Opening and closing

WAYS: Mapping[str, Callable[[Page], object]] = {
    "the key": lambda page: page.keyboard.press("/"),
    "a click": lambda page: page.click(OPENER),
    "the keyboard on the button": lambda page: page.press(OPENER, "Enter"),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_opens(page: Page, address: str, way: str) -> None:
    """A click, the key / and Enter on the button must each open the search with the focus in its empty field."""
    page.goto(address)
    WAYS[way](page)
    field = page.get_by_role("dialog", name="Search").get_by_role("searchbox", name="Search the guide")
    expect(field).to_be_focused()
    expect(field).to_have_value("")


@pytest.mark.parametrize("holder", [OPENER, "main a", ".site-name"])
def test_escape_gives_the_focus_back(page: Page, address: str, holder: str) -> None:
    """Escape must close the search at once, even with words in it, and the focus must be where it was."""
    page.goto(address)
    page.locator(holder).first.focus()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("abc")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(holder).first).to_be_focused()


def test_it_can_be_closed_by_a_button_and_keeps_the_words(page: Page, address: str) -> None:
    """A reader without Escape must find a button; opened again, the search has the same words, ready to be replaced."""
    dialog = opened(page, address)
    search(page, "hiring")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(FIELD)).to_have_value("hiring")
    assert page.locator(RESULTS).count() > 0
    page.keyboard.type("x")
    expect(page.locator(FIELD)).to_have_value("x")


@pytest.mark.parametrize(
    "html", ["<input>", "<input type=search>", "<textarea></textarea>", "<p contenteditable tabindex=0></p>"]
)
def test_a_slash_in_a_field_stays_a_slash(page: Page, address: str, html: str) -> None:
    """Whoever is typing must get the slash that they typed, and no search."""
    page.goto(address)
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", html)
    field = page.locator("main > :first-child")
    field.focus()
    page.keyboard.type("a/b")
    assert field.evaluate("field => field.value ?? field.textContent") == "a/b"
    assert page.locator(DIALOG).count() == 0


def test_a_slash_in_the_search_stays_a_slash(page: Page, address: str) -> None:
    """In the search's own field a slash is a slash."""
    opened(page, address)
    page.keyboard.type("net/http")
    expect(page.locator(FIELD)).to_have_value("net/http")


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_other_shortcuts_with_the_key_are_left_alone(page: Page, address: str, modifier: str) -> None:
    """A slash together with a modifier belongs to the browser or to another program."""
    asked = requests(page)
    page.goto(address)
    page.keyboard.press(f"{modifier}+/")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "dialog" in path] == []


def test_the_key_works_where_it_needs_shift(page: Page, address: str) -> None:
    """On keyboards on which the slash is above another sign, it must open the search as well."""
    page.goto(address)
    page.evaluate(
        """document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "/", shiftKey: true, bubbles: true, cancelable: true }))"""
    )
    expect(page.locator(FIELD)).to_be_focused()


def test_the_key_works_from_a_choice(page: Page, address: str) -> None:
    """A ticked box takes no text, so the key must work from it."""
    page.goto(f"{address}how-to-pick/")
    page.locator("form input").first.focus()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()


def test_the_key_can_be_switched_off(browser: Browser, address: str) -> None:
    """Who speaks to the computer, or types with other programs, must be able to switch the key off for good."""
    with browser.new_context() as context, flawless(context) as page:
        dialog = opened(page, address)
        dialog.get_by_role("checkbox", name="The key / opens the search").uncheck()
        page.keyboard.press("Escape")
        for path in ("", "about/"):
            page.goto(address + path)
            expect(page.locator(f"{OPENER} kbd")).to_be_hidden()
            assert page.locator(OPENER).get_attribute("aria-keyshortcuts") is None
            page.keyboard.press("/")
            assert page.locator(DIALOG).count() == 0
        page.click(OPENER)
        dialog.get_by_role("checkbox").check()
        page.keyboard.press("Escape")
        expect(page.locator(f"{OPENER} kbd")).to_be_visible()
        opened(page, address)


def test_a_browser_without_storage_searches_all_the_same(browser: Browser, address: str) -> None:
    """Where storage is forbidden nothing may fail, and the choice against the key holds for the page."""
    with browser.new_context() as context, flawless(context) as page:
        page.add_init_script(
            """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no") } })"""
        )
        dialog = opened(page, address)
        dialog.get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        expect(page.locator(f"{OPENER} kbd")).to_be_hidden()


# By keyboard, and for those who listen


def test_arrows_lead_through_the_results(page: Page, address: str) -> None:
    """Down goes from the field to each result in turn, up goes back, and neither leaves the dialog."""
    opened(page, address)
    links = search(page, "hiring")
    for place in range(10):
        page.keyboard.press("ArrowDown")
        expect(links.nth(place)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(9)).to_be_focused()
    for _ in range(10):
        page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()


def test_tab_leads_through_everything(page: Page, address: str) -> None:
    """Tab must come by the field, the button and every result, in the order in which they stand."""
    opened(page, address)
    links = search(page, "hiring")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    for place in range(10):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()


def test_a_focused_result_is_seen(page: Page, address: str) -> None:
    """The result that has the focus must be in view, with a ring around it."""
    opened(page, address)
    links = search(page, "hiring")
    for place in range(10):
        page.keyboard.press("ArrowDown")
        expect(links.nth(place)).to_be_in_viewport(ratio=1)
        ring = links.nth(place).evaluate("link => getComputedStyle(link, '::after').outlineWidth")
        assert ring == "2px"


def test_enter_opens_the_first_result(page: Page, address: str) -> None:
    """Enter in the field must open the first result, even if it comes before the results."""
    opened(page, address)
    page.keyboard.type("who can I hire")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}method/#criterion-hiring")


def test_enter_opens_the_result_with_the_focus(page: Page, address: str) -> None:
    """Enter on a result must lead to its page, under the path of the site."""
    opened(page, address, "about/")
    links = search(page, "django vs fastapi")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    target = links.nth(1).evaluate("link => link.href")
    assert target.startswith(address)
    page.keyboard.press("Enter")
    page.wait_for_url(target)
    assert page.locator("h1").is_visible()


def test_a_result_on_the_same_page_shows_its_place(page: Page, address: str) -> None:
    """If the result stands on this very page, the dialog must make room for it."""
    dialog = opened(page, address, "method/")
    page.keyboard.type("hiring")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}method/#criterion-hiring")
    expect(dialog).to_be_hidden()
    expect(page.locator("#criterion-hiring")).to_be_in_viewport()


def test_focus_is_not_lost_when_results_change(page: Page, address: str) -> None:
    """Whoever was on a result when new ones came must be back in the field, not nowhere."""
    opened(page, address)
    search(page, "hiring")
    page.evaluate(
        """field => {
          field.value = "performance";
          field.dispatchEvent(new Event("input"));
          document.querySelector("dialog ol a").focus();
        }""",
        page.locator(FIELD).element_handle(),
    )
    expect(page.locator(RESULTS).first).to_contain_text("Performance")
    expect(page.locator(FIELD)).to_be_focused()


def test_it_is_read_out_in_words(page: Page, address: str) -> None:
    """A screen reader must find a dialog with a named field, a count that is spoken, and a list of named links."""
    dialog = opened(page, address)
    search(page, "django vs fastapi")
    expect(dialog).to_match_aria_snapshot("""
      - dialog "Search":
        - search:
          - text: Search the guide
          - searchbox "Search the guide"
        - button "Close"
        - status: /\\d+ results; the first 10 are shown\\./
        - list "Results":
          - listitem:
            - link "Django or FastAPI? Comparison":
              - /url: /compare\\/django-vs-fastapi\\/$/
            - paragraph
        - paragraph: Enter opens the first result; arrow keys move through the list.
        - checkbox "The key / opens the search" [checked]
    """)
    expect(page.locator(RESULTS).first).to_have_accessible_description(folded(page.locator(f"{DIALOG} ol p").first))
    expect(page.locator(FIELD)).to_have_accessible_description(
        "Enter opens the first result; arrow keys move through the list."
    )


def test_the_count_is_spoken_by_one_region(page: Page, address: str) -> None:
    """The region that speaks must be there before it has something to say, and stay the same."""
    opened(page, address)
    region = page.locator(STATUS).element_handle()
    assert region.text_content() == ""
    for text in ("hiring", "zzyzx"):
        search(page, text)
        assert region.text_content() == page.locator(STATUS).inner_text()
    assert region.evaluate("region => region.isConnected")


# What it loads, and where it works


@pytest.mark.parametrize("path", ["", "compare/", "how-to-pick/", "about/", "404.html"])
def test_nothing_is_loaded_before_it_is_asked_for(page: Page, address: str, path: str) -> None:
    """Neither seeing nor pointing at nor focusing the button may load anything of the search but its opener."""
    asked = requests(page)
    page.goto(address + path)
    page.hover(OPENER)
    page.focus(OPENER)
    page.wait_for_load_state("networkidle")
    assert [
        name for name in asked if "pagefind" in name or ("search" in name and not name.endswith("search/main.js"))
    ] == []


def test_the_opener_says_its_key(page: Page, address: str) -> None:
    """On a wide screen the button shows the key; its name is the plain word, and the key is announced."""
    page.goto(address)
    expect(page.locator(OPENER)).to_have_accessible_name("Search")
    expect(page.locator(OPENER)).to_have_attribute("aria-keyshortcuts", "/")
    expect(page.locator(f"{OPENER} kbd")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(f"{OPENER} kbd")).to_be_hidden()
    expect(page.locator(OPENER)).to_have_accessible_name("Search")


def test_it_works_where_there_is_no_page(page: Page, site: Site, address: str) -> None:
    """The page for missing addresses must search too, at any depth, and lead to pages that are there."""
    text = site.text("404.html")
    page.route("**/no/such/page/", lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    opened(page, address, "no/such/page/")
    for link in search(page, "python").all():
        path = urlsplit(str(link.evaluate("link => link.href"))).path
        assert site.holds("/" + path.removeprefix("/deep/"))


def test_a_missing_index_is_said(context: BrowserContext, address: str) -> None:
    """Without the index a reader must be told, be offered pages that help, and be able to try again."""
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    dialog = opened(page, address)
    page.fill(FIELD, "hiring")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    expect(dialog.locator(".help a").first).to_be_visible()
    page.unroute("**/pagefind/**")
    page.fill(FIELD, "performance")
    expect(page.locator(RESULTS).first).to_contain_text("Performance")
    page.close()


def test_a_lost_connection_is_said(browser: Browser, address: str) -> None:
    """If the connection goes while a reader searches, that must be said, and once it is back the search must work."""
    with browser.new_context() as context:
        page = context.new_page()
        opened(page, address)
        assert search(page, "django").count() == 10
        context.set_offline(True)
        page.fill(FIELD, "performance")
        expect(page.locator(STATUS)).to_contain_text("could not be loaded")
        context.set_offline(False)
        page.fill(FIELD, "performance ")
        expect(page.locator(RESULTS).first).to_contain_text("Performance")


@pytest.mark.parametrize("part", ["fragment/*.pf_fragment", "wasm.en.pagefind"])
def test_half_an_index_is_said(context: BrowserContext, address: str, part: str) -> None:
    """If a part of the index does not come, the reader must not be left waiting."""
    page = context.new_page()
    page.route(f"**/pagefind/{part}", lambda route: route.abort())
    opened(page, address)
    page.fill(FIELD, "hiring")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    page.close()


@pytest.mark.parametrize("part", ["search/dialog.js", "search/index.js", "shared/elements.js"])
def test_a_search_that_cannot_be_loaded_is_said(context: BrowserContext, address: str, part: str) -> None:
    """If a script does not come, the page must say that the search could not be loaded."""
    page = context.new_page()
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(address)
    page.click(OPENER)
    expect(page.get_by_role("alert")).to_have_text("The search could not be loaded. Reload the page to try again.")
    page.close()


def test_without_its_styles_it_works(page: Page, address: str) -> None:
    """If the styles do not come, the dialog must open all the same."""
    page.route("**/search.css", lambda route: route.abort())
    opened(page, address)
    assert search(page, "hiring").count() == 10


def test_another_guide_has_its_own_search(page: Page, small_site: Site) -> None:
    """A guide on another subject must be searched by its own names and nicknames, at the root of a host."""
    candidates = load(SMALL_WORLD).candidates
    texts = {name: one for one in candidates for name in (one.name, *one.sheet.nicknames)}
    with served(small_site.folder) as address:
        found = all_at_once(page, address, list(texts))
    kind = small_site.candidates[0]["page"].split("/")[-3].removesuffix("s")
    assert {text: results[0] for text, results in found.items()} == {
        text: (kind.capitalize(), one.name, one.address) for text, one in texts.items()
    }


# How it looks


@dataclass(frozen=True, kw_only=True)
class View:
    """How a reader looks at the dialog."""

    width: int
    scheme: Literal["light", "dark"] = "light"
    forced: bool = False

    def __str__(self) -> str:
        return f"{self.width}-{'forced' if self.forced else self.scheme}"


VIEWS = (View(width=1280), View(width=360, scheme="dark"), View(width=1280, forced=True))


@pytest.fixture(scope="module", params=VIEWS, ids=str)
def viewed(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    view: View = request.param
    with (
        browser.new_context(
            viewport={"width": view.width, "height": 800},
            color_scheme=view.scheme,
            forced_colors="active" if view.forced else "none",
        ) as context,
        flawless(context) as page,
    ):
        yield page


@pytest.mark.parametrize("text", ["hiring", "zzyzx"])
def test_axe_finds_nothing(viewed: Page, address: str, text: str) -> None:
    """The open dialog must break no rule of accessibility, with results and without, in any colours."""
    opened(viewed, address)
    search(viewed, text)
    viewed.keyboard.press("ArrowDown")
    assert not accessibility_faults(viewed, DIALOG)


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (360, "200%"), (1280, "200%")])
def test_everything_fits(page: Page, address: str, width: int, size: str) -> None:
    """On the narrowest screen, and with text at twice its size, nothing may be cut off or out of reach."""
    page.set_viewport_size({"width": width, "height": 640})
    opened(page, address)
    restyle(page, f"html {{ font-size: {size} !important; }}")
    links = search(page, "hiring")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(DIALOG).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    box = page.locator(DIALOG).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for _ in range(links.count()):
        page.keyboard.press("ArrowDown")
        expect(page.locator(":focus")).to_be_in_viewport()
    for control in (page.get_by_role("button", name="Close"), page.locator(FIELD), page.get_by_role("checkbox")):
        control.scroll_into_view_if_needed()
        expect(control).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 390])
def test_its_controls_are_large_enough(page: Page, address: str, width: int) -> None:
    """What is pressed in the dialog must be 44 pixels high, for fingers."""
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, address)
    search(page, "hiring")
    low: list[Any] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
          .map((one) => [one.textContent.slice(0, 20), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 44)""",
        f"{DIALOG} button, {FIELD}, {DIALOG} label:has(input), {DIALOG} li",
    )
    assert low == []


def test_on_paper_there_is_no_search(page: Page, address: str) -> None:
    """Printed, neither the button nor the open dialog may stand on the page."""
    dialog = opened(page, address)
    page.emulate_media(media="print")
    expect(dialog).to_be_hidden()
    expect(page.locator(OPENER)).to_be_hidden()


def test_the_header_does_not_jump_when_the_button_comes(browser: Browser, address: str) -> None:
    """The room of the button must be kept before its script has come, on the narrowest screen too."""
    for width in (1280, 768, 390, 320):
        with browser.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            page.route("**/scripts/**/*.js", lambda route: route.abort())
            page.goto(address)
            before = page.locator("main").bounding_box()
            page.unroute("**/scripts/**/*.js")
            page.goto(address)
            expect(page.locator(OPENER)).to_be_visible()
            assert page.locator("main").bounding_box() == before, width
