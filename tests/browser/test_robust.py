"""What others do to a page: they add parameters, translate it, compose words, keep its scripts away."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from built import Site
from playwright.sync_api import Browser, Page, expect
from scripting import evaluated, script_page
from visiting import restyle, served
from worlds import REPOSITORY

OPERATED = ("", "how-to-pick/", "compare/")
"""The pages whose state stands in the address."""


@pytest.fixture(scope="module")
def small(small_site: Site) -> Iterator[str]:
    """Where the small guide is served; ends with a slash."""
    with served(small_site.folder) as address:
        yield address


# Parameters

OTHERS = (
    *("utm_source", "utm_medium", "utm_campaign", "utm_term", "fbclid", "gclid", "mc_cid", "mc_eid", "ref", "source"),
    *("lang", "hl", "_ga", "_hsenc", "igshid", "si", "s", "t", "v", "page", "from", "via", "amp", "term", "sortBy"),
    *("__proto__", "constructor", "toString", "%E0%A4%A", "%3Cscript%3E", ""),
)
"""Names that newsletters, networks, shorteners and readers put behind an address."""


@pytest.mark.parametrize("page_path", OPERATED)
def test_what_others_add_to_an_address_changes_nothing(page: Page, small: str, page_path: str) -> None:
    """Their parameters are ignored in silence, and nothing is hidden until a script has looked at them."""
    seen = []
    for query in ("", f"?{'&'.join(f'{name}=x' for name in OTHERS)}"):
        page.goto(small + page_path + query)
        page.wait_for_load_state("networkidle")
        restyle(page, "select { display: none; }")  # What can be chosen in it may come with the script.
        seen.append(page.locator("main").inner_text())
    assert seen[0] == seen[1]
    assert page.locator(":root[data-restoring]").count() == 0


def test_nothing_of_others_is_waited_for(browser: Browser, small: str) -> None:
    """While no script comes, a parameter of others leaves the page as it is, and one of ours has it wait."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/scripts/**/*.js", lambda route: route.abort())
        for path in OPERATED:
            page.goto(f"{small}{path}?utm_source=x&fbclid=y")
            assert page.locator(":root[data-restoring]").count() == 0
        page.goto(f"{small}?matters=x")
        expect(page.locator(":root[data-restoring]")).to_have_count(1)


SAID = """
const { read } = await import("/scripts/shared/address.js");
return given.map((name) => {
  history.replaceState(null, "", `/?${name}=x`);
  return read({ f: ["a"], sort: ["a"], matters: ["a"], language: ["a"] }).strange.join(" ");
});
"""


@pytest.mark.parametrize(
    ("slips", "meant"),
    [
        (("matter", "Matters", "matterss", "mattres", "maters"), "matters"),
        (("languge", "LANGUAGE", "langauge", "llanguage"), "language"),
        (("sorts", "srot", "Sort"), "sort"),
        (("F",), "f"),
        (("lang", "s", "so", "sore", "ff", "fb", "sorted", "language2x", "clatters", *OTHERS[:-1]), ""),
    ],
)
def test_only_a_slip_for_one_of_our_names_is_named(browser: Browser, slips: tuple[str, ...], meant: str) -> None:
    """A letter too many, too few or out of order, or another case, is somebody who meant us; all else is not."""
    with script_page(browser) as page:
        found = evaluated(page, SAID, *slips)
    wanted = [f"This page knows nothing called “{name}”; did you mean “{meant}”?" if meant else "" for name in slips]
    assert found == wanted


# Translated pages

TRANSLATE = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode);
  for (const [place, text] of texts.entries()) {
    const outer = document.createElement("font");
    outer.append(Object.assign(document.createElement("font"), { textContent: `mot ${place}` }));
    text.replaceWith(outer);
  }
}"""
"""Does what a browser's translation does: each text is replaced, and wrapped, and no two are the same."""


def test_a_translated_comparison_sorts_and_leaves_out_the_same(page: Page, small: str) -> None:
    """Order and differences come from the data, whatever words are seen."""
    seen = """() => [...document.querySelectorAll("[data-candidate], tbody th[id]")]
      .filter((one) => one.checkVisibility())
      .map((one) => one.dataset.candidate ?? one.id)"""
    found = []
    for translated in (False, True):
        page.goto(f"{small}compare/")
        if translated:
            page.evaluate(TRANSLATE)
        page.locator("[data-sort]:not([data-sort=''])").first.get_by_role("button").click()
        expect(page.locator("[aria-sort=descending]")).to_have_count(1)
        found.append(page.evaluate(seen))
        page.locator("[name=f]").first.check()
        page.locator("[name=f]").last.check()
        page.locator("#go").click()
        expect(page).to_have_url(re.compile("f=.+,"))
        found.append(page.evaluate(seen))
    assert found[:2] == found[2:]


# Composed words


def test_every_script_that_takes_keys_leaves_composed_ones(page: Page, small: str) -> None:
    """Arrows choose a candidate, Escape drops one, / is a letter: none is taken while a word is composed."""
    press = """(key) => [{ isComposing: true }, { keyCode: 229 }].every((composed) =>
      document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...composed })))"""
    page.goto(small)
    expect(page.locator("#search-opener")).to_be_visible()
    assert page.evaluate(press, "/")
    expect(page.locator("dialog")).to_have_count(0)
    page.click("#search-opener")
    field = page.locator("#search-field")
    field.fill("on")
    expect(page.locator("dialog li").first).to_be_visible()
    for key in ("ArrowDown", "ArrowUp", "Escape", "Enter", "Home"):
        assert page.evaluate(press, key), key
        expect(field).to_be_focused()
    scripts = [file.read_text(encoding="utf-8") for file in (REPOSITORY / "overrides/scripts").rglob("*.js")]
    listening = [script for script in scripts if '"keydown"' in script]
    assert len(listening) > 1
    assert all("isComposing" in script and "229" in script for script in listening)


# Scripts that do not come

CONTROLS = ":is(input, select, textarea, button, [role=button]):not([type=hidden]):not(form[action] *)"
"""What only a script can answer; a form with an address leads somewhere without one."""


@pytest.mark.parametrize("page_path", [*OPERATED, "method/"])
def test_without_our_scripts_no_control_is_seen(browser: Browser, small: str, page_path: str) -> None:
    """Where scripting is on and ours do not come, nothing is pressed in vain, and nothing false is said."""
    with browser.new_context() as context:
        page = context.new_page()
        page.route("**/scripts/**/*.js", lambda route: route.abort())
        page.goto(small + page_path)
        for _ in range(2):
            expect(page.locator(f"{CONTROLS} >> visible=true")).to_have_count(0)
            page.evaluate("document.getAnimations().forEach((one) => one.finish())")
        if page_path == "how-to-pick/":
            expect(page.locator("#questions, #state, #unreachable")).to_have_count(3)
            for waiting in page.locator("#questions, #state, #unreachable").all():
                expect(waiting).to_be_hidden()
            expect(page.locator("main table td").first).to_be_visible()
