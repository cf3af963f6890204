"""Values to records; the errors of pydantic in plain words, at the right place."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from guide.model.fields import Branch, Digest, IconName, Key, Line, PackageVersion, Promised, SitePath, Slug, Version
from guide.model.problems import Location, Problem, meant, nearest, summed
from guide.model.samples import Shown
from guide.source.records.yaml_reader import Document

T = TypeVar("T")


def pattern_of(kind: Any) -> str:
    """Return what a text of a kind has to match."""
    return str(kind.__metadata__[0].pattern)


PATTERNS = {
    pattern_of(Line): "one line of text, with no space around it",
    pattern_of(Version): "a version, such as 7.10.2, without a 'v' and without words",
    pattern_of(PackageVersion): "a version as its registry has it, such as 7.10.2, without words",
    pattern_of(Digest): "the twelve digits, 0 to 9 and a to f, that `guide check` prints of the rules",
    pattern_of(Branch): "the name of a branch, such as main",
    pattern_of(Key): "small letters, digits and underscores, such as first_release",
    pattern_of(Slug): "small letters, digits and hyphens, such as two-words",
    pattern_of(IconName): "a set of icons and a name in it, such as simple/git",
    pattern_of(SitePath): "a page, an anchor or a file of this site, such as /compare/#facts",
    pattern_of(Shown): "a file of the sample and a region in it, such as orders/views.py#endpoint",
    pattern_of(Promised): "an address of this site as published.txt has it, such as /compare/#facts",
}
"""What the text of a field must look like, in words."""


def validate(kind: type[T], document: Document) -> tuple[T | None, list[Problem]]:
    """Turn a document into a record of a kind: a record class, or a mapping or tuple of them.

    Returns the record and no problems, or None and every problem that the document did not have before.
    """
    try:
        return adapter(cast("Any", kind)).validate_python(document.value), []
    except ValidationError as error:
        return None, list(_problems(kind, document, error))


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """Return what validates a kind of record, built once."""
    return TypeAdapter(kind)


def _problems(kind: Any, document: Document, error: ValidationError) -> Iterator[Problem]:
    """Yield what is wrong; what many places have alike has one cause, and is told at the first."""
    yield from summed(_each_problem(kind, document, error.errors(include_url=False)))


_CROWD = 5
"""From how many unknown keys on a mapping is of another kind: what it lacks besides follows from that."""


def _each_problem(kind: Any, document: Document, errors: Sequence[ErrorDetails]) -> Iterator[tuple[object, Problem]]:
    """Yield each problem with what may be the cause of others as well."""
    seen: set[Location] = set()
    unknown, missing = (_by_place(errors, word) for word in ("extra_forbidden", "missing"))
    meant_keys = {(*place, key) for place, keys in unknown.items() for key in _meant_keys(kind, place, keys, missing)}
    unclear = {*document.doubled, *(key for key in document.spoiled if key and "\ufffd" in str(key[-1]))}
    broken = {key[:-1] for key in unclear}
    for place, keys in missing.items():
        left = [key for key in keys if (*place, key) not in meant_keys]
        if left and place not in broken and len(unknown.get(place, ())) < _CROWD:
            at = _without_branches((*place, left[0]), document)
            yield _missing_message(left), document.problem(at, _missing_message(left), key=True)
    for details in errors:
        location = _without_branches(details["loc"], document)
        if location in document.spoiled or (_concerns_values(details) and _holds_spoiled(document, location)):
            continue
        if location in seen or details["type"] == "missing" or _is_miscounted(details):
            continue
        seen.add(location)
        problem = _problem(kind, document, location, details, missing)
        yield location[:-1] if details["type"] == "extra_forbidden" else problem.message, problem


def _by_place(errors: Sequence[ErrorDetails], kind: str) -> dict[Location, list[str]]:
    """Return the keys that errors of a kind are about, by where they stand or would stand."""
    keys: dict[Location, list[str]] = {}
    for details in errors:
        if details["type"] == kind:
            keys.setdefault(details["loc"][:-1], []).append(str(details["loc"][-1]))
    return keys


def _meant_keys(
    kind: Any, place: Location, keys: Sequence[str], missing: Mapping[Location, Sequence[str]]
) -> Iterator[str]:
    """Yield the keys that unknown ones of one mapping were probably meant to be."""
    lacking = missing.get(place, ())
    if len(keys) == len(lacking) == 1:
        yield lacking[0]
    yield from (near for key in keys if (near := nearest(key, _fields(kind, place))))


def _missing_message(keys: Sequence[str]) -> str:
    *others, last = (f"'{key}'" for key in keys)
    return f"{', '.join(others)} and {last} are missing; add them" if others else f"{last} is missing; add it"


def _concerns_values(details: ErrorDetails) -> bool:
    return details["type"] != "extra_forbidden"


def _is_miscounted(details: ErrorDetails) -> bool:
    """Return whether a list is short only because entries with problems of their own were not counted."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _holds_spoiled(document: Document, location: Location) -> bool:
    return any(spoiled[:-1] == location for spoiled in document.spoiled if spoiled)


def _without_branches(location: Location, document: Document) -> Location:
    """Drop the parts that pydantic adds for the branches of a union."""
    kept: Location = ()
    for part in location:
        if (*kept, part) in document.values:
            kept = (*kept, part)
    return kept


def _problem(
    kind: Any,
    document: Document,
    location: Location,
    details: ErrorDetails,
    missing: Mapping[Location, Sequence[str]],
) -> Problem:
    error = details["type"]
    if error == "extra_forbidden":
        lacking = missing.get(details["loc"][:-1], ())
        known = _fields(kind, location[:-1])
        hint = f"did you mean '{lacking[0]}'?" if len(lacking) == 1 else meant(str(location[-1]), known)
        return document.problem(location, f"'{location[-1]}' is not a known key; {hint}", key=True)
    if error == "union_tag_invalid":
        return document.problem(
            (*location, "kind"), _one_of(str(details["ctx"]["tag"]), details["ctx"]["expected_tags"])
        )
    if error == "union_tag_not_found":
        return document.problem(location, "'kind' is missing; add it", key=True)
    if at := details.get("ctx", {}).get("at"):
        # What two keys of a record say of each other is told at one of them.
        return document.problem((*location, at), details["msg"])
    return document.problem(location, _sentence(location, details))


def _sentence(location: Location, details: ErrorDetails) -> str:
    name = next((f"'{part}'" for part in reversed(location) if isinstance(part, str)), "the file")
    given = details["input"]
    context: Mapping[str, Any] = details.get("ctx", {})
    kind = details["type"]
    if kind == "literal_error":
        return _one_of(str(given), context["expected"])
    if kind in _SENTENCES:
        return f"{name} {_SENTENCES[kind](given, context)}"
    return f"{name}: {details['msg']}"


def _one_of(given: str, expected: str) -> str:
    allowed = re.findall("'([^']*)'", expected)
    return f"'{given}' is not allowed here; {meant(given, allowed)}"


def _not_text(given: Any, _context: Mapping[str, Any]) -> str:
    if isinstance(given, bool | int):
        return f"must be text, got {str(given).lower()}; write it in quotes: '{str(given).lower()}'"
    return f"must be text, got {_kind(given)}; write one line"


def _kind(given: Any) -> str:
    if isinstance(given, dict):
        return "a mapping"
    if given is None:
        return "nothing"
    return "a list" if isinstance(given, tuple) else repr(given)


def _not_a(form: str) -> Callable[[Any, Mapping[str, Any]], str]:
    return lambda given, _context: f"must be {form}, got {_kind(given)}; see its neighbours for the form"


def _mismatch(given: str, pattern: str) -> str:
    if "\n" in given:
        return "has more than one line; write it on one, or fold it behind '>-'"
    message = f"is {given!r}; it must be {PATTERNS.get(pattern, pattern)}"
    joint = {pattern_of(Key): "_", pattern_of(Slug): "-"}.get(pattern, "")
    plain = re.sub(r"[^a-z0-9]+", joint, given.lower()).strip(joint or None)
    return f"{message}; perhaps '{plain}'" if joint and re.fullmatch(pattern, plain) else message


_SENTENCES: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
    "string_type": _not_text,
    "int_type": _not_a("a whole number"),
    "bool_type": _not_a("true or false"),
    "tuple_type": _not_a("a list"),
    "dict_type": _not_a("a mapping of keys to values"),
    "model_type": _not_a("a mapping of keys to values"),
    "model_attributes_type": _not_a("a mapping of keys to values"),
    "too_short": lambda _given, context: (
        f"has too few entries ({context['actual_length']}); at least {context['min_length']} are needed"
    ),
    "too_long": lambda _given, context: (
        f"has too many entries ({context['actual_length']}); at most {context['max_length']} are allowed"
    ),
    "string_too_short": lambda _given, _context: "is empty; write it",
    "string_pattern_mismatch": lambda given, context: _mismatch(given, context["pattern"]),
    "less_than_equal": lambda given, context: f"is {given}; it must be {context['le']} or less",
    "greater_than_equal": lambda given, context: f"is {given}; it must be {context['ge']} or more",
}


def _fields(root: Any, location: Location) -> set[str]:
    """Return the keys that are allowed at a location."""
    allowed: set[str] = set()
    for kind in kinds_at([root], location):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            allowed |= set(kind.model_fields)
    return allowed


def kinds_at(kinds: list[Any], location: Location) -> list[Any]:
    """Return the types that a value at a location, within a value of one of some types, can have."""
    branches = [branch for kind in kinds for branch in _branches(kind)]
    if not location:
        return branches
    return kinds_at([inner for branch in branches for inner in _inside(branch, location[0])], location[1:])


def _branches(kind: Any) -> list[Any]:
    origin = get_origin(kind)
    if origin is Annotated:
        return _branches(get_args(kind)[0])
    if origin in (Union, types.UnionType):
        return [branch for part in get_args(kind) for branch in _branches(part)]
    return [kind]


def _inside(kind: Any, part: str | int) -> list[Any]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return [field.annotation] if field else []
    arguments = get_args(kind)
    if get_origin(kind) is dict:
        return [arguments[1]]
    return [arguments[0]] if get_origin(kind) is tuple else []
