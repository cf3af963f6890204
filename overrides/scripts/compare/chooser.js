/* Narrows the tables to what a reader chose, leaves out what those agree on, sorts; the address keeps it all. */

import { follow, read, remember } from "../shared/address.js";
import { element, joined } from "../shared/elements.js";

const most = 4;
const article = document.querySelector(".compare");
const form = document.getElementById("chooser");
const boxes = [...form.querySelectorAll("[name=f]")];
const { only } = form.elements;
const language = document.getElementById("by-language");
const style = document.getElementById("by-style");
const heads = [...document.querySelectorAll("table.judgements [data-sort]")];
const ranked = [...document.querySelectorAll("table.judgements tbody tr")];
const across = [...document.querySelectorAll("table[data-noun]:not(.judgements)")];

/** What the address may hold, in its fixed order. */
const known = {
  f: boxes.map((box) => box.value),
  only: [only.value],
  sort: heads.slice(1).flatMap(({ dataset }) => [dataset.sort, `-${dataset.sort}`]),
  language: [...language.options].map((option) => option.value),
  style: [...style.options].map((option) => option.value),
};

/** What those are called now that an older link calls by another name. */
const former = {
  f: new Map(boxes.flatMap(({ value, dataset }) => (dataset.former?.split(" ") ?? []).map((name) => [name, value]))),
};

/** Every table's questions: what shows each of them, and the answers to it in order of rank. */
const tables = [...document.querySelectorAll("table[data-noun]")].map((table) => ({
  noun: table.dataset.noun,
  note: document.getElementById(table.dataset.note),
  questions: across.includes(table) ? rows(table) : criteria(),
}));

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
  only.checked = state.only.length > 0;
  language.value = state.language[0] ?? "";
  style.value = state.style[0] ?? "";
  sort(state.sort[0] ?? "");
  show({ strange });
}

/** Show what is chosen now; one too many is refused, and said. */
export function choose(target) {
  const refused = target.name === "f" && chosen().length > most;
  if (refused) target.checked = false;
  show({ refused: refused && target });
  keep();
}

/** Show what an emptied form asks for: everything, in order of rank. */
export function clear() {
  sort("");
  show();
  keep();
}

/** Sort the judgements by a criterion: best word first, then worst word first, then back to order of rank. */
export function sortBy(key) {
  const orders = key ? [key, `-${key}`, ""] : [""];
  sort(orders[(orders.indexOf(order()) + 1) % orders.length]);
  show();
  keep();
}

const label = (box) => box.parentElement.textContent.trim();
const chosen = () => boxes.filter((box) => box.checked);
const listed = (box) =>
  (!language.value || box.dataset.language.split(" ").includes(language.value)) &&
  (!style.value || box.dataset.style === style.value);

function keep() {
  const slugs = chosen().map((box) => box.value);
  const one = (value) => (value ? [value] : []);
  const wanted = only.checked ? [only.value] : [];
  remember({ f: slugs, only: wanted, sort: one(order()), language: one(language.value), style: one(style.value) });
  current = location.search;
}

// Sorting

const sorted = () => heads.find((head) => head.hasAttribute("aria-sort"));
const turned = () => sorted() !== heads[0] && sorted().getAttribute("aria-sort") === "ascending";
const order = () => (turned() ? "-" : "") + sorted().dataset.sort;

function sort(wanted) {
  const key = wanted.replace(/^-/, "");
  const column = heads.findIndex((head) => head.dataset.sort === key);
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", column && key === wanted ? "descending" : "ascending");
  ranked[0].parentElement.append(...(column ? [...ranked].sort(byWord(column, key === wanted ? 1 : -1)) : ranked));
}

/** Compares two rows by the place of their words on a criterion's scale: the page may be translated. */
function byWord(column, direction) {
  const worth = (row) => Number(row.dataset.words[column - 1]);
  return (one, other) => direction * (worth(other) - worth(one));
}

// Narrowing

function show({ refused, strange = [] } = {}) {
  const picked = chosen();
  const shown = boxes.filter((box) => listed(box) && (box.checked || picked.length < 2));
  for (const box of boxes) {
    box.setAttribute("aria-disabled", picked.length >= most && !box.checked);
    box.parentElement.hidden = !listed(box) && !box.checked;
    box.parentElement.classList.toggle("outside", !listed(box));
  }
  const hidden = boxes.map((box) => !shown.includes(box));
  ranked.forEach((row, place) => (row.hidden = hidden[place]));
  for (const { rows } of across)
    for (const { cells } of rows) hidden.forEach((is, place) => (cells[place + 1].hidden = is));
  article.style.setProperty("--shown", shown.length);
  if (shown.length > most) delete article.dataset.shown;
  else article.dataset.shown = shown.length;
  article.classList.toggle("few", shown.length < 3);
  const lines = [refused && refusal(refused), count(picked, shown), missing(picked), agreement(shown, narrowed(hidden))];
  say(lines.filter(Boolean).join(" "), strange.join(" "), verdict(picked));
}

/** Leave out the questions on which those shown agree, if that is wanted; return the count of each table that has any. */
function narrowed(hidden) {
  return tables.flatMap(({ noun, note, questions }) => {
    const alike = questions.filter(({ parts, answers }) => {
      const seen = answers.filter((_, place) => !hidden[place]);
      const agreed = only.checked && seen.length > 1 && new Set(seen).size === 1;
      for (const part of parts) part.hidden = agreed;
      return agreed;
    });
    const count = `${alike.length} of ${questions.length} ${noun}`;
    note.hidden = !alike.length;
    note.textContent = `${count} left out: those shown agree on them.`;
    return alike.length ? [count] : [];
  });
}

function rows(table) {
  return [...table.tBodies[0].rows].map((row) => ({ parts: [row], answers: [...row.cells].slice(1).map(answer) }));
}

/** The criteria: the judgements have one in each column. */
function criteria() {
  return heads.slice(1).map((head, place) => {
    const cells = ranked.map((row) => row.cells[place + 1]);
    for (const cell of [head, ...cells]) cell.style.setProperty("--place", place + 1);
    return { parts: [head, ...cells], answers: cells.map(answer) };
  });
}

/** What a cell answers, without its source: values with the same words may still lead to different places. */
function answer(cell) {
  return cell.querySelector(".word, .status, .value").innerHTML;
}

// Saying

function say(result, strange, link) {
  const parts = [
    element("p", {}, result),
    strange && element("p", { class: "hint" }, strange),
    link && element("p", {}, "Our written verdict: ", link),
  ];
  form.querySelector("[aria-live]").replaceChildren(...parts.filter(Boolean));
}

const refusal = (box) =>
  `${label(box)} is not added: ${most} are as many as can be read side by side. Clear one first.`;

function verdict(picked) {
  const slugs = picked.map((box) => box.value).sort();
  return document.querySelector(`[data-pair="${slugs.join(" ")}"] a`)?.cloneNode(true);
}

function count(picked, shown) {
  const all = shown.length === boxes.length ? `All ${boxes.length}` : `${shown.length || "None"} of ${boxes.length}`;
  const by = [language, style].filter((one) => one.value).map((one) => one.selectedOptions[0].text);
  const words = turned() ? "worst word first" : "best word first";
  return [
    `${all} ${shown.length > 1 ? "are" : "is"} shown`,
    by.length && `, filtered by ${by.join(" and ")}`,
    order() ? `, sorted by ${sorted().textContent}, ${words}; ties keep our order.` : ", in our order.",
    picked.length >= most && ` ${most} are chosen, the most there can be.`,
    picked.length === 1 && " Choose at least one more.",
  ].filter(Boolean).join("");
}

function missing(picked) {
  const names = picked.filter((box) => !listed(box)).map(label);
  const [are, them] = names.length > 1 ? ["are", "them"] : ["is", "it"];
  return names.length && `${joined(names).join("")} ${are} chosen, but the filter leaves ${them} out.`;
}

function agreement(shown, alike) {
  if (!only.checked) return "";
  if (shown.length < 2) return "Differences need at least two.";
  return alike.length ? `Left out, because those shown agree: ${alike.join(", ")}.` : "They agree on nothing, so nothing is left out.";
}
