// The pages of the document: drawn ones as SVG, loaded as they come into view, or the text in a frame.

import { $, ask, make } from "./dom.js";

const sheets = $("sheets");
const frame = $("text");
const ZOOMS = [0.4, 0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5, 2, 3];
const WIDTH = 794; // pixels of a sheet of A4 at its own size
const families = new Set();
const parser = new DOMParser();

let shown = { key: "", count: 0 };
let zoom = 1;
let sight = null;

export let view = "down";

// Typefaces come once for all pages.
function learn(typefaces) {
  for (const { family, weight, style } of typefaces) {
    if (families.has(family)) continue;
    families.add(family);
    const face = new FontFace(family, `url(font/${family})`, { weight, style });
    document.fonts.add(face);
    face.load().catch(() => families.delete(family));
  }
}

function put(sheet, svg) {
  const drawn = document.importNode(parser.parseFromString(svg, "image/svg+xml").documentElement, true);
  const [, , width, height] = (drawn.getAttribute("viewBox") ?? "0 0 595 842").split(" ").map(Number);
  for (const link of drawn.querySelectorAll("a")) link.replaceWith(...link.childNodes); // the text has the links
  drawn.removeAttribute("width");
  drawn.removeAttribute("height");
  drawn.setAttribute("aria-hidden", "true");
  sheet.style.aspectRatio = `${width} / ${height}`;
  sheet.style.width = `${Math.round(WIDTH * zoom * (width / 595.3))}px`;
  sheet.replaceChildren(drawn);
  sheet.dataset.key = shown.key;
}

function newSheet() {
  const sheet = make("div", { class: "sheet", role: "img" });
  sheet.style.aspectRatio = "595.3 / 841.9";
  sheet.style.width = `${Math.round(WIDTH * zoom)}px`;
  sight?.observe(sheet);
  return sheet;
}

async function load(number) {
  const key = shown.key;
  const sheet = sheets.children[number];
  if (!sheet || sheet.dataset.key === key) return sheet;
  const page = await ask(`page/${key}/${number}`);
  if (key !== shown.key) return sheet;
  learn(page.typefaces);
  put(sheet, page.svg);
  return sheet;
}

function loadVisible(entries) {
  for (const { target, isIntersecting } of entries) {
    target.dataset.seen = isIntersecting ? "yes" : "";
    const number = [...sheets.children].indexOf(target);
    if (isIntersecting) load(number).catch(() => {});
    else if (number > 0) forget(target);
  }
}

// What is far out of sight is drawn again when it is needed.
function forget(sheet) {
  sheet.replaceChildren();
  delete sheet.dataset.key;
}

export function showPages(look) {
  shown = { key: look.key, count: look.count };
  learn(look.typefaces);
  sight ??= new IntersectionObserver(loadVisible, { rootMargin: "600px", scrollMargin: "600px" });
  while (sheets.children.length > look.count) {
    sight.unobserve(sheets.lastElementChild);
    sheets.lastElementChild.remove();
  }
  while (sheets.children.length < look.count) sheets.append(newSheet());
  [...sheets.children].forEach((sheet, number) => {
    sheet.setAttribute("aria-label", `Page ${number + 1} of ${look.count}`);
    if (number === 0) put(sheet, look.first);
    else if (sheet.dataset.seen) load(number).catch(() => {});
    else forget(sheet);
  });
}

export function showText(address) {
  const place = frame.contentWindow?.scrollY ?? 0;
  frame.onload = () => frame.contentWindow?.scrollTo(0, place);
  frame.contentWindow.location.replace(address);
}

export function setView(chosen) {
  view = chosen;
  sheets.hidden = chosen === "text";
  frame.hidden = chosen !== "text";
  sheets.classList.toggle("across", chosen === "across");
  sheets.classList.toggle("down", chosen !== "across");
  setZoom(chosen === "across" ? zoomForTwo() : chosen === "down" ? Math.max(zoom, 0.9) : zoom);
}

// So that two pages stand beside each other.
function zoomForTwo() {
  const room = (sheets.clientWidth - 80) / 2;
  return Math.min(1, Math.max(0.4, Math.floor((room / WIDTH) * 50) / 50));
}

export function setZoom(wanted) {
  zoom = wanted;
  sheets.classList.toggle("fits", zoom <= 1);
  $("zoom-words").textContent = `${Math.round(zoom * 100)} %`;
  for (const sheet of sheets.children) sheet.style.width = `${Math.round(WIDTH * zoom)}px`;
  if (frame.contentDocument?.body) frame.contentDocument.body.style.zoom = String(zoom);
}

export function changeZoom(step) {
  const at = ZOOMS.findIndex((each) => each >= zoom - 0.001);
  setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, (at < 0 ? ZOOMS.length - 1 : at) + step))]);
}

const plain = (text) => text.replace(/[\s\u00a0\u202f\u2009\u00ad\u200b]+/gu, "").toLocaleLowerCase();

// The beginnings of a text that may be found on a page, the longest first.
function beginnings(texts) {
  const found = texts.map(plain).flatMap((each) => [100, 50, 24].map((length) => each.slice(0, length)));
  return [...new Set(found)].filter((each) => each.length > 3).sort((one, other) => other.length - one.length);
}

function mark(sheet, wanted) {
  const texts = [...sheet.querySelectorAll("text")];
  const ends = [];
  let all = "";
  for (const each of texts) {
    all += plain(each.textContent);
    ends.push(all.length);
  }
  const start = all.indexOf(wanted);
  if (start < 0) return false;
  const hit = texts.filter((_, at) => ends[at] > start && (ends[at - 1] ?? 0) < start + wanted.length);
  for (const each of hit) {
    const { x, y, width, height } = each.getBBox();
    const box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ x: x - 1, y, width: width + 2, height })) box.setAttribute(name, value);
    box.setAttribute("class", "hit");
    each.parentNode.insertBefore(box, each);
  }
  hit[0].scrollIntoView({ block: "center", inline: "nearest" });
  return true;
}

function markInText(wanted) {
  const blocks = [...(frame.contentDocument?.body.querySelectorAll("p, li, h1, h2, h3, h4, td, th, caption") ?? [])];
  const hit = blocks.findLast((each) => plain(each.textContent).includes(wanted));
  hit?.scrollIntoView({ block: "center" });
  if (hit) hit.style.outline = "3px solid #e0a100";
  return Boolean(hit);
}

// Goes to the first place where one of some texts begins; its page from 1, or 0 where it is not on the pages.
export async function goTo(texts) {
  document.querySelectorAll(".hit").forEach((each) => each.remove());
  for (const wanted of beginnings(texts)) {
    if (view === "text") {
      if (markInText(wanted)) return 1;
      continue;
    }
    for (let number = 0; number < sheets.children.length; number += 1) {
      const sheet = await load(number);
      if (sheet && mark(sheet, wanted)) return number + 1;
    }
  }
  return 0;
}
