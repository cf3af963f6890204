"""The documents for programs: their form, their promises, and the description that a client walks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from built import OWN_DAY
from guide.decision.evaluate import answer_sets, decide
from guide.derive import routes
from guide.derive.guide import Guide
from guide.exports.documents import api
from guide.site.load import load_guide
from jsonschema import Draft202012Validator
from worlds import REPOSITORY, SMALL_WORLD, change, load


@pytest.fixture(scope="module", params=[pytest.param("own", marks=pytest.mark.slow), "small"])
def guide(request: pytest.FixtureRequest) -> Guide:
    """The project's own guide, and one on another subject."""
    return load_guide(REPOSITORY, OWN_DAY, {}) if request.param == "own" else load(SMALL_WORLD)


@pytest.fixture(scope="module")
def published(guide: Guide) -> dict[str, Any]:
    """Every file of the API as a client reads it, by its address."""
    return {guide.site + path: json.loads(content) for path, content in api.files(guide).items()}


@pytest.fixture(scope="module")
def description(guide: Guide, published: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI description."""
    described: dict[str, Any] = published[f"{guide.site}{routes.API_ROOT}/openapi.json"]
    return described


def addresses(description: dict[str, Any]) -> dict[str, str]:
    """Return every address that the description gives, with the address of its schema, as a client finds them."""
    described = {}
    root = description["servers"][0]["url"]
    for path, item in description["paths"].items():
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        parameters = item["get"].get("parameters", [])
        names = parameters[0]["schema"]["enum"] if parameters else [""]
        for name in names:
            whole = path.replace(f"{{{parameters[0]['name']}}}", name) if parameters else path
            described[root + whole] = schema
    return described


def test_a_client_that_walks_the_description_finds_every_document(
    published: dict[str, Any], description: dict[str, Any]
) -> None:
    """Every address in the description answers, and every document is in the description."""
    walked = addresses(description)
    assert walked.keys() <= published.keys()
    rest = published.keys() - walked.keys() - set(walked.values())
    assert {urlsplit(address).path.rpartition("/")[2] for address in rest} == {"openapi.json"}


def test_every_document_has_the_form_that_its_schema_promises(
    published: dict[str, Any], description: dict[str, Any]
) -> None:
    """A client may rely on the schemas."""
    for address, schema in addresses(description).items():
        Draft202012Validator.check_schema(published[schema])
        faults = list(Draft202012Validator(published[schema]).iter_errors(published[address]))
        assert faults == [], address


def _described(schema: Any) -> list[str]:
    """Return the models of a schema that say nothing of themselves."""
    models = {schema["title"]: schema, **schema.get("$defs", {})}
    return [title for title, model in models.items() if "description" not in model]


def test_every_part_says_what_it_is(published: dict[str, Any], description: dict[str, Any]) -> None:
    """Whoever reads a schema is told what each part of a document is."""
    assert [fault for schema in set(addresses(description).values()) for fault in _described(published[schema])] == []


def test_the_index_leads_to_everything(guide: Guide, published: dict[str, Any]) -> None:
    """A program that knows one address must find the rest."""
    index = published[f"{guide.site}{routes.API_ROOT}/index.json"]
    led_to = {
        index["openapi"],
        *(entry["address"] for entry in index["documents"]),
        *(entry["schema_address"] for entry in index["documents"]),
        *(entry["document"] for entry in index["candidates"]),
        *(entry["document"] for entry in published[f"{guide.site}{routes.API_ROOT}/pairs.json"]["pairs"]),
    }
    assert led_to <= published.keys()
    assert len(index["candidates"]) == len(guide.candidates)


def test_the_ranking_is_in_order(guide: Guide, published: dict[str, Any]) -> None:
    """Places come from the first down, each with its document."""
    ranking = published[f"{guide.site}{routes.API_ROOT}/ranking.json"]["ranking"]
    assert [entry["rank"] for entry in ranking] == list(range(1, len(guide.candidates) + 1))
    for entry in ranking:
        whole = published[entry["document"]]
        assert {key: whole[key] for key in ("slug", "name", "rank", "verdict")} == {
            key: entry[key] for key in ("slug", "name", "rank", "verdict")
        }


def test_a_fact_is_the_same_wherever_it_stands(guide: Guide, published: dict[str, Any]) -> None:
    """The table of facts and the candidate's own document must not disagree."""
    for table in published[f"{guide.site}{routes.API_ROOT}/facts.json"]["facts"]:
        for slug, fact in table["answers"].items():
            own = published[f"{guide.site}{routes.API_ROOT}/{guide.edition.subject.many}/{slug}.json"]
            assert own["facts"][table["key"]] == fact
            assert (fact["value"] is None) != (fact["missing"] is None)
            assert fact["sources"] or fact["missing"]


def test_a_program_can_decide_as_the_page_does(guide: Guide, published: dict[str, Any]) -> None:
    """Whoever evaluates the rules as the document says must come to the picks of the guide."""

    rules = published[f"{guide.site}{routes.API_ROOT}/decision.json"]["rules"]
    for answers in answer_sets(guide.decision)[::7]:
        first = next(
            rule for rule in rules if all(answers[question] in allowed for question, allowed in rule["when"].items())
        )
        outcome = decide(guide.decision, answers)
        assert (first["id"], tuple(first["pick"])) == (outcome.rule.id, outcome.picks)


@pytest.fixture(scope="module")
def small_decision() -> Any:
    """The decision of the small world as it is published."""
    return json.loads(api.files(load(SMALL_WORLD))[f"{routes.API_ROOT}/decision.json"])


def test_the_decision_says_what_it_is_about_and_for_how_long(small_decision: Any) -> None:
    """Whoever keeps a result can say what was chosen, from what, and for how many months."""
    assert small_decision["subject"] == {"one": "database", "many": "databases", "area": "databases"}
    assert small_decision["horizon_months"] == 36
    address = small_decision["guide"]["address"]
    assert small_decision["pairs"] == [
        {"candidates": ["folio", "granite"], "page": f"{address}compare/folio-vs-granite/"}
    ]
    assert small_decision["rules"][0]["page"] == f"{address}rules/#rule-graphs"


def test_the_decision_comes_with_advice_on_every_candidate(small_decision: Any) -> None:
    """What to try, when weaknesses bite and what holds today stand beside the rules, with the state of each fact."""
    granite, pebble, folio = small_decision["candidates"]
    assert granite["try_first"][0] == "Let the newest clerk bring granited back after a power cut."
    assert folio["try_first"][1].endswith("you do not need Granite.")
    assert pebble["weaknesses"][0] == {"what": "One writer at a time", "moment": "Day one"}
    version, manual = pebble["starting"]
    assert (version["text"], version["stale"]) == ("3.2", True)
    assert version["page"].endswith("/databases/pebble/#fact-current-version")
    assert manual["type"] == "address"
    assert (folio["starting"][1]["missing"], folio["starting"][1]["text"]) == ("none_published", None)


def test_references_are_words_in_the_documents(published: dict[str, Any]) -> None:
    """No program is shown the marks that the editors write references with."""
    assert [address for address, content in published.items() if "[[" in json.dumps(content)] == []


def test_a_hostile_value_is_only_a_string(small_world: Path) -> None:
    """A value with quotes and markup in it reaches a program as it is."""
    hostile = '"},{"x":"<script>'
    change(small_world, "data/facts/granite.yml", "name: Lens", f"name: '{hostile}'")
    guide = load(small_world)
    content = json.loads(api.files(guide)[f"{routes.API_ROOT}/databases/granite.json"])
    assert hostile in {answer["name"] for answer in content["in_the_box"].values()}
