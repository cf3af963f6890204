/* Writes a result as a decision record: Markdown under the headings that such records usually have. */

import { plain } from "./explain.js";

/** Give a result to the reader as a file. */
export function save(guide, told) {
  const address = URL.createObjectURL(new Blob([record(guide, told)], { type: "text/markdown" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName(guide, told);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** What the file is called: what was to be decided, and what it came to. */
export const fileName = ({ subject }, { picks }) =>
  `${["decision", topic(subject), picks.join(" or ")].join(" ").toLowerCase().match(/[a-z0-9]+/g).join("-")}.md`;

/** The record of a result. It stays a proposal: only those who answered can decide. */
export const record = (guide, told) =>
  blocks(
    heading(1, `${capital(topic(guide.subject))}: ${plain(told.names)}`),
    list([
      "Status: proposed",
      `Made with: ${edition(guide)}, published ${guide.guide.published}, data as of ${guide.guide.as_of}`,
      `The same answers again: <${told.link}>`,
    ]),
    heading(2, "Context and Problem Statement"),
    `We have to choose among ${text(guide.subject.area)}. The choice has to hold for ${guide.horizon_months} months. ` +
      "We answered the questions of the guide named above. The decision stays ours.",
    heading(2, "Decision Drivers"),
    list(told.drivers.length ? told.drivers.map(text) : ["Nothing we answered asks for a special case"]),
    heading(2, "Considered Options"),
    list(guide.candidates.map(({ name, page }) => link(text(name), guide.at(page)))),
    heading(2, "Decision Outcome"),
    `**${text(told.title)}**`,
    told.lead.length > 0 && written(told.lead),
    told.settling && `To be settled: ${text(told.settling)}`,
    heading(3, "Consequences"),
    list([...good(told), ...bad(told)]),
    heading(3, "Next Checks"),
    told.checks.map(({ name, tryFirst, starting }) => [
      `Try first with ${written(name)}:`,
      list(tryFirst.map(text)),
      starting.length > 0 && [`If we start on ${written(name)} today:`, terms(starting)],
    ]),
    heading(2, "Rejected Options"),
    list(told.others.map(([label, who]) => `${text(label)}: ${written(who)}`)),
  );

const good = ({ why, fallback }) =>
  why.length
    ? why.map(({ head, says }) => `Good, because ${text(says)} (${text(head)})`)
    : [`Good, because ${text(fallback)}`];

const bad = ({ checks, cautions }) => [
  ...cautions.map(({ says, wayOut }) => `Bad, because ${text(says)} Way out: ${text(wayOut)}`),
  ...checks.flatMap(({ bites }) => bites.map(([moment, what]) => `Bad, ${text(moment.toLowerCase())}: ${text(what)}`)),
];

const edition = ({ guide: { name, edition: year, address }, at }) => link(`${text(name)}, ${year} edition`, at(address));

/** What is chosen, one of it: the field in the singular. */
const topic = ({ area, many, one }) => (area.endsWith(many) ? area.slice(0, -many.length) + one : area);
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

const blocks = (...parts) => `${parts.flat(Infinity).filter(Boolean).join("\n\n")}\n`;
const heading = (level, words) => `${"#".repeat(level)} ${text(words)}`;
const list = (items) => items.map((item) => `- ${item}`).join("\n");
const terms = (rows) => list(rows.map(([term, what]) => `${text(term)}: ${written(what)}`));
const link = (words, address) =>
  `[${words}](${address.replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"))})`;

/** Parts of a sentence as Markdown; what is linked on this page is linked from anywhere. */
const written = (parts) =>
  [parts]
    .flat(Infinity)
    .map((part) => {
      const words = text(part.text ?? part);
      return part.href ? link(words, new URL(part.href, location.origin + location.pathname).href) : words;
    })
    .join("");

/** Text on one line that stays text: what Markdown or HTML would take for a mark is escaped. */
const text = (words) =>
  words
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]]/g, "\\$&")
    .replace(/[<>&~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/^\d+(?=[.)](\s|$))/, "$&\\")
    .replace(/^[#+-]/, "\\$&");
