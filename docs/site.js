// What reading aids miss in the theme: a name for the search, and wide tables that can be moved by keyboard. A browser
// lets no page that is opened as a file search, and the theme hides the field then: why is said in its place.
document$.subscribe(() => {
  const search = document.querySelector(".md-search");
  search?.setAttribute("aria-label", "Search");
  [...document.querySelectorAll(".md-typeset__scrollwrap")].forEach((each, index) => {
    each.setAttribute("tabindex", "0");
    each.setAttribute("role", "region");
    each.setAttribute("aria-label", `Table ${index + 1}`);
  });
  if (location.protocol === "file:" && !document.querySelector(".search-hint")) {
    const hint = document.createElement("span");
    hint.className = "search-hint";
    hint.textContent = "To search, type in this folder: python -m http.server";
    search?.before(hint);
  }
});
