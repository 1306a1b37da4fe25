// Compares a file with the digest on the page. Nothing is sent: without this script, or where the
// browser works out no digests, the part does not show and the digest is compared by eye.
(() => {
  "use strict";
  const part = document.querySelector("[data-verify]");
  if (!part || !window.crypto?.subtle) return;

  const same = part.querySelector("[data-verify-same]");
  const other = part.querySelector("[data-verify-other]");
  part.hidden = false;

  part.querySelector("input").addEventListener("change", async (event) => {
    same.hidden = other.hidden = true;
    const [file] = event.target.files;
    if (!file) return;
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const digest = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
    const isSame = digest === part.dataset.verify;
    same.hidden = !isSame;
    other.hidden = isSame;
  });
})();
