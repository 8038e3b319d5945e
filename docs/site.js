// What reading aids miss in the theme: a name for the search, and wide tables that can be moved by keyboard.
document$.subscribe(() => {
  document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
  for (const each of document.querySelectorAll(".md-typeset__scrollwrap")) {
    each.setAttribute("tabindex", "0");
    each.setAttribute("role", "region");
    each.setAttribute("aria-label", "Table");
  }
});
