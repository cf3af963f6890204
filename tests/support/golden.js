/* What the scripts make of every set of answers; the body of a function that is `given` the decisions. */
const [documents, telling] = given;
const rules = await import("/scripts/decision/evaluate.js");
const { plain, tell } = await import("/scripts/decision/explain.js");
const written = (answers) => Object.entries(answers).map(([key, option]) => `${key}=${option}`).join(", ");
const outcome = (one) => one && {
  rule: one.rule.id, picks: one.picks, runnerUps: one.runnerUps, nearest: outcome(one.nearest) ?? null,
  cautions: one.cautions.map(({ id }) => id),
};
const whole = (decision, answers) => ({ outcome: outcome(rules.decide(decision, answers)) });
const partial = (decision, answers) => ({
  outcome: outcome(rules.decide(decision, rules.completed(decision, answers))),
  undecided: rules.undecided(decision, answers),
});
const partly = (decision) => Object.entries(decision.questions).reduce(
  (some, [key, { options }]) =>
    some.flatMap((one) => [one, ...Object.keys(options).map((option) => ({ ...one, [key]: option }))]),
  [{}],
).filter((one) => Object.keys(one).length < Object.keys(decision.questions).length);
const sentences = (decision, answers) => {
  const told = tell(decision, answers);
  return [
    told.title, plain(told.lead), told.settling, told.fallback,
    told.why.map(({ head, says, rests }) => `${head}. ${says} (${rests.map(plain).join(", ")})`),
    told.cautions.map(({ says, wayOut }) => `${says} ${wayOut}`),
    told.asides, told.changes.map(plain), told.others.map(([label, who]) => `${label}: ${plain(who)}`), told.drivers,
  ].flat(Infinity).filter(Boolean);
};
const every = (decision, sets, result) =>
  Object.fromEntries(sets.map((answers) => [written(answers), result(decision, answers)]));
return Object.fromEntries(Object.entries(documents).map(([name, document]) => {
  const decision = { ...rules.decisionOf(document, `${location.origin}/api/v1/decision.json`), here: written };
  const sets = rules.completions(decision), some = partly(decision);
  return [name, {
    whole: every(decision, sets, whole),
    partial: every(decision, some, partial),
    told: telling.includes(name) ? every(decision, [...sets, ...some.slice(1)], sentences) : {},
  }];
}));
