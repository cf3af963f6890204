"""Markdown twins: what each page says, made from its HTML, for programs and people who read Markdown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from guide.derive import routes
from guide.derive.guide import Guide
from guide.pages.page import Page
from guide.render import escaping

_DROPPED = frozenset({"form", "button", "script", "style", "svg", "details.citing", "nav.contents", "caption.unseen"})
"""What is of use on a page only: controls, pictures, text to be pasted, the list of headings, and what repeats one."""

_SAID: Mapping[str, str] = {
    "small": "({})",
    ".evidence": "({})",
    ".language": "({})",
    ".moment": "({})",
    "span.note": "({})",
    "p.note": "· {}",
    ".case": "{}:",
    ".situation": "{}:",
    ".tier": "Tier: {}",
}
"""What a page says by its looks, in words: which elements are put between what."""

_RENAMED: Mapping[str, str] = {"tfoot": "tbody", "summary": "p"}
"""Elements that Markdown has no mark for, and those that say it nearly as well."""

_HEADING = re.compile(r"^h[1-6]$")

_SPACES = re.compile(r"^( *)(`{3,})[\w+-]*$.*?^\1\2$|\n(?: *\n)+|(?<=\S) {2,}(?=\S)", re.DOTALL | re.MULTILINE)
"""Code, and lines and spaces of which one is enough."""


def files(guide: Guide, pages: Iterable[Page]) -> dict[str, str]:
    """Return the twin of every page that has one by its path within the edition."""
    return {routes.twin_path(page.address): _head(guide, page) + body(guide, page) for page in pages if has_one(page)}


def has_one(page: Page) -> bool:
    """Say whether a page has a twin: the page for missing addresses and tombstones have none."""
    return page.listed


def body(guide: Guide, page: Page) -> str:
    """Return what a page says, as Markdown with whole addresses."""
    return converted(page.body, guide.whole(page.address))


@lru_cache(maxsize=2048)
def converted(html: str, address: str) -> str:
    """Return a page as Markdown; what was converted is remembered, since most of a guide is the same when rebuilt."""
    soup = BeautifulSoup(html, "html.parser")
    _prepare(soup, address)
    return _SPACES.sub(_tidied, _Converter().convert_soup(soup)).strip() + "\n"


def _tidied(match: re.Match[str]) -> str:
    return match[0] if match[2] else "\n\n" if "\n" in match[0] else " "


def _head(guide: Guide, page: Page) -> str:
    licence, document = guide.edition.licences[0], routes.document_of(guide, page.address)
    said = {
        "title": page.title,
        "description": page.description,
        "address": guide.whole(page.address),
        "guide": f"{guide.edition.name}, {guide.edition.year} edition",
        "updated": page.updated.text,
        "licence": f"{licence.name}, {licence.address}",
        **({"data": guide.whole(document)} if document else {}),
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return "\n".join(("---", *lines, "---", "", ""))


def _prepare(soup: BeautifulSoup, address: str) -> None:
    """Make of a page what Markdown can say."""
    for element in [one for one in soup.descendants if isinstance(one, Tag)]:
        if element.decomposed:
            continue
        looks = set(_looks(element))
        if looks & _DROPPED or element.has_attr("hidden"):
            element.decompose()
        elif element.has_attr("aria-hidden"):
            _say_hidden(element, looks)
        else:
            _say_looks(element, looks)
            _say_meaning(element, address)


def _looks(element: Tag) -> Iterator[str]:
    """Yield what an element can be told by: its name, its classes, and both together."""
    yield element.name
    for name in filter(None, element.get_attribute_list("class")):
        yield f".{name}"
        yield f"{element.name}.{name}"


def _say_hidden(element: Tag, looks: set[str]) -> None:
    """Keep of what is there for the eye only the marks between words, and the number of an entry."""
    if not re.search(r"\w", element.get_text()):
        return
    heading = element.find_next(_HEADING)
    if ".numeral" in looks and heading and heading.find_parent("li"):
        heading.insert(0, f"{element.get_text()}. ")
    element.decompose()


def _say_looks(element: Tag, looks: set[str]) -> None:
    said = next((_SAID[look] for look in _SAID if look in looks), "{}")
    before, after = said.split("{}")
    if said != "{}" and not (before and element.get_text().startswith(before)):
        element.insert(0, before)
        element.append(after)
    if looks & {".status", ".word"} and not element.find_parent(("b", "dt")):
        element.name = "b"


def _say_meaning(element: Tag, address: str) -> None:
    if element.name == "a":
        _settle(element, address)
    elif element.name in {"dl", "dt", "dd"}:
        _into_list(element)
    elif _HEADING.match(element.name):
        _into_section(element.find_parent("li"))
    elif element.name == "th" and element.get("scope") == "row":
        element.name = "td"
    else:
        element.name = _RENAMED.get(element.name, element.name)


def _settle(link: Tag, address: str) -> None:
    """Give a link its whole address; one that leads to itself, as those of headings and rows do, is only its words."""
    target = str(link.get("href", ""))
    if "own" in link.get_attribute_list("class"):
        link.unwrap()
    else:
        link.attrs = {"href": urljoin(address, target).replace("(", "%28").replace(")", "%29")} if target else {}


def _into_list(element: Tag) -> None:
    """Turn a list of terms, which Markdown does not know, into an ordinary one; takes the list or a part of it."""
    if element.name == "dl":
        element.name = "ul"
        for group in element.find_all("div", recursive=False):
            group.name = "li"
    elif element.name == "dt":
        element.name = "b"
        element.insert_after(" " if element.get_text().rstrip().endswith("?") else ": ")
    else:
        element.name = "span"
        if element.p:
            element.p.unwrap()


def _into_section(entry: Tag | None) -> None:
    """Turn an entry of a list that has a heading into a section."""
    if entry and entry.parent:
        entry.name, entry.parent.name = "section", "div"


class _Converter(MarkdownConverter):
    """Says HTML in Markdown, and leaves nothing in it that could be taken for either."""

    def __init__(self) -> None:
        super().__init__(autolinks=False, bullets="-", heading_style=ATX, wrap=True, wrap_width=None)

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escaping.markdown(text, at_start="_inline" not in parent_tags)

    def convert_caption(self, _element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - as called
        return f"{text.strip()}:\n\n"

    def convert_code(self, element: Tag, text: str, parent_tags: set[str]) -> str:
        written: str = super().convert_code(element, text, parent_tags)  # type: ignore[misc] # its types leave it out
        return written.replace("|", "\\|") if "_inline" in parent_tags else written

    def convert_pre(self, element: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002 - as called
        longest = max((len(run) for run in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        language = re.search(r'class="language-([\w+-]+)"', str(element.code))
        return f"\n\n{fence}{language[1] if language else ''}\n{text.strip()}\n{fence}\n\n"
