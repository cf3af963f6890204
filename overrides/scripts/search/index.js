/* Asks the index; its files lie beside the folder of all scripts. */

const pagefind = new URL("../../pagefind/pagefind.js", import.meta.url);
const ranking = { pageLength: 1, termSimilarity: 2, metaWeights: { title: 5, spelling: 5, names: 2, kind: 0.5 } };

/** Words that say nothing of what is looked for: a page need not have them. */
const small = new Set(
  (
    "a about an and any are as at be best better between by can could did do does for from good has have how i if in " +
    "is it its me my of on or our should some than that the their there they this to use vs versus was we what when " +
    "where which who why will with would you your"
  ).split(" "),
);

let loading;

/** Start anew with the next question: Pagefind never asks again for a piece that it could not fetch. */
export function forget() {
  loading = undefined;
}

/** Load the index. */
export function load() {
  loading ??= import(pagefind).then(({ createInstance }) =>
    createInstance({ ranking, noWorker: true, excerptLength: 24 }),
  );
  return loading;
}

/**
 * What the index has on a text: how many entries, and the first `most` of them, those called just that before others.
 * `words` are those looked for, `unknown` those that nothing has; what else a reader must know, see `byWords`.
 */
export async function find(text, most) {
  try {
    return await look(text, most);
  } catch (error) {
    forget();
    throw error;
  }
}

async function look(text, most) {
  const named = await called(text);
  const { found, words, ...remarks } = await byWords(text, named);
  const results = [...new Map([...named, ...found].map((result) => [result.id, result])).values()];
  const entries = await Promise.all(results.slice(0, most).map((result) => result.data()));
  const unknown = words.filter((word) => !entries.some((entry) => has(entry, word)));
  if (named.length || unknown.length < words.length) return { count: results.length, entries, words, unknown, ...remarks };
  if (!navigator.onLine) throw new Error("A piece of the index may be missing.");
  return { count: 0, entries: [], words, unknown };
}

/**
 * The entries that have all the words. A name that stands nowhere else is read as the title of what it names,
 * `instead`; where nothing has all of the words, each is looked for by itself, and they are `apart`.
 */
async function byWords(text, named) {
  const words = telling(text);
  const found = await asked(words.join(" "));
  if (named.length && found.every(({ id }) => named.some((one) => one.id === id))) {
    const instead = (await named[0].data()).meta.title;
    return { found: await asked(telling(instead).join(" ")), words: telling(instead), instead };
  }
  if (found.length || words.length < 2) return { found, words };
  return { found: await anyOf(words), words, apart: true };
}

/** Whether an entry has a word in any form; for an unknown word the index gives what has the same first letters. */
function has({ content, meta }, word) {
  const starts = parts(word).map((part) => part.slice(0, Math.max(3, part.length - 4)));
  return parts([content, ...Object.values(meta)].join(" ")).some((part) => starts.some((start) => part.startsWith(start)));
}

const parts = (text) => text.split(/[^\p{L}\p{N}#+]+/u).filter(Boolean).map(folded);

/** What counts of a name when it is looked up; the build does the same to the names in the index. */
export const folded = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}#+]/gu, "");

function telling(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const some = words.filter((word) => !small.has(folded(word)));
  return some.length ? some : words;
}

/** The entries that have just this name, with or without the small words, as they stand in the index. */
async function called(text) {
  const names = [...new Set([text, telling(text).join("")].map(folded))].filter(Boolean).map((name) => `=${name}=`);
  const lists = await Promise.all(names.map((name) => asked(name, { sort: { place: "asc" } })));
  const results = [...new Map(lists.flat().map((result) => [result.id, result])).values()];
  const entries = await Promise.all(results.map((result) => result.data()));
  return results.filter((_, place) => names.some((name) => entries[place].meta.names?.split(" ").includes(name)));
}

/** The entries that have at least one of the words, those with more and better matches first. */
async function anyOf(words) {
  const lists = await Promise.all(words.map((word) => asked(word)));
  const sums = new Map();
  for (const { id, score } of lists.flat()) sums.set(id, (sums.get(id) ?? 0) + score);
  const results = new Map(lists.flat().map((result) => [result.id, result]));
  return [...results.values()].sort((one, other) => sums.get(other.id) - sums.get(one.id));
}

const asked = async (words, options) => (await (await load()).search(words, options)).results;
