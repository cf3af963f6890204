/* Puts a button beside each piece of code that copies it. */

for (const source of document.querySelectorAll(".source")) {
  const code = source.querySelector("code");
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "copy", ariaLive: "polite", textContent: "Copy" });
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
