/* Finds records by what a reader types: whole words, then beginnings from four letters on; never what merely looks alike. */

/** From how many letters on the beginning of a word is looked for, and from how many on a slip is. */
const beginning = 4;
const slip = 5;

/** What a word is worth where it stands: in a title or a name, in a name of what it is about, in the text, begun. */
const worth = { title: 12, owner: 8, text: 5, titleBegins: 3, textBegins: 1 };

/** How far one goes ahead of others: called just so, with every word as a whole, by its kind; each place of rank is worth less. */
const ahead = { named: 200, whole: 50, topic: 8, page: 2, part: 0, behind: -4 };

/** From how many on those that are alike share a card. */
const alike = 2;

/** Words that say nothing of what is looked for: a page need not have them. */
const small = new Set(
  (
    "a about an and any are as at be best better between by can could did do does for from good has have how i if in " +
    "is it its me my of on or our should some than that the their there they this to use vs versus was we what when " +
    "where which who why will with would you your"
  ).split(" "),
);

/** What counts of a name when it is looked up. */
export const folded = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}#+]/gu, "");

/** The words of a text as they are compared: small, without the ending of a plural. */
export const wordsOf = (text) => parted(text).map(stem);

const parted = (text) => text.toLowerCase().match(/[\p{L}\p{N}#+]+/gu) ?? [];

function stem(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^siu]s$/.test(word) ? word.slice(0, -1) : word;
}

/** Ready the published rows for questions. */
export function indexOf({ suggestions, records: rows }) {
  const records = rows.map(([address, kind, title, text, names = [], topic = "", says = ""], place) => ({
    address,
    kind,
    title,
    text,
    topic,
    says,
    place,
    named: new Set([title, ...names].map(folded)),
    titled: new Set([title, ...names].flatMap(wordsOf)),
    written: new Set(wordsOf(text)),
  }));
  const titles = new Map();
  for (const { titled } of records) for (const word of titled) titles.set(word, (titles.get(word) ?? 0) + 1);
  const heads = new Map(records.map((record) => [record.address, record]));
  const called = new Map(records.map((record) => [record.title, record]));
  const topics = new Map();
  for (const record of records.filter(({ topic }) => topic)) {
    if (!topics.has(record.topic)) topics.set(record.topic, { head: heads.get(record.topic), several: [] });
    topics.get(record.topic).several.push(record);
    for (const word of heads.get(record.topic)?.titled ?? []) record.titled.add(word);
    record.owned = called.get(owner(record))?.titled;
  }
  return { suggestions, records, topics, titles };
}

/** What a record is about that is one of several alike. */
export const owner = ({ title }) => title.split(": ")[0];

/**
 * What the index has on a text: the first `most` cards, how many there are, and how they were come by.
 * `begins` are words of which only beginnings were found, `unknown` those that nothing has, `near` a word that is
 * spelt nearly so, by the word that it was taken for; `apart` says that nothing has all of the words.
 */
export function find(index, text, most) {
  const typed = telling(text);
  const slips = typed.filter((word) => !known(index, stem(word))).map((word) => [word, nearest(index, word) || nearest(index, stem(word))]);
  const near = new Map(slips.filter(([, other]) => other));
  const read = typed.map((word) => near.get(word) ?? word);
  const unknown = read.filter((word) => !known(index, stem(word)));
  const looked = read.filter((word) => known(index, stem(word))).map(stem);
  const names = new Set([text, typed.join(""), read.join("")].map(folded).filter(Boolean));
  let found = looked.length ? scored(index, looked, names) : [];
  const apart = !found.length && looked.length > 1;
  if (apart) found = merged(looked.map((word) => scored(index, [word], names)));
  const cards = gathered(index, found, looked);
  const begins = read.filter((word) => !unknown.includes(word) && !isWhole(index, stem(word)));
  return { count: cards.length, cards: cards.slice(0, most), words: looked, begins, unknown, near, apart };
}

function telling(text) {
  const words = [...new Set(parted(text))];
  const some = words.filter((word) => !small.has(word));
  return some.length ? some : words;
}

const begun = (words, start) => start.length >= beginning && [...words].some((word) => word.startsWith(start));
const isWhole = ({ records }, word) =>
  records.some(({ named, titled, written }) => titled.has(word) || written.has(word) || named.has(word));
const known = (index, word) => index.records.some((record) => value(record, word) || record.named.has(word));

/** The records that have every word, the best first; one that is called just so comes before all others. */
function scored({ records, topics }, words, names) {
  return records
    .map((record) => ({ record, score: score(record, words, names, topics) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.record.place - other.record.place);
}

function score(record, words, names, topics) {
  const called = [...names].some((name) => record.named.has(name));
  const values = words.map((word) => value(record, word) || (words.length > 1 && record.owned?.has(word) && worth.owner));
  if (!called && values.some((one) => !one)) return 0;
  const whole = values.every((one) => one >= worth.text);
  const before = (called ? ahead.named : 0) + (whole ? ahead.whole : 0);
  return values.reduce((sum, one) => sum + one, 0) / words.length + before + standing(record, topics);
}

function value({ titled, written, named }, word) {
  if (titled.has(word)) return worth.title + (written.has(word) ? 1 : 0);
  if (written.has(word)) return worth.text;
  if (begun(titled, word) || begun(named, word)) return worth.titleBegins;
  return begun(written, word) ? worth.textBegins : 0;
}

function standing({ address, kind }, topics) {
  if (topics.has(address)) return ahead.topic;
  if (kind === "Rule" || kind === "Caution") return ahead.behind;
  return address.includes("#") ? ahead.part : ahead.page;
}

function merged(lists) {
  const sums = new Map();
  for (const { record, score } of lists.flat()) sums.set(record, (sums.get(record) ?? 0) + score);
  return [...sums].map(([record, score]) => ({ record, score })).sort((one, other) => other.score - one.score);
}

/**
 * Those found as cards: several that are alike on one topic stand on one card, where the first of them would, but for
 * one whose owner is asked for by name.
 */
function gathered({ topics }, found, words) {
  const counts = new Map();
  for (const { record } of found) counts.set(record.topic, (counts.get(record.topic) ?? 0) + 1);
  const cards = new Map();
  for (const { record } of found) {
    const topic = topics.has(record.address) ? record.address : record.topic;
    const named = record.owned && words.some((word) => record.owned.has(word));
    const asked = topic && !named && (topic === record.address || cards.has(topic) || counts.get(topic) > alike);
    if (!asked) cards.set(record.address, { record, several: [] });
    else if (!cards.has(topic)) cards.set(topic, { record: topics.get(topic).head, topic, several: topics.get(topic).several });
  }
  return [...cards.values()];
}

/** The word most used in titles and names that a word is a slip for: two letters swapped, one wrong, one too many or too few. */
function nearest({ titles }, word) {
  const near = [...titles.keys()].filter((other) => other.length >= slip && other[0] === word[0] && isSlip(word, other));
  return word.length < slip ? "" : near.sort((one, other) => titles.get(other) - titles.get(one))[0] ?? "";
}

function isSlip(one, other) {
  const [longer, shorter] = one.length < other.length ? [other, one] : [one, other];
  if (longer.length - shorter.length > 1) return false;
  const place = [...longer].findIndex((letter, index) => letter !== shorter[index]);
  const rest = longer.slice(place + 1);
  if (longer.length > shorter.length) return shorter.slice(place) === rest;
  const swapped = longer[place + 1] + longer[place] + longer.slice(place + 2);
  return shorter.slice(place + 1) === rest || shorter.slice(place) === swapped;
}
