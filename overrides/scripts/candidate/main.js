/* Marks in the contents where the reader is, and folds them again once one is chosen; copies code, once somebody is there. */

const contents = document.querySelector(".contents");
const links = [...contents.querySelectorAll("a")];
const parts = links.map((link) => document.getElementById(link.hash.slice(1)));

function mark() {
  const passed = parts.filter((part) => part.getBoundingClientRect().top < innerHeight / 3).length;
  links.forEach((link, index) => {
    if (index === Math.max(passed, 1) - 1) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

const observer = new IntersectionObserver(mark, { rootMargin: "-33% 0% -66%", threshold: 0 });
for (const part of parts) observer.observe(part.closest("section") ?? part);
mark();
contents.addEventListener("click", ({ target }) => {
  if (target.closest("a")) contents.querySelector("details").open = false;
});

if (document.querySelector(".source")) {
  for (const kind of ["pointermove", "focusin", "scroll"]) {
    addEventListener(kind, () => import("../code/copy.js"), { once: true, passive: true });
  }
}
