// Reads codes with the camera where the browser can; typing and scanners work without it.
(() => {
  "use strict";
  const offer = document.querySelector("[data-scan-camera]");
  const form = document.querySelector("form[data-scan]");
  if (!offer || !form || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const EVERY = 200; // milliseconds between two looks
  const SAME = 3_000; // the same code again within this time is the same look at it
  const view = document.querySelector("[data-scan-view]");
  const button = offer.querySelector("button");
  const video = view.querySelector("video");
  let last = { code: "", at: 0 };
  let stream = null;

  async function look(detector) {
    if (!stream) return;
    const [found] = await detector.detect(video).catch(() => []);
    if (found) read(found.rawValue.trim());
    setTimeout(look, EVERY, detector);
  }

  function read(code) {
    const isSame = code === last.code && Date.now() - last.at < SAME;
    last = { code, at: Date.now() };
    if (!code || isSame) return;
    form.elements.code.value = code;
    form.requestSubmit();
  }

  async function open() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      view.querySelector("[data-scan-no-camera]").hidden = false;
      view.hidden = false;
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    view.hidden = false;
    await video.play();
    look(new BarcodeDetector());
  }

  function close() {
    stream.getTracks().forEach((track) => track.stop());
    stream = null;
    view.hidden = true;
  }

  button.addEventListener("click", async () => {
    if (stream) close();
    else await open();
    button.setAttribute("aria-pressed", String(Boolean(stream)));
  });
  offer.hidden = false;
})();
