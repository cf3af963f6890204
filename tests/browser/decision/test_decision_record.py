"""What a reader takes away from the form: a decision record as a file, and a result on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from answering import FORM, PAGE, RESULT, TITLE, answered, case, published_decision, said
from built import Site
from guide.decision.evaluate import Answers
from guide.derive.guide import Guide
from lxml import html
from markdown import Markdown
from playwright.sync_api import Browser, Page, expect
from scripting import ORIGIN, evaluated, script_page
from visiting import folded

HEADINGS = [
    "Context and Problem Statement",
    "Decision Drivers",
    "Considered Options",
    "Decision Outcome",
    "Consequences",
    "Next Checks",
    "Rejected Options",
]
"""What every record is divided into."""

HARMLESS = {"div", "h1", "h2", "h3", "p", "ul", "li", "a", "strong"}


@pytest.fixture(scope="module")
def address(address: str) -> str:
    """The address of the page of the rules."""
    return address + PAGE[1:]


@dataclass(frozen=True, kw_only=True)
class Record:
    """A saved decision record: the name of its file, its Markdown, and that rendered."""

    name: str
    text: str
    tree: Any

    def headings(self) -> list[str]:
        return [heading.text_content() for heading in self.tree.xpath("//h2|//h3")]

    def below(self, heading: str) -> list[str]:
        """Return the list items in a part of the record."""
        (found,) = (one for one in self.tree.xpath("//h2|//h3") if one.text_content() == heading)
        return [item.text_content() for item in _until_the_next(found) for item in item.xpath(".//li")]

    def links(self) -> list[str]:
        return [str(link) for link in self.tree.xpath("//a/@href")]


def _until_the_next(heading: Any) -> Iterator[Any]:
    for element in heading.itersiblings():
        if element.tag in {"h1", "h2", "h3"}:
            return
        yield element


RECORDS = """
const { decisionOf } = await import("/scripts/decision/evaluate.js");
const { tell } = await import("/scripts/decision/explain.js");
const { fileName, record } = await import("/scripts/decision/record.js");
const decision = decisionOf(given[0], `${location.origin}/api/v1/decision.json`);
const here = (answers) => `${location.href}?${new URLSearchParams(answers)}`;
const told = tell({ ...decision, here }, given[1]);
return [fileName(decision, told), record(decision, told)];
"""


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page at the address of the rules that can import the scripts."""
    with script_page(browser) as page:
        page.goto(ORIGIN + PAGE[1:])
        yield page


def recorded(scripts: Page, decision: Any, answers: Answers) -> Record:
    """Return the record of the result of some answers."""
    name, text = evaluated(scripts, RECORDS, decision, answers)
    return read(name, text)


def read(name: str, text: str) -> Record:
    tree = html.fragment_fromstring(Markdown().convert(text), create_parent="div")
    return Record(name=name, text=text, tree=tree)


@pytest.fixture(scope="module")
def decision(guide: Guide) -> Any:
    """The decision as the site publishes it."""
    return published_decision(guide)


@pytest.mark.parametrize("kind", ["with a caution", "a tie", "outside the guide"])
def test_a_record_says_all_that_an_answer_does(
    scripts: Page, decision: Any, guide: Guide, site: Site, kind: str
) -> None:
    """Drivers are answers that counted; consequences good and bad and all others are there; links lead somewhere."""
    answers, outcome = case(guide, kind)
    last = outcome.nearest or outcome
    record = recorded(scripts, decision, answers)
    names = [guide.by_slug[slug].name for slug in last.picks]
    assert record.headings() == HEADINGS
    assert all(name in record.tree.xpath("string(//h1)") for name in names)
    phrases = {f"You {guide.decision.questions[key].phrases[option]}" for key, option in answers.items()}
    drivers = record.below("Decision Drivers")
    assert {*drivers} <= phrases or len(drivers) == 1
    assert record.below("Considered Options") == [candidate.name for candidate in guide.candidates]
    consequences = record.below("Consequences")
    assert consequences[0].startswith("Good, because ")
    for caution in (*outcome.cautions, *last.cautions):
        assert any(said(guide, caution.says) in line and said(guide, caution.way_out) in line for line in consequences)
    rejected = " ".join(record.below("Rejected Options"))
    assert all(candidate.name in rejected for candidate in guide.candidates if candidate.name not in names)
    checks = " ".join(record.below("Next Checks"))
    for slug in last.picks:
        assert all(said(guide, check, slug) in checks for check in guide.by_slug[slug].opinion.try_first)
    assert [link for link in record.links() if not leads_somewhere(site, link)] == []


def leads_somewhere(site: Site, link: str) -> bool:
    """Say whether a link is whole, and finds its page and its place there if it leads into the guide."""
    if not link.startswith(ORIGIN):
        return urlsplit(link).scheme == "https"
    whole, fragment = urldefrag(link)
    address = "/" + whole.removeprefix(ORIGIN).partition("?")[0]
    return address in site.pages and (not fragment or fragment in site.pages[address].ids)


def test_a_record_says_what_it_was_made_with(scripts: Page, decision: Any, guide: Guide) -> None:
    """Guide, edition, date of the data and the way back to the result must stand at the head, and no date of today."""
    answers, _ = case(guide, "one pick")
    record = recorded(scripts, decision, answers)
    head = record.tree.xpath("string(//ul[1])")
    known = (guide.edition.name, str(guide.edition.year), guide.edition.published.text, guide.as_of.text)
    assert all(text in head for text in (*known, "Status: proposed"))
    assert answered(ORIGIN + PAGE[1:], answers) in record.links()
    assert not re.search(r"^- Date:", record.text, re.MULTILINE)


def test_a_result_can_be_saved(page: Page, address: str, guide: Guide) -> None:
    """The button must hand over the record as a file; its name must hold subject and picks, in plain letters."""
    answers, outcome = case(guide, "a tie")
    subject = guide.edition.subject
    topic = subject.area.replace(subject.many, subject.one).replace(" ", "-")
    page.goto(answered(address, answers))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as decision record").click()
    assert download.value.suggested_filename == f"decision-{topic}-{'-or-'.join(outcome.picks)}.md"
    record = read("", Path(download.value.path()).read_text(encoding="utf-8"))
    assert record.headings() == HEADINGS
    assert answered(address, answers) in record.links()


PAYLOAD = "<img src=x onerror=run()> [press](javascript:run) **loud** `code` <https://x.example> \\<b> &lt;i&gt; _x_ ~~"
STARTS = ("# ", "- ", "1. ", "+ ", "> ", "<script>run()</script>", "* ", "=== ", "```", "| ")
"""What makes a line a heading, a list, a quotation, a block of HTML or code, or a table."""
TEXTS = {"says", "decide", "name", "label", "asks", "what", "try_first", "text", "reason", "area", "way_out"}


def spoilt(value: Any, start: Iterator[str], key: str = "") -> Any:
    """Return rules in which every text holds what Markdown and HTML take for a mark, and starts with it too."""
    if isinstance(value, dict):
        return {key: spoilt(inner, start, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoilt(inner, start, key) for inner in value]
    is_text = isinstance(value, str) and (key in TEXTS or " " in value) and not value.startswith("https://")
    return f"{next(start)}{value} {PAYLOAD}" if is_text else value


def test_hostile_names_stay_text_in_a_record(scripts: Page, decision: Any, guide: Guide) -> None:
    """Whatever a name or a sentence holds must be read as it is, and must not become a mark, a link or HTML."""
    rules = spoilt(decision, cycle(STARTS))
    names = [candidate["name"] for candidate in rules["candidates"]]
    record = recorded(scripts, rules, case(guide, "with a caution")[0])
    assert len({name.split()[0] for name in names}) > len(STARTS) // 2
    assert {element.tag for element in record.tree.iter()} <= HARMLESS
    assert {urlsplit(link).scheme for link in record.links()} <= {"http", "https"}
    assert [link for link in record.links() if "x.example" in link] == []
    assert record.headings() == HEADINGS
    assert [" ".join(line.split()) for line in record.below("Considered Options")] == names
    assert re.fullmatch(r"[a-z0-9-]+\.md", record.name)


# On paper


def test_an_answer_can_be_printed(page: Page, address: str, guide: Guide) -> None:
    """On paper there must be the answers given, the result and the way back to it, and nothing to press."""
    answers, outcome = case(guide, "with a runner-up")
    page.goto(answered(address, answers))
    expect(page.locator(f"{RESULT} h2").first).to_be_visible()
    page.emulate_media(media="print")
    text = folded(page.locator("article"))
    for question, option in answers.items():
        assert guide.decision.questions[question].asks in text
        assert guide.decision.questions[question].options[option] in text
    assert guide.by_slug[outcome.picks[0]].name in folded(page.locator(TITLE))
    assert answered(address, answers) in text.replace(" ", "")
    for part in (FORM, f"{RESULT} button", ".asking"):
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    page.emulate_media(media="screen")


def test_without_answers_the_clear_rule_is_printed(page: Page, address: str) -> None:
    """On paper an empty form is of no use: the page must hold the clear rule and every language's answers instead."""
    page.goto(address)
    page.emulate_media(media="print")
    assert not page.locator(FORM).is_visible()
    assert not page.locator(RESULT).is_visible()
    assert page.locator("#the-rule").is_visible()
    assert page.locator(".glance").is_visible()
    page.emulate_media(media="screen")
