/* The order by the criteria that matter most to a reader, and how firm its first three are: words alone, no score. */

/** How many criteria a reader may choose. */
export const least = 2;
export const most = 3;

/** How many at the top are tested. */
const leading = 3;

/** Those of the chosen criteria on which a candidate has the worst word. */
export const weakest = ({ places }, chosen) => chosen.filter((criterion) => places.get(criterion) === 0);

/** Those of the chosen criteria on which a candidate has the best word. */
export const strongest = ({ places }, chosen) =>
  chosen.filter((criterion) => places.get(criterion) === criterion.words.length - 1);

/** The rule: the fewest worst words first, among equals the most best words, after that the order that was given. */
export const ordered = (candidates, chosen) =>
  [...candidates].sort(
    (one, other) =>
      weakest(one, chosen).length - weakest(other, chosen).length ||
      strongest(other, chosen).length - strongest(one, chosen).length,
  );

/**
 * Each of the first three with the criteria that cost it its place among them: a chosen one if it is left out, any
 * other if it counts as well. Nothing if there is nobody to lose a place to.
 */
export function firmness(candidates, criteria, chosen) {
  if (candidates.length <= leading) return [];
  const first = (choice) => ordered(candidates, choice).slice(0, leading);
  const trials = criteria.map((criterion) => [criterion, first(changed(chosen, criterion))]);
  return first(chosen).map((candidate) => ({
    candidate,
    costs: trials.filter(([, found]) => !found.includes(candidate)).map(([criterion]) => criterion),
  }));
}

const changed = (chosen, criterion) =>
  chosen.includes(criterion) ? chosen.filter((one) => one !== criterion) : [...chosen, criterion];
