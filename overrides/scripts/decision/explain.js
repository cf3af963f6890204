/* A result in words, written for whoever answered, before it is put on the page or into a record.

   A sentence is a list of parts, nested as they come: text, or an object with text and where it leads (`href`). */

import { joined } from "../shared/elements.js";
import { asks, completed, decide, flips, known, matches, raised, reasons, speaks, undecided } from "./evaluate.js";

/** What the rules say to the answers given so far, at least one. */
export function tell(guide, given) {
  const whole = completed(guide, given);
  const first = decide(guide, whole);
  const last = first.nearest ?? first;
  const inside = first.nearest ? { ...given, ...first.rule.outside } : given;
  const cautions = [...new Set([...first.cautions, ...last.cautions])];
  const needed = undecided(guide, given);
  const deciding = decidedBy(guide, given, whole, last);
  const why = reasons(guide, inside, last);
  const fear = judged(guide, inside, last, deciding);
  const counted = new Set([
    ...deciding,
    ...why.flatMap(({ questions }) => questions),
    ...(fear ? [fear.question] : []),
    ...cautions.flatMap(({ when }) => Object.keys(when)),
  ]);
  return {
    kind: first.nearest ? "outside" : last.picks.length > 1 ? "tie" : "pick",
    picks: last.picks,
    names: names(guide, last.picks),
    brief: plain(names(guide, last.picks)),
    title: title(guide, given, first, last, deciding),
    lead: first.nearest ? elsewhere(guide, first.rule) : leading(fear, why),
    settling: last.rule.decide,
    prices: last.picks.map((slug) => [name(guide, slug), ": ", candidate(guide, slug).verdict]),
    why: why.map((reason) => worded(guide, inside, last, reason)),
    fallback: why.length ? undefined : last.rule.says,
    cautions: cautions.map((caution) => warning(guide, caution, last.picks)),
    needed,
    asides: asides(guide, given, needed, counted),
    changes: changes(guide, given, whole),
    others: others(guide, whole, first, last),
    outside: leftOut(guide),
    checks: last.picks.map((slug) => checks(guide, slug)),
    drivers: Object.keys(guide.questions).filter((question) => known(guide, given, question) && counted.has(question))
      .map((question) => `You ${phrase(guide, question, given[question])}`),
    given: Object.entries(guide.questions).filter(([question]) => Object.hasOwn(given, question))
      .map(([question, { asks, options }]) => [asks, options[given[question]]]),
    link: guide.here(given),
  };
}

/** Parts of a sentence as plain text. */
export const plain = (parts) => [parts].flat(Infinity).map((part) => part.text ?? part).join("");

/** What is said first; a sentence without a rating only where no reason speaks of the same answer. */
const leading = (fear, why) =>
  fear && (fear.rates || !why.some(({ questions }) => questions.includes(fear.question))) ? fear.says : [];

const leftOut = (guide) => ({ text: "Others we considered, by language", href: guide.at("not-ranked/") });
const elsewhere = (guide, rule) => [rule.says, " ", leftOut(guide), "."];

/** A caution with its way out; of a tie, whom it is about if not all. */
function warning(guide, { says, way_out, pick }, picks) {
  const about = picks.filter((slug) => pick.includes(slug));
  const whom = about.length && about.length < picks.length ? `${plain(names(guide, about))}: ` : "";
  return { says: `${whom}${says}`, wayOut: way_out };
}

/** The answers that the advice hangs on, at most three: another one to any of them alone would change it. */
function decidedBy(guide, given, whole, { picks }) {
  const [language, ...others] = Object.keys(guide.questions);
  const answered = others.filter((question) => known(guide, given, question));
  const turning = answered.filter((question) => turns(guide, whole, question));
  const spoken = known(guide, given, language) && picks.every((slug) => speaks(guide, slug, given[language]));
  return [...(spoken ? [language] : []), ...turning].slice(0, 3);
}

/** Whether another answer would change the advice: where nobody is in doubt, whether none would have. */
function turns(guide, whole, question) {
  const found = flips(guide, whole, question);
  if (guide.questions[question].doubts.length) return found.length > 0;
  return found.some(([option]) => option === completed(guide, {})[question]);
}

function title(guide, given, first, { picks }, deciding) {
  const pick = plain(joined(picks.map((slug) => name(guide, slug).text), "or"));
  if (first.nearest) return `Nothing here is written in your language. If you would change it: ${pick}.`;
  if (!deciding.length) return `${pick}: nothing you said asks for a special case.`;
  return `${pick}, because you ${plain(joined(deciding.map((question) => phrase(guide, question, given[question]))))}.`;
}

/** What we say of the picks on the first thing that is asked of them: a fear, as a rule. What the title says of it is not said again. */
function judged(guide, given, { picks }, titled) {
  for (const concern of guide.concerns.filter((one) => raised(guide, given, one))) {
    const question = asks(concern);
    const says = rated(guide, picks, concern);
    const head = titled.includes(question) ? [] : [`${sentence(guide, given, [question])}. `];
    if (says.length) return { question, rates: Boolean(concern.criterion), says: [...head, ...says] };
  }
  return undefined;
}

/** Our rating of all picks on what a concern asks; nothing where they differ, or fall short without a rating. */
function rated(guide, picks, { criterion, good, meets }) {
  if (!criterion) return meets && picks.every((slug) => good.includes(slug)) ? [meets] : [];
  const [{ label, word, reason, page }, ...more] = picks.map((slug) => rating(guide, slug, criterion));
  if (more.some((one) => one.word !== word)) return [];
  const whom = more.length ? "both" : name(guide, picks[0]).text;
  return [`For ${label.toLowerCase()} we rate ${whom} `, { text: word, href: guide.at(page) }, more.length ? "." : `: ${reason}`];
}

/** A reason under the answers that it comes from, with what it rests on. */
function worded(guide, given, { rule, picks }, { questions, tells }) {
  const head = sentence(guide, given, questions);
  if (tells === "language") return { head, ...home(guide, given[questions[0]], rule) };
  if (tells === "rule") return { head, says: rule.says, rests: rests(guide, rule.grounds) };
  const concern = guide.concerns.find(({ id }) => id === tells);
  if (!concern.criterion) return { head, says: concern.meets, rests: rests(guide, concern.grounds.filter(({ candidate }) => picks.includes(candidate))) };
  const { label, word, meaning, page } = rating(guide, picks[0], concern.criterion);
  return { head, says: `${label}: ${word}. ${meaning}`, rests: [{ text: "The reason", href: guide.at(page) }] };
}

/** What a language that is known here says: the rule for its team, or how few of the ranked are written in it. */
function home(guide, option, rule) {
  const here = guide.candidates.filter(({ languages }) => languages.includes(option));
  if (Object.keys(rule.when).length === 1) return { says: rule.says, rests: [] };
  const which = here.length === 1 ? "Only one of those ranked is" : `${NUMBERS[here.length] ?? here.length} of those ranked are`;
  return {
    says: `${which} in your language. What a team knows is worth more than any difference between ${guide.subject.many}.`,
    rests: here.map(({ slug }) => name(guide, slug)),
  };
}

const NUMBERS = [, , "Two", "Three", "Four", "Five"];

/** What a sentence rests on; of several candidates, with the name of each. */
const rests = (guide, grounds) =>
  grounds.map(({ candidate: slug, text, stale, page }) => ({
    text: `${grounds.length > 1 ? `${name(guide, slug).text}, ` : ""}${text}${stale ? " (past its keep-by date)" : ""}`,
    href: guide.at(page),
  }));

/** What did not matter, and what is open, in a line each. */
function asides(guide, given, needed, counted) {
  const label = (question) => guide.questions[question].label.toLowerCase();
  const list = (questions) => plain(joined(questions.map(label)));
  const [language] = Object.keys(guide.questions);
  const idle = Object.keys(given).filter(
    (question) => question !== language && known(guide, given, question) && !counted.has(question),
  );
  const open = Object.keys(guide.questions).filter((question) => !Object.hasOwn(given, question));
  const settled = open.filter((question) => !needed.includes(question));
  return [
    idle.length ? `Did not matter: ${list(idle)}.` : "",
    settled.length && !needed.length
      ? `Still open: ${list(settled)}. ${settled.length > 1 ? "None of them can" : "It cannot"} change this answer.`
      : "",
  ].filter(Boolean);
}

/** Where an answer to an open question, or a doubt resolved, would lead; never to another language. */
function changes(guide, given, whole) {
  const [language, ...others] = Object.keys(guide.questions);
  const found = new Map();
  for (const question of others.filter((one) => !known(guide, given, one)))
    for (const [option, outcome] of flips(guide, whole, question))
      if (!guide.questions[question].doubts.includes(option)) {
        const last = outcome.nearest ?? outcome;
        const key = String(last.picks);
        if (!found.has(key)) found.set(key, { picks: last.picks, ifs: [] });
        const { ifs } = found.get(key);
        const [verb, ...rest] = phrase(guide, question, option).split(" ");
        const again = ifs.some((one) => one.verb === verb);
        ifs.push({ verb, text: [...(again ? [] : [verb]), ...rest].join(" "), href: guide.here({ ...given, [question]: option }) });
      }
  const list = [...found.values()].map(({ picks, ifs }) => [names(guide, picks), " if you ", joined(ifs, "or")]);
  return Object.hasOwn(given, language) ? list : [["Say which language you write: it decides most."], ...list];
}

/** All that were not picked, in a few groups. */
function others(guide, whole, first, { rule, picks, runnerUps }) {
  const [language] = Object.keys(guide.questions);
  const left = new Map(guide.candidates.filter(({ slug }) => !picks.includes(slug)).map((one) => [one.slug, one]));
  const groups = [];
  const group = (label, slugs, note = []) => {
    if (slugs.length) groups.push([label, [joined(slugs.map((slug) => name(guide, slug))), ...note]]);
    for (const slug of slugs) left.delete(slug);
  };
  const staying = rule.runner_up_in_own_language;
  group(staying ? "If you keep your language" : "Runner-up", runnerUps, comparison(guide, picks, runnerUps));
  const spoken = guide.candidates.some(({ languages }) => languages.includes(whole[language]));
  if (spoken && !first.nearest)
    group("Not in your language", [...left.keys()].filter((slug) => !speaks(guide, slug, whole[language])));
  for (const concern of guide.concerns.filter((one) => matches(one, whole)))
    group(concern.against, concern.short.filter((slug) => left.has(slug)));
  group("Sound, for other cases", [...left.keys()]);
  return groups;
}

function comparison(guide, picks, runnerUps) {
  const compared = picks.length > 1 ? picks : [...picks, ...runnerUps.slice(0, 1)];
  if (compared.length < 2) return [];
  const pair = guide.pairs.find(({ candidates }) => String([...compared].sort()) === String(candidates));
  const text = plain(joined(compared.map((slug) => name(guide, slug).text), "or"));
  return [". ", { text: `Compare ${text}`, href: guide.at(pair ? pair.page : `compare/?f=${compared.join(",")}`) }];
}

function checks(guide, slug) {
  const { try_first, starting, weaknesses, page } = candidate(guide, slug);
  return {
    slug,
    name: name(guide, slug),
    tryFirst: try_first,
    starting: starting.map((fact) => [fact.label, stated(guide, fact)]),
    bites: weaknesses.map(({ moment, what }) => [moment, what]),
    more: guide.at(`${page}#weaknesses`),
  };
}

const stated = (guide, fact) => [
  value(fact),
  " ",
  { text: `(${inWords(fact.as_of)})`, href: guide.at(fact.page) },
  fact.stale ? " Past its keep-by date." : "",
];

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

const phrase = (guide, question, option) => guide.questions[question].phrases[option];
const sentence = (guide, given, questions) =>
  `You ${plain(joined(questions.map((question) => phrase(guide, question, given[question]))))}`;
const candidate = (guide, slug) => guide.candidates.find((one) => one.slug === slug);
const rating = (guide, slug, criterion) => candidate(guide, slug).ratings.find(({ key }) => key === criterion);
const names = (guide, slugs) => joined(slugs.map((slug) => name(guide, slug)), "or");

function name(guide, slug) {
  const { name: text, page } = candidate(guide, slug);
  return { text, href: guide.at(page) };
}
