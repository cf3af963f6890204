/* Keeps in the address whose code is shown; what shows it is the page's own style, by what is ticked. */

import { follow, read, written } from "../shared/address.js";

const form = document.getElementById("choice");
const boxes = [...form.elements.f];
const said = document.getElementById("said");
const tasks = document.querySelectorAll(".tasks a");
const narrow = matchMedia("(max-width: 50rem)");
const first = boxes.filter((box) => box.defaultChecked).map((box) => box.value);
const former = new Map(boxes.flatMap((box) => (box.dataset.former ?? "").split(" ").map((old) => [old, box.value])));

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const part = () => boxes.find((box) => box.value === location.hash.slice(1))?.value;

/** Show those that the address names; one that only its anchor names stands alone, and so does the first on a phone. */
export function restore() {
  const { state, strange } = read({ f: boxes.map((box) => box.value) }, { f: former });
  const asked = state.f.length ? state.f : part() ? [part()] : first;
  const shown = narrow.matches ? [asked.includes(part()) ? part() : asked[0]] : asked;
  for (const box of boxes) box.checked = shown.includes(box.value);
  said.textContent = strange.join(" ");
  lead();
}

/** Let the other tasks open with the same choice. */
function lead() {
  const f = chosen();
  const query = f.join() === first.join() ? "" : new URL(written({ f }), location.href).search;
  for (const task of tasks) task.search = query;
  return f;
}

/** Take up that a box was pressed. */
export function choose(target) {
  if (narrow.matches) {
    for (const box of boxes) box.checked = box === target;
    form.querySelector("details").open = false;
  } else if (!chosen().length) target.checked = true;
  const f = lead();
  history.replaceState(null, "", written({ f }));
  said.textContent = `Shown: ${f.map((value) => boxes.find((box) => box.value === value).labels[0].textContent.trim()).join(", ")}`;
  if (form.getBoundingClientRect().top <= 0) form.nextElementSibling.scrollIntoView();
}

addEventListener("hashchange", restore);
follow(restore);
