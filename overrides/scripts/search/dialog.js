/* The dialog in which a reader searches: a field, and a list of links that follows what is typed. */

import { element, joined } from "../shared/elements.js";
import { find, folded, indexOf, owner, wordsOf } from "./index.js";

const most = 8;
const pause = 120;
const around = 90;
const numbers = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const site = new URL(document.querySelector(".site-name").href); // Where this script lies says nothing of it.

const field = element("input", {
  id: "search-field",
  type: "search",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  enterkeyhint: "go",
  "aria-describedby": "search-keys",
});
const form = element("form", { role: "search" }, element("label", { for: field.id }, "Search the guide"), field);
const close = element("button", { type: "button" }, "Close");
const status = element("p", { role: "status" });
const list = element("ol", { "aria-label": "Results" });
const help = element("p", { class: "help", hidden: "" });
const slash = element("input", { type: "checkbox" });
const dialog = element(
  "dialog",
  { class: "search", "aria-label": "Search", closedby: "any" },
  element("div", { class: "ask" }, form, close),
  status,
  list,
  help,
  element(
    "div",
    { class: "keys" },
    element("p", { id: "search-keys" }, "Enter opens the first result; arrow keys move through the list."),
    element("label", {}, slash, " The key / opens the search"),
  ),
);

let styled;
let loading;
let waiting;

/** Show the dialog; `opener` is the button that leads here, and shows whether the key does so too. */
export async function open(opener) {
  styled ??= prepare(opener);
  await styled;
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  load().then(show, () => {}); // Whatever is typed then will say so if it cannot be loaded.
}

/** The index, fetched once; whoever asks after it could not be had asks anew. */
function load() {
  loading ??= fetched().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetched() {
  const response = await fetch(new URL("search.json", site));
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return indexOf(await response.json());
}

/** Put the dialog into the page; it is ready when its styles are there. */
function prepare(opener) {
  const links = [...document.querySelectorAll(".site-header nav a")].map((link) => link.cloneNode(true));
  help.append("These may help: ", ...joined(links, "or"), ".");
  slash.checked = opener.hasAttribute("aria-keyshortcuts");
  slash.addEventListener("change", () => keep(opener));
  document.body.append(dialog);
  return new Promise((resolve) => {
    const styles = element("link", { rel: "stylesheet", href: new URL("../../styles/components/search.css", import.meta.url) });
    styles.addEventListener("load", resolve);
    styles.addEventListener("error", resolve); // Plain, it works as well.
    document.head.append(styles);
  });
}

/** Remember whether the key opens the search. */
function keep(opener) {
  if (slash.checked) opener.setAttribute("aria-keyshortcuts", "/");
  else opener.removeAttribute("aria-keyshortcuts");
  try {
    if (slash.checked) localStorage.removeItem("slash");
    else localStorage.setItem("slash", "off");
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}

/** Show what there is on what is typed now. */
async function show() {
  clearTimeout(waiting);
  const text = field.value.trim();
  try {
    const index = await load();
    if (text !== field.value.trim()) return;
    if (!text) return write("", [start(index)]);
    const found = find(index, text, most);
    write(report(text, found), found.cards.map((card, place) => result(card, found, place)), !found.count);
  } catch {
    if (text) write("The search index could not be loaded. Check the connection and type again.", [], true);
  }
}

function write(message, items, helpless = false) {
  if (list.contains(document.activeElement)) field.focus();
  status.textContent = message;
  list.replaceChildren(...items);
  list.scrollTop = 0;
  help.hidden = !helpless;
}

/** What a reader may start from. */
function start({ suggestions }) {
  const tries = suggestions.map((text) => {
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      field.value = text;
      field.focus();
      show();
    });
    return button;
  });
  return element("li", { class: "start" }, element("p", {}, "Readers look for"), element("p", {}, tries));
}

function report(text, { count, cards, begins, unknown, near, apart }) {
  const quoted = (words) => words.map((word) => `“${word}”`).join(", ");
  const nothing = unknown.length > 0 && `Nothing has ${quoted(unknown)}. `;
  if (!count) return nothing || `Nothing found for “${text}”.`;
  const more = cards.length < count ? `; the first ${cards.length} are shown` : "";
  const results = `${count} ${count === 1 ? "result" : "results"}${more}.`;
  return [
    nothing,
    ...[...near].map(([typed, read]) => `Nothing has “${typed}”; read as “${read}”. `),
    begins.length > 0 && `Nothing has ${quoted(begins)} as a whole word; these have words that begin so. `,
    apart && "Nothing has all of these words; these have some. ",
    results,
  ].filter(Boolean).join("");
}

/** A card: one record with its text, or what all of several say on one topic. */
function result({ record, topic, several }, { words }, place) {
  const id = `search-excerpt-${place}`;
  if (!several.length) {
    const { address, title, kind, text } = record;
    return element("li", {}, link(address, marked(title, words), kind, id), element("p", { id }, excerpt(text, words)));
  }
  const all = numbers[several.length] ?? several.length;
  const title = record ? `All ${all} on ${record.title}` : `${topic}, on all ${all} pages`;
  const head = record ? link(record.address, title, record.kind, id) : element("p", { class: "title" }, title);
  return element("li", { class: "several" }, head, (place === 0 || !record) && answers(several, id));
}

const link = (address, title, kind, id) =>
  element(
    "a",
    { href: new URL(address.slice(1), site), "aria-describedby": id, "data-stop": "" },
    element("span", { class: "title" }, title),
    " ",
    element("span", { class: "kind" }, kind),
  );

const answers = (several, id) =>
  element(
    "ul",
    { id },
    several.map((one) => {
      const href = new URL(one.address.slice(1), site);
      return element("li", {}, element("a", { href }, owner(one), one.says && element("small", {}, ` ${one.says}`)));
    }),
  );

/** A text whose words are marked that were looked for, or that begin so. */
const marked = (text, words) =>
  text.split(/([^\p{L}\p{N}#+]+)/u).map((part) => (isSought(part, words) ? element("mark", {}, part) : part));

const isSought = (part, words) =>
  wordsOf(part).some((word) => words.some((sought) => word === sought || (sought.length > 3 && folded(part).startsWith(sought))));

/** The part of a text around the first word that was looked for. */
function excerpt(text, words) {
  const parts = text.split(/(?<=\s)/);
  const place = Math.max(0, parts.findIndex((part) => isSought(part, words)));
  let [from, to] = [place, place];
  while (from > 0 && parts.slice(from - 1, place).join("").length < around) from -= 1;
  while (to < parts.length && parts.slice(place, to + 1).join("").length < 2 * around) to += 1;
  return [from > 0 && "… ", marked(parts.slice(from, to).join(""), words), to < parts.length && "…"];
}

/** Go up or down between the field and the results. */
function step(event) {
  const stops = [field, ...list.querySelectorAll("[data-stop], .several:not(:has([data-stop])) li:first-child a")];
  const place = stops.indexOf(document.activeElement);
  const next = place < 0 ? undefined : stops[place + (event.key === "ArrowDown" ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

dialog.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return; // An input method composes a word: its keys are its own.
  if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event);
  if (event.key !== "Escape") return;
  event.preventDefault(); // Else the first press would only empty the field.
  dialog.close();
});
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, pause);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await show();
  list.querySelector("a")?.click();
});
list.addEventListener("click", (event) => {
  if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
});
close.addEventListener("click", () => dialog.close());
