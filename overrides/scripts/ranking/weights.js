/* Puts the ranking into the order of what matters most to a reader, and says beside it what became of ours. */

import { follow, read, remember } from "../shared/address.js";
import { element } from "../shared/elements.js";
import { least, most, ordered } from "./order.js";
import { firmnessOf, moved, moves, name, text, word } from "./summary.js";

const control = document.getElementById("weights");
const form = control.querySelector("form");
const status = control.querySelector("[role=status]");
const outcome = control.querySelector(".outcome");
const list = document.querySelector(".ranks");

const criteria = [...form.querySelectorAll("[name=matters]")].map((box) => ({
  box,
  label: box.labels[0].textContent.trim(),
  words: box.dataset.words.split(","),
}));

const candidates = [...list.children].map((row, index) => ({
  row,
  name: row.querySelector("h3 a").textContent,
  rank: index + 1,
  places: new Map(criteria.map((criterion, column) => [criterion, Number(row.dataset.words[column])])),
}));

const ticked = () => criteria.filter(({ box }) => box.checked);
const keys = (some) => some.map(({ box }) => box.value);

/** Set everything as the address says; what it does not know is left out and named. */
function restore() {
  const { state, strange } = read({ matters: keys(criteria) });
  if (!strange.length && String(state.matters) === String(keys(ticked()))) return;
  for (const { box } of criteria) box.checked = state.matters.includes(box.value);
  show(strange);
}

/** Show what is ticked now, and keep it. */
function choose() {
  show();
  remember({ matters: keys(ticked()) });
}

/** Say no to one criterion more than may be chosen. */
function refuse(event) {
  const criterion = criteria.find(({ box }) => box === event.target);
  if (!criterion?.box.checked || ticked().length <= most) return;
  event.preventDefault();
  criterion.box.checked = false;
  show([`Three is the most: of four, none matters most. Clear one to choose ${name(criterion)}.`]);
}

function show(notes = []) {
  const tooMany = ticked().slice(most);
  for (const { box } of tooMany) box.checked = false;
  const chosen = ticked();
  for (const { box } of criteria) box.setAttribute("aria-disabled", !box.checked && chosen.length === most);
  const counting = chosen.length < least ? [] : chosen;
  const order = ordered(candidates, counting);
  arrange(order, counting);
  outcome.replaceChildren(...(counting.length ? account(order, counting) : []));
  const left = tooMany.length ? [`Three is the most; left out: ${text(tooMany.map(name))}.`] : [];
  say([...notes, ...left].join(" "), news(order, chosen));
}

const say = (note, sentence) =>
  status.replaceChildren(
    ...(note ? [element("p", { class: "hint" }, note)] : []),
    element("p", {}, element("strong", {}, sentence)),
  );

function news(order, chosen) {
  if (!chosen.length) return "The order is ours.";
  if (chosen.length < least) return "Choose at least one more. One criterion alone changes nothing.";
  const by = text(chosen.map(name));
  if (!moved(order).length) return `By ${by}, our order stands.`;
  return `Re-ordered by ${by}. First now: ${text(order.slice(0, 3).map((candidate) => candidate.name))}.`;
}

/** Put the rows in order; the focus stays where it is. */
function arrange(order, chosen) {
  const focused = document.activeElement;
  list.append(...order.map(({ row }) => row));
  if (list.contains(focused)) focused.focus({ preventScroll: true });
  for (const [index, candidate] of order.entries()) {
    const { row } = candidate;
    row.querySelector(".numeral").textContent = index + 1;
    row.querySelector(".standing")?.remove();
    if (chosen.length) row.querySelector("h3").after(standing(candidate, index + 1, chosen));
  }
}

/** Where a candidate stands with the editors, and its words, each leading to the reason for it. */
function standing(candidate, place, chosen) {
  const page = candidate.row.querySelector("h3 a").href;
  const words = chosen.map((criterion) => {
    const href = `${page}#${criterion.box.dataset.anchor}`;
    return [" · ", element("a", { href }, `${name(criterion)}: ${word(candidate, criterion)}`)];
  });
  const ours = `no. ${candidate.rank} with us${place === candidate.rank ? " too" : ""}`;
  return element("p", { class: "standing" }, ours, words);
}

function account(order, chosen) {
  const rests = chosen.map(({ label, box }) => [" ", element("b", {}, `${label}:`), ` ${box.dataset.evidence}`]);
  const back = element("a", { href: location.pathname }, "Back to our order");
  return [
    ...part("What moved, and why", moves(order, chosen)),
    ...part("How firm the first three are", firmnessOf(candidates, criteria, chosen), tried),
    element("p", { class: "hint" }, "What the words rest on.", rests),
    element("p", { class: "back" }, back),
  ];
}

const tried = "Tried by leaving out each of your criteria in turn, and by letting each of the others count too.";

function part(heading, lines, hint) {
  if (!lines.length) return [];
  const items = lines.map(([who, what]) => element("li", {}, element("b", {}, who), what));
  const under = hint && element("p", { class: "hint" }, hint);
  return [element("section", {}, element("h3", {}, heading), element("ul", {}, items), under)];
}

form.addEventListener("click", refuse);
form.addEventListener("change", choose);
form.addEventListener("reset", (event) => {
  event.preventDefault();
  for (const { box } of criteria) box.checked = false;
  choose();
});
form.addEventListener("submit", (event) => event.preventDefault());
follow(restore);
if (ticked().length) choose();
else if (location.search) restore();
