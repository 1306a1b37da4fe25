// Keeps a copy of the scan page, for a reload without a network: the page as it was asked last
// (references, labels, the sheet's header) and what draws it. The worker shows it, kept.js drops it.
(() => {
  "use strict";
  const page = document.querySelector("[data-scan-page]");
  if (!page || !("serviceWorker" in navigator) || !("caches" in window)) return;
  const { user, url, worker } = page.dataset;
  const KEPT = `sheets-${user}`;
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
    return copies.put(url, new Response(text, { headers: told }));
  }

  document.addEventListener("asked", ({ detail }) => {
    if (detail.state === "signed-out") caches.delete(KEPT);
    if (!detail.state) keep(detail).catch(() => {}); // a device without room scans all the same
  });
  navigator.serviceWorker.register(worker).catch(() => {});
})();
