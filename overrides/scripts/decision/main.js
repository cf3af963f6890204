/* Loads the rest of the form once a reader touches it, or at once if the address holds answers. */

const form = document.getElementById("questions");
let loading;

/** The rest of the form: asked for once, so that what waits for it goes on in order, and again if it did not come. */
function load() {
  loading ??= import("./form.js");
  loading.catch(() => (loading = undefined));
  return loading;
}

async function act(what, ...given) {
  let module;
  try {
    module = await load();
  } catch {
    delete document.documentElement.dataset.restoring;
    document.getElementById("unreachable").hidden = false;
    return;
  }
  await module[what](...given);
}

// The rules have a page of their own; their former addresses on this one lead there.
if (/^#(rule|caution)-/.test(location.hash)) location.replace(form.dataset.every + location.hash);
form.hidden = false;
for (const touch of ["pointerdown", "focusin"]) form.addEventListener(touch, () => act("prepare"), { once: true });
form.addEventListener("change", () => act("answer", new FormData(form)));
form.addEventListener("reset", () => setTimeout(() => act("answer", new FormData(form))));
form.addEventListener("submit", (event) => event.preventDefault());
if (location.search) act("open");
