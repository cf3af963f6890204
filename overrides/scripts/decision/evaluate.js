/* What the rules say to a set of answers, and why: hooks/guide/decision/evaluate.py once more, for the reader's browser. */

/** The published decision, with questions by key, and `at`, which leads to a page where this copy of the site is served. */
export function decisionOf(document, address) {
  const root = new URL("../..", address);
  return {
    ...document,
    questions: Object.fromEntries(document.questions.map(({ key, ...question }) => [key, question])),
    at: (page) => new URL(page.replace(document.guide.address, ""), root).href,
  };
}

/** Every set of answers that agrees with those given, in the order of the questions and their options. */
export function completions(decision, given = {}) {
  let sets = [{}];
  for (const [question, { options }] of Object.entries(decision.questions)) {
    const allowed = Object.hasOwn(given, question) ? [given[question]] : Object.keys(options);
    sets = sets.flatMap((set) => allowed.map((option) => ({ ...set, [question]: option })));
  }
  return sets;
}

/** The conditions of a rule that the answers given do not meet: pairs of a question and the options that it needs. */
const unmet = ({ when }, answers) =>
  Object.entries(when).filter(
    ([question, options]) => Object.hasOwn(answers, question) && !options.includes(answers[question]),
  );

/** Whether every condition of a rule allows the answer, in a whole set of answers. */
const matches = (rule, answers) => unmet(rule, answers).length === 0;

const firstRule = (decision, answers) => decision.rules.find((one) => matches(one, answers));

/** What the rules say to a whole set of answers; nothing if no rule matches it. */
export function decide(decision, answers) {
  const rule = firstRule(decision, answers);
  return (
    rule && {
      rule,
      picks: rule.pick,
      runnerUps: runnerUps(decision, rule, answers),
      nearest: nearest(decision, rule, answers),
      cautions: decision.cautions.filter((caution) => holds(caution, rule.pick, answers)),
    }
  );
}

/** The outcome of a whole set of answers, which of them decided it, and which did not matter. */
export function explain(decision, answers) {
  const flips = Object.keys(decision.questions).map((question) => [question, flip(decision, answers, question)]);
  return {
    outcome: decide(decision, answers),
    flips: flips.flatMap(([, found]) => found ?? []).reverse(),
    immaterial: flips.flatMap(([question, found]) => (found ? [] : question)),
  };
}

/** The picks that are still possible after some answers, the likeliest first. */
export function possibleOutcomes(decision, given) {
  const sets = completions(decision, given);
  const found = new Map();
  for (const answers of sets) {
    const rule = firstRule(decision, answers);
    const key = String(rule.pick);
    if (!found.has(key)) found.set(key, { picks: rule.pick, rules: new Set(), count: 0 });
    found.get(key).rules.add(rule);
    found.get(key).count += 1;
  }
  return [...found.values()]
    .sort((one, other) => other.count - one.count)
    .map(({ picks, rules, count }) => ({
      picks,
      rules: decision.rules.filter((rule) => rules.has(rule)),
      share: count / sets.length,
    }));
}

/** The open question whose answer leaves the fewest picks possible, taken over its options; none if all is settled. */
export function nextQuestion(decision, given) {
  const picks = (answers) => String(firstRule(decision, answers).pick);
  const sets = completions(decision, given).map((answers) => ({ answers, picks: picks(answers) }));
  const left = (some) => new Set(some.map((one) => one.picks)).size;
  if (left(sets) === 1) return undefined;
  const mean = (question) => {
    const options = Object.keys(decision.questions[question].options);
    const counts = options.map((option) => left(sets.filter(({ answers }) => answers[question] === option)));
    return counts.reduce((sum, count) => sum + count, 0) / options.length;
  };
  const open = Object.keys(decision.questions).filter((question) => !Object.hasOwn(given, question));
  return open.map((question) => [question, mean(question)]).reduce((best, one) => (one[1] < best[1] ? one : best))[0];
}

/** For each candidate that is not picked: the rule that comes nearest to it, and what that needs beyond the answers. */
export const whyNot = (decision, answers, picks) =>
  decision.candidates
    .filter(({ slug }) => !picks.includes(slug))
    .map((candidate) => {
      const rules = decision.rules.filter(({ pick }) => pick.includes(candidate.slug));
      return { candidate, needs: [], ...nearestRule(decision, answers, rules) };
    });

/** The rule that needs the fewest other answers, and among such the one whose needs are easiest to change. */
function nearestRule(decision, answers, rules) {
  const order = Object.keys(decision.questions);
  const hardest = (needs) => Math.min(...needs.map(([question]) => order.indexOf(question)));
  const nearer = (one, other) =>
    one.needs.length - other.needs.length || hardest(other.needs) - hardest(one.needs) || 0;
  return rules.map((rule) => ({ rule, needs: unmet(rule, answers) })).sort(nearer)[0];
}

/** What to look at before committing to picks: each of them, and whom to compare, if somewhere that is written out. */
export function nextChecks(decision, picks, runnerUps) {
  const compared = picks.length > 1 ? picks : [...picks, ...runnerUps.slice(0, 1)];
  const pair = decision.pairs.find(({ candidates }) => String([...compared].sort()) === String(candidates));
  return {
    candidates: picks.map((slug) => decision.candidates.find((candidate) => candidate.slug === slug)),
    compared: compared.length > 1 ? compared : [],
    written: pair?.page,
  };
}

function runnerUps(decision, rule, answers) {
  if (!rule.runner_up_in_own_language) return rule.runner_up;
  const home = decision.rules.find(
    (one) => one.pick.length && !one.runner_up_in_own_language && matches(one, answers),
  );
  return [...new Set([...rule.runner_up, ...(home?.pick ?? [])])];
}

function nearest(decision, rule, answers) {
  if (!rule.outside) return undefined;
  const inside = { ...decision, rules: decision.rules.filter(({ pick }) => pick.length) };
  return decide(inside, { ...answers, ...rule.outside });
}

const holds = (caution, picks, answers) =>
  matches(caution, answers) && (!caution.pick.length || caution.pick.some((slug) => picks.includes(slug)));

/** The nearest other answer to one question that leads elsewhere. */
function flip(decision, answers, question) {
  const advice = (outcome) => JSON.stringify([outcome.picks, outcome.nearest?.picks]);
  const before = advice(decide(decision, answers));
  for (const option of byDistance(Object.keys(decision.questions[question].options), answers[question])) {
    const outcome = decide(decision, { ...answers, [question]: option });
    if (advice(outcome) !== before) return { question, option, outcome };
  }
  return undefined;
}

/** The other options, the neighbours of the chosen one first. */
function byDistance(options, chosen) {
  const distance = (option) => Math.abs(options.indexOf(option) - options.indexOf(chosen));
  return options.filter((option) => option !== chosen).sort((one, other) => distance(one) - distance(other));
}
