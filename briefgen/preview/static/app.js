// The page: what is chosen, what is asked for it, and when it is asked again.

import { $, ask, fill, make, say } from "./dom.js";
import * as pages from "./pages.js";
import * as panels from "./panels.js";
import * as work from "./work.js";

const NEIGHBOURS = [1, -1, 2, -2];
const IDLE = 200; // milliseconds without a move, after which what stands beside is asked for
const LETTER = "letter";

let offer = null; // what can be chosen
let index = 0; // of the day
let busy = false;
let again = false;
let idle = 0;
let beside = new AbortController();

// what is chosen

const day = () => offer.days[index];
const kind = () => offer.documents.find((each) => each.name === $("document").value)?.kind ?? "";

function chosen(at = index) {
  const recipient = kind() === LETTER ? $("recipient").value : "";
  const asked = { dossier: offer.dossier, document: $("document").value, language: $("language").value, day: offer.days[at].day };
  if (recipient) asked.recipient = recipient;
  if ($("known").value) asked.known = $("known").value;
  if ($("since").value && $("since").value < asked.day) asked.since = $("since").value;
  return asked;
}

function remember() {
  const kept = { ...chosen(), view: pages.view };
  history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
}

function wish() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

// the controls

function offerChoices(wanted) {
  $("title").textContent = offer.title;
  document.title = `${offer.title} – briefgen`;
  fill($("dossier"), offer.dossiers.map((each) => [each, each]), offer.dossier);
  fill($("document"), offer.documents.map((each) => [each.name, each.name]), wanted.document || $("document").value);
  fill($("language"), offer.languages.map((each) => [each, each]), wanted.language || $("language").value);
  const recipients = offer.recipients.map((each) => [each.key, each.name ? `${each.key} – ${each.name}` : each.key]);
  fill($("recipient"), [["", "nobody yet"], ...recipients], wanted.recipient ?? $("recipient").value);
  fill($("known"), [["", "all that is recorded"], ...offer.known.map((each) => [each.day, each.words])], wanted.known ?? $("known").value);
  fill($("point"), [["", "all points"], ...offer.points.map((each) => [each.key, `${each.number || "–"}  ${each.words}`])]);
  $("for-point").hidden = !offer.points.length;
  $("slider").max = String(offer.days.length - 1);
  $("days").replaceChildren(...offer.days.map((each, at) => make("option", { value: at, label: each.words })));
  $("first-day").textContent = offer.days[0]?.words ?? "";
  $("last-day").textContent = offer.days.at(-1)?.words ?? "";
  chooseDay(wanted.day ?? "");
  offerDays(wanted.since ?? $("since").value);
  drawTicks();
}

// The day that was wished for, or the one before it; else the last on which anything was entered.
function chooseDay(wished) {
  const entered = offer.days.findLastIndex((each) => each.entries);
  const near = wished ? offer.days.findLastIndex((each) => each.day <= wished) : entered;
  index = Math.max(0, near);
}

function offerDays(wanted) {
  const mine = (each) => each.document === $("document").value && each.language === $("language").value;
  const sent = new Map(offer.editions.filter(mine).map((each) => [each.day, each.number]));
  const days = offer.days.filter((each) => each.day < day().day && (each.entries || sent.has(each.day)));
  const words = (each) => (sent.has(each.day) ? `${each.words} (edition ${sent.get(each.day)})` : each.words);
  fill($("since"), [["", "nothing"], ...days.toReversed().map((each) => [each.day, words(each)])], wanted);
}

const changes = (each) => {
  const point = $("point").value;
  return point ? each.points.includes(point) : each.entries > 0;
};

function drawTicks() {
  const most = Math.max(1, ...offer.days.map((each) => each.entries));
  const ticks = offer.days.map((each, at) => {
    const tick = make("span", { class: `tick${changes(each) ? " on" : ""}${each.sent.length ? " sent" : ""}`, title: each.words });
    const share = offer.days.length > 1 ? at / (offer.days.length - 1) : 0.5;
    tick.style.left = `calc(.6rem + (100% - 1.2rem) * ${share})`;
    tick.style.height = `${Math.round(20 + 80 * Math.sqrt(each.entries / most))}%`;
    tick.addEventListener("click", () => move(at));
    return tick;
  });
  $("ticks").replaceChildren(...ticks);
}

function tellDay() {
  const { words, entries, points, sent } = day();
  const numbers = points.map((key) => offer.points.find((each) => each.key === key)?.number).filter(Boolean);
  const changed = numbers.length ? `, point${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}` : "";
  const news = entries ? `${entries} ${entries === 1 ? "entry" : "entries"}${changed}` : "nothing entered";
  const edition = sent.length ? `; sent: ${sent.join(", ")}` : "";
  $("day-words").textContent = words;
  $("day-news").textContent = news + edition;
  $("slider").value = String(index);
  $("slider").setAttribute("aria-valuetext", `${words}, day ${index + 1} of ${offer.days.length}: ${news}${edition}`);
  $("earlier").disabled = !offer.days.slice(0, index).some(changes);
  $("later").disabled = !offer.days.slice(index + 1).some(changes);
  [...$("ticks").children].forEach((tick, at) => tick.classList.toggle("here", at === index));
}

function move(to) {
  index = to;
  refresh();
}

function step(direction) {
  for (let at = index + direction; at >= 0 && at < offer.days.length; at += direction) {
    if (changes(offer.days[at])) {
      move(at);
      return;
    }
  }
}

// what is shown

function refresh() {
  const isLetter = kind() === LETTER && offer.recipients.length > 0;
  const own = offer.recipients.find((each) => each.key === $("recipient").value)?.language;
  $("for-recipient").hidden = !isLetter;
  $("to-all").hidden = !isLetter;
  $("language").disabled = Boolean(isLetter && own);
  if (isLetter && own && offer.languages.includes(own)) $("language").value = own;
  offerDays($("since").value);
  tellDay();
  remember();
  look();
}

// Asks for the document; moves that come meanwhile are answered together afterwards.
async function look() {
  clearTimeout(idle);
  beside.abort();
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  const asked = chosen();
  document.body.classList.add("waiting");
  try {
    await show(await ask("look", asked), asked);
  } catch (problem) {
    refuse(problem);
  }
  busy = false;
  document.body.classList.remove("waiting");
  if (again) {
    again = false;
    look();
  } else {
    idle = setTimeout(lookBeside, IDLE);
  }
}

async function show(found, asked) {
  if (offer.pages) pages.showPages(found);
  if (pages.view === "text" || !offer.pages) pages.showText(`text?${new URLSearchParams(asked)}`);
  const query = new URLSearchParams(asked);
  const kindOfFile = `${asked.since ? "redline" : ""}${found.draft ? " (draft)" : ""}`.trim();
  for (const [id, format] of [["word", "docx"], ["pdf", "pdf"]]) {
    $(id).href = `file?${query}&format=${format}`;
    $(id).textContent = `${format === "pdf" ? "PDF" : "Word"}${kindOfFile ? ` – ${kindOfFile}` : ""}`;
  }
  $("counted").textContent = [found.count ? `${found.count} page${found.count > 1 ? "s" : ""}` : "", found.changes].filter(Boolean).join(" · ");
  tell([found.draft && "It has errors, so it is shown as a draft; the findings say which.", found.note]);
  document.body.dataset.shown = query.toString();
  say(`${day().words}: ${$("counted").textContent}`);
}

function tell(sentences) {
  const said = sentences.filter(Boolean);
  $("news").hidden = !said.length;
  $("news").replaceChildren(...said.map((each) => make("p", {}, each)));
}

function refuse(problem) {
  const answer = problem.answer ?? { problem: "The preview does not answer.", remedy: "Is it still running? Start it again: briefgen preview", findings: [] };
  tell([`${answer.problem} ${answer.remedy ?? ""}`]);
  if (answer.findings?.length) {
    panels.showFindings(answer.findings);
    panels.choose("findings");
  }
  say(answer.problem);
}

// What stands beside the pages, and then the documents of the days around, so that the next move is quick.
async function lookBeside() {
  beside = new AbortController();
  const { signal } = beside;
  const asked = chosen();
  try {
    const shown = panels.open();
    for (const name of new Set([shown, "findings"])) await fillPanel(name, asked, signal);
    document.body.dataset.beside = new URLSearchParams(asked).toString();
    for (const away of NEIGHBOURS) {
      const at = index + away;
      if (at >= 0 && at < offer.days.length && !signal.aborted) await ask("look", chosen(at), signal).catch(() => {});
    }
  } catch (problem) {
    if (problem.name !== "AbortError") throw problem;
  }
}

const SHOWS = { findings: panels.showFindings, status: panels.showStatus, template: panels.showTemplate };

async function fillPanel(name, asked, signal) {
  try {
    SHOWS[name](await ask(name, asked, signal));
  } catch (problem) {
    if (!problem.answer) throw problem;
    if (name === "findings" && problem.answer.findings.length) panels.showFindings(problem.answer.findings);
    else panels.showRefusal(name, problem.answer);
  }
}

async function readChoices(wanted, anew = {}) {
  offer = await ask("choices", { dossier: wanted.dossier ?? "", ...anew });
  offerChoices(wanted);
}

// how it is used

function listen() {
  $("slider").addEventListener("input", () => move(Number($("slider").value)));
  $("earlier").addEventListener("click", () => step(-1));
  $("later").addEventListener("click", () => step(1));
  for (const id of ["document", "language", "recipient", "known", "since"]) $(id).addEventListener("change", refresh);
  $("dossier").addEventListener("change", () => readChoices({ dossier: $("dossier").value, since: "", known: "", recipient: "" }).then(refresh).catch(refuse));
  $("point").addEventListener("change", () => { drawTicks(); tellDay(); });
  $("smaller").addEventListener("click", () => pages.changeZoom(-1));
  $("larger").addEventListener("click", () => pages.changeZoom(1));
  for (const each of document.querySelectorAll("[name=view]")) {
    each.addEventListener("change", () => { pages.setView(each.value); refresh(); });
  }
  panels.listenToTabs((name) => fillPanel(name, chosen(), undefined));
  work.listen();
  for (const button of document.querySelectorAll("[data-many]")) {
    button.addEventListener("click", () => {
      button.closest("details").open = false;
      work.start({ ...chosen(), many: button.dataset.many, format: $("many-format").value });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("details.menu").forEach((each) => { each.open = false; });
  });
}

function follow() {
  const events = new EventSource("events");
  events.addEventListener("saved", () => {
    const { day: shown } = chosen();
    readChoices({ ...wish(), dossier: offer.dossier, day: shown }).then(refresh).catch(refuse);
  });
  events.addEventListener("work", (event) => work.show(JSON.parse(event.data)));
  events.addEventListener("open", () => { document.body.dataset.follows = "yes"; });
}

async function begin() {
  const wanted = wish();
  await readChoices(wanted, { anew: "yes" });
  const view = offer.pages ? (wanted.view ?? "down") : "text";
  for (const each of document.querySelectorAll("[name=view]")) {
    each.checked = each.value === view;
    each.disabled = !offer.pages && each.value !== "text";
  }
  pages.setView(view);
  listen();
  follow();
  refresh();
}

begin().catch(refuse);
