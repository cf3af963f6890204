/* Shows what scripts add to the ranking, and loads what answers once a reader touches it or the address asks. */

const sentence = document.getElementById("sentence");
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

/** Show the pick of the sentence; where that does not load, its button still leads to the answer. */
async function pick() {
  const shown = sentence.querySelector(".pick");
  try {
    (await import("./sentence.js")).show(sentence);
    shown.hidden = false;
  } catch {
    shown.hidden = true;
  }
}

if (sentence) {
  sentence.addEventListener("change", pick);
  // A browser that comes back to the page may have kept other answers.
  if ([...sentence.elements].some((gap) => gap.options && !gap.selectedOptions[0]?.defaultSelected)) pick();
  else sentence.querySelector(".pick").hidden = false;
}

if (control) {
  control.hidden = false;
  control.addEventListener("pointerdown", load, { once: true });
  control.addEventListener("focusin", load, { once: true });
  if (location.search) load();
}
