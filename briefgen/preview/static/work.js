// Long work: many files made at once, with progress, and a way to stop it.

import { $, say } from "./dom.js";

export function start(parameters) {
  const query = new URLSearchParams(parameters);
  return fetch(`work?${query}`, { method: "POST" }).then(async (response) => {
    const answer = await response.json();
    if (!response.ok) show({ what: "", state: "failed", ...answer });
  });
}

function ended(about) {
  if (about.state === "stopped") return `${about.what}: stopped; nothing was written.`;
  if (about.state === "done") {
    const files = about.count === 1 ? "1 file is" : `${about.count} files are`;
    const listed = about.files.length < about.count ? `${about.files.join(", ")} …` : about.files.join(", ");
    const kept = about.kept.length ? ` What was edited by hand is kept in ${about.kept.join(", ")}.` : "";
    return `${about.what}: ${files} written: ${listed}.${kept}`;
  }
  const faults = (about.findings ?? []).map((each) => `${each.place}: ${each.message}`).slice(0, 3).join(" ");
  return `${about.what ? `${about.what}: n` : "N"}othing was written. ${faults || about.problem} ${faults ? "" : about.remedy ?? ""}`;
}

export function show(about) {
  const runs = about.state === "running";
  $("work").hidden = false;
  $("stop").hidden = !runs;
  $("put-away").hidden = runs;
  $("work-done").hidden = !runs;
  if (runs && about.count) {
    $("work-done").max = about.count;
    $("work-done").value = about.done;
  } else {
    $("work-done").removeAttribute("value");
  }
  const far = about.count ? ` – ${about.done} of ${about.count}` : " …";
  $("work-words").textContent = runs ? `${about.what}${far}` : ended(about);
  if (!runs || !about.done) say($("work-words").textContent);
}

export function listen() {
  $("stop").addEventListener("click", () => fetch("stop", { method: "POST" }));
  $("put-away").addEventListener("click", () => { $("work").hidden = true; });
}
