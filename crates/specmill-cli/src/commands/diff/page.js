"use strict";
const form = document.getElementById("filters");
const search = form.querySelector("input[type=search]");
const module = form.querySelector("select");
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const items = [...document.querySelectorAll("details.item")].map((element) => ({
  element,
  text: element.textContent.toLowerCase(),
  module: element.dataset.module,
  changes: [...element.querySelectorAll("li[data-effect]")],
}));
form.hidden = false;

function apply() {
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const effects = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  for (const item of items) {
    let changes = 0;
    for (const change of item.changes) {
      change.hidden = !effects.has(change.dataset.effect);
      changes += change.hidden ? 0 : 1;
    }
    item.element.hidden = changes === 0
      || (module.value !== "*" && module.value !== item.module)
      || !wanted.every((word) => item.text.includes(word));
    shown += item.element.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = !section.querySelector("details.item:not([hidden])");
  }
  document.getElementById("none").hidden = shown > 0 || items.length === 0;
}

form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
for (const link of document.querySelectorAll("a[data-module]")) {
  link.addEventListener("click", () => { module.value = link.dataset.module; apply(); });
}
document.getElementById("unfold").addEventListener("click", (event) => {
  const open = event.target.textContent === "unfold all";
  for (const item of items) { if (!item.element.hidden) { item.element.open = open; } }
  event.target.textContent = open ? "fold all" : "unfold all";
});
apply();
