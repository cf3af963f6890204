"""What this guide can be searched by: what readers typed, what comes first for it, and what honestly has nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from guide.derive.guide import Guide
from guide.exports.search_records import files
from playwright.sync_api import Browser
from scripting import evaluated, script_page
from visiting import gzipped

NAMED_IN_A_REVIEW: Mapping[str, str] = {
    "c#": "/frameworks/aspnet-core/",
    "kotlin": "/frameworks/spring-boot/",
    "graphql": "/compare/#box-graphql",
    "openapi": "/compare/#box-openapi",
    "flask": "/not-ranked/#flask",
    "rust": "/not-ranked/#axum",
    "dajngo": "/frameworks/django/",
    "background jobs": "/compare/#box-background-jobs",
    "admin": "/compare/#box-admin-ui",
    "real-time": "/compare/#box-websockets",
    "websockets": "/compare/#box-websockets",
    "orm": "/compare/#box-data-access",
    "AI": "/frameworks/fastapi/",
    "startup": "/compare/#judgement-productivity",
    "serverless": "/compare/#fact-hosting",
    "fast": "/compare/#judgement-performance",
    "eol": "/compare/#fact-supported-until",
    "salary": "/compare/#judgement-hiring",
    "popularity": "/compare/#fact-used-by",
    "bank": "/compare/aspnet-core-vs-spring-boot/",
    "multi-tenant": "/frameworks/laravel/#decides",
    "end of life": "/compare/#fact-supported-until",
    "type safety": "/compare/#fact-typing",
    "speed": "/compare/#judgement-performance",
    "auth": "/compare/#box-authentication",
    "hiring": "/compare/#judgement-hiring",
    "who can I hire": "/compare/#judgement-hiring",
}

NAMED_IN_REPORTS: Mapping[str, str] = {
    "EOL": "/compare/#fact-supported-until",
    "RSS": "/data/#feeds",
    "Atom": "/data/#feeds",
    "embed": "/data/#elsewhere",
    "DX": "/compare/#judgement-productivity",
    "internationalization": "/compare/#box-i18n",
    "license": "/compare/#fact-licence",
    "authorization": "/compare/#box-authorization",
    "RoR": "/frameworks/rails/",
    "springboot": "/frameworks/spring-boot/",
    ".NET": "/frameworks/aspnet-core/",
    "node js": "/frameworks/express/",
    "web sockets": "/compare/#box-websockets",
    "golang": "/frameworks/gin/",
    "bun": "/frameworks/express/#fact-benchmark-standing",
    **dict.fromkeys(("hasura", "datadog", "copilot", "directus", "postman", "meteor", "sentry", "firebase"), ""),
    **dict.fromkeys(("bottle", "strapi", "sanic", "tornado", "rocket"), ""),
    "stripe": "/frameworks/laravel/#stack",
    "kubernetes": "/frameworks/spring-boot/#fact-hosting",
    "htmx": "/frameworks/django/#decides",
}

OUR_OWN: Mapping[str, str] = {
    "exit": "/compare/#judgement-change-cost",
    "lock-in": "/compare/#judgement-change-cost",
    "gin exit": "/frameworks/gin/#judgement-change-cost",
    "recruit": "/compare/#judgement-hiring",
    "django hiring": "/frameworks/django/#hiring",
    "rails hiring": "/frameworks/rails/#hiring",
    "hiring django developers": "/frameworks/django/#judgement-hiring",
    "technical debt": "/compare/#judgement-structure",
    "learning curve": "/compare/#fact-learning",
    "migrate": "/compare/#judgement-change-cost",
    "job market": "/compare/#fact-job-market",
    "who uses it": "/compare/#fact-used-by",
    "database": "/compare/#box-data-access",
    "go orm": "/frameworks/gin/#box-data-access",
    "php admin panel": "/frameworks/laravel/#box-admin-ui",
    "cron": "/compare/#box-scheduled-jobs",
    "queue": "/compare/#box-background-jobs",
    "swagger": "/compare/#box-openapi",
    "csrf": "/compare/#box-csrf-security-defaults",
    "migrations": "/compare/#box-migrations",
    "LTS": "/compare/#fact-supported-until",
    "rails eol": "/frameworks/rails/#fact-supported-until",
    "breaking changes": "/compare/#fact-next-forced-upgrade",
    "CVE": "/compare/#fact-security-process",
    "docker": "/compare/#fact-deploy-shape",
    "hello world": "/compare/#fact-start-command",
    "who pays": "/compare/#fact-who-pays",
    "benchmarks": "/compare/#fact-benchmark-standing",
    "laravel or rails": "/compare/laravel-vs-rails/",
    "spring boot versus nest": "/compare/nestjs-vs-spring-boot/",
    "gin phoenix": "/compare/?f=gin,phoenix",
    "elixir": "/frameworks/phoenix/",
    "vercel": "/not-ranked/#next-js-as-a-backend",
    "nextjs": "/not-ranked/#next-js-as-a-backend",
    "pyhton": "/frameworks/django/",
    "javascipt": "/frameworks/nestjs/",
    "springb": "/frameworks/spring-boot/",
    "the ranking": "/",
    "help me choose": "/how-to-pick/",
    "conflicts of interest": "/about/#conflicts",
    "calendar": "/data/#feeds",
    **dict.fromkeys(("dat", "zzyzx", "fortran cobol", "??", "supabase", "wordpress"), ""),
}

OF_NEWCOMERS: Mapping[str, str] = {
    "scala": "/not-ranked/#play-framework",
    "translate": "/compare/#box-i18n",
    "onboarding": "/compare/#fact-learning",
    "junior developers": "/compare/#fact-learning",
    "chat app": "/compare/#box-websockets",
    "python version": "/compare/#fact-minimum-runtime",
    "spring boot java version": "/frameworks/spring-boot/#fact-minimum-runtime",
    "which is fastest": "/compare/#judgement-performance",
    "solo founder": "/compare/#judgement-productivity",
    "best for startups": "/compare/#judgement-productivity",
    "passkeys": "/compare/#box-authentication",
    "oauth login": "/compare/#box-authentication",
    "java salary": "/frameworks/spring-boot/#judgement-hiring",
    "websocket support": "/compare/#box-websockets",
    "rate limit": "/compare/#box-rate-limiting",
    "support ends": "/compare/#fact-supported-until",
    "upgrade django": "/frameworks/django/#living",
    "license of laravel": "/frameworks/laravel/#fact-licence",
    "background worker": "/compare/#box-background-jobs",
    "file upload": "/compare/#box-file-storage",
    "type hints": "/frameworks/fastapi/#fact-typing",
    "stripe billing": "/frameworks/laravel/#stack",
    "fastify": "/not-ranked/#fastify",
    "microservices": "/compare/#box-grpc",
    "security advisories": "/compare/#fact-security-process",
    "hot reload": "/compare/#box-hot-reload",
    **dict.fromkeys(("gdpr", "perl", "dart"), ""),
}

QUERIES = {**NAMED_IN_A_REVIEW, **NAMED_IN_REPORTS, **OUR_OWN, **OF_NEWCOMERS}


@pytest.fixture(scope="module")
def index(guide: Guide) -> str:
    (content,) = files(guide).values()
    return content


@pytest.fixture(scope="module")
def found(browser: Browser, guide: Guide, index: str) -> Mapping[str, list[str]]:
    """The addresses that come for each text, the first first; a card of several is named by what it leads to."""
    names = [name for one in guide.candidates for name in (one.name, one.slug, *one.sheet.nicknames)]
    titles = [record[2] for record in json.loads(index)["records"] if ": " not in record[2]]
    texts = [*QUERIES, *guide.search.suggestions, *map(_shouted, names), *names, *titles]
    body = """
      const { find, indexOf } = await import("/scripts/search/index.js");
      const [content, ...texts] = given;
      const index = indexOf(JSON.parse(content));
      const address = ({ record, several }) => (record ?? several[0]).address;
      return texts.map((text) => find(index, text, 9).cards.map(address));
    """
    with script_page(browser) as page:
        addresses: list[list[str]] = evaluated(page, body, index, *texts)
    return dict(zip(texts, addresses, strict=True))


def _shouted(name: str) -> str:
    return f" {name.upper().replace(' ', '-')} "


@pytest.mark.parametrize(("text", "place"), QUERIES.items(), ids=list(QUERIES))
def test_what_readers_type_leads_to_what_they_mean(found: Mapping[str, list[str]], text: str, place: str) -> None:
    """The first that comes must be what a reader means by these words, and where there is nothing, nothing comes."""
    assert found[text][:1] == ([place] if place else [])


def test_every_name_leads_to_its_page_first(guide: Guide, found: Mapping[str, list[str]]) -> None:
    """Each candidate comes first for its name and for every nickname, however they are spaced and cased."""
    for one in guide.candidates:
        assert len(one.sheet.nicknames) >= 3, f"{one.slug} has hardly a nickname"
        for name in (one.name, one.slug, *one.sheet.nicknames):
            assert [found[text][0] for text in (name, _shouted(name))] == [one.address] * 2, name


def test_everything_is_found_by_its_title(found: Mapping[str, list[str]], index: str) -> None:
    """Whoever types what a page, a section or a question is called finds it."""
    rows: list[Any] = json.loads(index)["records"]
    titles = {row[0]: row[2] for row in rows if ": " not in row[2]}
    assert len(titles) > 100
    assert [title for address, title in titles.items() if address not in found[title]] == []


def test_every_suggestion_finds_something(guide: Guide, found: Mapping[str, list[str]]) -> None:
    """What the search offers before anything is typed leads somewhere."""
    assert all(found[text] for text in guide.search.suggestions)


def test_a_first_search_fetches_little(index: str) -> None:
    """The whole index is one file, which must stay small."""
    assert len(gzipped(index.encode())) < 120_000
