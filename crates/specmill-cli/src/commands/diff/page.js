"use strict";
const form = document.getElementById("filters");
if (form) {
  const search = form.querySelector("input[type=search]");
  const tag = form.querySelector("select");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const status = form.querySelector("output");
  const links = [...document.querySelectorAll("#tags a")];
  const names = new Map(links.map((link) => [link.dataset.module, link.firstChild.textContent.toLowerCase()]));
  const items = [...document.querySelectorAll("details.item")].map((element) => {
    const modules = element.dataset.modules.split(" ");
    const said = [element.querySelector("summary code"), ...element.querySelectorAll(".changes")];
    const tags = modules.map((module) => names.get(module) || "");
    return {
      element,
      modules,
      text: [...said.map((part) => part.textContent.toLowerCase()), ...tags].join("\n"),
      changes: [...element.querySelectorAll("li[data-effect]")],
    };
  });

  function apply() {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const effects = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const counts = new Map(boxes.map((box) => [box.value, 0]));
    let shown = 0;
    for (const item of items) {
      const isWanted = (tag.value === "*" || item.modules.includes(tag.value))
        && wanted.every((word) => item.text.includes(word));
      let changes = 0;
      for (const change of item.changes) {
        const effect = change.dataset.effect;
        change.hidden = !effects.has(effect);
        if (isWanted && !change.hidden) {
          changes += 1;
          counts.set(effect, counts.get(effect) + 1);
        }
      }
      item.element.hidden = changes === 0;
      shown += item.element.hidden ? 0 : 1;
    }
    for (const section of document.querySelectorAll("section.items")) {
      section.hidden = !section.querySelector("details.item:not([hidden])");
    }
    for (const link of links) {
      const name = names.get(link.dataset.module);
      const isNamed = wanted.length === 0 || wanted.some((word) => name.includes(word));
      link.parentElement.hidden = !isNamed;
      if (link.dataset.module === tag.value) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    }
    for (const verdict of document.querySelectorAll(".verdict")) {
      const shown = verdict.querySelectorAll("li:not([hidden])").length;
      verdict.hidden = shown === 0;
      verdict.querySelector("h3 small").textContent = shown;
    }
    const told = [...counts].filter(([, count]) => count > 0).map(([effect, count]) => `${count} ${effect}`);
    status.value = `${shown} of ${items.length} shown${told.length ? ": " + told.join(", ") : ""}`;
    document.getElementById("none").hidden = shown > 0;
  }

  // What is looked for is part of the address, so that it can be passed on.
  function remember() {
    const chosen = new URLSearchParams();
    if (search.value) { chosen.set("search", search.value); }
    if (tag.value !== "*") { chosen.set("tag", tag.value); }
    history.replaceState(null, "", chosen.size ? `#${chosen}` : location.pathname + location.search);
  }

  function recall() {
    const chosen = new URLSearchParams(location.hash.slice(1));
    const isThere = [...tag.options].some((option) => option.value === chosen.get("tag"));
    search.value = chosen.get("search") || "";
    tag.value = isThere ? chosen.get("tag") : "*";
    apply();
  }

  form.hidden = false;
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", recall);
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      tag.value = tag.value === link.dataset.module ? "*" : link.dataset.module;
      apply();
      remember();
      document.getElementById("changes").scrollIntoView();
    });
  }
  document.getElementById("unfold").addEventListener("click", (event) => {
    const open = event.target.textContent === "Unfold all";
    for (const item of items) { if (!item.element.hidden) { item.element.open = open; } }
    event.target.textContent = open ? "Fold all" : "Unfold all";
  });
  // As on GitHub and in many manuals.
  addEventListener("keydown", (event) => {
    const isText = event.target.matches("input, select, textarea");
    if (event.key === "/" && !isText && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });
  recall();
}
