/* Says what a reader's order moved, why, and how firm its first three are: sentences, each with its subject apart. */

import { joined } from "../shared/elements.js";
import { firmness, strongest, weakest } from "./order.js";

/** How many moves are told; each row says the rest. */
const told = 4;

/** Things in one sentence. */
export const text = (items, joint) => joined(items, joint).join("");

/** A criterion within a sentence. */
export const name = ({ label }) => label.replace(/^\p{Lu}(?=\p{Ll})/u, (first) => first.toLowerCase());

/** What the guide says of a candidate on a criterion. */
export const word = ({ places }, criterion) => criterion.words[places.get(criterion)];

/** Which of the candidates are no longer where they stand with the editors, each with its place. */
export const moved = (order) =>
  order
    .map((candidate, index) => ({ candidate, place: index + 1 }))
    .filter(({ candidate, place }) => place !== candidate.rank);

/** Who is first now, who was first, and the longest ways up and down, from the top of the new order. */
export function moves(order, chosen) {
  const all = moved(order);
  const weight = ({ candidate, place }) =>
    Math.min(place, candidate.rank) === 1 ? order.length : Math.abs(place - candidate.rank);
  const longest = [...all].sort((one, other) => weight(other) - weight(one)).slice(0, told);
  const lines = all.filter((move) => longest.includes(move)).map((move) => moveOf(move, chosen));
  return all.length > told ? [...lines, ["Others", " moved as well; each row says from where."]] : lines;
}

function moveOf({ candidate, place }, chosen) {
  const why = place < candidate.rank ? gained(candidate, chosen) : lacked(candidate, chosen);
  return [candidate.name, ` is no. ${place} instead of no. ${candidate.rank}: ${why}.`];
}

/** What the rule counts for one who rose. */
function gained(candidate, chosen) {
  const best = strongest(candidate, chosen);
  const worst = weakest(candidate, chosen);
  return [
    best.length && `good on ${words(candidate, best)}`,
    worst.length && `poor only on ${words(candidate, worst)}`,
    best.length < chosen.length && !worst.length && "nowhere poor",
  ]
    .filter(Boolean)
    .join(", ");
}

/** What the rule counts against one who fell. */
function lacked(candidate, chosen) {
  const best = strongest(candidate, chosen);
  const worst = weakest(candidate, chosen);
  if (worst.length) return `poor on ${words(candidate, worst)}`;
  return best.length ? `good only on ${words(candidate, best)}` : "good on none of them";
}

const words = (candidate, criteria) =>
  text(criteria.map((criterion) => `${name(criterion)} (${word(candidate, criterion)})`));

/** What would cost each of the first three its place among them; those whom nothing would are named together. */
export function firmnessOf(candidates, criteria, chosen) {
  const tried = firmness(candidates, criteria, chosen);
  const firm = tried.filter(({ costs }) => !costs.length).map(({ candidate }) => candidate.name);
  const stay = ` ${firm.length > 1 ? "stay" : "stays"} whichever criterion you leave out or add.`;
  const loose = tried
    .filter(({ costs }) => costs.length)
    .map(({ candidate, costs }) => [candidate.name, ` falls out ${condition(costs, chosen)}.`]);
  return firm.length ? [[text(firm), stay], ...loose] : loose;
}

function condition(costs, chosen) {
  const without = costs.filter((criterion) => chosen.includes(criterion)).map(name);
  const added = costs.filter((criterion) => !chosen.includes(criterion)).map(name);
  return [
    without.length && `without ${text(without, "or")}`,
    added.length && `if ${text(added, "or")} counts too`,
  ]
    .filter(Boolean)
    .join(", or ");
}
