/* Shows the form, sets it as the address says, and loads the rest once a reader touches it. */

const form = document.getElementById("questions");
const result = document.getElementById("result");
const unreachable = document.getElementById("unreachable");
let loading;

async function rules() {
  const response = await fetch(form.dataset.rules);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.json();
}

function load() {
  loading ??= Promise.all([import("./decision-form.js"), rules()]).catch(() => {
    loading = undefined;
    unreachable.hidden = false;
    return [];
  });
  return loading;
}

async function show(event) {
  const [module, decision] = await load();
  if (!module) return;
  unreachable.hidden = true;
  module.show(form, result, decision);
  if (event) module.remember(form);
  else if (location.hash === "#result") result.scrollIntoView();
}

for (const [name, value] of new URLSearchParams(location.search))
  for (const radio of form.elements)
    if (radio.name === name && radio.value === value) radio.checked = true;

form.hidden = result.hidden = false;
form.addEventListener("pointerdown", load, { once: true });
form.addEventListener("focusin", load, { once: true });
form.addEventListener("change", show);
form.addEventListener("reset", (event) => setTimeout(show, 0, event));
form.addEventListener("submit", (event) => event.preventDefault());
if (form.querySelector(":checked")) show();
