"""Hostile values in every text of a guide: the check refuses them, or they show as text and do nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import pytest
from built import BuiltPage, Site, build, words
from hostile import MILD, PAYLOADS, Planted, plant, without_limits
from lxml import html
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from visiting import served
from worlds import ENVIRONMENT, copy_small_world, write

NO_TEXT = {
    "changes: candidates", "changes: date", "changes: kind", "changes: ranking", "changes: rules",
    "decision: covers", "decision: criterion", "decision: doubts", "decision: effort", "decision: falls",
    "decision: features", "decision: id", "decision: if_open", "decision: language", "decision: origin",
    "decision: pick", "decision: policy", "decision: question", "decision: rests_on", "decision: runner_up",
    "edition: address", "edition: branch", "edition: id", "edition: many", "edition: one", "edition: published",
    "edition: repository", "edition: site",
    "evidence: address", "evidence: as_of", "evidence: kind", "evidence: type", "evidence: value",
    "facts: address", "facts: aliases", "facts: as_of", "facts: docs", "facts: icon", "facts: key", "facts: kind",
    "facts: languages", "facts: lifecycle", "facts: missing", "facts: repository", "facts: site", "facts: status",
    "facts: style", "facts: type", "facts: value", "facts: version", "facts: when",
    "not-ranked: id", "not-ranked: nearest", "not-ranked: site",
    "opinions: candidate", "opinions: facts", "opinions: id", "opinions: reviewed", "opinions: tier", "opinions: when",
    "opinions: word",
    "pairs: reviewed",
    "redirects: new", "redirects: old",
    "retired: addresses", "retired: date",
    "search: leads_to",
    "vocabulary: family", "vocabulary: news", "vocabulary: place", "vocabulary: refresh", "vocabulary: tone",
    "vocabulary: type",
}  # fmt: skip
"""Names, addresses, versions and dates: what the check may refuse. Some facts are text, some not; so with `when`."""

HOSTILE_PROSE = """
<script>window.__pwned=true</script>

<img src=x onerror="window.__pwned=true"> and <a href="javascript:window.__pwned=true">press</a>

{{ "in" ~ "jected" }} {% raw %} <!-- hidden --> <details open ontoggle=window.__pwned=true>

```js" onmouseover="window.__pwned=true
</code></pre><script>window.__pwned=true</script>
```

| <b>a</b> | b |
|---|---|
| <script>window.__pwned=true</script> | `</td><script>window.__pwned=true</script>` |

[press](https://a.example/ "t\\" onmouseover=\\"window.__pwned=true")
"""


MARKED_MARGINS = """async (address) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(image, 0, 0);
  const margins = [[0, 20, 76, 610], [1124, 20, 76, 610], [0, 20, 1200, 50], [0, 534, 1200, 14], [0, 590, 1200, 40]];
  const colours = margins.flatMap((margin) => [...new Uint32Array(drawing.getImageData(...margin).data.buffer)]);
  return new Set(colours).size !== 1;
}"""
"""Says whether anything is drawn where a card has to be empty."""


@dataclass(frozen=True, kw_only=True)
class Worlds:
    """The small guide twice, with the same shape: as it is, and full of hostile values."""

    clean: Site
    hostile: Site
    planted: Planted


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    folder = tmp_path_factory.mktemp("hostile")
    clean, spoiled = copy_small_world(folder / "clean"), copy_small_world(folder / "spoiled")
    with without_limits():
        return Worlds(
            planted=plant(spoiled),
            clean=build(clean, folder / "host" / "clean", GUIDE_SITE="https://drawer.example/clean/", **ENVIRONMENT),
            hostile=build(
                spoiled, folder / "host" / "hostile", GUIDE_SITE="https://drawer.example/hostile/", **ENVIRONMENT
            ),
        )


@pytest.fixture(scope="module")
def address(worlds: Worlds) -> Iterator[str]:
    with served(worlds.clean.folder.parent) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@dataclass(frozen=True, kw_only=True)
class Visit:
    """What became of a page in the browser."""

    tags: list[str]
    """Each element with the names of its attributes; where a long word may be broken is left out."""
    text: str
    title: str
    handlers: list[str]
    addresses: list[str]
    complaints: list[str]


SEEN = """() => {
  const all = [...document.querySelectorAll("*")];
  const attributes = all.flatMap((element) => [...element.attributes]);
  return {
    tags: all
      .filter(({ tagName }) => tagName !== "WBR")
      .map((element) => [element.localName, ...element.getAttributeNames()].join(" ")),
    text: document.body.textContent,
    title: document.title,
    handlers: attributes.filter(({ name }) => name.startsWith("on")).map(({ name, value }) => `${name}=${value}`),
    addresses: attributes.filter(({ name }) => ["href", "src", "action"].includes(name)).map(({ value }) => value),
    pwned: window.__pwned,
  };
}"""


def _visit(page: Page, address: str, complaints: list[str]) -> Visit:
    """Open a page, use what can be used on it, and say what is there then."""
    complaints.clear()
    page.goto(address)
    _use(page)
    seen: dict[str, Any] = page.evaluate(SEEN)
    ran = ["a planted script ran"] if seen.pop("pwned") else []
    return Visit(**seen, complaints=[*complaints, *ran])


def _listening(context: BrowserContext) -> tuple[Page, list[str]]:
    """Return a new page, and the list that fills with errors, dialogs and whatever its console says."""
    page, complaints = context.new_page(), list[str]()

    def dismiss(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", dismiss)
    return page, complaints


def _use(page: Page) -> None:
    """Open what is folded, answer every question, compare the first of a chooser: scripts write what they know."""
    for folded in page.locator("details:has(form):not([open]) > summary").all():
        folded.click()
    _answer(page, "form:not(.tools)")
    if page.locator("#go").count():
        page.click("#go")
        page.locator("#answers").wait_for()
        _answer(page, ".tools")
    for told in page.locator(".weights [role=status]").all():
        expect(told).not_to_be_empty()
    if page.locator("[data-rules]").count():
        page.locator("#result h2").first.wait_for()


def _answer(page: Page, form: str) -> None:
    """Give the first two answers to every question of some forms, one after the other; what is not asked is left."""
    forms = page.locator(form)
    boxes = forms.locator("fieldset input[type=radio]:first-of-type, input[type=checkbox]")
    names = {box.get_attribute("name") for box in boxes.all()}
    for name in sorted(filter(None, names)):
        found = page.locator(f"input[name='{name}']")
        for number in range(min(found.count(), 2)):
            found.nth(number).check()
    for question in forms.locator("select").all():
        for number in (2, 1):
            if question.is_visible() and question.locator("option").count() > number:
                question.select_option(index=number)
    page.wait_for_load_state("networkidle")


def _visited(context: BrowserContext, address: str, site: Site) -> Mapping[str, Visit]:
    page, complaints = _listening(context)
    return {path: _visit(page, f"{address}{site.folder.name}{path}", complaints) for path in site.pages}


@pytest.fixture(scope="module")
def visits(browser: Browser, address: str, worlds: Worlds) -> tuple[Mapping[str, Visit], Mapping[str, Visit]]:
    """Every page of the clean guide and of the hostile one."""
    with browser.new_context() as context:
        return _visited(context, address, worlds.clean), _visited(context, address, worlds.hostile)


Visits = tuple[Mapping[str, Visit], Mapping[str, Visit]]


def test_the_check_refuses_names_and_addresses_and_nothing_else(worlds: Worlds) -> None:
    """Whatever a reader sees as text may hold anything; what a program takes as a name or an address may not."""
    assert {leaf.kind for leaf in worlds.planted.refused} <= NO_TEXT
    assert [leaf for leaf in worlds.planted.refused if leaf.text.startswith("https://")]
    assert [leaf for leaf in worlds.planted.accepted if leaf.text.startswith("https://")] == []
    texts = {leaf.kind for leaf in worlds.planted.accepted}
    assert {"facts: name", "facts: note", "opinions: verdict", "edition: headline", "about: title"} < texts


def test_nothing_planted_runs(visits: Visits) -> None:
    """On no page may a planted script run, open a dialog or upset the browser."""
    for found in visits:
        assert {path: visit.complaints for path, visit in found.items() if visit.complaints} == {}


def test_nothing_planted_becomes_an_attribute(visits: Visits) -> None:
    """No planted value may end as an event handler or as an address that runs something."""
    for found in visits:
        for path, visit in found.items():
            assert visit.handlers == [], path
            ours = [address for address in map(urlsplit, visit.addresses) if not _is_calendar(address)]
            assert {address.scheme for address in ours} <= {"", "https", "http"}, path
            assert [one for one in visit.addresses if one.startswith("http://") and "//127.0.0.1:" not in one] == []


def _is_calendar(link: SplitResult) -> bool:
    """Whether a link subscribes to a calendar of the guide itself: the one other scheme that its pages use."""
    return link.scheme == "webcal" and link.netloc == "drawer.example" and link.path.endswith(".ics")


def test_nothing_planted_breaks_a_page(visits: Visits) -> None:
    """A hostile page must have the very elements of the clean one with the very attributes, in the same order."""
    clean, hostile = visits
    assert clean.keys() == hostile.keys()
    for path, visit in hostile.items():
        assert visit.tags == clean[path].tags, path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_planted_shows_as_text(visits: Visits, worlds: Worlds, payload: str) -> None:
    """A reader must see each planted value as it was written, character by character, on every page of content."""
    _, hostile = visits
    in_prose = {leaf.path for leaf in worlds.planted.accepted if leaf.path.startswith("content/")}
    assert in_prose
    for path, visit in hostile.items():
        assert " ".join(payload.split()) in " ".join(visit.text.split()), path


def test_what_was_planted_shows_in_titles(visits: Visits) -> None:
    """A planted title must be the title, whole, and must not have closed it."""
    _, hostile = visits
    for path, visit in hostile.items():
        assert "</style></title></textarea></script></p></td></article>" in visit.title, path


@pytest.mark.parametrize("payload", MILD)
def test_what_was_planted_is_said_whole_to_those_who_share_a_page(worlds: Worlds, payload: str) -> None:
    """In the head of a page each planted value must be the value, and must not have closed what holds it."""
    shown = [page for address, page in worlds.hostile.pages.items() if address != "/404.html"]
    for page in shown:
        for name in ("og:title", "og:description", "og:image:alt"):
            content = page.one(f"//meta[@property='{name}']").get("content")
            assert " ".join(payload.split()) in " ".join(content.split()), page.address
        assert len(page.elements("//head/*")) == len(worlds.clean.pages[page.address].elements("//head/*"))


def test_what_was_planted_is_text_in_linked_data(worlds: Worlds) -> None:
    """Linked data full of hostile values must still be linked data, of the same form, and say what the page says."""
    for address, page in worlds.hostile.pages.items():
        if address != "/404.html":
            said, clean = (_linked_data(site.pages[address]) for site in (worlds.hostile, worlds.clean))
            assert _form(said) == _form(clean), address
            heading = words(page.one("//h1"))
            named = [part.get("headline", part.get("name")) for part in said if part["@type"] != "BreadcrumbList"]
            assert {" ".join(str(name).split()) for name in named} <= {heading, f"{_edition(worlds)}, 2025 edition"}, (
                address
            )


def _linked_data(page: BuiltPage) -> list[dict[str, Any]]:
    graph: list[dict[str, Any]] = json.loads(page.one("//script[@type='application/ld+json']").text)["@graph"]
    return graph


def _form(value: Any) -> Any:
    """Return the keys and types of a value, without its texts."""
    if isinstance(value, dict):
        return {key: _form(inner) for key, inner in value.items()}
    return [_form(inner) for inner in value] if isinstance(value, list) else type(value)


def _edition(worlds: Worlds) -> str:
    return " ".join(str(worlds.hostile.document("index")["guide"]["name"]).split())


def test_what_was_planted_shows_as_text_in_twins(worlds: Worlds) -> None:
    """Whoever makes pages of the Markdown twins again must get the same elements as from harmless ones."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    for path in sorted(file.relative_to(worlds.clean.folder).as_posix() for file in worlds.clean.folder.rglob("*.md")):
        bodies = [site.text(path).split("---\n", 2)[2] for site in (worlds.clean, worlds.hostile)]
        clean, hostile = (html.fragment_fromstring(reader.render(body), create_parent="div") for body in bodies)
        assert [one.tag for one in hostile.iter()] == [one.tag for one in clean.iter()], path
        for link in map(urlsplit, hostile.xpath(".//@href")):
            assert link.scheme == "https" or _is_calendar(link), path
        seen = " ".join(hostile.text_content().split())
        assert [payload for payload in MILD if " ".join(payload.split()) not in seen] == [], path


def test_what_was_planted_does_not_change_the_list_for_language_models(worlds: Worlds) -> None:
    """The list must have as many sections and entries, and lead to the same files."""
    clean, hostile = (site.text("llms.txt") for site in (worlds.clean, worlds.hostile))
    assert hostile.count("\n") == clean.count("\n")
    assert re.findall(r"\]\((https://drawer.example/)clean/(\S+)\):", clean) == re.findall(
        r"\]\((https://drawer.example/)hostile/(\S+)\):", hostile
    )


@pytest.mark.parametrize("which", ["clean", "hostile"])
def test_no_text_runs_out_of_a_card(context: BrowserContext, address: str, worlds: Worlds, which: str) -> None:
    """However long and strange the texts, the margins of every picture and the strip above its foot stay empty."""
    folder = worlds.clean.folder.parent / which
    page = context.new_page()
    page.goto(f"{address}{which}/about/")
    pictures = sorted(file.relative_to(folder).as_posix() for file in folder.glob("cards/*.png"))
    assert len(pictures) > len(worlds.clean.candidates)
    assert [path for path in pictures if page.evaluate(MARKED_MARGINS, f"{address}{which}/{path}")] == []


def test_no_template_takes_planted_words_for_its_own(visits: Visits) -> None:
    """What looks like a template in a value must not be evaluated, neither by the pages' templates nor the theme's."""
    _, hostile = visits
    assert [path for path, visit in hostile.items() if "injected" in visit.text + visit.title] == []


def test_what_the_search_quotes_shows_as_text(context: BrowserContext, address: str) -> None:
    """Titles, kinds and excerpts of a hostile guide must stand in the results as text."""
    page, complaints = _listening(context)
    page.goto(f"{address}hostile/")
    page.click("#search-opener")
    page.fill("#search-field", "onerror")
    page.wait_for_selector("dialog ol a")
    dialog = page.locator("dialog")
    assert "<img src=x onerror=window.__pwned=true>" in " ".join((dialog.text_content() or "").split())
    tags: list[str] = dialog.evaluate("dialog => [...dialog.querySelectorAll('*')].map(({ tagName }) => tagName)")
    assert {"IMG", "SCRIPT", "B", "I"} & set(tags) == set()
    assert page.evaluate("window.__pwned") is None
    assert complaints == []


def test_redirects_lead_where_they_should(context: BrowserContext, address: str, worlds: Worlds) -> None:
    """In a hostile guide too, a redirect must take the reader to the page that it names."""
    assert worlds.hostile.redirects.keys() == worlds.clean.redirects.keys()
    page = context.new_page()
    for path in worlds.hostile.redirects:
        page.goto(f"{address}hostile{path}")
        page.wait_for_selector("h1")
        assert urlsplit(page.url).path.removeprefix("/hostile") in worlds.hostile.pages
        assert page.evaluate("window.__pwned") is None


def test_hostile_prose_shows_as_text(context: BrowserContext, small_world: Path, tmp_path: Path) -> None:
    """HTML and script written into a page's Markdown must stand there as text."""
    path = "content/about.md"
    write(small_world, path, (small_world / path).read_text(encoding="utf-8") + HOSTILE_PROSE)
    with without_limits():
        site = build(small_world, tmp_path / "host", **ENVIRONMENT)
    with served(site.folder) as address:
        page, complaints = _listening(context)
        visit = _visit(page, f"{address}about/", complaints)
    assert visit.complaints == []
    assert visit.handlers == []
    names = [tag.split()[0] for tag in visit.tags]
    assert {"img", "b"} & set(names) == set()
    assert names.count("details") == 1  # the citation
    assert {urlsplit(one).scheme for one in visit.addresses} <= {"", "https"}
    for written in ("<script>window.__pwned=true</script>", "<img src=x onerror=", "<!-- hidden -->"):
        assert written in visit.text
    assert '{{ "in" ~ "jected" }}' in visit.text
