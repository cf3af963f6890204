"""The page of comparisons: who is chosen, what is shown of them, what the address and the paper hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from built import Site
from guide.derive.guide import Guide
from playwright.sync_api import Browser, Locator, Page, Route, expect
from visiting import accessibility_faults, flawless, folded, restyle, served, state
from words import BROKEN, FACES

SLUGS = ["granite", "pebble", "folio"]
"""The candidates of the small guide, in order of rank."""


@pytest.fixture(scope="module")
def small(small_site: Site) -> Iterator[str]:
    """The page of comparisons of the small guide."""
    with served(small_site.folder) as address:
        yield f"{address}compare/"


def box(page: Page, slug: str) -> Locator:
    return page.locator(f"#chooser [value={slug}]")


def choose(page: Page, *slugs: str) -> None:
    """Tick some and have them compared."""
    for slug in slugs:
        box(page, slug).check()
    page.locator("#go").click()


def matrix(page: Page) -> list[str]:
    """Return who is listed to choose from, in order."""
    script = "all => all.filter((one) => one.checkVisibility()).map((one) => one.dataset.candidate)"
    found: list[str] = page.locator(".matrix tbody tr").evaluate_all(script)
    return found


def shown(page: Page) -> list[str]:
    """Return whose answers are shown."""
    script = "all => all.filter((one) => !one.hidden).map((one) => one.dataset.candidate)"
    found: list[str] = page.locator("#answers thead th[data-candidate]").evaluate_all(script)
    return found


def rows(page: Page) -> list[str]:
    """Return the anchors of the questions that are in view."""
    script = "all => all.filter((one) => one.checkVisibility()).map((one) => one.id)"
    found: list[str] = page.locator("#answers tbody th[id]:not(.group th)").evaluate_all(script)
    return found


# Choosing


def test_it_starts_with_the_ratings_of_all(page: Page, small: str) -> None:
    """All are rated, nobody is chosen, the request to choose is made, and nothing can be pressed in vain."""
    page.goto(small)
    expect(page.locator("#go")).to_be_visible()
    assert matrix(page) == SLUGS
    assert folded(page.locator("#said")) == "Choose two to four."
    expect(page.locator("#go")).to_have_attribute("aria-disabled", "true")
    page.locator("#go").press("Enter")
    expect(page.locator("#said")).to_contain_text("Choose at least two.")
    assert page.url == small


def test_who_is_compared_is_said_everywhere(page: Page, small: str) -> None:
    """Heading, title, button, printed line and address name those chosen; Back takes all of it back in one step."""
    page.goto(small)
    before = page.title()
    choose(page, "folio", "granite")
    expect(page.locator("h1")).to_have_text("Granite or Folio")
    expect(page.locator("h1")).to_be_focused()
    expect(page).to_have_title(f"Granite or Folio · {before}")
    expect(page.locator("#how-many")).to_have_text("Two of three")
    assert page.url == f"{small}?f=granite,folio"
    assert shown(page) == ["granite", "folio"]
    expect(page.locator("#printed")).to_have_text(f"This comparison: {page.url}")
    expect(page.locator(".matrix")).to_be_hidden()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Compare")
    expect(page).to_have_title(before)
    assert (page.url, shown(page)) == (small, SLUGS)
    page.go_forward()
    expect(page.locator("h1")).to_have_text("Granite or Folio")


def test_the_choice_can_be_changed(page: Page, small: str) -> None:
    """Whoever compares two comes back to the boxes, ticked as they are, and compares others."""
    page.goto(f"{small}?f=granite,folio")
    page.get_by_role("button", name="Change the choice").click()
    expect(box(page, "granite")).to_be_focused()
    choose(page, "pebble")
    expect(page.locator("h1")).to_have_text("Granite, Pebble or Folio")
    assert shown(page) == SLUGS
    page.get_by_role("button", name="Change the choice").click()
    page.locator("#chooser [type=reset]").click()
    expect(page.locator("h1")).to_have_text("Compare")
    assert page.url == small


def test_a_fifth_is_refused_with_a_reason(page: Page, address: str, guide: Guide) -> None:
    """Pressing a fifth does not tick it, says why and what to do, and leaves the focus where it is."""
    slugs = list(guide.by_slug)
    page.goto(f"{address}compare/")
    for slug in slugs[:4]:
        box(page, slug).check()
    fifth = box(page, slugs[4])
    expect(fifth).to_have_attribute("aria-disabled", "true")
    fifth.focus()
    page.keyboard.press("Space")
    expect(page.locator("#said")).to_contain_text(f"{guide.by_slug[slugs[4]].name} is not added")
    expect(fifth).to_be_focused()
    expect(fifth).not_to_be_checked()
    box(page, slugs[0]).uncheck()
    expect(fifth).to_have_attribute("aria-disabled", "false")


def test_ratings_sort_and_filters_narrow_the_choice(page: Page, small: str) -> None:
    """A press on a criterion sorts by it, best, worst, then in our order; language and style leave who has them."""
    page.goto(small)
    head = page.locator("#judgement-reach")
    for order, listed in (
        ("descending", ["folio", "granite", "pebble"]),
        ("ascending", ["pebble", "granite", "folio"]),
        (None, SLUGS),
    ):
        head.get_by_role("button").click()
        if order:
            expect(head).to_have_attribute("aria-sort", order)
        else:
            expect(page.locator("[data-sort='']")).to_have_attribute("aria-sort", "ascending")
        assert matrix(page) == listed
    page.select_option("#by-language", "documents")
    expect(page.locator("#said")).to_contain_text("1 of 3 are listed: Documents.")
    assert matrix(page) == ["folio"]
    assert state(page) == {"language": "documents"}


# The address


@pytest.mark.parametrize(
    ("query", "chosen", "said"),
    [
        ("f=folio,granite,nonsense", ["granite", "folio"], "“nonsense”"),
        ("f=granite&f=folio&f=granite", ["granite", "folio"], ""),
        ("f=old-granite,folio", ["granite", "folio"], ""),
        ("f=old-granite,granite", SLUGS, "One chosen"),
        ("f=nonsense,__proto__&only=nonsense&sort=nonsense", SLUGS, "“__proto__”"),
        ("f=%3Cscript%3E&sort=%22%5D", SLUGS, "“<script>”"),
        ("f=granite,folio&langauge=green", ["granite", "folio"], "did you mean “language”"),
        ("f=&sort=constructor&only=", SLUGS, "“constructor”"),
    ],
)
def test_what_the_address_cannot_mean_is_left_out_and_said(
    page: Page, small: str, query: str, chosen: list[str], said: str
) -> None:
    """Unknown names and values do not stop the rest of the address, and are named."""
    page.goto(f"{small}?{query}")
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    assert shown(page) == chosen
    assert said in folded(page.locator("main"))
    assert page.locator("main script").count() == 0


def test_the_first_four_of_an_address_are_kept(page: Page, address: str, guide: Guide) -> None:
    """Of more than four the first four are shown, in our order, and it is said."""
    slugs = list(guide.by_slug)
    page.goto(f"{address}compare/?f={','.join(slugs[::-1])}")
    expect(page.locator("#told")).to_contain_text("the rest is left out")
    assert shown(page) == slugs[-4:]


def test_an_address_brings_everything_back(page: Page, small: str) -> None:
    """The whole state is in the address, in one form, and a fresh visit shows it."""
    wanted = f"{small}?f=granite,folio&only=everything&sort=-safety&language=sql&style=server"
    page.goto(f"{small}?style=server&sort=-safety&only=everything&language=sql&f=folio,granite")
    for _ in range(2):
        expect(page.locator("h1")).to_have_text("Granite or Folio")
        expect(page.locator("[name=only]")).to_be_checked()
        page.get_by_role("button", name="Change the choice").click()
        expect(page.locator("#judgement-safety")).to_have_attribute("aria-sort", "ascending")
        page.locator("#go").click()
        assert page.url == wanted
        page.reload()


def test_the_link_can_be_copied(browser: Browser, small: str) -> None:
    """A press copies the address; where the browser forbids it, that is said."""
    for permissions, said in ((["clipboard-read", "clipboard-write"], "Copied."), ([], "did not allow it")):
        with browser.new_context() as context, flawless(context) as page:
            context.grant_permissions(permissions)
            if not permissions:
                page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'));")
            page.goto(f"{small}?f=granite,folio")
            page.get_by_role("button", name="Copy link").click()
            expect(page.locator("#told")).to_contain_text(said)


def test_every_two_have_an_address(page: Page, address: str, guide: Guide) -> None:
    """In either order two names lead to their verdict, or to the two side by side where none is written."""
    written = {versus.name for versus in guide.pairs}
    one, other = next(
        (one, other)
        for one in sorted(guide.by_slug)
        for other in sorted(guide.by_slug)
        if one < other and f"{one}-vs-{other}" not in written
    )
    for name in (f"{one}-vs-{other}", f"{other}-vs-{one}"):
        page.goto(f"{address}compare/{name}/?utm_source=x")
        expect(page.locator("#how-many")).to_have_text("Two of ten")
        assert sorted(shown(page)) == [one, other]


# Answers


def test_what_is_alike_is_gathered_in_a_row(page: Page, small: str, small_site: Site) -> None:
    """Questions that those chosen answer alike are told in one row of their group, or stand by themselves if wanted."""
    page.goto(f"{small}?f=granite,pebble")
    expect(page.locator("h1")).to_have_text("Granite or Pebble")
    tree = small_site.pages["/compare/"]
    answers = {
        row.xpath("./th")[0].get("id"): row.get("data-answers").split()[:2]
        for row in tree.elements("//table[@id='answers']/tbody/tr[@data-answers]")
    }
    alike = [id for id, (one, other) in answers.items() if one == other]
    assert alike
    assert rows(page) == [id for id in answers if id not in alike]
    told = " ".join(page.locator(".alike").all_inner_texts())
    for id in alike:
        assert str(page.locator(f"#{id} > .own").text_content()) in told
    page.get_by_label("Show what is the same, too").check()
    expect(page.locator(".alike")).to_have_count(0)
    assert rows(page) == list(answers)
    assert state(page) == {"f": "granite,pebble", "only": "everything"}


def test_a_row_can_be_found_by_its_name_and_by_other_words(page: Page, small: str) -> None:
    """What is typed leaves the rows that have it, in the label or among the synonyms; going to a row shows it."""
    page.goto(small)
    page.fill("#find", "high avail")
    expect(page.locator("#told")).to_have_text("1 row has “high avail”.")
    assert rows(page) == ["box-replication"]
    expect(page.locator("tr:has(#box-replication) td").first).to_be_visible()
    page.fill("#find", "zzyzx")
    expect(page.locator("#told")).to_have_text("No row has “zzyzx”.")
    page.fill("#find", "")
    expect(page.locator("#told")).to_be_empty()
    page.select_option("#jump", "fact-licence")
    expect(page.locator("#fact-licence")).to_be_focused()
    expect(page.locator("#fact-licence")).to_be_in_viewport()


def test_an_address_opens_its_row(page: Page, small: str) -> None:
    """With all of them shown, a question opens by a press or by its address, and its answers are named."""
    page.goto(f"{small}#fact-since")
    cells = page.locator("tr:has(#fact-since) td")
    expect(cells.first).to_be_visible()
    assert [cell.get_attribute("data-of") for cell in cells.all()] == ["Granite", "Pebble", "Folio"]
    expect(page.locator("tr:has(#fact-manual) td").first).to_be_hidden()
    page.locator("#fact-manual .own").press("Enter")
    expect(page.locator("tr:has(#fact-manual) td").first).to_be_visible()


def test_sources_are_numbered_and_listed(page: Page, small: str) -> None:
    """Each answer of those chosen has the number of its source, the same for the same; a list for paper has all."""
    page.goto(f"{small}?f=granite,folio")
    marks = page.locator("#answers .source")
    expect(marks.first).to_be_visible()
    page.emulate_media(media="print")
    listed = page.locator("#sources li")
    numbers = {int(text) for text in marks.all_inner_texts()}
    assert numbers == set(range(1, listed.count() + 1))
    for mark in marks.all():
        assert mark.get_attribute("aria-label") == f"Source {mark.text_content()}: {mark.get_attribute('title')}"
        assert str(mark.get_attribute("title")) in folded(listed.nth(int(mark.text_content() or 0) - 1))
    page.emulate_media(media="screen")
    expect(listed.first).to_be_hidden()


def test_without_the_file_of_sources_the_answers_stand(page: Page, small: str) -> None:
    """If sources and verdicts do not come, nothing else is missing."""

    def fail(route: Route) -> None:
        route.abort()

    page.route("**/chosen.json", fail)
    page.goto(f"{small}?f=granite,folio")
    expect(page.locator("h1")).to_have_text("Granite or Folio")
    assert len(rows(page)) > 2
    assert page.locator("#answers .source").count() == 0


def test_a_written_verdict_is_quoted(page: Page, small: str) -> None:
    """Where exactly two are chosen and a verdict on them is written, it stands at the top and leads to its page."""
    page.goto(f"{small}?f=granite,folio")
    expect(page.locator("#advice")).to_contain_text("Granite for records, Folio for papers.")
    page.get_by_role("link", name="The whole verdict").click()
    expect(page).to_have_url(f"{small}folio-vs-granite/")
    page.goto(f"{small}?f=granite,pebble")
    expect(page.locator("h1")).to_have_text("Granite or Pebble")
    assert folded(page.locator("#advice")) == ""


# How it looks

STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter((one) => one.tabIndex >= 0 && one.type !== "hidden")
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).length"""

BOXES = """() => [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility())
  .filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowX + getComputedStyle(one).overflowY))
  .filter((one) => !one.matches("select, select *, input")).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("query", ["", "?f=django,spring-boot", "?f=nestjs,aspnet-core,express,rails"])
def test_no_word_is_broken(browser: Browser, address: str, face: str, query: str) -> None:
    """From the narrowest telephone to a desk, in three faces, words stay whole and nothing leaves the screen."""
    with browser.new_context() as context, flawless(context) as page:
        page.goto(f"{address}compare/{query}")
        expect(page.locator(":root[data-restoring]")).to_have_count(0)
        restyle(page, f":root {{ --sans: {FACES[face]}, sans-serif !important; }}")
        for width in (320, 360, 390, 480, 600, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(BROKEN) == [], width
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("query", "most"), [("", 300), ("?f=django,laravel", 150)])
def test_it_has_few_stops_and_one_scroll(page: Page, address: str, query: str, most: int) -> None:
    """The keyboard does not wade through a wall of links, nothing scrolls in a box, the names stay in view."""
    page.goto(f"{address}compare/{query}")
    expect(page.locator(":root[data-restoring]")).to_have_count(0)
    if query:
        expect(page.locator("#answers .source").first).to_be_visible()
    assert page.evaluate(STOPS) <= most
    assert page.evaluate(BOXES) == []
    if query:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.locator("#fact-licence").scroll_into_view_if_needed()
            expect(page.locator("#answers [data-candidate=django]")).to_be_in_viewport(ratio=1)
        page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(browser: Browser, small: str, width: int, scheme: Any) -> None:
    """All, chosen and narrowed, the page breaks no rule of accessibility, on a telephone either."""
    with (
        browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context,
        flawless(context) as page,
    ):
        for query in ("", "#fact-since", "?f=granite,folio", "?f=granite,pebble,folio&only=everything"):
            page.goto(small + query)
            expect(page.locator(":root[data-restoring]")).to_have_count(0)
            assert not accessibility_faults(page, "html"), query


def test_a_comparison_on_paper(page: Page, small: str) -> None:
    """The sheet has who is compared, the address, the answers and the numbered sources, and no control."""
    page.goto(f"{small}?f=granite,folio")
    expect(page.locator("#answers .source").first).to_be_visible()
    page.emulate_media(media="print")
    for part in ("h1", "#printed", "#answers thead", "#sources li"):
        expect(page.locator(part).first).to_be_visible()
    controls = page.locator(":is(button, input, select)").evaluate_all(
        "all => all.filter((one) => one.checkVisibility())"
    )
    assert json.dumps(controls) == "[]"
    page.emulate_media(media="screen")
