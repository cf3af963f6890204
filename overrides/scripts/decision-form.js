/* Writes what the answers lead to, and why. */

import { explain, possibleOutcomes, whyNot } from "./deciding.js";
import { element, joined } from "./elements.js";

/** Show what the rules say to the answers given so far. */
export function show(form, result, decision) {
  const guide = { ...decision, source: form.dataset.rules, here: address(form) };
  const [verdict, reasons] = written(guide, Object.fromEntries(new FormData(form)));
  result.querySelector("[data-verdict]").replaceChildren(...verdict.filter(Boolean));
  result.querySelector("[data-reasons]").replaceChildren(...reasons.filter(Boolean));
}

/** Keep the answers in the address, so that it leads back to them. */
export function remember(form) {
  history.replaceState(history.state, "", address(form));
}

function written(guide, answers) {
  const count = Object.keys(answers).length;
  const open = Object.keys(guide.questions).length - count;
  if (!count) return [[], []];
  return open ? stillPossible(guide, answers, open) : decided(guide, answers);
}

function address(form) {
  const query = new URLSearchParams(new FormData(form)).toString();
  const whole = form.querySelectorAll(":checked").length === form.querySelectorAll("fieldset").length;
  return location.pathname + (query && `?${query}`) + (whole ? "#result" : "");
}

function stillPossible(guide, answers, open) {
  const outcomes = possibleOutcomes(guide, answers);
  const left = open === 1 ? "one question" : `${open} questions`;
  if (outcomes.length === 1) {
    const [{ picks, rules }] = outcomes;
    return [
      [
        kicker(`Whatever you answer to the other ${open === 1 ? "question" : left}`),
        heading(guide, picks),
        rules.length === 1 && element("p", { class: "says" }, rules[0].says),
      ],
      [element("p", {}, "By ", joined(rules.map((one) => ruleLink(one)), "or"), ".")],
    ];
  }
  const list = outcomes.map(({ picks, share }) =>
    element("li", {}, names(guide, picks), " ", element("span", { class: "share" }, percent(share))),
  );
  return [
    [kicker(`Still possible, with ${left} open`), element("ul", { class: "possible" }, list)],
    [element("p", { class: "hint" }, "Each with its share of the ways to answer what is open.")],
  ];
}

function decided(guide, answers) {
  const explanation = explain(guide, answers);
  const { rule, picks, nearest } = explanation.outcome;
  const cautions = [...new Set([...explanation.outcome.cautions, ...(nearest?.cautions ?? [])])];
  return [
    [
      kicker(kind(picks, nearest)),
      heading(guide, picks.length ? picks : (nearest?.picks ?? [])),
      element("p", { class: "says" }, rule.says),
      nearest && element("p", {}, nearest.rule.says),
      settled(nearest?.rule ?? rule),
    ],
    [
      reasons(guide, answers, explanation),
      cautions.length > 0 && [
        element("h4", {}, "Cautions"),
        element("ul", { class: "cautions" }, cautions.map(({ says }) => element("li", {}, says))),
      ],
      others(guide, answers, nearest?.picks ?? picks),
      copyLink(guide.here),
    ].flat(),
  ];
}

function kind(picks, nearest) {
  if (picks.length) return picks.length > 1 ? "A tie" : "Our pick";
  return nearest ? "Outside this guide; the nearest option" : "Our answer";
}

const settled = ({ decide }) =>
  decide && element("p", { class: "settled" }, element("b", {}, "What settles the tie: "), decide);

function reasons(guide, answers, { outcome, flips, immaterial }) {
  const { rule, nearest, runnerUps } = outcome;
  const rules = [rule, nearest?.rule].filter(Boolean);
  const decisive = flips.map(({ question }) => given(guide, question, answers[question])).reverse();
  const rest = immaterial.map((question) => lower(guide, question));
  return element("dl", { class: "because" }, [
    row("Rule", joined(rules.map((one) => ruleLink(one, one.id)), "and, for the nearest option,")),
    row("Decided by", joined(decisive, "and", "no single answer: any one of them could be another")),
    row("Did not matter", joined(rest, "and", "nothing: every answer counted")),
    row("Would change it", flips.length ? change(guide, flips[0]) : "no single other answer"),
    row("Runner-up", runnersUp(guide, nearest?.runnerUps ?? runnerUps, rules.at(-1))),
  ]);
}

const runnersUp = (guide, slugs, { pick }) =>
  slugs.length ? names(guide, slugs) : pick.length > 1 ? "none beyond the tie" : "none: the rule names no second choice";

const change = (guide, { question, option: other, outcome }) => [
  `another answer on ${lower(guide, question)}, `,
  option(guide, question, other),
  outcome.picks.length ? ", would lead to " : ", would lead outside this guide, the nearest option being ",
  names(guide, outcome.picks.length ? outcome.picks : (outcome.nearest?.picks ?? [])),
];

function others(guide, answers, picks) {
  const lines = whyNot(guide, answers, picks).map(({ candidate, rule, needs }) =>
    element("li", {}, names(guide, [candidate.slug]), ": ", needed(guide, candidate, rule, needs)),
  );
  return lines.length > 0 && element("details", {}, element("summary", {}, "Why not the others"), element("ul", {}, lines));
}

function needed(guide, candidate, rule, needs) {
  if (!rule) return candidate.in_no_rule ?? "no rule picks it.";
  if (!needs.length) return ["picked by ", ruleLink(rule), ", but a rule above it already holds."];
  const conditions = needs.map(([question, options]) => given(guide, question, ...options));
  return ["picked first by ", ruleLink(rule), ", which needs ", joined(conditions), "."];
}

function copyLink(href) {
  const link = element("a", { href }, "Copy the link to this answer");
  const done = element("span", { role: "status" });
  link.addEventListener("click", async (event) => {
    if (!navigator.clipboard) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(link.href);
      done.textContent = "Copied.";
    } catch {
      done.textContent = "Your browser did not allow it. The address of this page leads here as well.";
    }
  });
  return element("p", { class: "copy" }, link, " ", done);
}

const kicker = (text) => element("p", { class: "eyebrow" }, text);
const heading = (guide, slugs) => element("h3", {}, names(guide, slugs));
const row = (term, what) => element("div", {}, element("dt", {}, term), element("dd", {}, what));
const lower = (guide, question) => guide.questions[question].label.toLowerCase();
const given = (guide, question, ...options) => [
  `${lower(guide, question)} `,
  joined(options.map((one) => option(guide, question, one)), "or"),
];
const option = (guide, question, key) => element("q", {}, guide.questions[question].options[key]);
const percent = (share) => (share < 0.01 ? "under 1%" : `${Math.round(share * 100)}%`);
const ruleLink = ({ id, anchor }, text = `rule ${id}`) => element("a", { href: `#${anchor}` }, text);

function names(guide, slugs) {
  return joined(slugs.map((slug) => candidateLink(guide, slug)), "or", "Outside this guide");
}

/** Addresses start at the root of the site, one folder above the file of the rules. */
function candidateLink(guide, slug) {
  const { name, address: page } = guide.candidates.find((candidate) => candidate.slug === slug);
  return element("a", { href: new URL(`..${page}`, new URL(guide.source, document.baseURI)).href }, name);
}
