/* The form: set as the address says, and kept there; what the answers lead to takes the page over. */

import { follow, read, remember, written } from "../shared/address.js";
import { decisionOf } from "./evaluate.js";
import { tell } from "./explain.js";
import { show as put } from "./result.js";

const form = document.getElementById("questions");
const result = document.getElementById("result");
const unreachable = document.getElementById("unreachable");
const more = document.getElementById("more");
const selects = [...form.querySelectorAll("select")];
const known = Object.fromEntries(
  selects.map(({ name, options }) => [name, [...options].map(({ value }) => value).filter(Boolean)]),
);
let loading;
let remarks = [];
let shown;
let asksAll = false;

follow(restore);
document.querySelector(".picking").addEventListener("click", take);
more.addEventListener("click", () => {
  asksAll = true;
  show().then(() => selects.find(({ value }) => !value)?.focus());
});

/** Fetch the rules ahead of the first answer. */
export const prepare = () => rules();

/** Keep what was answered as a step in the address, and show where it leads. */
export function answer(data) {
  remember(state(Object.fromEntries(data)));
  remarks = [];
  return show(true);
}

/** Set the form as the address says when the page opens. */
export async function open() {
  await restore();
  if (location.hash === `#${result.id}`) painted(() => result.scrollIntoView());
}

/** Go on once the result stands on the page: scrolled to in the same frame, it would count as having jumped. */
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

async function restore() {
  const { state: wanted, strange } = read(known);
  for (const select of selects) select.value = wanted[select.name][0] ?? "";
  const twice = Object.entries(wanted).filter(([, values]) => values.length > 1);
  remarks = [...strange, ...twice.map(([name, [first]]) => `“${name}” is answered more than once; “${first}” counts.`)];
  if (remarks.length && Object.keys(given()).length) remarks.push("The rest is kept.");
  if (remarks.length || written(state(given())) !== shown) await show();
}

async function show(answering = false) {
  const decision = Object.keys(given()).length ? await rules() : undefined;
  const answers = given();
  shown = written(state(answers));
  const told = decision && Object.keys(answers).length ? tell(decision, answers) : undefined;
  if (!told) asksAll = false;
  put(decision, told, remarks.join(" "), asksAll);
  delete document.documentElement.dataset.restoring;
  if (answering && told && !told.needed.length && !asksAll) painted(seen);
}

/** On a narrow screen the answer stands above the form once it is settled: lead the reader up to it. */
function seen() {
  const top = document.querySelector(".picking h1");
  if (top.getBoundingClientRect().top < 0) top.scrollIntoView();
}

/** The rules, fetched once; nothing if they cannot be had now. */
async function rules() {
  loading ??= fetched();
  try {
    const decision = await loading;
    unreachable.hidden = true;
    return decision;
  } catch {
    loading = undefined;
    unreachable.hidden = false;
    return undefined;
  }
}

async function fetched() {
  const response = await fetch(form.dataset.rules);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return { ...decisionOf(await response.json(), response.url), here };
}

const here = (answers) => new URL(written(state(answers)), location.href).href;

/** Follow a link to other answers without a new page; the answer gets the focus that the link had. */
async function take(event) {
  const link = event.target.closest("a[href*='?']");
  const elsewhere = !link || link.origin !== location.origin || link.pathname !== location.pathname;
  if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  await restore();
  result.tabIndex = -1;
  result.focus();
}

const given = () => Object.fromEntries(selects.filter(({ value }) => value).map(({ name, value }) => [name, value]));
const state = (answers) =>
  Object.fromEntries(
    selects.filter(({ name }) => answers[name]).map(({ name }) => [name, [answers[name]]]),
  );
