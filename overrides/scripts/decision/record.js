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
      "We answered the questions of the guide named above. Its rules lead to what follows; the decision stays ours.",
    heading(2, "Decision Drivers"),
    list(told.drivers.map(([label, answer, effect]) => `${text(label)}: ${text(answer)}${effect && ` (${effect})`}`)),
    heading(2, "Considered Options"),
    list(guide.candidates.map(({ name, page }) => link(text(name), guide.at(page)))),
    heading(2, "Decision Outcome"),
    `${OUTCOMES[told.kind]}: **${written(told.names)}**`,
    told.says.map(text),
    told.settled && `What settles the tie: ${text(told.settled)}`,
    terms([...told.because, ...told.quick]),
    heading(3, "Consequences"),
    told.checks.map(({ name, bites, more }) => [
      `When the weaknesses of ${written(name)} bite, and ${link("what each of them means", more)}:`,
      terms(bites),
    ]),
    told.cautions.length > 0 && [heading(3, "Cautions"), list(told.cautions.map(text))],
    heading(3, "Next Checks"),
    told.checks.map(({ name, tryFirst, starting }) => [
      `Try first with ${written(name)}:`,
      list(tryFirst.map(text)),
      starting.length > 0 && [`If we start on ${written(name)} today:`, terms(starting)],
    ]),
    told.compare && written(told.compare),
    heading(2, "Rejected Options"),
    list(told.others.map(written)),
  );

const OUTCOMES = {
  pick: "The rules pick",
  tie: "The rules leave a tie",
  outside: "The answers lie outside the guide; its nearest option",
};

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
      const words = FORMS[part.as]?.(text(part.text)) ?? text(part.text ?? part);
      return part.href ? link(words, new URL(part.href, location.origin + location.pathname).href) : words;
    })
    .join("");

const FORMS = {
  answer: (words) => `“${words}”`,
  warning: (words) => `**${words}**`,
};

/** Text on one line that stays text: what Markdown or HTML would take for a mark is escaped. */
const text = (words) =>
  words
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]]/g, "\\$&")
    .replace(/[<>&~]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/^\d+(?=[.)](\s|$))/, "$&\\")
    .replace(/^[#+-]/, "\\$&");
