/* The form: set as the address says, and kept there; what the answers lead to is shown beside it. */

import { follow, read, remember, written } from "../shared/address.js";
import { decisionOf } from "./evaluate.js";
import { tell } from "./explain.js";
import { show as put } from "./result.js";

const form = document.getElementById("questions");
const outcome = document.getElementById("result");
const unreachable = document.getElementById("unreachable");
const radios = [...form.querySelectorAll("[type=radio]")];
const known = {};
for (const { name, value } of radios) (known[name] ??= []).push(value);
let loading;
let remarks = [];
let shown;

follow(restore);
document.querySelector(".tool").addEventListener("click", take);

/** Fetch the rules ahead of the first answer. */
export const prepare = () => rules();

/** Keep what was answered as a step in the address, and show where it leads. */
export function answer(data) {
  remember(state(Object.fromEntries(data)));
  remarks = [];
  return show();
}

/** Set the form as the address says when the page opens. */
export async function open() {
  await restore();
  if (location.hash === `#${outcome.id}`) painted(() => outcome.scrollIntoView());
}

/** Go on once the result stands on the page: scrolled to in the same frame, it would count as having jumped. */
const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(then));

async function restore() {
  const { state: wanted, strange } = read(known);
  for (const radio of radios) radio.checked = radio.value === wanted[radio.name][0];
  const twice = Object.entries(wanted).filter(([, values]) => values.length > 1);
  remarks = [...strange, ...twice.map(([name, [first]]) => `“${name}” is answered more than once; “${first}” counts.`)];
  if (remarks.length && Object.keys(given()).length) remarks.push("The rest is kept.");
  if (remarks.length || written(state(given())) !== shown) await show();
}

async function show() {
  const decision = Object.keys(given()).length ? await rules() : undefined;
  const answers = given();
  shown = written(state(answers));
  const told = decision && Object.keys(answers).length ? tell(decision, answers) : undefined;
  put(decision, told, remarks.join(" "));
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

const here = (answers) => new URL(written(state(answers), `#${outcome.id}`), location.href).href;

/** Follow a link to other answers without a new page; what it leads to gets the focus that the link had. */
async function take(event) {
  const link = event.target.closest("a[href*='?']");
  const elsewhere = !link || link.pathname !== location.pathname;
  if (elsewhere || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  await restore();
  outcome.tabIndex = -1;
  outcome.focus();
}

const given = () => Object.fromEntries(new FormData(form));
const state = (answers) =>
  Object.fromEntries(Object.entries(answers).map(([question, option]) => [question, [option]]));
