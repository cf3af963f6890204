"""Every path of the site, in one place: what lies where, beside the pages whose addresses are in `model/urls`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide
from guide.model import urls
from guide.model.decision import Caution, Rule
from guide.model.history import Change
from guide.model.opinions import NotRanked
from guide.source.cache import digest

# What stands on pages


def rule_address(rule: Rule) -> str:
    """Return where a rule stands."""
    return urls.part(urls.RULES, "rule", rule.id)


def caution_address(caution: Caution) -> str:
    """Return where a caution stands."""
    return urls.part(urls.RULES, "caution", caution.id)


def criterion_address(key: str) -> str:
    """Return where a criterion is explained."""
    return urls.part(urls.METHOD, "criterion", key)


def comparison_address(kind: Literal["judgement", "fact", "box"], key: str) -> str:
    """Return where the answers of all to one question stand side by side."""
    return urls.part(urls.COMPARE, kind, key)


def chosen_address(one: Candidate, other: Candidate) -> str:
    """Return where two stand side by side without a written verdict."""
    first, second = sorted((one, other), key=lambda candidate: candidate.rank)
    return urls.chosen(first.slug, second.slug)


def change_address(number: int, change: Change) -> str:
    """Return where an entry of the ledger stands; takes its number, from the oldest."""
    return urls.part(urls.CHANGES, "change", change.date.text, str(number))


def not_ranked_address(entry: NotRanked) -> str:
    """Return where the entry of something left out stands."""
    return f"{urls.NOT_RANKED}#{entry.id}"


# Files beside a page


def page_path(address: str) -> str:
    """Return the file that answers at the address of a page."""
    return f"{address[1:]}index.html"


def address_of(path: str) -> str:
    """Return the address that a file answers at; a page answers for its folder."""
    return "/" + re.sub(r"(^|/)index\.html$", r"\1", path)


def twin_path(address: str) -> str:
    """Return where a page stands in Markdown."""
    return f"{address[1:]}index.md"


def card_path(address: str) -> str:
    """Return the picture that a shared link to a page shows."""
    return f"cards/{address.strip('/') or 'index'}.png"


# What others show


def badge_path(guide: Guide, candidate: Candidate) -> str:
    """Return where the badge of a candidate in an edition lies."""
    return f"badge/{guide.edition.year}/{candidate.slug}.svg"


def badges(guide: Guide) -> Iterator[str]:
    """Yield where the badge of each candidate lies."""
    return (badge_path(guide, candidate) for candidate in guide.candidates)


def embed_address(candidate: Candidate) -> str:
    """Return the page that shows a candidate's card in a frame, from the root of the site."""
    return f"/embed/{candidate.slug}/"


def embeds(guide: Guide) -> Iterator[str]:
    """Yield where the card of each candidate for a frame lies."""
    return (page_path(embed_address(candidate)) for candidate in guide.candidates)


# The API

API_VERSION: Literal[1] = 1
"""Goes up when a program that reads the documents would break; stands in their addresses."""

API_ROOT = f"api/v{API_VERSION}"

OPENAPI = f"{API_ROOT}/openapi.json"


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One address of the API, or one for each candidate or pair."""

    name: str
    """Of its schema."""
    path: str
    """Below the root of the API; `{slug}`, `{name}` or `{sample}` stands for one of several."""
    title: str
    """What the document is, in a sentence."""

    @property
    def is_one(self) -> bool:
        """Whether there is one document, and not one for each of several things."""
        return "{" not in self.path

    @property
    def schema(self) -> str:
        """Where the schema of its documents lies."""
        return f"{API_ROOT}/schemas/{self.name}.json"


def endpoints(guide: Guide) -> tuple[Endpoint, ...]:
    """Return every endpoint."""
    many = guide.edition.subject.many
    return (
        Endpoint(name="index", path="index.json", title="Where everything is."),
        Endpoint(name="ranking", path="ranking.json", title="The ranking, from the first place down."),
        Endpoint(
            name="candidate", path=f"{many}/{{slug}}.json", title="Everything known and judged about one candidate."
        ),
        Endpoint(name="facts", path="facts.json", title="Every fact with its provenance, question by question."),
        Endpoint(name="features", path="features.json", title="What is in the box, feature by feature."),
        Endpoint(name="criteria", path="criteria.json", title="The criteria, their words, and the judgements."),
        Endpoint(name="pairs", path="pairs.json", title="Every written verdict on two rivals."),
        Endpoint(name="pair", path="pairs/{name}.json", title="One verdict on two rivals."),
        Endpoint(name="decision", path="decision.json", title="The questions and the ordered rules."),
        Endpoint(name="changes", path="changes.json", title="Changes of mind and corrections, the newest first."),
        Endpoint(name="not-ranked", path="not-ranked.json", title="What was considered and left out, with the reason."),
        *(_OF_SAMPLES if guide.task_sections else ()),
    )


_OF_SAMPLES = (
    Endpoint(name="samples", path="samples.json", title="The same small service in each, and what became of it."),
    Endpoint(name="sample", path="samples/{sample}.json", title="One of these samples, with its code."),
)


def document_path(name: str) -> str:
    """Return where a document of the API lies, by its name below the root: `facts`, `pairs/a-vs-b`."""
    return f"{API_ROOT}/{name}.json"


_DOCUMENTS = {
    urls.RANKING: "ranking",
    urls.COMPARE: "facts",
    urls.METHOD: "criteria",
    urls.HOW_TO_PICK: "decision",
    urls.CHANGES: "changes",
    urls.NOT_RANKED: "not-ranked",
    urls.DATA: "index",
}
"""The documents with the content of pages of prose, by the address of the page."""


def document_of(guide: Guide, address: str) -> str:
    """Return the path of the document with the content of a page; empty if there is none."""
    folder, _, name = address.strip("/").rpartition("/")
    if address in _DOCUMENTS:
        return document_path(_DOCUMENTS[address])
    if address == urls.CODE:
        return document_path("samples")
    if folder == guide.edition.subject.many and name in guide.by_slug:
        return document_path(f"{folder}/{name}")
    return document_path(f"pairs/{name}") if any(versus.address == address for versus in guide.pairs) else ""


# Tables, feeds, the calendar

JUDGEMENTS_TABLE, FACTS_TABLE, BOX_TABLE = "data/judgements.csv", "data/facts.csv", "data/in-the-box.csv"
SAMPLES_TABLE = "data/samples.csv"


def tables(guide: Guide) -> Mapping[str, str]:
    """Return the tables by path, with their names for readers."""
    return {
        JUDGEMENTS_TABLE: "Ratings, as CSV",
        FACTS_TABLE: "Facts, as CSV",
        BOX_TABLE: "Built-in features, as CSV",
        **({SAMPLES_TABLE: "Samples, as CSV"} if guide.task_sections else {}),
    }


CHANGES_FEED = "feeds/changes.xml"

CHANGES_TITLE = "Changes of mind and corrections"
"""What that feed is called wherever it is offered."""


def feed_path(slug: str) -> str:
    """Return where a candidate's feed lies."""
    return f"feeds/{slug}.xml"


def feeds(guide: Guide) -> Iterator[str]:
    """Yield where the feed of changes lies, and that of each candidate."""
    yield CHANGES_FEED
    yield from map(feed_path, guide.by_slug)


CALENDAR = "calendar.ics"


def calendar_path(slug: str) -> str:
    """Return where a candidate's calendar lies."""
    return f"calendars/{slug}.ics"


def calendars(guide: Guide) -> Iterator[str]:
    """Yield where the calendar of all lies, and that of each candidate."""
    yield CALENDAR
    yield from map(calendar_path, guide.by_slug)


def subscription(site: str, path: str) -> str:
    """Return the address by which a calendar is subscribed to, and not fetched once; takes the address of the site."""
    return f"webcal://{site.partition('://')[2]}{path}"


SEARCH = "search.json"
"""The index of the search, for our own script."""

TIMELINE = "timeline.svg"
"""The drawing of how long the lines to start on get fixes."""
COMPARISON = "compare/chosen.json"
"""What the comparison shows of those chosen, for our own script."""

# What hosts and machines that read whole sites look for

ROBOTS, LLMS, LLMS_FULL = "robots.txt", "llms.txt", "llms-full.txt"

FOR_CRAWLERS = frozenset({ROBOTS, LLMS, LLMS_FULL})

REDIRECTS, HEADERS = "_redirects", "_headers"
"""The lists for hosts that redirect and set headers by themselves."""

DIGESTS = "sha256sums.txt"
"""The digest of every other file, in the form of sha256sum."""

SITEMAP, MISSING = "sitemap.xml", "404.html"

GENERATED = frozenset({DIGESTS, MISSING})
"""What is written when all else is."""

# The shell

MOVED_SCRIPT = "/scripts/shared/moved.js"
"""What keeps the anchor where a page leads on."""

SHELL = ("apple-touch-icon.png", "favicon.ico", "images/", "scripts/", "styles/components/search.css")
"""What is published of the theme; its own styles and scripts are not used, and ours stand in the pages."""

VERSIONS = "assets"
"""The folder of what browsers may keep for good."""


def versioned(shell: Mapping[str, bytes]) -> Callable[[str], str]:
    """Return what says where a file of the shell lies; scripts and styles change their address with their content.

    They lie together, so that one finds the other and none meets another of a different day. The script of pages that
    lead on is the same on all of them and stays where it is.
    """
    changing = {path: shell[path] for path in sorted(shell) if path.startswith(("scripts/", "styles/"))}
    changing.pop(MOVED_SCRIPT[1:], None)
    version = digest(*(part for file in changing.items() for part in file))[:10]
    return lambda path: f"{VERSIONS}/{version}/{path}" if path in changing else path
