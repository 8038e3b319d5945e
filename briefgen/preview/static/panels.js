// Beside the pages: findings, the state of the points, what the template sees.

import { $, make, say } from "./dom.js";
import { goTo } from "./pages.js";

const NAMES = ["findings", "status", "template"];
const GRADES = { error: "Error", warning: "Warning", hint: "Hint" };

const tab = (name) => $(`tab-${name}`);

export const open = () => NAMES.find((name) => tab(name).getAttribute("aria-selected") === "true");

export function choose(name, focus = false) {
  for (const each of NAMES) {
    tab(each).setAttribute("aria-selected", String(each === name));
    tab(each).tabIndex = each === name ? 0 : -1;
    $(each).hidden = each !== name;
  }
  if (focus) tab(name).focus();
}

export function listenToTabs(chosen) {
  for (const [at, name] of NAMES.entries()) {
    tab(name).addEventListener("click", () => { choose(name); chosen(name); });
    tab(name).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = NAMES[(at + step + NAMES.length) % NAMES.length];
      choose(next, true);
      chosen(next);
    });
  }
}

function count(name, number) {
  tab(name).querySelector(".count").textContent = number ? String(number) : "";
}

async function lead(texts, place) {
  const page = await goTo(texts);
  const where = document.querySelector(".where");
  where?.remove();
  say(page ? `Marked on page ${page}.` : `It is not on the pages. Its place: ${place}.`);
  return page;
}

function finding(each) {
  const note = make("span", { class: "quiet" }, each.place);
  const button = make("button", { type: "button", class: `finding ${each.grade}` },
    make("span", { class: "grade" }, `${GRADES[each.grade]} ${each.rule}`),
    make("span", {}, each.message),
    each.remedy && make("span", { class: "remedy" }, each.remedy),
    note);
  button.addEventListener("click", async () => {
    const page = await lead([each.text, each.words], each.place);
    note.textContent = page ? each.place : `${each.place} (not on these pages)`;
  });
  return make("li", {}, button);
}

const list = (found) => make("ul", { class: "list" }, ...found.map(finding));

export function showFindings(found) {
  const mine = found.filter((each) => !each.elsewhere);
  const others = found.filter((each) => each.elsewhere);
  const errors = mine.some((each) => each.grade === "error");
  $("findings").replaceChildren(
    errors ? make("p", {}, "With these errors it is written as a draft only.") : "",
    mine.length ? list(mine) : make("p", {}, "No findings in this document."),
    others.length ? make("h2", {}, "In other documents of the dossier") : "",
    others.length ? list(others) : "");
  count("findings", mine.length);
}

function point(each) {
  const button = make("button", { type: "button", class: "link" }, each.text);
  button.addEventListener("click", () => lead([each.text], `point ${each.number}`));
  const state = make("span", { class: `state ${each.state}` }, each.state || "–");
  const due = [each.due, each.moved_from && `first ${each.moved_from}`].filter(Boolean).join(", ").replaceAll("-", "\u2011");
  return make("tr", {},
    make("th", { scope: "row" }, each.number || "–"),
    make("td", {}, button,
      each.changes && make("span", { class: "changes" }, `Since: ${each.changes}`)),
    make("td", {}, state,
      each.overdue ? make("span", { class: "overdue" }, `${each.overdue} overdue`) : "",
      each.updated && make("span", { class: "quiet" }, each.updated),
      due ? make("span", { class: "quiet" }, `due ${due}`) : ""));
}

function table(heads, rows) {
  const head = make("tr", {}, ...heads.map((each) => make("th", { scope: "col" }, each)));
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows));
}

export function showStatus(rows) {
  const shown = rows.length ? table(["No.", "Point", "State and last update"], rows.map(point)) : make("p", {}, "The dossier has no points.");
  $("status").replaceChildren(shown);
  count("status", rows.length);
}

export function showTemplate({ name, fields }) {
  const rows = fields.map((each) => make("tr", {},
    make("th", { scope: "row" }, make("code", {}, each.path)),
    make("td", {}, each.value && make("span", { class: "value" }, each.value), each.says && make("span", { class: "quiet" }, each.says))));
  $("template").replaceChildren(make("p", {}, make("code", {}, name), " reads these fields. On this day they are:"), table(["Field", "Value"], rows));
  count("template", fields.length);
}

export function showRefusal(name, { problem, remedy }) {
  $(name).replaceChildren(make("p", {}, problem), make("p", { class: "quiet" }, remedy ?? ""));
  count(name, 0);
}
