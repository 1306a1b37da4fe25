// A sound and a shake for each scan, for those who look at the container and not at the phone. Off at first.
(() => {
  "use strict";
  const page = document.querySelector("[data-scan-page]");
  const choice = document.querySelector("[data-scan-sound]");
  if (!page || !choice || !("AudioContext" in window)) return;
  const STORED = "scan-sound";
  const TONES = { done: [880], watch: [440, 440], pending: [660], stop: [220, 180] }; // hertz
  const SHAKES = { done: [60], watch: [60, 80, 60], pending: [30], stop: [250, 100, 250] }; // ms
  const LENGTH = 0.12; // seconds of one tone
  const box = choice.querySelector("input");
  let context = null;

  function sound(tones) {
    context ??= new AudioContext();
    tones.forEach((frequency, place) => {
      const tone = new OscillatorNode(context, { frequency });
      const start = context.currentTime + place * LENGTH * 1.5;
      tone.connect(context.destination);
      tone.start(start);
      tone.stop(start + LENGTH);
    });
  }

  page.addEventListener("scanned", ({ detail }) => {
    if (!box.checked) return;
    sound(TONES[detail] ?? TONES.watch);
    navigator.vibrate?.(SHAKES[detail] ?? SHAKES.watch);
  });
  box.checked = localStorage.getItem(STORED) === "on";
  box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "on" : "off"));
  choice.hidden = false;
})();
