// What others do meanwhile: asks the page itself again now and then while somebody looks at it, and
// puts in what stands in its `data-live` parts. Without this script reading again does the same.
// Whoever wants to know how it went listens for "asked" on the document.
(() => {
  "use strict";
  const parts = () => Array.from(document.querySelectorAll("[data-live]"));
  if (!parts().length) return;
  const { user } = document.body.dataset;
  const EVERY = 15_000; // milliseconds
  const LONGEST_PAUSE = 120_000;
  const PATIENCE = 20_000;
  const TOKEN = "[name=csrfmiddlewaretoken]";
  let failures = 0;
  let next = 0;

  async function ask() {
    clearTimeout(next);
    if (document.hidden) return;
    const heard = await read().catch(() => ({ state: "offline" }));
    failures = heard.state ? failures + 1 : 0;
    clearTimeout(next);
    next = setTimeout(ask, Math.min(LONGEST_PAUSE, EVERY * 2 ** failures));
    document.dispatchEvent(new CustomEvent("asked", { detail: heard }));
  }

  async function read() {
    const before = parts();
    const answer = await fetch(location.pathname + location.search, {
      headers: { Accept: "text/html" },
      redirect: "manual", // it leads to the page for signing in
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500) return { state: "offline" };
    const text = answer.ok ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(text, "text/html");
    if (!text || fresh.body.dataset.user !== user) return { state: "signed-out" };
    const token = fresh.querySelector(TOKEN)?.value;
    for (const field of document.querySelectorAll(TOKEN)) field.value = token ?? field.value;
    before.forEach((part) => swap(part, fresh.getElementById(part.id)));
    return { state: "", text, fresh, headers: answer.headers };
  }

  // Not what somebody stands in, nor what was drawn anew while the answer was on its way.
  function swap(part, fresh) {
    const isInUse = part.contains(document.activeElement);
    if (fresh && part.isConnected && !isInUse) part.innerHTML = fresh.innerHTML;
  }

  addEventListener("online", ask);
  document.addEventListener("visibilitychange", ask);
  document.addEventListener("ask", ask);
  if (document.readyState === "complete") ask();
  else addEventListener("load", ask);
})();
