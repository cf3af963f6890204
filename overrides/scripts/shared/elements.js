/* Makes elements; text stays text. */

/** An element with attributes and children: elements, text, lists of them; what is false, empty or nothing is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...present(children));
  return made;
}

/** Put other children into an element. */
export const fill = (where, ...children) => where.replaceChildren(...present(children));

const present = (children) => children.flat(Infinity).filter((child) => (child ?? false) !== false && child !== "");

/** A list in a sentence: one, two and three; or what stands for none. */
export const joined = (items, joint = "and", none = "") =>
  (items.length ? items : [none]).flatMap((item, place) => {
    if (place === 0) return [item];
    return [place < items.length - 1 ? ", " : ` ${joint} `, item];
  });
