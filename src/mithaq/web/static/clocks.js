// Clocks run down on the screen. Time is the server's: its instant at rendering plus what has passed here since.
"use strict";
(() => {
  const clocks = [...document.querySelectorAll("[data-due]")];
  if (!clocks.length) return;
  const offset = Date.parse(document.body.dataset.now) - Date.now();
  const language = document.documentElement.lang;
  const unit = (name) => new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "long", numberingSystem: "latn" });
  const days = unit("day");
  const two = (n) => String(n).padStart(2, "0");
  const show = (clock) => {
    const left = Math.trunc((Date.parse(clock.dataset.due) - (Date.now() + offset)) / 1000);
    const rest = Math.abs(left);
    const whole = Math.floor(rest / 86400);
    // left-to-right mark: hours, minutes and seconds never change places
    const time = "\u2066" + [Math.floor(rest / 3600) % 24, Math.floor(rest / 60) % 60, rest % 60].map(two).join(":") + "\u2069";
    clock.querySelector("[data-left]").textContent = whole ? `${days.format(whole)} ${time}` : time;
    clock.classList.toggle("soon", left >= 0 && left < 172800);
    clock.classList.toggle("over", left < 0);
  };
  const all = () => clocks.forEach(show);
  all();
  setInterval(all, 1000);
})();
