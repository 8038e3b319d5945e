// Small words for the page: finding elements, making them, asking the server.

export const $ = (id) => document.getElementById(id);

// An element with attributes and children; texts stay texts, whatever is in them.
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each !== "" && each !== undefined && each !== null));
  return made;
}

// Fills a <select>; the value stays, if it is still there.
export function fill(select, options, wanted = select.value) {
  select.replaceChildren(...options.map(([value, words]) => make("option", { value }, words)));
  select.value = options.some(([value]) => value === wanted) ? wanted : (options[0]?.[0] ?? "");
}

export class Refusal extends Error {
  constructor(answer) {
    super(answer.problem);
    this.answer = answer;
  }
}

// What the server says of a question; throws a Refusal with its words where it cannot be answered.
export async function ask(path, parameters = {}, signal = undefined) {
  const query = new URLSearchParams(parameters).toString();
  const response = await fetch(query ? `${path}?${query}` : path, { signal });
  const answer = await response.json().catch((broken) => {
    if (broken.name === "AbortError") throw broken;
    throw new Refusal({ problem: "The preview does not answer.", remedy: "", findings: [] });
  });
  if (!response.ok) throw new Refusal(answer);
  return answer;
}

let timer = 0;

// Says something to those who listen; the last of what is said in quick succession.
export function say(words) {
  clearTimeout(timer);
  timer = setTimeout(() => { $("said").textContent = words; }, 250);
}
