// What others count meanwhile, and a copy of this page for the time without a network. Both come
// from one request: the page itself, asked again now and then while somebody looks at it.
// On the device stand this page (references, labels, the sheet's header) and what draws it.
(() => {
  "use strict";
  const page = document.querySelector("[data-scan-page]");
  if (!page) return;
  const { user, url } = page.dataset;
  const EVERY = 15_000; // milliseconds
  const LONGEST_PAUSE = 120_000;
  const PATIENCE = 20_000;
  const TOKEN = "[name=csrfmiddlewaretoken]";
  const KEPT = `sheets-${user}`;
  const canKeep = "serviceWorker" in navigator && "caches" in window;
  const have = new Set(); // addresses of scripts and styles that were kept since this page came
  let failures = 0;
  let next = 0;

  const live = () => document.querySelector("[data-scan-live]");

  const tell = (state) => page.dispatchEvent(new CustomEvent("reached", { detail: state }));

  async function refresh() {
    clearTimeout(next);
    if (document.hidden) return;
    const state = await ask().catch(() => "offline");
    failures = state ? failures + 1 : 0;
    next = setTimeout(refresh, Math.min(LONGEST_PAUSE, EVERY * 2 ** failures));
    tell(state);
  }

  async function ask() {
    const before = live();
    const answer = await fetch(url, {
      headers: { Accept: "text/html" },
      redirect: "manual", // it leads to the page for signing in
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500) return "offline";
    const text = answer.ok ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(text, "text/html");
    if (fresh.querySelector("[data-scan-page]")?.dataset.user !== user) {
      if (canKeep) await caches.delete(KEPT);
      return "signed-out";
    }
    const token = fresh.querySelector(TOKEN).value;
    for (const field of document.querySelectorAll(TOKEN)) field.value = token;
    // A scan that was answered meanwhile knows better.
    if (live() === before) before.innerHTML = fresh.querySelector("[data-scan-live]").innerHTML;
    const isOpen = fresh.querySelector("form[data-scan]") !== null;
    if (canKeep) await keep(isOpen, answer.headers, text, fresh).catch(() => {}); // no room is no harm
    return !isOpen && document.querySelector("form[data-scan]") ? "ended" : "";
  }

  async function keep(isOpen, told, text, fresh) {
    const copies = await caches.open(KEPT);
    if (!isOpen) return copies.delete(url);
    const headers = new Headers(told);
    headers.set("Kept-At", Date.now());
    await copies.put(url, new Response(text, { headers }));
    const parts = fresh.querySelectorAll("script[src], link[rel=stylesheet], link[rel=icon]");
    const addresses = Array.from(parts, (part) => part.getAttribute("src") ?? part.getAttribute("href"));
    const missing = addresses.filter((address) => !have.has(address));
    await copies.addAll(missing);
    missing.forEach((address) => have.add(address));
  }

  if (canKeep) navigator.serviceWorker.register(page.dataset.worker).catch(() => {});
  addEventListener("online", refresh);
  document.addEventListener("visibilitychange", refresh);
  page.addEventListener("refused", refresh);
  refresh();
})();
