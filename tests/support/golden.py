"""What the decisions of two small worlds come to, on file: the build and the browser are both held to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bicycles import values
from guide.exports.documents import api
from playwright.sync_api import Page
from scripting import ORIGIN, evaluated
from worlds import SMALL_WORLD, load

FILE = Path(__file__).parents[1] / "golden" / "decisions.json"
"""Renewed by `make golden`; look at the difference before you commit it."""

_SCRIPT = Path(__file__).with_suffix(".js")


def documents() -> dict[str, Any]:
    """Return each decision in the form in which the site publishes it, by the name of its world."""
    databases = json.loads(api.files(load(SMALL_WORLD))["api/v1/decision.json"])
    return {"databases": databases, "bicycles": _bicycles()}


def _bicycles() -> Any:
    decision = values()
    names = ("cargo", "roadster", "randonneur", "tandem")
    return {
        "guide": {"address": ORIGIN},
        "questions": [{"key": key, "doubts": [], **question} for key, question in decision["questions"].items()],
        "rules": [_bare_rule(rule) for rule in decision["rules"]],
        "concerns": [],
        "cautions": [{"pick": [], **caution} for caution in decision["cautions"]],
        "candidates": [{"slug": name, "name": name, "page": f"{ORIGIN}{name}/"} for name in names],
        "pairs": [{"candidates": ["cargo", "roadster"], "page": f"{ORIGIN}cargo-vs-roadster/"}],
    }


def _bare_rule(rule: dict[str, Any]) -> dict[str, Any]:
    outside = rule["outside"]["as_if"] if "outside" in rule else None
    return {"pick": [], "runner_up": [], "runner_up_in_own_language": False, **rule, "outside": outside}


def results(page: Page) -> Any:
    """Return what the scripts make of every set of answers to the small worlds, whole or in part."""
    return evaluated(page, _SCRIPT.read_text(encoding="utf-8"), documents(), ["databases"])


def known() -> Any:
    """Return what stands on file."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def text(found: Any) -> str:
    """Return results as they stand on file: a line for each set of answers."""
    worlds = (f'"{world}": {{\n{_kinds(kinds)}\n}}' for world, kinds in found.items())
    return "{\n" + ",\n".join(worlds) + "\n}\n"


def _kinds(kinds: Any) -> str:
    return ",\n".join(f'"{kind}": {{\n{_lines(lines)}\n}}' for kind, lines in kinds.items())


def _lines(lines: Any) -> str:
    return ",\n".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())
