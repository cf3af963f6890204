"""Problems of blanks: the word BLANK keeps the place of something still to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from guide.model.facts import Page
from guide.model.problems import Location, Problem
from guide.source.records.docstrings import field_docs
from guide.source.records.validation import kinds_at
from guide.source.records.yaml_reader import Document


def blank_problems(document: Document, kind: Any, questions: Mapping[Location, str] | None = None) -> Iterator[Problem]:
    """Yield a problem for every blank of a document.

    Takes the kind of record in it, and the questions at some places; elsewhere the descriptions of the fields serve.
    """
    for location in _blanks(document, kind):
        name = ".".join(str(part) for part in location if isinstance(part, str)) or "the file"
        question = (questions or {}).get(location) or _description(kind, location)
        needle = "BLANK" if location in document.blanks else ""
        yield document.problem(location, still_blank(f"'{name}'", question), needle=needle)


def _blanks(document: Document, kind: Any) -> list[Location]:
    """Return where the blanks stand; a source that is blank in every part counts once."""
    blanks = set(document.blanks)
    places: dict[Location, None] = {}
    for location in document.blanks:
        around = location[:-1]
        parts = {place for place in document.values if place[:-1] == around and place}
        whole = Page in kinds_at([kind], around) and parts <= blanks
        places[around if whole else location] = None
    return list(places)


def still_blank(name: str, question: str) -> str:
    """Return the message on a blank; takes its name, and what belongs there."""
    return f"{name} is still blank; {question}"


def questions_in(vocabulary: Mapping[str, Any]) -> dict[Location, str]:
    """Return what the vocabulary asks at some places of a candidate's files.

    Takes the records of the single files, by name; what could not be read asks nothing.
    """
    criteria, fact_types = vocabulary.get("criteria", {}), vocabulary.get("fact_types", {})
    features = vocabulary["features"].features if "features" in vocabulary else {}
    statuses = vocabulary["features"].statuses if "features" in vocabulary else {}
    return {
        **{("facts", key, "value"): kind.question for key, kind in fact_types.items()},
        **{
            ("in_the_box", key, "status"): _choice(f"Is it in the box? {feature.label}:", statuses)
            for key, feature in features.items()
        },
        **{
            ("judgements", key, "word"): _choice(criterion.question, criterion.words)
            for key, criterion in criteria.items()
        },
    }


def _choice(question: str, words: Iterable[str]) -> str:
    *first, last = words
    return f"{question} {', '.join(first)} or {last}"


def _description(kind: Any, location: Location) -> str:
    """Return the description of the innermost field that a location leads through."""
    for end in range(len(location) - 1, -1, -1):
        for model in kinds_at([kind], location[:end]):
            name = location[end]
            if isinstance(model, type) and issubclass(model, BaseModel) and name in model.model_fields:
                return " ".join(field_docs(model).get(str(name), "").split())
    return "write it in its place"
