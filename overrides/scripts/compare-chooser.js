/* Narrows the tables to what a reader chose, leaves out what those agree on, sorts; the address keeps it all. */

import { element } from "./elements.js";

const most = 4;
const form = document.getElementById("chooser");
const boxes = [...form.querySelectorAll("[name=f]")];
const only = form.elements.only;
const tables = [...document.querySelectorAll("table[data-noun]")];
const judgements = document.querySelector("table.judgements");
const heads = [...judgements.querySelectorAll("[data-sort]")];
const ranked = [...judgements.tBodies[0].rows];

/** Set everything as the address says; what it does not know is ignored. */
export function restore() {
  const query = new URLSearchParams(location.search);
  const wanted = query.getAll("f").flatMap((slugs) => slugs.split(","));
  const known = boxes.filter(({ value }) => wanted.includes(value)).slice(0, most);
  for (const box of boxes) box.checked = known.includes(box);
  only.checked = query.get("only") === only.value;
  sort(query.get("sort"));
  show();
}

/** Show what is ticked now. */
export function choose() {
  show();
  remember();
}

/** Sort the judgements by a criterion, its best word first; the same criterion once more brings the ranking back. */
export function sortBy(key) {
  sort(key === sortedBy() ? "" : key);
  remember();
}

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const sortedBy = () => judgements.querySelector("[aria-sort]")?.dataset.sort ?? "";

function remember() {
  const state = [
    chosen().length && `f=${chosen().join(",")}`,
    only.checked && `only=${only.value}`,
    sortedBy() && `sort=${sortedBy()}`,
  ].filter(Boolean);
  history.replaceState(history.state, "", location.pathname + (state.length ? `?${state.join("&")}` : ""));
}

function sort(key) {
  const column = Math.max(0, heads.findIndex((head) => head.dataset.sort === key));
  for (const head of heads) head.removeAttribute("aria-sort");
  heads[column].setAttribute("aria-sort", column ? "descending" : "ascending");
  const worth = (row) => Number(row.cells[column].dataset.value);
  judgements.tBodies[0].append(...(column ? [...ranked].sort((one, other) => worth(other) - worth(one)) : ranked));
}

function show() {
  const slugs = chosen();
  const shown = slugs.length > 1 ? slugs : boxes.map((box) => box.value);
  for (const box of boxes) box.disabled = slugs.length >= most && !box.checked;
  for (const part of document.querySelectorAll("table [data-candidate]"))
    part.hidden = !shown.includes(part.dataset.candidate);
  const leftOut = tables.map((table) => narrow(table, shown));
  report(slugs, leftOut);
}

/** Leave out the questions of a table on which those shown agree, if that is wanted; say how many. */
function narrow(table, shown) {
  const questions = table === judgements ? criteria() : rows(table);
  let alike = 0;
  for (const { parts, answers } of questions) {
    const agreed = only.checked && new Set(shown.map((slug) => answers.get(slug))).size === 1;
    for (const part of parts) part.hidden = agreed;
    alike += agreed;
  }
  const count = `${alike} of ${questions.length} ${table.dataset.noun}`;
  const note = document.getElementById(table.dataset.note);
  note.hidden = !alike;
  note.textContent = `${count} left out: those shown agree on them.`;
  return alike ? count : "";
}

/** The questions of a table that has one in each row. */
const rows = (table) =>
  [...table.tBodies[0].rows].map((row) => ({
    parts: [row],
    answers: new Map([...row.querySelectorAll("td")].map(({ dataset }) => [dataset.candidate, dataset.value])),
  }));

/** The criteria: the judgements have one in each column. */
const criteria = () =>
  heads.slice(1).map((head, place) => ({
    parts: [head, ...ranked.map((row) => row.cells[place + 1])],
    answers: new Map(ranked.map((row) => [row.dataset.candidate, row.cells[place + 1].dataset.value])),
  }));

function report(slugs, leftOut) {
  const counts = leftOut.filter(Boolean).join(", ");
  const lines = [
    slugs.length > 1 ? `${slugs.length} of ${boxes.length} are shown.` : `All ${boxes.length} are shown.`,
    slugs.length === 1 && "Choose at least one more.",
    slugs.length >= most && `${most} is the most: clear one to choose another.`,
    counts && `Left out, because those shown agree: ${counts}.`,
    only.checked && !counts && "They agree on nothing, so nothing is left out.",
  ].filter(Boolean);
  const pair = document.querySelector(`[data-pair="${[...slugs].sort().join(" ")}"] a`);
  const verdict = pair && element("p", {}, "Our written verdict: ", pair.cloneNode(true));
  form.querySelector("[aria-live]").replaceChildren(element("p", {}, lines.join(" ")), verdict ?? "");
}
