"""The dialog of the search: what it shows and says, and that anybody can work it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from built import Site
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect
from scripting import evaluated, script_page
from visiting import accessibility_faults, flawless, folded, requests, restyle, served

OPENER = "#search-opener"
DIALOG = "dialog.search"
FIELD = "#search-field"
STATUS = f"{DIALOG} [role=status]"
CARDS = f"{DIALOG} ol > li"


@pytest.fixture(scope="module")
def address(small_site: Site) -> Iterator[str]:
    """The small guide, under a path."""
    with served(small_site.folder.parent) as address:
        yield f"{address}{small_site.folder.name}/"


def opened(page: Page, address: str, path: str = "") -> Locator:
    """Open a page and the search on it; return its dialog."""
    page.goto(address + path)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    return page.locator(DIALOG)


def search(page: Page, text: str) -> Locator:
    """Type a text into the open dialog and wait for what comes; return the links to go to with the arrows."""
    page.fill(FIELD, "")
    expect(page.locator(f"{CARDS}.start")).to_be_visible()
    page.fill(FIELD, text)
    expect(page.locator(STATUS)).to_contain_text(".")
    return page.locator(f"{DIALOG} [data-stop]")


# Finding: the rules, on records made up for them

RECORDS: list[list[Any]] = [
    ["/ash/", "Tree", "Ash", "A tall tree for bats and handles.", ["Ash", "weeping ash"]],
    ["/elm/", "Tree", "Elm", "Grows anywhere; the bark is a bottleneck.", ["Elm", "ulmus"]],
    ["/oak/", "Tree", "Oak", "Hard.", ["Oak"]],
    ["/ash/#h", "Rating", "Ash: Hardness", "Middling for its height.", [], "/all/#hardness", "middling"],
    ["/elm/#h", "Rating", "Elm: Hardness", "Soft.", [], "/all/#hardness", "soft"],
    ["/oak/#h", "Rating", "Oak: Hardness", "Very hard.", [], "/all/#hardness", "hard"],
    ["/ash/#u", "Tree", "Ash: Uses", "Handles, bats and oars.", [], "Uses"],
    ["/elm/#u", "Tree", "Elm: Uses", "Coffins.", [], "Uses"],
    ["/oak/#u", "Tree", "Oak: Uses", "Ships.", [], "Uses"],
    ["/all/#hardness", "Comparison", "Hardness", "How hard is it?", ["Hardness", "janka", "dent resistance"]],
    ["/all/ash-or-oak/", "Comparison", "Ash or Oak?", "Oak for ships.", ["Ash Oak", "Oak Ash"]],
]

FOUND: Mapping[str, tuple[list[str], str]] = {
    "janka": (["/all/#hardness"], ""),
    "hardness": (["/all/#hardness"], ""),
    "ash janka": (["/ash/#h"], ""),
    "dent resistance": (["/all/#hardness"], ""),
    "uses": (["Uses"], ""),
    "ash uses": (["/ash/#u"], ""),
    "handle": (["/ash/", "/ash/#u"], ""),
    "oak or ash": (["/all/ash-or-oak/"], ""),
    "WEEPING-ASH": (["/ash/"], ""),
    "weepingash": (["/ash/"], ""),
    "bark": (["/elm/"], ""),
    "har": ([], "unknown har"),
    "hardn": (["/all/#hardness"], "begins hardn"),
    "bottle": (["/elm/"], "begins bottle"),
    "bottles": (["/elm/"], "begins bottles"),
    "batsman": ([], "unknown batsman"),
    "hardnes": (["/all/#hardness"], "begins hardnes"),
    "hradness": (["/all/#hardness"], "near hradness hardness"),
    "hardnees": (["/all/#hardness"], "near hardnees hardness"),
    "jenka": (["/all/#hardness"], "near jenka janka"),
    "yanka": ([], "unknown yanka"),
    "janky": (["/all/#hardness"], "near janky janka"),
    "elk": ([], "unknown elk"),
    "zzyzx coffins": (["/elm/#u"], "unknown zzyzx"),
    "coffins ships": (["/all/ash-or-oak/", "/elm/#u", "/oak/#u"], "apart"),
}
"""The cards that come for a text in this order, or at least those, and what is said of how they were come by."""


def test_what_is_found_is_what_was_typed(browser: Browser) -> None:
    """Whole words, then beginnings of four letters and more; slips in titles and names alone, and each is named."""
    body = """
      const { find, indexOf } = await import("/scripts/search/index.js");
      const [records, ...texts] = given;
      const index = indexOf({ suggestions: [], records });
      return texts.map((text) => {
        const { cards, begins, unknown, near, apart } = find(index, text, 9);
        const said = [
          begins.length && `begins ${begins.join(" ")}`,
          unknown.length && `unknown ${unknown.join(" ")}`,
          near.size && `near ${[...near][0].join(" ")}`,
          apart && "apart",
        ];
        return [cards.map(({ record, topic }) => record?.address ?? topic), said.filter(Boolean).join(", ")];
      });
    """
    with script_page(browser) as page:
        found = evaluated(page, body, RECORDS, *FOUND)
    got = {
        text: (cards[: len(FOUND[text][0])] or cards, said) for text, (cards, said) in zip(FOUND, found, strict=True)
    }
    assert got == dict(FOUND)


# What is shown and said


def test_before_anything_is_typed_it_suggests(page: Page, address: str) -> None:
    """The empty field offers what readers look for, and a press on one of them searches it."""
    dialog = opened(page, address)
    dialog.get_by_role("button", name="twin").click()
    expect(page.locator(FIELD)).to_have_value("twin")
    expect(page.locator(FIELD)).to_be_focused()
    expect(page.locator(CARDS).first).to_contain_text("All three on Replication")


def test_answers_to_one_question_stand_on_one_card(page: Page, address: str) -> None:
    """What all of them say on a topic comes first, once, each with its answer and its own link."""
    opened(page, address)
    search(page, "durable")
    assert page.locator(CARDS).count() == 1
    answers = page.locator(f"{CARDS} ul a")
    assert answers.all_inner_texts() == ["Granite calm", "Pebble care", "Folio hope"]
    page.locator(f"{CARDS} > a").click()
    page.wait_for_url(f"{address}compare/#judgement-safety")


def test_nothing_found_is_said_and_help_is_offered(page: Page, address: str, small_site: Site) -> None:
    """Where there is nothing, a reader is told so, with the typed words as text, and led to pages that help."""
    dialog = opened(page, address, "compare/")
    for text in ("zzyzx", "<zzz>zzyzx</zzz>", "granitesque"):
        search(page, text)
        expect(page.locator(STATUS)).to_contain_text("Nothing has “")
        assert page.locator(f"{DIALOG} ol a").count() == 0
    search(page, "??")
    expect(page.locator(STATUS)).to_have_text("Nothing found for “??”.")
    links = dialog.locator(".help a")
    assert links.count() >= 2
    for link in links.all():
        path = link.evaluate("link => link.pathname")
        assert small_site.holds("/" + path.removeprefix(f"/{small_site.folder.name}/"))
    search(page, "safety")
    expect(dialog.locator(".help")).to_be_hidden()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("zzyzx safety", "Nothing has “zzyzx”."),
        ("instal", "Nothing has “instal” as a whole word; these have words that begin so."),
        ("replicaiton", "Nothing has “replicaiton”; read as “replication”."),
        ("documents installer", "Nothing has all of these words; these have some."),
    ],
)
def test_how_it_was_come_by_is_said(page: Page, address: str, text: str, said: str) -> None:
    """What is not just what was typed is never passed off as that."""
    opened(page, address)
    assert search(page, text).count()
    expect(page.locator(STATUS)).to_contain_text(said)
    expect(page.locator(STATUS)).to_contain_text("result")


def test_a_result_says_what_matched(page: Page, address: str) -> None:
    """Each result has its kind, its title and an excerpt, and marks the words that were looked for."""
    opened(page, address)
    links = search(page, "server")
    assert links.count() > 2
    for link in links.all():
        card = link.locator("xpath=..")
        assert folded(link.locator(".kind"))
        assert folded(link.locator(".title"))
        assert "server" in " ".join(card.locator("mark").all_inner_texts()).lower()
    page.set_viewport_size({"width": 390, "height": 800})
    search(page, "a")
    assert "the first 8 are shown" in folded(page.locator(STATUS))
    assert page.locator(CARDS).count() == 8
    page.set_viewport_size({"width": 1280, "height": 900})


# Opening and closing

WAYS: Mapping[str, Callable[[Page], object]] = {
    "the key": lambda page: page.keyboard.press("/"),
    "a click": lambda page: page.click(OPENER),
    "the keyboard on the button": lambda page: page.press(OPENER, "Enter"),
    "the key where it needs shift": lambda page: page.evaluate(
        """document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "/", shiftKey: true, bubbles: true, cancelable: true }))"""
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_it_opens_and_closes(page: Page, address: str, way: str) -> None:
    """Each way leads to the empty field; Escape closes at once, even with words in it, and gives the focus back."""
    page.goto(address)
    page.locator("main a").first.focus()
    WAYS[way](page)
    field = page.get_by_role("dialog", name="Search").get_by_role("searchbox", name="Search the guide")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.type("abc")
    page.keyboard.press("Escape")
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator(OPENER if "button" in way or "click" in way else "main a").first).to_be_focused()


def test_it_can_be_closed_by_a_button_and_keeps_the_words(page: Page, address: str) -> None:
    """A reader without Escape finds a button; opened again, the search has the same words, ready to be replaced."""
    dialog = opened(page, address)
    search(page, "safety")
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_have_value("safety")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("x")
    expect(page.locator(FIELD)).to_have_value("x")


@pytest.mark.parametrize("html", ["<input>", "<textarea></textarea>", "<p contenteditable tabindex=0></p>"])
def test_a_slash_in_a_field_stays_a_slash(page: Page, address: str, html: str) -> None:
    """Whoever is typing gets the slash that they typed, and no search; in the search's own field as well."""
    page.goto(address)
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", html)
    field = page.locator("main > :first-child")
    field.focus()
    page.keyboard.type("a/b")
    assert field.evaluate("field => field.value ?? field.textContent") == "a/b"
    assert page.locator(DIALOG).count() == 0
    field.evaluate("field => field.blur()")
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("net/http")
    expect(page.locator(FIELD)).to_have_value("net/http")


def test_shortcuts_of_others_are_left_alone(page: Page, address: str) -> None:
    """A slash together with a modifier belongs to the browser or to another program; nothing is loaded unasked."""
    asked = requests(page)
    page.goto(address)
    page.hover(OPENER)
    page.focus(OPENER)
    for modifier in ("Control", "Alt", "Meta"):
        page.keyboard.press(f"{modifier}+/")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "search" in path and not path.endswith("search/main.js")] == []


def test_the_key_can_be_switched_off(browser: Browser, address: str) -> None:
    """Who speaks to the computer, or types with other programs, can switch the key off for good."""
    with browser.new_context() as context, flawless(context) as page:
        dialog = opened(page, address)
        dialog.get_by_role("checkbox", name="The key / opens the search").uncheck()
        page.keyboard.press("Escape")
        for path in ("", "about/"):
            page.goto(address + path)
            expect(page.locator(OPENER)).to_be_visible()
            assert page.locator(OPENER).get_attribute("aria-keyshortcuts") is None
            page.keyboard.press("/")
            assert page.locator(DIALOG).count() == 0
        page.click(OPENER)
        dialog.get_by_role("checkbox").check()
        page.keyboard.press("Escape")
        opened(page, address)


def test_a_browser_without_storage_searches_all_the_same(browser: Browser, address: str) -> None:
    """Where storage is forbidden nothing fails, and the choice against the key holds for the page."""
    with browser.new_context() as context, flawless(context) as page:
        page.add_init_script(
            """Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no") } })"""
        )
        opened(page, address).get_by_role("checkbox").uncheck()
        page.keyboard.press("Escape")
        assert page.locator(OPENER).get_attribute("aria-keyshortcuts") is None


# By keyboard, and for those who listen


def test_arrows_and_tab_lead_through_the_results(page: Page, address: str) -> None:
    """Down goes from the field to each result in turn, in view and with a ring, up goes back; Tab comes by as well."""
    opened(page, address)
    links = search(page, "server")
    count = links.count()
    for place in range(count):
        page.keyboard.press("ArrowDown")
        expect(links.nth(place)).to_be_focused()
        expect(links.nth(place)).to_be_in_viewport(ratio=1)
        assert links.nth(place).evaluate("link => getComputedStyle(link, '::after').outlineWidth") == "2px"
    page.keyboard.press("ArrowDown")
    expect(links.nth(count - 1)).to_be_focused()
    for _ in range(count):
        page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Close")).to_be_focused()
    for place in range(count):
        page.keyboard.press("Tab")
        expect(links.nth(place)).to_be_focused()


def test_arrows_pass_by_the_answers_on_a_card(page: Page, address: str) -> None:
    """A card is one step for the arrows; a card without a page of its own is entered at its first answer."""
    opened(page, address)
    search(page, "weaknesses")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("href", f"{address}databases/granite/#weaknesses")


def test_enter_opens_the_first_result(page: Page, address: str) -> None:
    """Enter in the field opens the first result, even if it comes before the results, and makes room for its place."""
    dialog = opened(page, address, "compare/")
    page.keyboard.type("safety")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}compare/#judgement-safety")
    expect(dialog).to_be_hidden()
    expect(page.locator("#judgement-safety")).to_be_in_viewport()


def test_focus_is_not_lost_when_results_change(page: Page, address: str) -> None:
    """Whoever was on a result when new ones came is back in the field, not nowhere."""
    opened(page, address)
    search(page, "server")
    page.evaluate(
        """field => {
          field.value = "reach";
          field.dispatchEvent(new Event("input"));
          document.querySelector("dialog ol a").focus();
        }""",
        page.locator(FIELD).element_handle(),
    )
    expect(page.locator(CARDS).first).to_contain_text("Reach")
    expect(page.locator(FIELD)).to_be_focused()


def test_it_is_read_out_in_words(page: Page, address: str) -> None:
    """A screen reader finds a dialog with a named field, a count spoken by one region, and a list of named links."""
    dialog = opened(page, address)
    region = page.locator(STATUS).element_handle()
    search(page, "folio vs granite")
    expect(dialog).to_match_aria_snapshot("""
      - dialog "Search":
        - search:
          - text: Search the guide
          - searchbox "Search the guide"
        - button "Close"
        - status: /\\d+ results?/
        - list "Results":
          - listitem:
            - link "Folio or Granite? Comparison":
              - /url: /compare\\/folio-vs-granite\\/$/
            - paragraph
        - paragraph: Enter opens the first result; arrow keys move through the list.
        - checkbox "The key / opens the search" [checked]
    """)
    excerpt = folded(page.locator(f"{CARDS} p").first)
    expect(page.locator(f"{DIALOG} ol a").first).to_have_accessible_description(excerpt)
    assert region.evaluate("region => region.isConnected")
    assert not accessibility_faults(page, DIALOG)


# What it loads, and where it works


def test_it_works_where_there_is_no_page(page: Page, site: Site) -> None:
    """The page for missing addresses searches too, at any depth, and leads to pages that are there."""
    text = site.text("404.html")
    page.route("**/no/such/page/", lambda route: route.fulfill(status=404, body=text, content_type="text/html"))
    with served(site.folder.parent) as address:
        opened(page, f"{address}{site.folder.name}/", "no/such/page/")
        for link in search(page, "server").all():
            path = str(link.evaluate("link => link.pathname"))
            assert site.holds("/" + path.removeprefix(f"/{site.folder.name}/"))


def test_a_missing_index_is_said(context: BrowserContext, address: str) -> None:
    """Without the index a reader is told, is offered pages that help, and can try again."""
    page = context.new_page()
    page.route("**/search.json", lambda route: route.abort())
    dialog = opened(page, address)
    page.fill(FIELD, "safety")
    expect(page.locator(STATUS)).to_contain_text("could not be loaded")
    expect(dialog.locator(".help a").first).to_be_visible()
    page.unroute("**/search.json")
    page.fill(FIELD, "reach")
    expect(page.locator(CARDS).first).to_contain_text("Reach")
    page.close()


def test_an_index_that_comes_late_answers_the_last_words(context: BrowserContext, address: str) -> None:
    """What was typed while the index was on its way is answered once, by what stands in the field then."""
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search.json", hold)
    with page.expect_request("**/search.json"):
        opened(page, address)
    page.fill(FIELD, "reach")
    page.fill(FIELD, "safety")
    held[0].continue_()
    expect(page.locator(CARDS).first).to_contain_text("Safety")
    page.close()


@pytest.mark.parametrize("part", ["search/dialog.js", "search/index.js", "shared/elements.js"])
def test_a_search_that_cannot_be_loaded_is_said(context: BrowserContext, address: str, part: str) -> None:
    """If a script does not come, the page says that the search could not be loaded."""
    page = context.new_page()
    page.route(f"**/{part}", lambda route: route.abort())
    page.goto(address)
    page.click(OPENER)
    expect(page.get_by_role("alert")).to_have_text("The search could not be loaded. Reload the page to try again.")
    page.close()


def test_without_its_styles_it_works(page: Page, address: str) -> None:
    """If the styles do not come, the dialog opens all the same."""
    page.route("**/search.css", lambda route: route.abort())
    opened(page, address)
    assert search(page, "server").count()


# How it looks


@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (360, "200%"), (1280, "200%")])
@pytest.mark.parametrize("text", ["server", "durable", ""])
def test_everything_fits(page: Page, address: str, width: int, size: str, text: str) -> None:
    """On the narrowest screen, and with text at twice its size, nothing is cut off, out of reach or hard to press."""
    page.set_viewport_size({"width": width, "height": 640})
    opened(page, address)
    restyle(page, f"html {{ font-size: {size} !important; }}")
    search(page, text or "x")
    page.fill(FIELD, text)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(DIALOG).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") <= 0
    box = page.locator(DIALOG).bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    low: list[Any] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
          .map((one) => [one.textContent.slice(0, 20), one.getBoundingClientRect().height])
          .filter(([, height]) => height < 44)""",
        f"{DIALOG} button, {FIELD}, {DIALOG} label:has(input), {CARDS}",
    )
    assert json.dumps(low) == "[]"
    page.set_viewport_size({"width": 1280, "height": 900})


def test_in_other_colours_and_on_paper(browser: Browser, address: str) -> None:
    """Dark and in forced colours it breaks no rule of accessibility; on paper there is none."""
    for scheme, forced in (("dark", "none"), ("light", "active")):
        with (
            browser.new_context(color_scheme=scheme, forced_colors=forced) as context,  # type: ignore[arg-type]
            flawless(context) as page,
        ):
            dialog = opened(page, address)
            search(page, "server")
            page.keyboard.press("ArrowDown")
            assert not accessibility_faults(page, DIALOG)
            page.emulate_media(media="print")
            expect(dialog).to_be_hidden()
            expect(page.locator(OPENER)).to_be_hidden()


def test_the_header_does_not_jump_when_the_button_comes(browser: Browser, address: str) -> None:
    """The room of the button is kept before its script has come, on the narrowest screen too."""
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
