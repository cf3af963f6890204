/* What the rules say to a set of answers, and why: hooks/guide/decision once more, for the reader's browser. */

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

/** Answers with every open question answered as it counts while it is open. */
export const completed = (decision, given) =>
  Object.fromEntries(
    Object.entries(decision.questions).map(([key, { if_open, options }]) => [
      key,
      given[key] ?? if_open ?? Object.keys(options)[0],
    ]),
  );

/** Whether every condition of a rule, a caution or a concern allows the answer, in a whole set of answers. */
export const matches = ({ when }, answers) =>
  Object.entries(when).every(([question, options]) => options.includes(answers[question]));

/** Whether a question is answered, and not by a doubt. */
export const known = (decision, answers, question) =>
  Object.hasOwn(answers, question) && !decision.questions[question].doubts.includes(answers[question]);

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

/** What is advised, in the end: the picks, or outside the guide those of the nearest option. */
export const advised = (outcome) => String((outcome.nearest ?? outcome).picks);

/** The open questions whose answer can still change what is advised, the others being answered in any way. */
export function undecided(decision, given) {
  const sets = completions(decision, given).map((answers) => [answers, advice(decision, answers)]);
  const open = Object.keys(decision.questions).filter((question) => !Object.hasOwn(given, question));
  return open.filter((question) => {
    const seen = new Map();
    return sets.some(([{ [question]: _, ...rest }, picks]) => {
      const key = Object.values(rest).join();
      if (!seen.has(key)) seen.set(key, picks);
      return seen.get(key) !== picks;
    });
  });
}

/** What is advised for a whole set of answers, without the reasons. */
function advice(decision, answers) {
  const { pick, outside } = firstRule(decision, answers);
  return pick.length ? String(pick) : `outside ${advice(decision, { ...answers, ...outside })}`;
}

/** Other answers to a question that lead elsewhere, the others being as they are: pairs of option and outcome. */
export function flips(decision, answers, question) {
  const before = advised(decide(decision, answers));
  return Object.keys(decision.questions[question].options)
    .map((option) => [option, decide(decision, { ...answers, [question]: option })])
    .filter(([, outcome]) => advised(outcome) !== before);
}

/** At most three reasons for an outcome with picks: the questions whose answers each comes from, and what tells. */
export function reasons(decision, given, { rule, picks }) {
  const [language] = Object.keys(decision.questions);
  const found = [];
  const used = new Set();
  const add = (questions, tells) => {
    for (const question of questions) used.add(question);
    found.push({ questions, tells });
  };
  const heads = ({ when }) =>
    Object.keys(when).filter((question) => !used.has(question) && known(decision, given, question));
  if (known(decision, given, language) && picks.every((slug) => speaks(decision, slug, given[language])))
    add([language], "language");
  const own = heads(rule).filter((question) => question !== language);
  if (own.length && rule.rests_on) add(own, "rule");
  for (const concern of decision.concerns) {
    const question = asks(concern);
    if (!used.has(question) && raised(decision, given, concern) && speaksFor(decision, given, concern, picks))
      add([question], concern.id);
  }
  return found.slice(0, 3);
}

/** Whether a candidate is written in the language of an answer. */
export const speaks = (decision, slug, option) =>
  decision.candidates.find((candidate) => candidate.slug === slug).languages.includes(option);

/** The question whose answer raises a concern: its first; the others only narrow it. */
export const asks = ({ when }) => Object.keys(when)[0];

/** Whether the answers raise a concern. */
export const raised = (decision, given, concern) =>
  known(decision, given, asks(concern)) && matches(concern, completed(decision, given));

function speaksFor(decision, given, concern, picks) {
  if (!picks.every((slug) => concern.good.includes(slug))) return false;
  const order = Object.keys(decision.questions);
  const last = order.indexOf(asks(concern));
  const before = Object.fromEntries(Object.entries(given).filter(([question]) => order.indexOf(question) < last));
  const rules = new Set(completions(decision, before).map((answers) => firstRule(decision, answers)));
  return [...rules].some((rule) => [...rule.pick, ...rule.runner_up].some((slug) => !concern.good.includes(slug)));
}

function runnerUps(decision, rule, answers) {
  const short = decision.concerns.filter((concern) => matches(concern, answers)).flatMap((concern) => concern.short);
  const seconds = rule.runner_up.filter((slug) => !short.includes(slug));
  if (!rule.runner_up_in_own_language) return seconds;
  const home = decision.rules.find(
    (one) => one.pick.length && !one.runner_up_in_own_language && matches(one, answers),
  );
  return [...new Set([...seconds, ...(home?.pick ?? [])])];
}

function nearest(decision, rule, answers) {
  if (!rule.outside) return undefined;
  const inside = { ...decision, rules: decision.rules.filter(({ pick }) => pick.length) };
  return decide(inside, { ...answers, ...rule.outside });
}

const holds = (caution, picks, answers) =>
  matches(caution, answers) && (!caution.pick.length || caution.pick.some((slug) => picks.includes(slug)));
