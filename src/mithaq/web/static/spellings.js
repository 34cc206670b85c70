// Suggests the other spelling while a name is typed; a click or Enter on one fills it in. Without this, a button does the same.
"use strict";
(() => {
  const PAUSE = 250; // milliseconds without a key before the server is asked
  const names = document.querySelector("[data-spellings]");
  if (!names) return;
  const form = names.closest("form");
  const waiting = new Map(); // row to the request or pause under way

  const fields = (row) => row.querySelectorAll("input[name]");
  const ask = async (row) => {
    const stop = new AbortController();
    waiting.set(row, () => stop.abort());
    const body = new FormData();
    fields(row).forEach((field) => body.append(field.name, field.value));
    form.querySelectorAll("[name=nationality], [name=csrf]").forEach((field) => body.append(field.name, field.value));
    try {
      const answer = await fetch(names.dataset.spellings, { method: "POST", body, signal: stop.signal });
      if (answer.ok) row.querySelector(".spellings").innerHTML = await answer.text();
    } catch { /* typed on, or no connection: the button still asks */ }
  };
  const soon = (row) => {
    waiting.get(row)?.();
    row.querySelector(".spellings").replaceChildren();
    if ([...fields(row)].filter((field) => field.value.trim()).length !== 1) return;
    const timer = setTimeout(() => ask(row), PAUSE);
    waiting.set(row, () => clearTimeout(timer));
  };

  names.addEventListener("input", (event) => {
    const row = event.target.closest(".names-row");
    if (row) soon(row);
  });
  names.addEventListener("click", (event) => {
    const chip = event.target.closest("[data-choose]");
    if (!chip) return;
    event.preventDefault();
    const field = form.elements.namedItem(chip.dataset.choose);
    field.value = chip.dataset.text;
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // Another nationality, another way to write: rows that still wait for a choice are asked for again.
  form.addEventListener("change", (event) => {
    if (event.target.name === "nationality") names.querySelectorAll(".names-row").forEach(soon);
  });
})();
