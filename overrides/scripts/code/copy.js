/* Puts a button beside each piece of code that copies it. */

import { element } from "../shared/elements.js";

for (const source of document.querySelectorAll(".source")) {
  const code = source.querySelector("code");
  const button = element("button", { type: "button", class: "copy", "aria-live": "polite" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(code);
      button.textContent = "Selected";
    }
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  source.querySelector("figcaption").append(button);
}
