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

let fetched;
function use(act = () => {}) {
  fetched ??= import("./chooser.js");
  return fetched.then(act, () => {
    fetched = undefined;
    form.querySelector("[aria-live]").textContent = "The script for this could not be fetched. Try again, or reload.";
  });
}

form.addEventListener("pointerdown", () => use(), { once: true });
form.addEventListener("focusin", () => use(), { once: true });
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

/** Browsers leave half under the first column what is there; a link or button that the keyboard reaches comes out. */
function uncover({ target }) {
  if (target.matches("td :focus-visible, th + th :focus-visible")) target.scrollIntoView({ block: "nearest", inline: "nearest" });
}

const watch = new ResizeObserver((entries) => requestAnimationFrame(() => entries.forEach(({ target }) => fit(target))));
for (const table of document.querySelectorAll(".scroll > table")) {
  watch.observe(table);
  table.addEventListener("focusin", uncover);
}
