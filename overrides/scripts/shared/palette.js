/* Switches the colours: what the reader's system says, or light, or dark. */

const button = document.getElementById("palette");
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const names = { system: "System", light: "Light", dark: "Dark" };

/** The order of the choices: the first press always changes what is seen. */
const order = () => (dark.matches ? ["system", "light", "dark"] : ["system", "dark", "light"]);
const chosen = () => (Object.hasOwn(names, root.dataset.scheme ?? "") ? root.dataset.scheme : "system");
const next = () => order()[(order().indexOf(chosen()) + 1) % 3];

function label() {
  button.dataset.scheme = chosen();
  button.title = `Theme: ${names[chosen()]}. Change to ${names[next()]}`;
  button.setAttribute("aria-label", button.title);
}

function choose(scheme) {
  if (scheme === "system") delete root.dataset.scheme;
  else root.dataset.scheme = scheme;
  try {
    if (scheme === "system") localStorage.removeItem("scheme");
    else localStorage.setItem("scheme", scheme);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
  label();
}

if (button) {
  label();
  button.hidden = false;
  button.addEventListener("click", () => choose(next()));
  dark.addEventListener("change", label);
}
