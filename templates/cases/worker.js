// Shows the scan page as it was kept, while there is no network: the network is asked first, always.
// What is kept is written by the page (scan_keep.js) and dropped by the next page of anybody else
// (kept.js). Here it is only read, and a sheet that is being ended is forgotten.
"use strict";
const PATIENCE = 10_000; // milliseconds: one bar of signal may never answer
const SHIFT = 12 * 60 * 60 * 1000; // no session lasts longer
const WHATEVER_VARIES = { ignoreVary: true };

async function kept(request) {
  const copy = await caches.match(request, WHATEVER_VARIES);
  const at = copy?.headers.get("Kept-At");
  return at && Date.now() - at > SHIFT ? undefined : copy;
}

async function networkFirst(request) {
  const asked = fetch(request);
  const copyOr = async (answer) => (await kept(request)) ?? answer;
  const waited = new Promise((done) => setTimeout(done, PATIENCE));
  const answered = asked.then(
    (answer) => (answer.status >= 500 ? copyOr(answer) : answer),
    () => copyOr(Response.error()),
  );
  return Promise.race([answered, waited.then(() => copyOr(answered))]);
}

async function forget(address) {
  for (const name of await caches.keys()) await (await caches.open(name)).delete(address);
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname } = new URL(request.url);
  if (request.method === "POST" && pathname.endsWith("/close/")) {
    event.waitUntil(forget(pathname.replace(/close\/$/, "")));
  }
  const isShell = request.mode === "navigate" || request.destination !== "";
  if (request.method === "GET" && isShell) event.respondWith(networkFirst(request));
});
