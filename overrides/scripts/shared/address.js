/* The state of a page in its address: named parameters in a fixed order. Others add theirs, which are none of our business. */

/**
 * What the address holds for each parameter that the page knows, and a sentence on each value that it cannot have and
 * on each name that is a slip for one of ours; any other name is somebody else's, and nothing is said of it.
 * `known` maps each parameter, in its fixed order, to the values that it may have; several are parted by commas.
 * `former` maps a parameter to a map of values that had another name once to the one that they have now.
 */
export function read(known, former = {}) {
  const query = new URLSearchParams(location.search);
  const state = {};
  const strange = [...new Set(query.keys())]
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => [name, Object.keys(known).find((other) => isSlip(name, other))])
    .filter(([, meant]) => meant)
    .map(([name, meant]) => `This page knows nothing called “${name}”; did you mean “${meant}”?`);
  for (const [name, values] of Object.entries(known)) {
    const asked = query.getAll(name).flatMap((several) => several.split(",")).filter(Boolean);
    const given = new Set(asked.map((value) => (values.includes(value) ? value : former[name]?.get(value) ?? value)));
    state[name] = [...given].filter((value) => values.includes(value));
    for (const value of given)
      if (!values.includes(value)) strange.push(`“${value}” is not one of the answers to “${name}”.`);
  }
  return { state, strange };
}

/** Whether a name is another in other case, or with a letter too many, too few or out of order; short ones have no slips. */
function isSlip(name, known) {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()];
  if (one === other) return true;
  if (other.length < 4 || Math.abs(one.length - other.length) > 1) return false;
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  const place = [...longer].findIndex((letter, index) => letter !== shorter[index]);
  const [head, next, rest] = [longer.slice(0, place), longer[place + 1] ?? "", longer.slice(place + 2)];
  return shorter === (longer.length > shorter.length ? head + next + rest : head + next + longer[place] + rest);
}

/** The address of this page with a state: parameters in the order of `state`, empty ones left out, commas kept. */
export function written(state, hash = "") {
  const parts = Object.entries(state)
    .filter(([, values]) => values.length)
    .map(([name, values]) => `${name}=${values.map(encodeURIComponent).join(",")}`);
  return location.pathname + (parts.length ? `?${parts.join("&")}` : "") + hash;
}

/** Keep a state in the address as a step that the reader can take back. */
export function remember(state, hash = "") {
  const address = written(state, hash);
  if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address);
}

/** Call `restore` whenever the reader goes back or forward between states of this page. */
export const follow = (restore) => addEventListener("popstate", restore);
