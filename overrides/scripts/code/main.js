/* Brings what choosing and copying need: at once if the address asks for a choice, else when the reader does something. */

const form = document.getElementById("choice");
const choice = () => import("./choice.js");

if (location.search || location.hash) {
  choice()
    .then(({ restore }) => restore())
    .finally(() => delete document.documentElement.dataset.restoring);
} else if (matchMedia("(max-width: 50rem)").matches) {
  [...form.elements.f].slice(1).forEach((box) => (box.checked = false));
}
form.addEventListener("change", ({ target }) => choice().then(({ choose }) => choose(target)));
form.addEventListener("submit", (event) => event.preventDefault());
for (const kind of ["pointermove", "focusin", "scroll"]) {
  addEventListener(kind, () => Promise.all([choice(), import("./copy.js")]), { once: true, passive: true });
}
