"""Every path of the site, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from guide.derive.candidates import Candidate
from guide.derive.guide import Guide


def badge_path(guide: Guide, candidate: Candidate) -> str:
    """Return where the badge of a candidate in an edition lies."""
    return f"badge/{guide.edition.year}/{candidate.slug}.svg"


def embed_address(candidate: Candidate) -> str:
    """Return the page that shows a candidate's card in a frame, from the root of the site."""
    return f"/embed/{candidate.slug}/"


API_VERSION: Literal[1] = 1
"""Goes up when a program that reads the documents would break; stands in their addresses."""

API_ROOT = f"api/v{API_VERSION}"


def schema_path(endpoint: str) -> str:
    """Return where the schema of the documents of an endpoint lies, by the name of the endpoint."""
    return f"{API_ROOT}/schemas/{endpoint}.json"


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One address of the API, or one for each candidate or pair."""

    name: str
    """Of its schema."""
    path: str
    """Below the root of the API; `{slug}` or `{name}` stands for one of several."""
    title: str
    """What the document is, in a sentence."""


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
    )


def document_of(guide: Guide, address: str) -> str:
    """Return the path of the document that says the same as a page; empty if there is none."""
    many = guide.edition.subject.many
    named = {
        "/": "ranking",
        "/compare/": "facts",
        "/method/": "criteria",
        "/how-to-pick/": "decision",
        "/changes/": "changes",
        "/not-ranked/": "not-ranked",
        "/data/": "index",
        **{candidate.address: f"{many}/{candidate.slug}" for candidate in guide.candidates},
        **{versus.address: f"pairs/{versus.name}" for versus in guide.pairs},
    }.get(address)
    return f"{API_ROOT}/{named}.json" if named else ""


TABLES: Mapping[str, str] = {
    "judgements.csv": "Judgements, as CSV",
    "facts.csv": "Facts, as CSV",
    "in-the-box.csv": "In the box, as CSV",
}
"""The tables, and what readers are told they are."""

FORM = "data/decision.json"
"""What the form on the page of the rules runs on; not made to be used elsewhere, unlike the API."""

CHANGES_FEED = "feeds/changes.xml"

CHANGES_TITLE = "Changes of mind and corrections"
"""What that feed is called wherever it is offered."""


def feed_path(slug: str) -> str:
    """Return where a candidate's feed lies."""
    return f"feeds/{slug}.xml"


CALENDAR = "calendar.ics"
