/* Narrows the tables to what a reader chose, hides what those agree on, sorts; the address keeps it all. */

import { element, joined } from "./elements.js";

const MOST = 4;
const form = document.getElementById("chooser");
const boxes = [...form.querySelectorAll("[name=f]")];
const only = form.elements.only;
const tables = [...document.querySelectorAll("table[data-noun]")];
const judgements = document.querySelector("table.judgements");
const sortable = [...judgements.querySelectorAll("[data-sort]")];
const ranked = [...judgements.tBodies[0].rows];

/** Set everything as the address says; what it does not know is ignored. */
export function restore() {
  const query = new URLSearchParams(location.search);
  const wanted = query.getAll("f").flatMap((slugs) => slugs.split(","));
  const known = boxes.filter(({ value }) => wanted.includes(value));
  for (const box of boxes) box.checked = known.indexOf(box) >= 0 && known.indexOf(box) < MOST;
  only.checked = query.get("only") === only.value;
  sort(query.get("sort"));
  show();
}

/** Show what is ticked now. */
export function choose() {
  show();
  remember();
}

/** Sort the judgements by a criterion, best word first; by the same once more, or by rank, means in order of rank. */
export function sortBy(key) {
  sort(key === sortedBy() ? "" : key);
  remember();
}

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const sortedBy = () => sortable.find((cell) => cell.ariaSort === "descending")?.dataset.sort ?? "";

function remember() {
  const state = [
    chosen().length && `f=${chosen().join(",")}`,
    only.checked && `only=${only.value}`,
    sortedBy() && `sort=${sortedBy()}`,
  ].filter(Boolean);
  history.replaceState(history.state, "", location.pathname + (state.length ? `?${state.join("&")}` : ""));
}

function sort(key) {
  const by = Math.max(0, sortable.findIndex((cell) => cell.dataset.sort === key));
  for (const [place, cell] of sortable.entries()) {
    if (place === by) cell.setAttribute("aria-sort", by ? "descending" : "ascending");
    else cell.removeAttribute("aria-sort");
  }
  const worth = (row) => Number(row.cells[by].dataset.value);
  judgements.tBodies[0].append(...(by ? ranked.toSorted((one, other) => worth(other) - worth(one)) : ranked));
}

function show() {
  const slugs = chosen();
  const shown = slugs.length > 1 ? slugs : boxes.map((box) => box.value);
  for (const box of boxes) box.disabled = slugs.length >= MOST && !box.checked;
  for (const part of document.querySelectorAll("table [data-candidate]"))
    part.hidden = !shown.includes(part.dataset.candidate);
  const hidden = tables.map((table) => [table, narrow(table, shown)]);
  report(slugs, shown, hidden);
}

/** Hide the questions of a table on which those shown agree; return how many of how many are hidden. */
function narrow(table, shown) {
  const questions = table === judgements ? columns(table) : rows(table);
  const alike = questions.filter(
    ({ answers }) => new Set(shown.map((slug) => answers.find((cell) => slugOf(cell) === slug).dataset.value)).size === 1,
  );
  for (const question of questions)
    for (const part of question.parts) part.hidden = only.checked && alike.includes(question) ? true : part.matches("tr, th, [data-criterion]") ? false : part.hidden;
  return { left: only.checked ? alike.length : 0, all: questions.length };
}
