// Keeps a copy of the scan page, for a reload without a network: the page as it was asked last
// (references, labels, the sheet's header) and what draws it. The worker shows it, kept.js drops it.
(() => {
  "use strict";
  const page = document.querySelector("[data-scan-page]");
  if (!page || !("serviceWorker" in navigator) || !("caches" in window)) return;
  const { user, url, worker } = page.dataset;
  const KEPT = `sheets-${user}`;
  let copy = null; // the page as it was kept last, and its headers
  const have = new Set(); // scripts and styles that were kept since this page came

  async function keep({ text, fresh, headers }) {
    const copies = await caches.open(KEPT);
    if (!fresh.querySelector("form[data-scan]")) return copies.delete(url); // it was ended
    const told = new Headers(headers);
    told.set("Kept-At", Date.now());
    const drawing = fresh.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]");
    const addresses = Array.from(drawing, (part) => part.getAttribute("src") ?? part.getAttribute("href"));
    const missing = addresses.filter((address) => !have.has(address));
    await copies.addAll(missing);
    missing.forEach((address) => have.add(address));
    copy = { fresh, told };
    return copies.put(url, new Response(text, { headers: told }));
  }

  // What was saved since is in the copy too, or a reload would show fewer than there are.
  async function keepPanel(panel) {
    if (!copy) return;
    const { fresh, told } = copy;
    fresh.getElementById("scan-panel").innerHTML = panel;
    const text = `<!doctype html>${fresh.documentElement.outerHTML}`;
    await (await caches.open(KEPT)).put(url, new Response(text, { headers: told }));
  }

  document.addEventListener("asked", ({ detail }) => {
    if (detail.state === "signed-out") caches.delete(KEPT);
    if (!detail.state) keep(detail).catch(() => {}); // a device without room scans all the same
  });
  document.addEventListener("saved", ({ detail }) => keepPanel(detail).catch(() => {}));
  navigator.serviceWorker.register(worker).catch(() => {});
})();
