// What reading aids miss in the theme: a name for the search, and wide tables that can be moved by keyboard.
const SEARCH_NEEDS_A_SERVER =
  "Opened as a file, the site cannot search. In the folder of the site: python -m http.server, then http://localhost:8000";
document$.subscribe(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  if (location.protocol === "file:") {
    const meta = document.querySelector(".md-search-result__meta");
    if (meta) meta.textContent = SEARCH_NEEDS_A_SERVER;
  }
  for (const each of document.querySelectorAll(".md-typeset__scrollwrap")) {
    each.setAttribute("tabindex", "0");
    each.setAttribute("role", "region");
    each.setAttribute("aria-label", "Table");
  }
});
