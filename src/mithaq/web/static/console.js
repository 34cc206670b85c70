// Small helps for the keyboard and the eye. Every page works without them.
"use strict";
(() => {
  // After an answer the focus goes to it, so that a screen reader reads it; Escape or "/" leads back to the search field.
  const verdict = document.querySelector("[data-verdict]");
  if (verdict) verdict.focus({ preventScroll: true });
  const search = document.querySelector("[data-search]");
  if (search) {
    const field = search.querySelector("input[name=name]");
    document.addEventListener("keydown", (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === "Escape" || (event.key === "/" && !typing)) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    });
    // Enter is a new line in the zone; with Ctrl it sends.
    search.querySelector("textarea[name=mrz]").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) search.requestSubmit();
    });
  }

  // What a draft still needs, ticked off while one writes.
  const long = document.querySelector("[data-needs]");
  if (long) {
    const filled = (name) => {
      const field = long.elements.namedItem(name);
      if (!field) return false;
      if (field.type === "checkbox") return field.checked;
      return Boolean(field.value) && field.value !== "unspecified";
    };
    const look = () => document.querySelectorAll("[data-need]").forEach((item) => {
      const met = item.dataset.need.split("+").every((group) => group.trim().split(" ").some(filled));
      item.classList.toggle("met", met);
    });
    long.addEventListener("input", look);
    look();
  }

  // What a request lacks, asked again whenever something in it changed; only the newest answer is shown.
  const checked = document.querySelector("form[data-checked]");
  if (checked) {
    let turn = 0;
    checked.addEventListener("change", async () => {
      const mine = ++turn;
      const answer = await fetch(checked.dataset.checked, { method: "POST", body: new URLSearchParams(new FormData(checked)) }).catch(() => null);
      if (!answer || !answer.ok || mine !== turn) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.querySelectorAll("[data-checklist]");
      checked.querySelectorAll("[data-checklist]").forEach((part, place) => part.replaceChildren(...found[place].childNodes));
    });
  }

  // Whose release is owed, asked each minute: an open page never hides a clock that has run out since.
  const owed = document.querySelector("[data-owed]");
  if (owed && owed.dataset.owed) {
    const fresh = document.createElement("template");
    const ask = async () => {
      const answer = await fetch(owed.dataset.owed).catch(() => null);
      if (!answer || !answer.ok || answer.redirected) return;
      fresh.innerHTML = await answer.text();
      if (fresh.innerHTML.trim() !== owed.innerHTML.trim()) owed.replaceChildren(fresh.content);
    };
    setInterval(ask, 60000);
  }

  // How far the demonstration's register is loaded.
  const loading = document.querySelector("[data-loading]");
  if (loading) {
    const number = new Intl.NumberFormat("en");
    const ask = async () => {
      const answer = await fetch("/api/health").catch(() => null);
      if (!answer || !answer.ok) return;
      const { loading: now } = await answer.json();
      if (!now || now.complete) { loading.remove(); clearInterval(timer); return; }
      loading.querySelector("progress").value = now.loaded;
      loading.querySelector("[data-loading-text]").textContent = `${number.format(now.loaded)} / ${number.format(now.total)}`;
    };
    const timer = setInterval(ask, 3000);
  }

  // A form is sent once: its button rests while the answer is on its way.
  document.querySelectorAll("form[method=post]").forEach((form) => form.addEventListener("submit", () => {
    setTimeout(() => form.querySelectorAll("button").forEach((button) => { button.disabled = true; }), 0);
  }));
  addEventListener("pageshow", () => document.querySelectorAll("form button").forEach((button) => { button.disabled = false; }));
})();
