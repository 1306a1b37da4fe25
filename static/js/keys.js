// Keys for people who work here all day. Each stands in the page as `data-keys` on the link or the
// field it reaches, so this file knows no addresses. Silent while somebody types.
(() => {
  "use strict";
  const STORED = "keys";
  const PAUSE = 1500; // milliseconds between the two keys of "g t"
  let before = { key: "", at: 0 };

  const areOff = () => localStorage.getItem(STORED) === "off";

  const isTyping = (element) =>
    element.isContentEditable || element.matches("input, select, textarea");

  // The key as it is printed on a Latin keyboard: a Cyrillic layout sends other letters, and has
  // "." and "," where the slash and the question mark are.
  const latin = (event) => {
    if (/^[a-z/?]$/.test(event.key)) return event.key;
    if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
    if (event.code === "Slash" && event.key === ".") return "/";
    if (event.code === "Slash" && event.key === ",") return "?";
    return event.key;
  };

  const targetOf = (keys) => document.querySelector(`[data-keys="${CSS.escape(keys)}"]`);

  const reach = (target) => (target.matches("a") ? target.click() : target.focus());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Shift" || areOff() || isTyping(event.target)) return;
    const key = latin(event);
    const isSoon = event.timeStamp - before.at < PAUSE;
    const target = (isSoon && targetOf(`${before.key} ${key}`)) || targetOf(key);
    before = { key: target ? "" : key, at: event.timeStamp };
    if (!target) return;
    event.preventDefault();
    reach(target);
  });

  // The page that lists the keys also switches them off: speech input types letters too.
  const choice = document.querySelector("[data-keys-choice]");
  if (!choice) return;
  const box = choice.querySelector("input");
  box.checked = !areOff();
  box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "on" : "off"));
  choice.hidden = false;
})();
