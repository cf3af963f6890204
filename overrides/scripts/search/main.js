/* Opens the search, by a press or by the key /, and loads it only then. */

const opener = document.getElementById("search-opener");
const unreachable = document.getElementById("search-unreachable");
const takesText = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";

async function open() {
  try {
    const { open: show } = await import("./dialog.js");
    await show(opener);
    unreachable.hidden = true;
  } catch {
    unreachable.hidden = false;
  }
}

function press(event) {
  const composed = event.isComposing || event.keyCode === 229;
  const other = composed || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(takesText);
  if (event.key !== "/" || other || !opener.hasAttribute("aria-keyshortcuts")) return;
  event.preventDefault();
  open();
}

try {
  if (localStorage.getItem("slash") === "off") opener.removeAttribute("aria-keyshortcuts");
} catch {
  // Storage is switched off, and so is the choice against the key.
}
opener.hidden = false;
opener.addEventListener("click", open);
document.addEventListener("keydown", press);
