/* The dialog in which a reader searches: a field, and a list of links that follows what is typed. */

import { element, joined } from "../shared/elements.js";
import { find, folded, forget, load } from "./index.js";

const most = 10;
const pause = 120;
const site = new URL("../..", import.meta.url);

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
let waiting;
let asked = { text: "" };

/** Show the dialog; `opener` is the button that leads here, and shows whether the key does so too. */
export async function open(opener) {
  styled ??= prepare(opener);
  await styled;
  if (!dialog.open) dialog.showModal();
  field.focus();
  field.select();
  load().catch(forget); // The first search will say so if it cannot be loaded then, either.
}

/** Put the dialog into the page; it is ready when its styles are there. */
function prepare(opener) {
  const links = [...document.querySelectorAll(".site-header nav a")].map((link) => link.cloneNode(true));
  help.append("These may help: ", ...joined(links, "or"), ".");
  slash.checked = opener.hasAttribute("aria-keyshortcuts");
  slash.addEventListener("change", () => keep(opener));
  document.body.append(dialog);
  return new Promise((resolve) => {
    const styles = element("link", { rel: "stylesheet", href: new URL("styles/components/search.css", site) });
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

/** Look for what stands in the field, unless that is done or under way. */
function search() {
  clearTimeout(waiting);
  const text = field.value.trim();
  if (text !== asked.text) asked = { text, shown: show(text) };
  return asked.shown;
}

async function show(text) {
  if (!text) return write("", []);
  status.textContent ||= "Searching…";
  try {
    const found = await find(text, most);
    if (text === asked.text) write(report(text, found), results(text, found), !found.count);
  } catch {
    if (text !== asked.text) return;
    write("The search index could not be loaded. Check the connection and type again.", [], true);
    asked = { text: "" };
  }
}

function write(message, items, helpless = false) {
  if (list.contains(document.activeElement)) field.focus();
  status.textContent = message;
  list.replaceChildren(...items);
  list.scrollTop = 0;
  help.hidden = !helpless;
}

function report(text, { count, entries, instead, apart, unknown }) {
  if (!count) return `Nothing found for “${text}”.`;
  const first = entries.length < count ? `; the first ${entries.length} are shown` : "";
  if (apart) return `Nothing has all of these words. ${count} have some of them${first}.`;
  const remarks = [
    instead && folded(instead) !== folded(text) && `Read as “${instead}”. `,
    unknown.length > 0 && `Nothing has “${unknown.join(" ")}”. `,
  ];
  return `${remarks.filter(Boolean).join("")}${count} ${count === 1 ? "result" : "results"}${first}.`;
}

const results = (text, { entries, words }) => entries.map((entry, place) => result(text, words, entry, place));

function result(text, words, { raw_url: address, meta, content, excerpt }, place) {
  const id = `search-excerpt-${place}`;
  const title = highlighted(meta.title, words);
  const quoted = quotation(excerpt, content);
  const seen = [...title, ...quoted].some((part) => part instanceof Element);
  return element(
    "li",
    {},
    element(
      "a",
      { href: new URL(address.slice(1), site), "aria-describedby": id },
      element("span", { class: "title" }, title),
      " ",
      element("span", { class: "kind" }, meta.kind),
    ),
    element("p", { id }, seen ? [] : `Found as “${text}”. `, quoted),
  );
}

/** A title whose words are marked that start like one looked for; endings may differ. */
function highlighted(title, words) {
  const starts = words.map((word) => folded(word).slice(0, Math.max(3, word.length - 3))).filter(Boolean);
  const matches = (part) => starts.some((start) => folded(part).startsWith(start));
  return title.split(/([\s:]+)/).map((part) => (matches(part) ? element("mark", {}, part) : part));
}

/** An excerpt as the index gives it: HTML of which only the marks are kept, with dots where something is left out. */
function quotation(excerpt, content) {
  const parts = excerpt.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const whole = parts.join("");
  return [
    content.startsWith(whole) ? "" : "… ",
    ...parts.map((part, place) => (place % 2 ? element("mark", {}, part) : part)),
    content.endsWith(whole) ? "" : " …",
  ];
}

/** Go up or down between the field and the results. */
function step(event) {
  const stops = [field, ...list.querySelectorAll("a")];
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
  waiting = setTimeout(search, pause);
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await search();
  list.querySelector("a")?.click();
});
list.addEventListener("click", (event) => {
  if (event.target.closest("a") && !event.ctrlKey && !event.metaKey && !event.shiftKey) dialog.close();
});
close.addEventListener("click", () => dialog.close());
