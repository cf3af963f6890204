"""What matters most to a reader: the ranking in another order, what moved and why, and how firm the first three are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from built import Site, build
from guide.derive.guide import Guide
from playwright.sync_api import Browser, Locator, Page, Route, expect
from scripting import evaluated, script_page
from visiting import accessibility_faults, flawless, folded, requests, restyle, served, until
from worlds import ENVIRONMENT, copy_small_world

CONTROL = "#weights"
STATUS = f"{CONTROL} [role=status]"
ROWS = "ol.ranks > li"

Choice = tuple[str, ...]

# The rule, said once more in other words than the script's


def places(guide: Guide, slug: str, chosen: Sequence[str]) -> list[int]:
    """Return where a candidate's words stand on the chosen criteria, 0 being the worst and 2 the best."""
    judgements = guide.by_slug[slug].opinion.judgements
    return [list(guide.criteria[key].words).index(judgements[key].word) for key in chosen]


def by_rule(guide: Guide, chosen: Sequence[str]) -> list[str]:
    """Return the candidates: fewest worst words, then most best words, then our order."""
    found = {slug: places(guide, slug, chosen) for slug in guide.by_slug}
    return sorted(found, key=lambda slug: (found[slug].count(0), -found[slug].count(2), guide.by_slug[slug].rank))


def choices(guide: Guide) -> list[Choice]:
    """Return every choice of two or three criteria."""
    return [chosen for count in (2, 3) for chosen in combinations(guide.criteria, count)]


def costs(guide: Guide, slug: str, chosen: Choice) -> set[str]:
    """Return the criteria that cost one of the first three its place: chosen ones left out, others counted too."""
    return {key for key in guide.criteria if slug not in by_rule(guide, sorted({*chosen} ^ {key}))[:3]}


def name(guide: Guide, key: str) -> str:
    """Return a criterion as it is called within a sentence."""
    label = guide.criteria[key].label
    return label[0].lower() + label[1:]


# What is seen


def rows(page: Page) -> list[str]:
    return [str(row.get_attribute("id")) for row in page.locator(ROWS).all()]


def ticked(page: Page) -> list[str]:
    found: list[str] = page.locator(f"{CONTROL} :checked").evaluate_all("boxes => boxes.map(({ value }) => value)")
    return found


def box(page: Page, key: str) -> Locator:
    return page.locator(f"{CONTROL} [value={key}]")


def choose(page: Page, chosen: Sequence[str]) -> None:
    """Open the control, if it is closed, and tick some criteria, each when the one before has had its effect."""
    if not page.locator(f"{CONTROL} form").is_visible():
        page.click(f"{CONTROL} summary")
    for key in chosen:
        box(page, key).check()
        expect(page).to_have_url(re.compile(rf"[=,]{key}\b"))


def lines(page: Page, heading: str) -> list[str]:
    """Return the sentences under a heading of the control."""
    found = page.locator(f"{CONTROL} section").filter(has=page.get_by_role("heading", name=heading)).locator("li").all()
    return [folded(line) for line in found]


@pytest.fixture(scope="module")
def slugs(guide: Guide) -> list[str]:
    """Every candidate, in our order."""
    return [candidate.slug for candidate in guide.candidates]


@pytest.fixture(scope="module")
def telling(guide: Guide, slugs: list[str]) -> Choice:
    """A choice of two criteria that changes who is first."""
    return next(chosen for chosen in choices(guide) if by_rule(guide, chosen)[0] != slugs[0])


# Without a choice


def test_the_order_is_ours_until_somebody_asks(page: Page, address: str, slugs: list[str]) -> None:
    """A reader who touches nothing must see our ranking, a closed question, and load next to no script."""
    asked = requests(page)
    page.goto(address, wait_until="networkidle")
    assert rows(page) == slugs
    expect(page.locator(f"{CONTROL} summary")).to_be_visible()
    expect(page.locator(f"{CONTROL} form")).to_be_hidden()
    assert folded(page.locator(STATUS)) == ""
    assert page.locator(".standing").count() == 0
    assert [path for path in asked if "/ranking/" in path and not path.endswith("/main.js")] == []


def test_without_script_the_ranking_is_as_it_is(browser: Browser, address: str, slugs: list[str]) -> None:
    """Without scripting there must be no control, and our order, whatever the address says."""
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(f"{address}?matters=productivity,performance")
        expect(page.locator(CONTROL)).to_be_hidden()
        expect(page.locator(ROWS).first).to_be_visible()
        assert rows(page) == slugs


@pytest.mark.parametrize(("width", "height", "count"), [(1280, 900, 2), (390, 844, 1)])
def test_the_verdict_keeps_the_first_screen(page: Page, address: str, width: int, height: int, count: int) -> None:
    """Under the closed control the first two rows must stand whole on a desk's first screen, the first on a phone's."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    for part in (
        page.locator("h1"),
        page.locator(f"{CONTROL} summary"),
        *page.locator(f"{ROWS} > *").all()[: 3 * count],
    ):
        bounds = part.bounding_box()
        assert bounds
        assert bounds["y"] + bounds["height"] <= height


# The scripts alone

SAID = """
const { firmness, ordered } = await import("/scripts/ranking/order.js");
const { firmnessOf, moves } = await import("/scripts/ranking/summary.js");
const [names, words, choices] = given;
const criteria = Object.entries(names).map(([key, label]) => ({ key, label, words: words[key].order }));
const candidates = Object.keys(Object.values(words)[0].places).map((name, index) => ({
  name, rank: index + 1, places: new Map(criteria.map((criterion) => [criterion, words[criterion.key].places[name]])),
}));
const sentences = (lines) => lines.map((parts) => parts.join(""));
const plain = ({ candidate, costs }) => [candidate.name, costs.map(({ key }) => key)];
return choices.map((keys) => {
  const chosen = criteria.filter(({ key }) => keys.includes(key));
  const order = ordered(candidates, chosen);
  return {
    order: order.map(({ name }) => name),
    costs: firmness(candidates, criteria, chosen).map(plain),
    moved: sentences(moves(order, chosen)),
    firm: sentences(firmnessOf(candidates, criteria, chosen)),
  };
});
"""


def scored(page: Page, labels: dict[str, str], words: dict[str, Any], chosen: Sequence[Choice]) -> list[Any]:
    """Return order, firmness and sentences for each choice.

    Takes the label of each criterion, and its words from the worst up with the place of each candidate's word on it.
    """
    found: list[Any] = evaluated(page, SAID, labels, words, chosen)
    return found


def test_every_choice_orders_by_the_rule(browser: Browser, guide: Guide) -> None:
    """Each choice of two or three criteria must order by the rule, and trial by hand must give the same firmness."""
    every = choices(guide)
    labels = {key: criterion.label for key, criterion in guide.criteria.items()}
    words = {
        key: {"order": list(criterion.words), "places": {slug: places(guide, slug, [key])[0] for slug in guide.by_slug}}
        for key, criterion in guide.criteria.items()
    }
    with script_page(browser) as page:
        found = scored(page, labels, words, every)
    assert len(found) == 56
    for chosen, result in zip(every, found, strict=True):
        order = by_rule(guide, chosen)
        assert result["order"] == order, chosen
        assert {slug: {*keys} for slug, keys in result["costs"]} == {
            slug: costs(guide, slug, chosen) for slug in order[:3]
        }, chosen
        moved = [slug for place, slug in enumerate(order, 1) if guide.by_slug[slug].rank != place]
        assert len(result["moved"]) == min(4, len(moved)) + (len(moved) > 4)
        said = " ".join([*result["moved"], *result["firm"]])
        assert re.search(r"\d|%|points?\b|score", re.sub(r"no\. \d+", "", said)) is None, "only places are numbers"


SHELVES = {
    "order": ["thin", "fair", "thick"],
    "places": {"Ash": 0, "Beech": 2, "Cedar": 1, "Date": 2, "Elm": 1, "Fir": 0},
}
PRICES = {
    "order": ["dear", "fair", "cheap"],
    "places": {"Ash": 1, "Beech": 0, "Cedar": 1, "Date": 2, "Elm": 2, "Fir": 0},
}
FINISH = {
    "order": ["rough", "even", "smooth"],
    "places": {"Ash": 2, "Beech": 1, "Cedar": 1, "Date": 0, "Elm": 1, "Fir": 1},
}

TOLD = {
    ("shelf", "price"): {
        "order": ["Date", "Elm", "Cedar", "Beech", "Ash", "Fir"],
        "moved": [
            "Date is no. 1 instead of no. 4: the best word on shelf (thick) and price (cheap).",
            "Elm is no. 2 instead of no. 5: the best word on price (cheap), nowhere the worst word.",
            "Beech is no. 4 instead of no. 2: the worst word on price (dear).",
            "Ash is no. 5 instead of no. 1: the worst word on shelf (thin).",
        ],
        "firm": [
            "Date stays whichever criterion you leave out or add.",
            "Elm falls out without price.",
            "Cedar falls out without shelf.",
        ],
    },
}
"""What a made-up ranking of six becomes by some criteria, in the words that readers are told."""


def test_what_moved_and_how_firm_it_is_can_be_read(browser: Browser) -> None:
    """A reader must be told who moved from where, by which words, and what each of the first three hangs on."""
    labels = {"shelf": "Shelf", "price": "Price", "finish": "Finish"}
    with script_page(browser) as page:
        found = scored(page, labels, {"shelf": SHELVES, "price": PRICES, "finish": FINISH}, list(TOLD))
    for result, told in zip(found, TOLD.values(), strict=True):
        assert {key: result[key] for key in told} == told


# What a choice shows


def test_an_order_is_shown_with_its_grounds(
    page: Page, site: Site, address: str, guide: Guide, telling: Choice
) -> None:
    """Whoever is sent the address must see each row in its place, with our rank and each word leading to its reason."""
    page.goto(f"{address}?matters={','.join(telling[::-1])}")
    expect(page.locator(STATUS)).to_contain_text("Re-ordered by")
    assert rows(page) == by_rule(guide, telling)
    for place, row in enumerate(page.locator(ROWS).all(), 1):
        candidate = guide.by_slug[str(row.get_attribute("id"))]
        words = [f"{name(guide, key)}: {guide.statements.of(candidate).judgements[key].shown}" for key in telling]
        ours = f"no. {candidate.rank} with us{' too' if candidate.rank == place else ''}"
        assert folded(row.locator(".standing")) == " · ".join([ours, *words])
        assert folded(row.locator(".numeral")) == str(place)
        links: list[str] = row.locator(".standing a").evaluate_all("links => links.map(({ href }) => href)")
        assert {link.partition("#")[0] for link in links} == {address + candidate.address[1:]}
        assert {link.partition("#")[2] for link in links} <= set(site.pages[candidate.address].ids)
    assert lines(page, "What moved")
    assert lines(page, "How firm")
    account = folded(page.locator(f"{CONTROL} .outcome"))
    for key, criterion in guide.criteria.items():
        assert (f"{criterion.label}: {criterion.evidence}" in account) == (key in telling)


def test_the_way_back_to_our_order_is_not_printed(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """An order from the address must lead back to ours; on paper it must stand, and nothing that can be pressed."""
    page.goto(f"{address}?matters={','.join(telling)}")
    expect(page.locator(STATUS)).to_contain_text("Re-ordered")
    back = page.get_by_role("link", name="Back to our order")
    page.emulate_media(media="print")
    expect(page.locator(STATUS)).to_be_visible()
    expect(page.locator(".standing").first).to_be_visible()
    expect(page.locator(f"{CONTROL} summary")).to_be_hidden()
    expect(back).to_be_hidden()
    page.emulate_media(media="screen")
    back.click()
    expect(page).to_have_url(address)
    expect(page.locator(".standing")).to_have_count(0)
    assert rows(page) == by_rule(guide, ())


# The address


def test_the_choice_is_in_the_address(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """Ticking must write the criteria in their fixed order, and reload and back and forward must follow."""
    page.goto(address)
    choose(page, telling[::-1])
    expect(page).to_have_url(f"{address}?matters={','.join(telling)}")
    assert rows(page) == by_rule(guide, telling)
    page.reload()
    expect(page.locator(".standing").first).to_be_visible()
    assert (rows(page), ticked(page)) == (by_rule(guide, telling), list(telling))
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("at least one more")
    assert ticked(page) == [telling[1]]
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("The order is ours.")
    assert (rows(page), ticked(page)) == (by_rule(guide, ()), [])
    page.go_forward()
    page.go_forward()
    expect(page.locator(STATUS)).to_contain_text("Re-ordered")
    assert rows(page) == by_rule(guide, telling)


def test_going_back_keeps_the_focus_in_the_list(page: Page, address: str, telling: Choice) -> None:
    """Whoever stands on a row when the order changes must stand on it afterwards, wherever it has gone."""
    page.goto(address)
    choose(page, telling)
    expect(page.locator(STATUS)).to_contain_text("Re-ordered")
    link = page.locator(f"{ROWS} h3 a").first
    own = link.get_attribute("href")
    link.focus()
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("at least one more")
    expect(page.locator(":focus")).to_have_attribute("href", str(own))


def test_a_link_within_the_page_changes_nothing(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """Going to a place on the page must not have the order said once more."""
    page.goto(address)
    choose(page, telling)
    expect(page.locator(STATUS)).to_contain_text("Re-ordered")
    page.locator(f"{STATUS} > *").evaluate("said => { said.dataset.seen = 'once'; }")
    page.evaluate("location.hash = 'stance'")
    expect(page).to_have_url(re.compile("#stance"))
    expect(page.locator(f"{STATUS} > [data-seen]")).to_have_count(1)
    assert rows(page) == by_rule(guide, telling)


def test_what_an_address_cannot_mean_is_said(page: Page, address: str, guide: Guide) -> None:
    """What the page does not know, or cannot take, must be named and left out, and the rest must hold."""
    keys = list(guide.criteria)
    page.goto(f"{address}?mood=blue&matter=x&matters={','.join(keys[:4])},luck")
    for remark in ("nothing called “matter”", "“luck” is not one of", "Three is the most; left out: "):
        expect(page.locator(STATUS)).to_contain_text(remark)
    assert ticked(page) == keys[:3]
    assert rows(page) == by_rule(guide, keys[:3])


# Too few, too many, none


def test_one_criterion_alone_changes_nothing(page: Page, address: str, guide: Guide) -> None:
    """With one ticked the page must ask for another and leave the order as it is, even on the way down from two."""
    first, second = list(guide.criteria)[-2:]
    page.goto(address)
    choose(page, [first])
    expect(page.locator(STATUS)).to_contain_text("Choose at least one more")
    assert rows(page) == by_rule(guide, ())
    choose(page, [second])
    expect(page.locator(STATUS)).not_to_contain_text("Choose")
    box(page, first).uncheck()
    expect(page.locator(STATUS)).to_contain_text("Choose at least one more")
    assert rows(page) == by_rule(guide, ())
    assert page.locator(".standing").count() == 0


def test_a_fourth_criterion_is_refused_with_a_reason(page: Page, address: str, guide: Guide) -> None:
    """A fourth must be reachable and pressable, change nothing, and be told why; with one cleared it must be taken."""
    fourth, *others = list(guide.criteria)[:4]
    page.goto(address)
    choose(page, others)
    refused = box(page, fourth)
    expect(refused).to_have_attribute("aria-disabled", "true")
    refused.press("Space")
    expect(page.locator(STATUS)).to_contain_text("Three is the most")
    expect(page.locator(STATUS)).to_contain_text(f"Clear one to choose {name(guide, fourth)}.")
    expect(refused).to_be_focused()
    assert ticked(page) == others
    assert page.url == f"{address}?matters={','.join(others)}"
    assert rows(page) == by_rule(guide, others)
    box(page, others[0]).uncheck()
    expect(refused).to_have_attribute("aria-disabled", "false")
    refused.press("Space")
    expect(page).to_have_url(f"{address}?matters={','.join([fourth, *others[1:]])}")
    assert rows(page) == by_rule(guide, [fourth, *others[1:]])


def test_one_button_brings_our_order_back(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """The button must clear the ticks, the rows and the address, and keep the focus."""
    page.goto(address)
    choose(page, telling)
    button = page.get_by_role("button", name="Back to our order")
    button.click()
    expect(page.locator(STATUS)).to_have_text("The order is ours.")
    expect(button).to_be_focused()
    assert (rows(page), ticked(page), page.url) == (by_rule(guide, ()), [], address)
    assert page.locator(".standing").count() == 0
    assert [folded(one) for one in page.locator(f"{ROWS} .numeral").all()] == [
        str(one.rank) for one in guide.candidates
    ]


# Manners


def test_everything_works_by_keyboard(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """Without a mouse a reader must open the question, tick, and stand where he stood after the list has moved."""
    page.goto(address)
    page.locator("#situations ~ ul a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator(f"{CONTROL} summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    for key in guide.criteria:
        page.keyboard.press("Tab")
        expect(box(page, key)).to_be_focused()
        if key in telling:
            page.keyboard.press("Space")
            expect(page).to_have_url(re.compile(key))
            expect(box(page, key)).to_be_focused()
    assert rows(page) == by_rule(guide, telling)


@pytest.mark.parametrize(
    "view",
    [
        {"color_scheme": "light"},
        {"color_scheme": "light", "forced_colors": "active"},
        {"color_scheme": "dark", "viewport": {"width": 360, "height": 800}},
    ],
    ids=["light", "forced", "narrow and dark"],
)
def test_the_control_is_accessible(browser: Browser, address: str, guide: Guide, view: dict[str, Any]) -> None:
    """With three chosen, the others closed to choice and all rows re-ordered, axe must find nothing."""
    with browser.new_context(**view) as context, flawless(context) as page:
        page.goto(address)
        choose(page, list(guide.criteria)[:3])
        expect(page.locator(".standing").first).to_be_visible()
        assert accessibility_faults(page, f"{CONTROL}, ol.ranks") == ""


@pytest.mark.parametrize(("width", "text"), [(320, "100%"), (360, "200%"), (1280, "100%")])
def test_it_fits_and_can_be_hit(page: Page, address: str, guide: Guide, width: int, text: str) -> None:
    """Every control must be 44 pixels high, every word's link 24, and nothing may stick out to the side."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    restyle(page, f"html {{ font-size: {text} !important; }}")
    choose(page, list(guide.criteria)[:3])
    expect(page.locator(".standing").first).to_be_visible()
    heights = "found => found.map((one) => one.getBoundingClientRect().height)"
    assert min(page.locator(f"{CONTROL} :is(label, button, summary)").evaluate_all(heights)) >= 44
    assert min(page.locator(".standing a").evaluate_all(heights)) >= 24
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SHIFTS = """() => new Promise((resolve) => {
  const found = [];
  const note = (entries) => found.push(...entries.map(({ value, sources }) =>
    [value, ...sources.map(({ node }) => node?.className ?? "")].join(" ")));
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    note(observer.takeRecords());
    resolve(found);
  }));
})"""


@contextmanager
def delayed(page: Page, script: str) -> Iterator[None]:
    """Keep a script from arriving until a block, in which it is asked for, is left."""
    waiting: list[Route] = []
    page.route(f"**/{script}", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    with page.expect_request(f"**/{script}"):
        yield
    while not waiting:
        # Playwright tells of a request before it hands it over, which it does while it waits for the page.
        page.evaluate("0")
    waiting[0].continue_()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("query", ["", "?matters={}"], ids=["ours", "asked"])
def test_nothing_jumps_while_the_page_loads(page: Page, address: str, telling: Choice, query: str, width: int) -> None:
    """Neither the control nor an order from the address may push anything about after it was first seen."""
    page.set_viewport_size({"width": width, "height": 844})
    with delayed(page, "ranking/main.js"):
        page.goto(address + query.format(",".join(telling)), wait_until="commit")
        until(page, "performance.getEntriesByType('paint').length")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".standing")).to_have_count(page.locator(ROWS).count() if query else 0)
    assert page.evaluate(SHIFTS) == []


def test_a_slow_script_shows_no_other_order_first(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """With an order in the address the list must not be seen in ours while the script is on its way."""
    with delayed(page, "ranking/weights.js"):
        page.goto(f"{address}?matters={','.join(telling)}", wait_until="commit")
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(ROWS).first).to_be_hidden()
    expect(page.locator(ROWS).first).to_be_visible()
    assert rows(page) == by_rule(guide, telling)


def test_a_script_that_never_comes_takes_nothing_away(page: Page, address: str, guide: Guide, telling: Choice) -> None:
    """If the script does not load, the ranking must be there in our order, and the page must say what is missing."""
    page.route("**/ranking/weights.js", lambda route: route.abort())
    page.goto(f"{address}?matters={','.join(telling)}")
    expect(page.locator(STATUS)).to_contain_text("did not load")
    expect(page.locator(ROWS).first).to_be_visible()
    assert rows(page) == by_rule(guide, ())


# Another subject


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A guide to three candidates by two criteria."""
    root: Path = copy_small_world(tmp_path_factory.mktemp("worlds") / "databases")
    built = build(root, tmp_path_factory.mktemp("small"), **ENVIRONMENT)
    with served(built.folder) as address:
        yield address


def test_another_subject_brings_its_own_criteria(page: Page, small_address: str) -> None:
    """With two criteria and three candidates the order must follow, and nothing be said of a first three."""
    page.goto(small_address)
    expect(page.locator(f"{CONTROL} legend")).to_have_text("Choose two")
    choose(page, ["safety", "reach"])
    expect(page.locator(STATUS)).to_contain_text("Re-ordered by safety and reach")
    assert rows(page) == ["granite", "folio", "pebble"]
    assert folded(page.locator(".standing").nth(1)) == "no. 3 with us · safety: hope · reach: city"
    assert lines(page, "What moved") == [
        "Folio is no. 2 instead of no. 3: the best word on reach (city), the worst word only on safety (hope).",
        "Pebble is no. 3 instead of no. 2: the worst word on reach (desk).",
    ]
    assert lines(page, "How firm") == []
