/* Shows the chooser and the buttons that sort, and loads the rest once a reader touches them. */

const form = document.getElementById("chooser");
const head = document.querySelector("table.judgements thead");
const load = () => import("./compare-chooser.js");

for (const cell of head.querySelectorAll("[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...cell.childNodes);
  cell.append(button);
}
form.hidden = false;

form.addEventListener("pointerdown", load, { once: true });
form.addEventListener("focusin", load, { once: true });
form.addEventListener("change", async () => (await load()).choose());
form.addEventListener("reset", () => setTimeout(async () => (await load()).choose()));
form.addEventListener("submit", (event) => event.preventDefault());
head.addEventListener("click", async ({ target }) => {
  const cell = target.closest("button")?.closest("[data-sort]");
  if (cell) (await load()).sortBy(cell.dataset.sort);
});
if (location.search) load().then((chooser) => chooser.restore());
