/* Chooses whom to compare, and keeps the choice in the address; what is shown of it, answers.js does. */

import { follow, read, remember, written } from "../shared/address.js";
import { element, joined } from "../shared/elements.js";
import { find, jump, more, showAnswers } from "./answers.js";

const most = 4;
const article = document.querySelector(".compare");
const form = document.getElementById("chooser");
const boxes = [...form.querySelectorAll("[name=f]")];
const rows = boxes.map((box) => box.closest("tr"));
const heads = [...form.querySelectorAll("[data-sort]")];
const language = document.getElementById("by-language");
const style = document.getElementById("by-style");
const everything = document.querySelector("[name=only]");
const go = document.getElementById("go");
const said = document.getElementById("said");
const told = document.getElementById("told");
const heading = document.getElementById("who");
const own = { title: document.title, heading: heading.textContent, advice: [...document.getElementById("advice").childNodes] };
const numbers = ["", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

/** What the address may hold, in its fixed order; of `only`, the differences are what is shown anyway. */
const known = {
  f: boxes.map((box) => box.value),
  only: ["differences", everything.value],
  sort: heads.slice(1).flatMap(({ dataset }) => [dataset.sort, `-${dataset.sort}`]),
  language: [...language.options].map((option) => option.value),
  style: [...style.options].map((option) => option.value),
};

/** What those are called now that an older link calls by another name. */
const former = {
  f: new Map(boxes.flatMap(({ value, dataset }) => (dataset.former?.split(" ") ?? []).map((name) => [name, value]))),
};

let compared = [];
let current = location.search;
follow(() => location.search !== current && restore());

/** Set everything as the address says; what it cannot mean is left out, and said. */
export function restore() {
  current = location.search;
  const { state, strange } = read(known, former);
  for (const [name, values] of Object.entries(state)) {
    const room = name === "f" ? most : 1;
    if (values.splice(room).length) strange.push(`“${name}” takes no more than ${room}; the rest is left out.`);
  }
  for (const box of boxes) box.checked = state.f.includes(box.value);
  everything.checked = state.only[0] === everything.value;
  language.value = state.language[0] ?? "";
  style.value = state.style[0] ?? "";
  sort(state.sort[0] ?? "");
  compared = state.f.length > 1 ? ticked() : [];
  show(strange);
}

/** Take note of what was ticked or filtered; one too many is refused, and said. */
export function choose(target) {
  const refused = target.name === "f" && ticked().length > most;
  if (refused) target.checked = false;
  mark(refused ? `${name(target)} is not added: ${most} are as many as fit side by side. Clear one first.` : "");
  if (target.name !== "f") keep();
}

/** Show those ticked side by side: a step that Back takes back. */
export function compare() {
  if (ticked().length < 2) return mark("Choose at least two.");
  compared = ticked();
  keep(remember);
  show();
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "nearest" });
}

/** Choose nobody, in our order. */
export function clear() {
  const had = compared.length;
  compared = [];
  sort("");
  keep(had ? remember : undefined);
  show();
}

/** Sort by a criterion: the best first, then the worst first, then back to order of rank. */
export function sortBy(key) {
  const orders = key ? [key, `-${key}`, ""] : [""];
  sort(orders[(orders.indexOf(order()) + 1) % orders.length]);
  keep();
  mark();
}

/** Narrow the answers: to rows with some words, to one row, to what differs or to everything. */
export function narrow({ id, value }) {
  if (id === "find") find(value).then((found) => (told.textContent = found));
  else if (id === "jump") jump(value);
  else {
    keep();
    show();
  }
}

/** What the buttons beside the answers do. */
export async function press(id) {
  if (id === "change") {
    article.classList.add("changing");
    boxes[0].focus();
  }
  if (id !== "copy") return;
  try {
    await navigator.clipboard.writeText(location.href);
    told.textContent = "Copied.";
  } catch {
    told.textContent = "Your browser did not allow it. The address of this page leads here as well.";
  }
}

const name = (box) => box.labels[0].textContent.trim();
const ticked = () => boxes.filter((box) => box.checked);
const listed = (box) =>
  (!language.value || box.dataset.language.split(" ").includes(language.value)) &&
  (!style.value || box.dataset.style === style.value);

/** Put what is shown into the address; a tick or a filter is no step of its own. */
function keep(by = (state) => history.replaceState(null, "", written(state, location.hash))) {
  const one = (value) => (value ? [value] : []);
  const f = compared.map((box) => box.value);
  const only = everything.checked ? [everything.value] : [];
  by({ f, only, sort: one(order()), language: one(language.value), style: one(style.value) });
  current = location.search;
}

const sorted = () => heads.find((head) => head.hasAttribute("aria-sort"));
const turned = () => sorted() !== heads[0] && sorted().getAttribute("aria-sort") === "ascending";
const order = () => (turned() ? "-" : "") + sorted().dataset.sort;

function sort(wanted) {
  const key = wanted.replace(/^-/, "");
  const column = heads.findIndex((head) => head.dataset.sort === key);
  const worth = (row) => Number(row.dataset.words[column - 1]);
  const direction = key === wanted ? 1 : -1;
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", column && key === wanted ? "descending" : "ascending");
  const inOrder = column ? [...rows].sort((one, other) => direction * (worth(other) - worth(one))) : rows;
  rows[0].parentElement.append(...inOrder);
}

function show(strange = []) {
  article.classList.remove("changing");
  const names = compared.map(name);
  const who = joined(names, "or").join("");
  showAnswers(boxes.map((box) => !compared.length || compared.includes(box)), compared.length, everything.checked);
  document.title = compared.length ? `${who} · ${own.title}` : own.title;
  heading.textContent = compared.length ? who : own.heading;
  document.getElementById("how-many").hidden = !compared.length;
  document.getElementById("how-many").textContent = `${numbers[compared.length]} of ${(numbers[boxes.length] ?? String(boxes.length)).toLowerCase()}`;
  document.getElementById("advice").replaceChildren(...(compared.length ? [] : own.advice));
  if (compared.length === 2) more().then(advise);
  document.getElementById("printed").textContent = compared.length ? `This comparison: ${location.href}` : location.href;
  told.textContent = strange.join(" ");
  mark(strange.join(" "));
}

/** Say our verdict on the two that are compared, if one is written, with the way to its page. */
function advise({ verdicts }) {
  const pair = compared.map((box) => box.value).sort().join(" ");
  const way = document.querySelector(`[data-pair="${pair}"] a`)?.cloneNode();
  if (!way || compared.length !== 2) return;
  way.textContent = "The whole verdict";
  document.getElementById("advice").replaceChildren(element("p", {}, verdicts[pair], " ", way, "."));
}

/** Say who is ticked, mark what cannot be, and put those to be compared on the button. */
function mark(note = "") {
  const chosen = ticked();
  for (const [place, box] of boxes.entries()) {
    box.setAttribute("aria-disabled", chosen.length >= most && !box.checked);
    rows[place].hidden = !listed(box) && !box.checked;
  }
  go.textContent = chosen.length > 1 ? `Compare ${joined(chosen.map(name)).join("")}` : "Compare";
  go.setAttribute("aria-disabled", chosen.length < 2);
  const count = rows.filter((row) => !row.hidden).length;
  const filtered = [language, style].filter((one) => one.value).map((one) => one.selectedOptions[0].text);
  said.textContent = [
    note,
    filtered.length > 0 && `${count} of ${boxes.length} are listed: ${filtered.join(", ")}.`,
    order() && `Sorted by ${sorted().textContent.trim()}, ${turned() ? "worst" : "best"} first; ties keep our order.`,
    !note && (chosen.length ? `${numbers[chosen.length]} chosen, of at most ${numbers[most].toLowerCase()}.` : "Choose two to four."),
  ].filter(Boolean).join(" ");
}

mark();
