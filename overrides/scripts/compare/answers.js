/* Shows the answers of those chosen: what they agree on in a row, each source with its number; finds rows. */

import { element } from "../shared/elements.js";

const article = document.querySelector(".compare");
const matrix = document.querySelector(".matrix");
const table = document.getElementById("answers");
const goTo = document.getElementById("jump");
const sources = document.getElementById("sources");
const heads = [...table.tHead.rows[0].cells].slice(1);
const bodies = [...table.tBodies];
for (const body of bodies) offer(body);
table.tHead.after(ratings());
bodies.unshift(table.tBodies[0]);
const rows = bodies.flatMap((body) => [...body.rows].slice(1));
let loading;

/** Put the rows of a group among those to go to. */
function offer(body) {
  const [group, ...others] = [...body.rows].map((row) => row.cells[0]);
  const options = others.map(({ id, firstElementChild }) => element("option", { value: id }, firstElementChild.textContent));
  goTo.append(element("optgroup", { label: group.textContent.trim() }, options));
}

/** The ratings once more, a criterion a row, as the answers stand. */
function ratings() {
  const ranked = heads.map(({ dataset }) => matrix.querySelector(`[data-candidate="${dataset.candidate}"]`));
  const criteria = [...matrix.tHead.rows[0].cells].slice(1).map((head, column) => {
    const name = element("span", {}, head.textContent.trim());
    const cells = ranked.map((row) => element("td", {}, row.cells[column + 1].firstElementChild.cloneNode(true)));
    cells.forEach((cell, place) => (cell.dataset.of = heads[place].querySelector("a").textContent));
    const answers = ranked.map(({ dataset }) => dataset.words[column]).join(" ");
    return element("tr", { "data-answers": answers }, element("th", { scope: "row" }, name), cells);
  });
  const group = element("tr", { class: "group" }, element("th", { scope: "colgroup" }, element("span", {}, "Ratings")));
  return element("tbody", { class: "ratings" }, group, criteria);
}

/** What is only needed once somebody has chosen: sources, verdicts, other words for rows; empty if it does not come. */
export function more() {
  loading ??= fetch(new URL("compare/chosen.json", document.querySelector(".site-name").href))
    .then((response) => (response.ok ? response.json() : Promise.reject(response.status)))
    .catch(() => {
      loading = undefined;
      return { sources: {}, verdicts: {}, also: {} };
    });
  return loading;
}

/** Show the columns of some; takes whether each is shown, how many were chosen, and whether agreement is shown in full. */
export function showAnswers(shown, count, everything) {
  if (count) article.dataset.shown = count;
  else delete article.dataset.shown;
  article.classList.toggle("few", count === 2);
  heads.forEach((head, place) => (head.hidden = !shown[place]));
  for (const alike of table.querySelectorAll(".alike")) alike.remove();
  for (const row of rows) {
    const seen = row.dataset.answers.split(" ").filter((_, place) => shown[place]);
    const agreed = count > 1 && !everything && new Set(seen).size === 1;
    row.classList.toggle("agreed", agreed);
    row.hidden = agreed;
    [...row.cells].slice(1).forEach((cell, place) => (cell.hidden = !shown[place]));
    const own = row.querySelector(".own");
    if (own) own.tabIndex = count ? -1 : 0;
  }
  for (const body of bodies) {
    if (count > 1 && !everything) gather(body, count);
    body.rows[0].cells[0].colSpan = (count || heads.length) + 1;
  }
  if (count) more().then(number);
}

/** One row for all questions of a group that those shown answer alike. */
function gather(body, count) {
  const agreed = [...body.rows].filter((row) => row.classList.contains("agreed"));
  if (!agreed.length) return;
  const parts = agreed.map((row) => {
    const cell = [...row.cells].slice(1).find((one) => !one.hidden);
    const answer = cell.querySelector(".rated, .status, .value").cloneNode(true);
    return element("span", {}, row.cells[0].firstElementChild.textContent.trim(), " ", answer);
  });
  const head = element("th", { scope: "row" }, count === 2 ? "Same for both" : "Same for all");
  body.rows[0].after(element("tr", { class: "alike" }, head, element("td", { colspan: count }, element("div", {}, parts))));
}

/** Number the sources in view, the same one once, and list them for print. */
function number({ sources: known }) {
  const found = new Map();
  for (const mark of table.querySelectorAll(".source")) mark.remove();
  for (const row of rows.filter((one) => !one.hidden && article.dataset.shown)) {
    const given = known[row.cells[0].id] ?? [];
    for (const [place, source] of given.entries()) {
      const cell = row.cells[place + 1];
      if (!source || cell.hidden) continue;
      const [label, date, href] = source;
      const title = `${label}, ${date}`;
      const key = `${title} ${href}`;
      if (!found.has(key)) found.set(key, { title, href, place: found.size + 1 });
      const { place: at } = found.get(key);
      cell.append(element("a", { class: "source", ...(href && { href }), title, "aria-label": `Source ${at}: ${title}` }, at));
    }
  }
  sources.hidden = !found.size;
  const items = [...found.values()].map(({ title, href }) => element("li", {}, href ? `${title}. ${href}` : title));
  sources.querySelector("ol").replaceChildren(...items);
}

/** Show only the rows that have all the words, opened; give how many; nothing typed shows all. */
export async function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const { also } = await more();
  const has = ({ cells: [head] }) =>
    words.every((word) => `${head.textContent} ${also[head.id] ?? ""}`.toLowerCase().includes(word));
  for (const row of rows) {
    row.hidden = words.length ? !has(row) : row.classList.contains("agreed");
    row.classList.toggle("open", words.length > 0 && !row.hidden);
  }
  for (const row of table.querySelectorAll(".alike")) row.hidden = words.length > 0;
  for (const body of bodies) body.rows[0].hidden = words.length > 0 && [...body.rows].slice(1).every((row) => row.hidden);
  const count = rows.filter((row) => !row.hidden && row.checkVisibility()).length;
  number(await more());
  if (!words.length) return "";
  return count ? `${count} ${count === 1 ? "row has" : "rows have"} “${text.trim()}”.` : `No row has “${text.trim()}”.`;
}

/** Go to a row, opened and shown if need be. */
export function jump(id) {
  goTo.value = "";
  const head = document.getElementById(id);
  if (!head) return;
  head.parentElement.hidden = false;
  head.parentElement.classList.add("open");
  head.scrollIntoView({ block: "center" });
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}
