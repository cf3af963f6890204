/* Puts the ranking into the order of what matters most to a reader, and says beside it what became of ours. */

import { follow, read, remember } from "../shared/address.js";
import { element } from "../shared/elements.js";
import { least, most, ordered } from "./order.js";
import { firmnessOf, moved, moves, name, text, word } from "./summary.js";

const control = document.getElementById("weights");
const form = control.querySelector("form");
const status = control.querySelector("[role=status]");
const outcome = control.querySelector(".outcome");
const tiers = [...document.querySelectorAll(".tier")].map((section) => ({
  section,
  heading: section.querySelector("h3 > a"),
  label: section.querySelector("h3").textContent,
  list: section.querySelector(".ranks"),
}));

const criteria = [...form.querySelectorAll("[name=matters]")].map((box) => ({
  box,
  label: box.labels[0].textContent.trim(),
  words: box.dataset.words.split(","),
}));

const rows = tiers.flatMap((tier) => [...tier.list.children].map((row) => ({ row, tier })));

const candidates = rows.map(({ row, tier }, index) => ({
  row,
  tier,
  name: row.querySelector("h4 a").textContent,
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
  if (!moved(order).length) return `By ${by}, our order stays as it is.`;
  return `Re-ranked by ${by}. First now: ${text(order.slice(0, 3).map((candidate) => candidate.name))}.`;
}

/** Put the rows in order, under one heading if that is not ours; the focus stays where it is. */
function arrange(order, chosen) {
  const focused = document.activeElement;
  const [first, ...others] = tiers;
  for (const { row, tier } of order) (chosen.length ? first : tier).list.append(row);
  for (const { section } of others) section.hidden = chosen.length;
  first.section.classList.toggle("of-theirs", chosen.length);
  first.heading.textContent = chosen.length ? `By ${text(chosen.map(name))}` : first.label;
  if (focused.closest(".ranks")) focused.focus({ preventScroll: true });
  for (const [index, candidate] of order.entries()) {
    const { row } = candidate;
    row.querySelector(".numeral").textContent = index + 1;
    row.querySelector(".standing")?.remove();
    if (chosen.length) row.querySelector(".verdict").after(standing(candidate, index + 1, chosen));
  }
}

/** Where a candidate stands with the editors, and its words, each leading to the reason for it. */
function standing(candidate, place, chosen) {
  const page = candidate.row.querySelector("h4 a").href;
  const words = chosen.map((criterion) => {
    const href = `${page}#${criterion.box.dataset.anchor}`;
    return [" · ", element("a", { href }, `${name(criterion)}: ${word(candidate, criterion)}`)];
  });
  const ours = `No. ${candidate.rank} with us${place === candidate.rank ? " too" : ""}, ${candidate.tier.label.toLowerCase()}`;
  return element("p", { class: "standing" }, ours, words);
}

/** What became of our order, folded under one line, and the way back to it. */
function account(order, chosen) {
  const rests = chosen.map(({ label, box }) => [" ", element("b", {}, `${label}:`), ` ${box.dataset.evidence}`]);
  const told = [
    part("What moved, and why", moves(order, chosen)),
    part("How firm the first three are", firmnessOf(candidates, criteria, chosen), tried),
    element("p", { class: "hint" }, "What the ratings rest on.", rests),
  ];
  const back = element("a", { href: location.pathname }, "Back to our order");
  const summary = element("summary", {}, "What moved, why, and how firm it is");
  return [element("details", {}, summary, element("div", {}, told)), element("p", { class: "back" }, back)];
}

const tried = "Tried by leaving out each of your criteria in turn, and by letting each of the others count too.";

function part(heading, lines, hint) {
  if (!lines.length) return [];
  const items = lines.map(([who, what]) => element("li", {}, element("b", {}, who), what));
  const under = hint && element("p", { class: "hint" }, hint);
  return element("section", {}, element("h3", {}, heading), element("ul", {}, items), under);
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
