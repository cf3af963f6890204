/* What the rules say to a set of answers, and why: hooks/guide/deciding.py once more, for the reader's browser. */

/** Every set of answers that agrees with those given, in the order of the questions and their options. */
export function completions(decision, given = {}) {
  let sets = [{}];
  for (const [question, { options }] of Object.entries(decision.questions)) {
    const allowed = Object.hasOwn(given, question) ? [given[question]] : Object.keys(options);
    sets = sets.flatMap((set) => allowed.map((option) => ({ ...set, [question]: option })));
  }
  return sets;
}

/** The conditions of a rule that answers do not meet: pairs of a question and the options that it needs. */
export const unmet = ({ when }, answers) =>
  Object.entries(when).filter(([question, options]) => !options.includes(answers[question]));

const matches = (rule, answers) => unmet(rule, answers).length === 0;

/** What the rules say to a whole set of answers; nothing if no rule matches it. */
export function decide(decision, answers) {
  const rule = decision.rules.find((one) => matches(one, answers));
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
    const { rule } = decide(decision, answers);
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

/** For each candidate that is not picked: the first rule that picks it, and the conditions that answers do not meet. */
export const whyNot = (decision, answers, picks) =>
  decision.candidates
    .filter(({ slug }) => !picks.includes(slug))
    .map((candidate) => {
      const rule = decision.rules.find(({ pick }) => pick.includes(candidate.slug));
      return { candidate, rule, needs: rule ? unmet(rule, answers) : [] };
    });

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
  return decide(inside, { ...answers, ...rule.outside.as_if });
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
