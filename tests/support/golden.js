/* What the scripts make of every set of answers; the body of a function that is `given` the decisions. */
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
  (some, [key, { options }]) =>
    some.flatMap((one) => [one, ...Object.keys(options).map((option) => ({ ...one, [key]: option }))]),
  [{}],
).filter((one) => Object.keys(one).length < Object.keys(decision.questions).length);
const sentences = (decision, answers) => {
  const { spoken, says, possible, because, quick, hints, cautions, checks, compare, others } = tell(decision, answers);
  const terms = (rows) => rows.map(([term, what]) => `${term}: ${plain(what)}`);
  const advice = checks.flatMap(({ tryFirst, starting, bites }) => [...tryFirst, ...terms(starting), ...terms(bites)]);
  return [spoken, says, possible.map(plain), terms(because), terms(quick), hints.map(plain), cautions, advice,
    compare ? plain(compare) : [], others.map(plain)].flat();
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
