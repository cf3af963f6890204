"""What the decisions of two small worlds come to, on file: the build and the browser are both held to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bicycles import values
from guide.exports import api
from playwright.sync_api import Page
from scripting import ORIGIN, evaluated
from worlds import SMALL_WORLD, load

FILE = Path(__file__).parents[1] / "golden" / "decisions.json"
"""Renewed by `make golden`; look at the difference before you commit it."""


def documents() -> dict[str, Any]:
    """Return each decision in the form in which the site publishes it, by the name of its world."""
    databases = json.loads(api.files(load(SMALL_WORLD))["api/v1/decision.json"])
    return {"databases": databases, "bicycles": _bicycles()}


def _bicycles() -> Any:
    decision = values()
    names = ("cargo", "roadster", "randonneur", "tandem")
    return {
        "guide": {"address": ORIGIN},
        "questions": [{"key": key, **question} for key, question in decision["questions"].items()],
        "rules": [_bare_rule(rule) for rule in decision["rules"]],
        "cautions": [{"pick": [], **caution} for caution in decision["cautions"]],
        "candidates": [{"slug": name, "name": name, "page": f"{ORIGIN}{name}/"} for name in names],
        "pairs": [{"candidates": ["cargo", "roadster"], "page": f"{ORIGIN}cargo-vs-roadster/"}],
    }


def _bare_rule(rule: dict[str, Any]) -> dict[str, Any]:
    outside = rule["outside"]["as_if"] if "outside" in rule else None
    return {"pick": [], "runner_up": [], "runner_up_in_own_language": False, **rule, "outside": outside}


_RESULTS = """
const [documents, telling] = given;
const rules = await import("/scripts/decision/evaluate.js");
const { plain, tell } = await import("/scripts/decision/explain.js");
const written = (answers) => Object.entries(answers).map(([key, option]) => `${key}=${option}`).join(", ");
const outcome = (one) => one && {
  rule: one.rule.id, picks: one.picks, runnerUps: one.runnerUps, nearest: outcome(one.nearest) ?? null,
  cautions: one.cautions.map(({ id }) => id),
};
const against = (decision, answers, picks) => rules.whyNot(decision, answers, picks)
  .map(({ candidate, rule, needs }) => [candidate.slug, rule?.id ?? null, Object.fromEntries(needs)]);
const checks = (decision, { picks, runnerUps }) => {
  const { candidates, ...rest } = rules.nextChecks(decision, picks, runnerUps);
  return { candidates: candidates.map(({ slug }) => slug), ...rest };
};
const whole = (decision, answers) => {
  const why = rules.explain(decision, answers);
  const last = why.outcome.nearest ?? why.outcome;
  return {
    outcome: outcome(why.outcome),
    flips: why.flips.map((flip) => [flip.question, flip.option, flip.outcome.rule.id]),
    immaterial: why.immaterial,
    others: against(decision, answers, last.picks),
    checks: checks(decision, last),
  };
};
const partial = (decision, answers) => {
  const outcomes = rules.possibleOutcomes(decision, answers);
  return {
    possible: outcomes.map(({ picks, rules, share }) => [picks, rules.map(({ id }) => id), Number(share.toFixed(4))]),
    next: rules.nextQuestion(decision, answers) ?? null,
    others: against(decision, answers, outcomes[0].picks),
  };
};
const partly = (decision) => Object.entries(decision.questions).reduce(
  (some, [key, { options }]) => some.flatMap((one) => [one, ...Object.keys(options).map((option) => ({ ...one, [key]: option }))]),
  [{}],
).filter((one) => Object.keys(one).length < Object.keys(decision.questions).length);
const sentences = (decision, answers) => {
  const { spoken, says, possible, because, quick, hints, cautions, checks, compare, others } = tell(decision, answers);
  const terms = (rows) => rows.map(([term, what]) => `${term}: ${plain(what)}`);
  const advice = checks.flatMap(({ tryFirst, starting, bites }) => [...tryFirst, ...terms(starting), ...terms(bites)]);
  return [spoken, says, possible.map(plain), terms(because), terms(quick), hints.map(plain), cautions, advice,
    compare ? plain(compare) : [], others.map(plain)].flat();
};
const every = (decision, sets, result) => Object.fromEntries(sets.map((answers) => [written(answers), result(decision, answers)]));
return Object.fromEntries(Object.entries(documents).map(([name, document]) => {
  const decision = { ...rules.decisionOf(document, `${location.origin}/api/v1/decision.json`), here: written };
  const sets = rules.completions(decision), some = partly(decision);
  return [name, {
    whole: every(decision, sets, whole),
    partial: every(decision, some, partial),
    told: telling.includes(name) ? every(decision, [...sets, ...some.slice(1)], sentences) : {},
  }];
}));
"""


def results(page: Page) -> Any:
    """Return what the scripts make of every set of answers to the small worlds, whole or in part."""
    return evaluated(page, _RESULTS, documents(), ["databases"])


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
