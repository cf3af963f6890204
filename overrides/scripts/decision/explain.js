/* A result in words, before it is written as a page or as a record.

   A sentence is a list of parts, nested as they come: text, or an object with text and what it is: a link (`href`),
   and `as` an answer, an aside or a warning. */

import { joined } from "../shared/elements.js";
import { explain, nextChecks, nextQuestion, possibleOutcomes, whyNot } from "./evaluate.js";

const NOTHING = { says: [], hints: [], possible: [], quick: [], because: [], cautions: [], checks: [], others: [] };

/** What the rules say to the answers given so far, at least one. */
export function tell(guide, answers) {
  const questions = Object.entries(guide.questions);
  const open = questions.filter(([question]) => !Object.hasOwn(answers, question)).map(([question]) => question);
  const answered = questions.filter(([question]) => Object.hasOwn(answers, question));
  const told = open.length ? partly(guide, answers, open) : wholly(guide, answers);
  return {
    ...NOTHING,
    given: answered.map(([question, { asks, options }]) => [asks, options[answers[question]]]),
    link: guide.here(answers),
    ...told,
    spoken: `${told.kicker}: ${told.spoken ?? plain(told.names)}.`,
  };
}

/** Parts of a sentence as plain text. */
export const plain = (parts) => [parts].flat(Infinity).map((part) => part.text ?? part).join("");

function partly(guide, answers, open) {
  const outcomes = possibleOutcomes(guide, answers);
  if (outcomes.length > 1) return stillPossible(guide, answers, outcomes, open);
  const [{ picks, rules }] = outcomes;
  const only = rules.length === 1 ? rules[0] : undefined;
  const told = {
    kicker: `Whatever you answer to the other ${open.length === 1 ? "question" : `${open.length} questions`}`,
    brief: plain(names(guide, picks)),
    kind: picks.length > 1 ? "tie" : "pick",
    picks,
    names: names(guide, picks),
    says: only ? [only.says] : [],
    settled: only?.decide,
    because: [["Rule", joined(rules.map(ruleLink), "or")]],
  };
  if (!picks.length) return { ...told, hints: [["Answer the rest to see which option is nearest."]] };
  return {
    ...told,
    ...advice(guide, answers, picks, only?.runner_up ?? []),
    quick: only?.runner_up.length ? [["Runner-up", names(guide, only.runner_up)]] : [],
    hints: [["The other answers cannot change that. They can add cautions."]],
    drivers: drivers(guide, answers, () => ""),
  };
}

function stillPossible(guide, answers, outcomes, open) {
  const next = nextQuestion(guide, answers);
  const left = joined(open.map((question) => lower(guide, question))).join("");
  return {
    kicker: "Still possible",
    brief: `${outcomes.length} results still possible`,
    spoken: plain(joined(outcomes.map(({ picks }) => names(guide, picks)), "or")),
    possible: outcomes.map(({ picks, share }) => [names(guide, picks), " ", { text: percent(share), as: "aside" }]),
    hints: [
      ["Each with its share of the ways to answer what is open."],
      [`Not answered: ${left}. `, open.length > 1 ? [questionLink(guide, next), " narrows it most."] : ""],
    ],
  };
}

function wholly(guide, answers) {
  const { outcome, flips, immaterial } = explain(guide, answers);
  const last = outcome.nearest ?? outcome;
  const kind = !outcome.picks.length ? "outside" : outcome.picks.length > 1 ? "tie" : "pick";
  const rules = [...new Set([outcome.rule, last.rule])];
  const deciding = flips.map(({ question }) => question).reverse();
  const quoted = (questions) => questions.map((question) => given(guide, question, answers[question]));
  return {
    kicker: KICKERS[kind],
    kind,
    brief: `${outcome.picks.length ? "" : "Outside this guide; nearest: "}${plain(names(guide, last.picks))}`,
    by: last.rule.id,
    picks: last.picks,
    names: names(guide, last.picks),
    says: rules.map(({ says }) => says),
    settled: last.rule.decide,
    quick: [
      ["Runner-up", runnersUp(guide, last)],
      ["Would change it", flips.length ? change(guide, answers, flips[0]) : "no single other answer"],
    ],
    because: [
      ["Rule", joined(rules.map(ruleLink), "and, for the nearest option,")],
      ["Decided by", joined(quoted(deciding), "and", "no single answer: any one of them could be another")],
      ["Did not matter", joined(quoted(immaterial), "and", "nothing: every answer counted")],
    ],
    cautions: [...new Set([...outcome.cautions, ...last.cautions])].map(({ says }) => says),
    ...advice(guide, answers, last.picks, last.runnerUps),
    drivers: drivers(guide, answers, (question) => (deciding.includes(question) ? "decided" : "did not matter")),
  };
}

const KICKERS = { pick: "Our pick", tie: "A tie", outside: "Outside this guide; the nearest option" };

const runnersUp = (guide, { runnerUps, picks }) =>
  joined(
    runnerUps.map((slug) => name(guide, slug)),
    "or",
    picks.length > 1 ? "none beyond the tie" : "none: the rule names no second choice",
  );

const change = (guide, answers, { question, option, outcome }) => [
  `another answer on ${lower(guide, question)}, `,
  { ...quote(guide, question, option), href: guide.here({ ...answers, [question]: option }) },
  outcome.picks.length ? ", would lead to " : ", would lead outside this guide, the nearest option being ",
  names(guide, outcome.picks.length ? outcome.picks : (outcome.nearest?.picks ?? [])),
];

/** Each question with the answer to it and what that did; for one left open, that it makes no difference. */
const drivers = (guide, answers, effect) =>
  Object.entries(guide.questions).map(([question, { label, options }]) =>
    Object.hasOwn(answers, question)
      ? [label, options[answers[question]], effect(question)]
      : [label, "not answered", "no answer to it changes the pick"],
  );

/** What to do before committing to picks, and what stands against all the others. */
function advice(guide, answers, picks, runnerUps) {
  const { compared, written, candidates } = nextChecks(guide, picks, runnerUps);
  return {
    checks: candidates.map((candidate) => ({
      name: name(guide, candidate.slug),
      tryFirst: candidate.try_first,
      starting: candidate.starting.map((fact) => [fact.label, stated(guide, fact)]),
      bites: candidate.weaknesses.map(({ moment, what }) => [moment, what]),
      more: guide.at(`${candidate.page}#weaknesses`),
    })),
    compare: compared.length ? comparison(guide, compared, written) : undefined,
    others: whyNot(guide, answers, picks).map((found) => against(guide, found, runnerUps)),
  };
}

function comparison(guide, slugs, written) {
  const between = (joint) => plain(joined(slugs.map((slug) => name(guide, slug)), joint));
  if (written) return ["Read ", { text: between("or"), href: guide.at(written) }, ", our written comparison."];
  return ["Put ", { text: between("and"), href: guide.at(`compare/?f=${slugs.join(",")}`) }, " side by side."];
}

function against(guide, { candidate, rule, needs }, runnerUps) {
  const second = runnerUps.includes(candidate.slug) ? "the runner-up; " : "";
  return [name(guide, candidate.slug), `: ${second}`, lacking(guide, candidate, rule, needs)];
}

function lacking(guide, candidate, rule, needs) {
  if (!rule) return candidate.in_no_rule ?? "no rule picks it.";
  if (!needs.length) return ["rule ", ruleLink(rule), " would pick it, but a rule above that one holds."];
  const conditions = needs.map(([question, options]) => given(guide, question, ...options));
  return ["needs ", joined(conditions), " (rule ", ruleLink(rule), ")."];
}

function stated(guide, fact) {
  const date = { text: `as of ${inWords(fact.as_of)}`, href: guide.at(fact.page) };
  return [value(fact), " (", date, ")", fact.stale ? [" ", { text: "past its keep-by date", as: "warning" }] : []];
}

function value({ missing, reason, type, text }) {
  if (missing) return `${missing[0].toUpperCase()}${missing.slice(1).replaceAll("_", " ")}. ${reason}`;
  return type === "address" ? { text: new URL(text).hostname, href: text } : text;
}

/** A year, a month or a day as readers write it. */
function inWords(date) {
  const [, month, day] = date.split("-");
  const parts = { year: "numeric", month: month && "long", day: day && "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("en-GB", parts).format(new Date(date));
}

const lower = (guide, question) => guide.questions[question].label.toLowerCase();
const quote = (guide, question, option) => ({ text: guide.questions[question].options[option], as: "answer" });
const given = (guide, question, ...options) => [
  `${lower(guide, question)} `,
  joined(options.map((option) => quote(guide, question, option)), "or"),
];
const questionLink = (guide, question) => ({
  text: guide.questions[question].label,
  href: `#ask-${question.replaceAll("_", "-")}`,
});
const percent = (share) => (share < 0.01 ? "under 1%" : `${Math.round(share * 100)}%`);
const ruleLink = ({ id, page }) => ({ text: id, href: new URL(page).hash });
const names = (guide, slugs) => joined(slugs.map((slug) => name(guide, slug)), "or", "Outside this guide");

function name(guide, slug) {
  const { name: text, page } = guide.candidates.find((candidate) => candidate.slug === slug);
  return { text, href: guide.at(page) };
}
