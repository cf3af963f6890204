/* Shows what is told of the answers: it takes the page over, and the form stands beside it. */

import { element, fill, joined } from "../shared/elements.js";
import { save } from "./record.js";

const page = document.querySelector(".picking");
const heading = page.querySelector("h1");
const form = document.getElementById("questions");
const outcome = document.getElementById("result");
const state = document.getElementById("state");
const [asking, before] = [document.title, state.textContent];

/** Show a result of a guide's rules, or that there is none yet; and what is to be remarked on the address. */
export function show(guide, told, remark, asksAll) {
  page.toggleAttribute("data-answered", Boolean(told));
  page.toggleAttribute("data-settled", Boolean(told && !told.needed.length));
  document.adoptedStyleSheets = [];
  heading.textContent = told?.title ?? heading.dataset.asking;
  document.title = told?.title ?? asking;
  outcome.hidden = !told && !remark;
  fill(outcome, remark && element("p", { class: "strange" }, remark), told ? answer(guide, told) : []);
  ask(told, asksAll);
  strips(told?.picks ?? []);
  state.textContent = told ? standing(guide, told) : before;
}

/** Ask on only for what can still change the answer, unless the reader wants to answer everything. */
function ask(told, asksAll) {
  let left = 0;
  for (const select of form.querySelectorAll("select")) {
    const idle = Boolean(told) && !select.value && !told.needed.includes(select.name);
    select.closest("label").hidden = idle && !asksAll;
    left += idle ? 1 : 0;
  }
  document.getElementById("more").hidden = !left || asksAll;
  form.querySelector("[type=reset]").hidden = !told;
}

/** The ratings of the picks at a glance, as the page brought them along. */
function strips(picks) {
  const where = document.getElementById("strips");
  const brought = picks.flatMap((slug) => [...form.querySelectorAll(`[data-strip="${CSS.escape(slug)}"]`)]);
  fill(where, brought.map((template) => template.content.cloneNode(true)));
  where.hidden = !brought.length;
}

function standing(guide, told) {
  const open = Object.keys(guide.questions).length - told.given.length;
  if (!told.needed.length) return open ? `Settled: ${told.brief}. What is left can add a warning, not change that.` : `Settled: ${told.brief}.`;
  const labels = joined(told.needed.map((question) => guide.questions[question].label.toLowerCase()), "or").join("");
  return `So far: ${told.brief}. Still able to change it: ${labels}.`;
}

const answer = (guide, told) => [
  told.lead.length > 0 && element("p", { class: "lead" }, written(told.lead)),
  told.settling && element("p", { class: "settling" }, element("b", {}, "Ask yourselves: "), told.settling),
  element("p", { class: "price" }, told.prices.map((price) => [element("span", {}, written(price)), " "])),
  actions(guide, told),
  element("h2", {}, "Why"),
  told.why.length > 0
    ? element("ol", { class: "why" }, told.why.map(reason))
    : element("p", {}, told.fallback),
  told.cautions.map(({ says, wayOut }) =>
    element("div", { class: "warning" }, element("p", {}, element("b", {}, "Watch out: "), says), element("p", {}, element("b", {}, "Way out: "), wayOut)),
  ),
  told.asides.map((aside) => element("p", { class: "hint" }, aside)),
  element("p", { class: "hint wrong" }, element("a", { href: wrong(guide, told) }, "This is wrong")),
  told.changes.length > 0 && [
    element("h2", {}, "What could change it"),
    element("ul", {}, told.changes.map((change) => element("li", {}, written(change), "."))),
  ],
  element("h2", {}, "Why not the others"),
  terms([
    ...told.others,
    ["Not ranked at all", [told.outside]],
  ]),
  told.checks.map(years),
  element("h2", {}, "Before you commit"),
  told.checks.map((one) => checks(one, told.checks.length > 1)),
  element("dl", { class: "given" }, told.given.map(([asked, chosen]) => pair(asked, chosen))),
  element("p", { class: "again" }, "This answer again: ", told.link),
];

const reason = ({ head, says, rests }) =>
  element("li", {}, element("h3", {}, head), element("p", {}, says, rests.length > 0 && [" ", element("span", { class: "rests" }, written(joined(rests)))]));

/** The next two years with a pick: how long its releases get fixes, and what is known of its upgrades. */
function years({ slug, name, starting }) {
  const drawing = element("div", { id: `years-${slug}` });
  draw(drawing, name.href);
  return [element("h2", {}, `Your two years on ${name.text}`), drawing, terms(starting)];
}

/** Put in what the page of a pick draws; nothing, should that page not come. Styles within it are barred: they come apart. */
async function draw(where, page) {
  const response = await fetch(page).catch(() => undefined);
  if (!response?.ok) return;
  const inert = (await response.text()).replace(/(<\/?)style>/g, "$1template>");
  const figure = new DOMParser().parseFromString(inert, "text/html").querySelector(".timeline");
  if (!figure) return;
  const places = figure.querySelector("template");
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`#${where.id} { ${places.textContent} }`);
  document.adoptedStyleSheets.push(sheet);
  places.remove();
  figure.querySelector("details").remove();
  where.append(document.adoptNode(figure));
}

const checks = ({ name, tryFirst, more }, several) => [
  several && element("h3", {}, written(name)),
  element("ul", {}, tryFirst.map((one) => element("li", {}, one))),
  element("p", { class: "hint" }, element("a", { href: more }, `What will hurt with ${name.text}`)),
];

function wrong(guide, told) {
  const address = new URL(`${form.dataset.repository}/issues/new`);
  address.searchParams.set("title", `Wrong answer: ${told.title}`);
  address.searchParams.set("body", `${told.link}\n\nWhat it should say, and why:\n`);
  return address.href;
}

function actions(guide, told) {
  const done = element("span", { role: "status" });
  const button = (text, act) => {
    const made = element("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  };
  return element(
    "p",
    { class: "actions" },
    told.names.filter((part) => part.href).map(({ text, href }) => element("a", { class: "button", href }, `Read about ${text}`)),
    button("Copy link", async () => (done.textContent = await copied(told.link))),
    button("Print", () => print()),
    button("Save as decision record", () => save(guide, told)),
    done,
  );
}

async function copied(link) {
  try {
    await navigator.clipboard.writeText(link);
    return "Copied.";
  } catch {
    return "Your browser did not allow it. The address of this page leads here as well.";
  }
}

const pair = (term, what) => element("div", {}, element("dt", {}, term), element("dd", {}, what));
const terms = (rows) =>
  rows.length > 0 && element("dl", { class: "terms" }, rows.map(([term, what]) => pair(term, written(what))));

/** Parts of a sentence as text and elements. */
const written = (parts) =>
  [parts].flat(Infinity).map((part) => (part.href ? element("a", { href: part.href }, part.text) : (part.text ?? part)));
