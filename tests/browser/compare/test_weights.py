"""What matters most to a reader: the ranking in another order, what moved and why, and how firm the first three are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import pytest
from built import Site, build
from guide.derive.guide import Guide
from playwright.sync_api import Browser, Locator, Page, expect
from scripting import evaluated, script_page
from visiting import accessibility_faults, flawless, folded, requests, restyle, served
from worlds import ENVIRONMENT, copy_small_world

CONTROL = "#weights"
STATUS = f"{CONTROL} [role=status]"
OPENER = f"{CONTROL} > details > summary"
ROWS = ".ranks > li"

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
        page.click(OPENER)
    for key in chosen:
        box(page, key).check()
        expect(page).to_have_url(re.compile(rf"[=,]{key}\b"))


@pytest.fixture(scope="module")
def small_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A guide to three candidates by two criteria."""
    root = copy_small_world(tmp_path_factory.mktemp("worlds") / "databases")
    built = build(root, tmp_path_factory.mktemp("small"), **ENVIRONMENT)
    with served(built.folder) as address:
        yield address


OURS, THEIRS = ["granite", "pebble", "folio"], ["granite", "folio", "pebble"]
"""The small guide in our order, and by both its criteria."""

BOTH = "matters=safety,reach"

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
            "Date is no. 1 instead of no. 4: good on shelf (thick) and price (cheap).",
            "Elm is no. 2 instead of no. 5: good on price (cheap), nowhere poor.",
            "Beech is no. 4 instead of no. 2: poor on price (dear).",
            "Ash is no. 5 instead of no. 1: poor on shelf (thin).",
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


def test_the_order_is_ours_until_somebody_asks(browser: Browser, small_address: str) -> None:
    """Before a touch there must be our order and next to no script; without script no control, whatever is asked."""
    with browser.new_context() as context, flawless(context) as page:
        asked = requests(page)
        page.goto(small_address, wait_until="networkidle")
        expect(page.locator(OPENER)).to_be_visible()
        expect(page.locator(f"{CONTROL} form")).to_be_hidden()
        assert (rows(page), folded(page.locator(STATUS))) == (OURS, "")
        assert [path for path in asked if "/ranking/" in path and not path.endswith("/main.js")] == []
    with browser.new_context(java_script_enabled=False) as context, flawless(context) as page:
        page.goto(f"{small_address}?{BOTH}")
        expect(page.locator(CONTROL)).to_be_hidden()
        assert rows(page) == OURS


def test_an_order_is_shown_with_its_grounds(page: Page, site: Site, address: str, guide: Guide) -> None:
    """Whoever is sent the address must see each row in its place, our rank and tier, and ratings with their reasons."""
    telling = next(chosen for chosen in choices(guide) if by_rule(guide, chosen)[0] != next(iter(guide.by_slug)))
    page.goto(f"{address}?matters={','.join(telling[::-1])}")
    expect(page.locator(STATUS)).to_contain_text("Re-ranked by")
    assert rows(page) == by_rule(guide, telling)
    expect(page.locator(".tier h3:visible")).to_have_count(1)
    for place, row in enumerate(page.locator(ROWS).all(), 1):
        candidate = guide.by_slug[str(row.get_attribute("id"))]
        words = [f"{name(guide, key)}: {guide.statements.of(candidate).judgements[key].shown}" for key in telling]
        tier = guide.terms.tiers[candidate.opinion.tier].label.lower()
        ours = f"No. {candidate.rank} with us{' too' if candidate.rank == place else ''}, {tier}"
        assert folded(row.locator(".standing")) == " · ".join([ours, *words])
        assert folded(row.locator(".numeral")) == str(place)
        links: list[str] = row.locator(".standing a").evaluate_all("links => links.map(({ href }) => href)")
        assert {link.partition("#")[0] for link in links} == {address + candidate.address[1:]}
        assert {link.partition("#")[2] for link in links} <= set(site.pages[candidate.address].ids)


def test_the_choice_is_in_the_address(page: Page, small_address: str) -> None:
    """Ticks must be kept in the address in a fixed order, one alone must change nothing, and back must undo each."""
    page.goto(small_address)
    choose(page, ["reach"])
    expect(page.locator(STATUS)).to_contain_text("Choose at least one more")
    assert (rows(page), page.locator(".standing").count()) == (OURS, 0)
    choose(page, ["safety"])
    expect(page).to_have_url(f"{small_address}?{BOTH}")
    page.reload()
    expect(page.locator(".standing")).to_have_count(3)
    assert (rows(page), ticked(page)) == (THEIRS, ["safety", "reach"])
    assert folded(page.locator(".standing").nth(1)).startswith("No. 3 with us, ")
    page.get_by_text("What moved, why").click()
    moved = [folded(line) for line in page.locator(f"{CONTROL} section li").all()]
    assert moved == [
        "Folio is no. 2 instead of no. 3: good on reach (city), poor only on safety (hope).",
        "Pebble is no. 3 instead of no. 2: poor on reach (desk).",
    ]
    page.locator(f"{ROWS} h4 a").last.focus()
    page.go_back()
    expect(page.locator(STATUS)).to_contain_text("Choose at least one more")
    assert (rows(page), ticked(page)) == (OURS, ["reach"])
    expect(page.locator(":focus")).to_have_text("Pebble")
    page.go_back()
    expect(page.locator(STATUS)).to_have_text("The order is ours.")
    page.go_forward()
    page.go_forward()
    expect(page.locator(STATUS)).to_contain_text("Re-ranked by safety and reach")
    assert rows(page) == THEIRS


def test_our_order_comes_back(page: Page, small_address: str) -> None:
    """A link and a button must each lead back to our order, tiers and places; neither is printed, the order is."""
    page.goto(f"{small_address}?{BOTH}")
    back = page.get_by_role("link", name="Back to our order")
    expect(back).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(STATUS)).to_be_visible()
    expect(page.locator(OPENER)).to_be_hidden()
    expect(back).to_be_hidden()
    page.emulate_media(media="screen")
    page.click(OPENER)
    page.get_by_role("button", name="Back to our order").click()
    expect(page.locator(STATUS)).to_have_text("The order is ours.")
    assert (rows(page), ticked(page), page.url) == (OURS, [], small_address)
    assert [folded(one) for one in page.locator(f"{ROWS} .numeral").all()] == ["1", "2", "3"]
    assert [folded(one) for one in page.locator(".tier h3:visible").all()] == ["Default", "Special"]
    assert page.locator(".standing").count() == 0


def test_what_an_address_cannot_mean_is_said(page: Page, address: str, guide: Guide) -> None:
    """What the page does not know, or cannot take, must be named and left out, and the rest must hold."""
    keys = list(guide.criteria)
    page.goto(f"{address}?mood=blue&matter=x&matters={','.join(keys[:4])},luck")
    for remark in ("nothing called “matter”", "“luck” is not one of", "Three is the most; left out: "):
        expect(page.locator(STATUS)).to_contain_text(remark)
    assert ticked(page) == keys[:3]
    assert rows(page) == by_rule(guide, keys[:3])


@pytest.mark.parametrize(
    "view",
    [
        {"color_scheme": "light"},
        {"color_scheme": "light", "forced_colors": "active"},
        {"color_scheme": "dark", "viewport": {"width": 320, "height": 800}},
    ],
    ids=["light", "forced", "narrow and dark"],
)
def test_a_fourth_is_refused_by_keyboard(browser: Browser, address: str, guide: Guide, view: dict[str, Any]) -> None:
    """Three must be chosen without a mouse, a fourth be refused with a reason, and all of it be accessible and fit."""
    *first, fourth = list(guide.criteria)[:4]
    with browser.new_context(**view) as context, flawless(context) as page:
        page.goto(address)
        page.locator(OPENER).press("Enter")
        page.locator(f"{CONTROL} form a").press("Tab")
        for key in (*first, fourth):
            expect(box(page, key)).to_be_focused()
            page.keyboard.press("Space")
            # What takes up the choices comes with the first of them.
            expect(page.locator(STATUS)).not_to_be_empty()
            page.keyboard.press("Tab")
        expect(page.locator(STATUS)).to_contain_text(f"Clear one to choose {name(guide, fourth)}.")
        expect(page).to_have_url(f"{address}?matters={','.join(first)}")
        assert (ticked(page), rows(page)) == (first, by_rule(guide, first))
        assert accessibility_faults(page, f"{CONTROL}, .tier") == ""
        heights = "found => Math.min(...found.map((one) => one.getBoundingClientRect().height))"
        assert page.locator(f"{CONTROL} :is(label, button, summary)").evaluate_all(heights) >= 44
        assert page.locator(".standing a").evaluate_all(heights) >= 24
        page.set_viewport_size({"width": 360, "height": 800})
        restyle(page, "html { font-size: 200% !important; }")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_script_that_is_late_or_never_comes_takes_nothing_away(page: Page, small_address: str) -> None:
    """Our order must not be seen before the one that is asked for; if that cannot come, ours must, and be said so."""
    waiting = []
    page.route("**/ranking/weights.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks it
    page.goto(f"{small_address}?{BOTH}", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(ROWS).first).to_be_hidden()
    while not waiting:
        page.evaluate("0")  # Playwright hands a request over while it waits for the page.
    waiting[0].abort()
    expect(page.locator(STATUS)).to_contain_text("did not load")
    expect(page.locator(ROWS).first).to_be_visible()
    assert rows(page) == OURS
