/* Shows what is told of the answers: the verdict beside the form, its grounds below. */

import { element, fill } from "../shared/elements.js";
import { save } from "./record.js";

const outcome = document.getElementById("result");
const grounds = document.getElementById("grounds");
const bar = document.getElementById("bar");
const waiting = [...outcome.childNodes];

/** Show a result of a guide's rules, or that there is none yet; and what is to be remarked on the address. */
export function show(guide, told, remark) {
  outcome.hidden = bar.hidden = !told && !remark;
  grounds.hidden = !told;
  fill(outcome, remark && element("p", { class: "strange" }, remark), told ? verdict(guide, told) : waiting);
  fill(grounds, told ? reasons(told) : []);
  fill(bar.firstElementChild, told?.brief ?? "Not all of the address is understood", told?.by && by(told.by));
  bar.lastElementChild.textContent = !told ? "See what" : told.possible.length ? "See which" : "See why";
  document.getElementById("spoken").textContent = [remark, told?.spoken].filter(Boolean).join(" ");
}

const by = (rule) => element("small", {}, `, by ${rule}`);

const verdict = (guide, told) => [
  element("p", { class: "eyebrow" }, told.kicker),
  told.names && element("h3", {}, written(told.names)),
  told.says.map((sentence) => element("p", { class: "says" }, sentence)),
  told.settled && element("p", { class: "settled" }, element("b", {}, "What settles the tie: "), told.settled),
  list("possible", told.possible),
  terms(told.quick),
  told.hints.map((hint) => element("p", { class: "hint" }, written(hint))),
  told.checks.length > 0 && element("p", { class: "more" }, element("a", { href: "#grounds" }, "Why, and what next")),
  actions(guide, told),
];

const reasons = (told) => [
  element("dl", { class: "given" }, told.given.map(([asked, chosen]) => pair(asked, chosen))),
  element(
    "div",
    {},
    part("Why", terms(told.because)),
    part("Cautions", list("cautions", told.cautions)),
    part("Why not the others", list("others", told.others)),
  ),
  told.checks.length > 0 &&
    element(
      "div",
      {},
      element("h3", {}, "Before you commit"),
      told.checks.map((one) => checks(one, told.checks.length > 1)),
      told.compare && element("p", { class: "comparison" }, written(told.compare)),
    ),
  element("p", { class: "again" }, "This result again: ", told.link),
];

const checks = ({ name, tryFirst, starting, bites, more }, several) => [
  several && element("h4", {}, written(name)),
  part("Try first", list("tries", tryFirst), several ? "h5" : "h4"),
  part("If you start today", terms(starting), several ? "h5" : "h4"),
  part("When its weaknesses bite", terms(bites), several ? "h5" : "h4"),
  element("p", { class: "hint" }, "What each of them means: ", element("a", { href: more }, "on its page"), "."),
];

function actions(guide, told) {
  const done = element("span", { role: "status" });
  const copy = element("button", { type: "button" }, "Copy the link");
  const keep = element("button", { type: "button" }, "Save as a decision record");
  copy.addEventListener("click", async () => (done.textContent = await copied(told.link)));
  keep.addEventListener("click", () => save(guide, told));
  return element("p", { class: "actions" }, copy, told.drivers && keep, done);
}

async function copied(link) {
  try {
    await navigator.clipboard.writeText(link);
    return "Copied.";
  } catch {
    return "Your browser did not allow it. The address of this page leads here as well.";
  }
}

const part = (title, content, level = "h3") => content && [element(level, {}, title), content];
const pair = (term, what) => element("div", {}, element("dt", {}, term), element("dd", {}, what));
const terms = (rows) =>
  rows.length > 0 && element("dl", { class: "because" }, rows.map(([term, what]) => pair(term, written(what))));
const list = (name, items) =>
  items.length > 0 && element("ul", { class: name }, items.map((item) => element("li", {}, written(item))));

/** Parts of a sentence as text and elements. */
const written = (parts) =>
  [parts].flat(Infinity).map((part) => {
    const text = FORMS[part.as]?.(part.text) ?? part.text ?? part;
    return part.href ? element("a", { href: part.href }, text) : text;
  });

const FORMS = {
  answer: (text) => element("q", {}, text),
  aside: (text) => element("span", { class: "share" }, text),
  warning: (text) => element("strong", { class: "stale" }, text),
};
