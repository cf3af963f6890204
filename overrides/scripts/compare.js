/* Readies the page of comparisons, and loads the rest once a reader touches its controls or the address asks for it. */

const form = document.getElementById("chooser");
const head = document.querySelector("table.judgements thead");

for (const label of head.querySelectorAll(".sort")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.append(...label.childNodes);
  label.replaceWith(button);
}
form.classList.add("ready");

const load = () => import("./compare-chooser.js");
const failed = () => {
  form.querySelector("[aria-live]").textContent = "The script for this could not be fetched. Try again, or reload.";
};
const use = (act) => load().then(act, failed);

form.addEventListener("pointerdown", load, { once: true });
form.addEventListener("focusin", load, { once: true });
form.addEventListener("change", ({ target }) => use((chooser) => chooser.choose(target)));
form.addEventListener("reset", () => setTimeout(use, 0, (chooser) => chooser.clear()));
form.addEventListener("submit", (event) => event.preventDefault());
head.addEventListener("click", ({ target }) => {
  const cell = target.closest("button")?.closest("th");
  if (cell) use((chooser) => chooser.sortBy(cell.dataset.sort));
});
if (location.search)
  use((chooser) => chooser.restore()).finally(() => delete document.documentElement.dataset.restoring);

/** A tab stop with a name is for tables that scroll; one that fits needs none, and its head may stay on the screen. */
function fit(table) {
  const region = table.parentElement;
  const fits = table.offsetWidth <= region.clientWidth;
  const stop = { role: "region", tabindex: "0", "aria-labelledby": table.caption.id };
  region.classList.toggle("whole", fits);
  for (const [name, value] of Object.entries(stop))
    if (fits) region.removeAttribute(name);
    else region.setAttribute(name, value);
}

/** Browsers take a link that is partly under the head or the first column for visible; the keyboard's must be wholly so. */
function uncover({ target }) {
  if (target.matches(":focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const watch = new ResizeObserver((entries) => requestAnimationFrame(() => entries.forEach(({ target }) => fit(target))));
for (const table of document.querySelectorAll(".scroll > table")) {
  watch.observe(table);
  table.addEventListener("focusin", uncover);
}
