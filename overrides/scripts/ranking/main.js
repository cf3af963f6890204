/* Shows the question of what matters most, and loads what answers it once a reader touches it or the address asks. */

const control = document.getElementById("weights");
const root = document.documentElement;

async function load() {
  try {
    await import("./weights.js");
  } catch {
    control.querySelector("[role=status]").textContent = "Part of this page did not load; reload it to try again.";
  }
  delete root.dataset.restoring;
}

if (control) {
  control.hidden = false;
  control.addEventListener("pointerdown", load, { once: true });
  control.addEventListener("focusin", load, { once: true });
  if (location.search) load();
}
