/* Readies the page of comparisons, and loads the rest once a reader touches its controls or the address asks for it. */

const article = document.querySelector(".compare");
const form = document.getElementById("chooser");
const tools = document.getElementById("tools");

for (const label of form.querySelectorAll(".sort")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  label.replaceWith(button);
}
article.classList.add("ready");

let fetched;
function use(act = () => {}) {
  fetched ??= import("./chooser.js");
  return fetched.then(act, () => {
    fetched = undefined;
    for (const where of form.parentElement.querySelectorAll(".said"))
      where.textContent = "The script for this could not be fetched. Try again, or reload.";
  });
}

for (const touched of [form, tools]) {
  touched.addEventListener("pointerdown", () => use(), { once: true });
  touched.addEventListener("focusin", () => use(), { once: true });
  touched.addEventListener("submit", (event) => event.preventDefault());
}
form.addEventListener("change", ({ target }) => use((chooser) => chooser.choose(target)));
form.addEventListener("submit", () => use((chooser) => chooser.compare()));
form.addEventListener("reset", () => setTimeout(use, 0, (chooser) => chooser.clear()));
form.querySelector("thead").addEventListener("click", ({ target }) => {
  const cell = target.closest("button")?.closest("th");
  if (cell) use((chooser) => chooser.sortBy(cell.dataset.sort));
});
tools.addEventListener("input", ({ target }) => use((chooser) => chooser.narrow(target)));
tools.addEventListener("click", ({ target }) => target.id && use((chooser) => chooser.press(target.id)));
if (location.search)
  use((chooser) => chooser.restore()).finally(() => delete document.documentElement.dataset.restoring);
