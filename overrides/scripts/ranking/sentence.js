/* The pick for a completed sentence, in the words that the ranking has for it. */

/** Put what the two answers lead to under the sentence. */
export function show(form) {
  const [first, second] = [...form.querySelectorAll("select")].map(({ selectedIndex }) => selectedIndex);
  const cell = form.dataset.picks.split(",")[first].split(" ")[second];
  const rows = cell.replace(/^-/, "").split("+").map((slug) => document.getElementById(slug));
  const names = rows.flatMap((row, place) => [place ? " or " : "", ...named(row)]);
  form.querySelector(".picked").replaceChildren(...(cell.startsWith("-") ? ["Not ranked here. Nearest: "] : []), ...names);
  form.querySelector(".because").replaceChildren(...(rows.length > 1 ? [tie] : copied(rows[0].querySelector(".verdict"))));
}

const tie = "Equally good here. The answer says what decides between them.";

const named = (row) => [...copied(row.querySelector(".name"), ".icon"), row.querySelector("h4 a").textContent];

const copied = (element, only) =>
  [...(only ? element.querySelectorAll(only) : element.childNodes)].map((node) => node.cloneNode(true));
