// The scan page while the network comes and goes. Each scan is kept on this device, by label or
// reference and a key of its own, until the register has it; sent twice it counts once.
// Without this script the same forms are posted, one scan at a time.
(() => {
  "use strict";
  const page = document.querySelector("[data-scan-page]");
  if (!page || !mayKeep()) return;
  const { user, sheet, purpose, url } = page.dataset;
  const MINE = `scan:${user}:`;
  const HERE = `${MINE}${sheet}:`;
  const AT_ONCE = 50;
  const PATIENCE = 20_000; // milliseconds for one answer
  const FIRST_PAUSE = 2_000;
  const LONGEST_PAUSE = 60_000;
  const TYPED_INTO = "input:not([type=checkbox]), select, textarea";
  const SAME_PRESS = 1_500;
  const PENDING_AFTER = 400; // sooner, a fast answer would only flicker

  const part = (name) => document.querySelector(`[data-scan-${name}]`);
  const panel = document.getElementById("scan-panel");
  const field = document.querySelector("form[data-scan] input[name=code]");
  const queue = part("unsaved").querySelector("[data-scan-queue]");
  const row = queue.firstElementChild;
  const signOut = document.querySelector(".scan__top form");
  let trouble = ""; // why nothing is saved now: offline, refusal or signed-out
  let troubledSince = "";
  let failures = 0;
  let isSending = false;
  let isLeaving = false;
  let retry = 0;
  let pending = 0;
  let lastPress = 0;

  function mayKeep() {
    try {
      localStorage.setItem("scan", "");
      localStorage.removeItem("scan");
      return true;
    } catch {
      return false; // then every scan is posted as a form
    }
  }

  // Made by hand where the page does not come by TLS.
  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  // An entry for each scan, so that two open pages never write over one another's.
  function kept(prefix) {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ name, ...JSON.parse(localStorage.getItem(name)) }))
      .sort((a, b) => a.at.localeCompare(b.at));
  }

  const strays = () => kept(MINE).filter(({ name }) => !name.startsWith(HERE));

  function keep(code, more) {
    const scan = { code, ...more, purpose, at: new Date().toISOString() };
    localStorage.setItem(HERE + newKey(), JSON.stringify(scan));
    clearTimeout(pending);
    pending = setTimeout(() => showPending(code || "–"), trouble ? 0 : PENDING_AFTER);
    show();
    send();
  }

  async function send() {
    const scans = kept(HERE).slice(0, AT_ONCE);
    if (isSending || !scans.length) return;
    isSending = true;
    clearTimeout(retry);
    trouble = await post(scans).catch(() => "offline");
    isSending = false;
    if (trouble) {
      note(trouble);
      if (trouble === "signed-out") document.dispatchEvent(new Event("ask")); // or the page is old
      retry = setTimeout(send, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++));
    } else {
      failures = 0;
      note("");
      scans.forEach(({ name }) => localStorage.removeItem(name));
      send();
    }
    show();
  }

  async function post(scans) {
    const readings = scans.map(({ name, code, at, isAnother, isUnreadable, note }) => ({
      code,
      key: name.slice(HERE.length),
      scanned_at: at,
      is_another: isAnother,
      is_unreadable: isUnreadable,
      note,
    }));
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: JSON.stringify({ author: user, readings }), // in nobody else's name
      redirect: "manual", // it leads to the page for signing in
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (answer.status >= 500) return "offline";
    if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return "signed-out";
    const said = await answer.json();
    part("why").textContent = said.detail ?? "";
    if (!answer.ok) return "refusal";
    clearTimeout(pending);
    panel.innerHTML = said.panel; // drawn by the register, as the page itself was
    document.dispatchEvent(new CustomEvent("saved", { detail: said.panel }));
    if (said.result) announce(said.result.said, said.result.meaning);
    return "";
  }

  function announce(text, meaning) {
    page.textContent = text;
    page.dispatchEvent(new CustomEvent("scanned", { detail: meaning }));
  }

  function showPending(code) {
    const result = part("pending").content.cloneNode(true);
    result.querySelector("bdi").textContent = code;
    panel.querySelector("[data-scan-result]")?.remove();
    panel.prepend(result);
    announce(`${panel.querySelector("[data-scan-result] p").textContent} ${code}`, "pending");
  }

  function note(state) {
    trouble = state;
    troubledSince = state ? troubledSince || timeOf(new Date()) : "";
  }

  const timeOf = (moment) => moment.toTimeString().slice(0, 5);

  function show() {
    const scans = kept(HERE);
    for (const name of ["offline", "refusal", "signed-out"]) {
      part(name).hidden = trouble !== name;
    }
    part("since").textContent = troubledSince;
    part("count").textContent = scans.length;
    part("unsaved").hidden = !(trouble && scans.length);
    queue.replaceChildren(...scans.map(rowOf));
    part("leaving").hidden = !(isLeaving && scans.length);
    tell("others", kept("scan:").length - kept(MINE).length);
    tell("strays", strays().length);
    const fitting = field && strays().some((scan) => scan.purpose === purpose);
    part("take").hidden = !fitting;
  }

  function rowOf({ code, at }) {
    const item = row.cloneNode(true);
    item.firstElementChild.textContent = code || part("unreadable").dataset.said;
    item.querySelector("time").textContent = timeOf(new Date(at));
    return item;
  }

  function tell(name, number) {
    part(name).hidden = !number;
    part(name).querySelector("b").textContent = number;
  }

  // The sheet they were scanned with may have been ended before they arrived.
  function takeStrays() {
    for (const { name } of strays().filter((scan) => scan.purpose === purpose)) {
      localStorage.setItem(HERE + name.split(":").pop(), localStorage.getItem(name));
      localStorage.removeItem(name);
    }
    show();
    send();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form === signOut && kept(HERE).length && !isLeaving) {
      event.preventDefault();
      isLeaving = true;
      show();
    } else if (form.elements.codes && !navigator.onLine) {
      event.preventDefault(); // a column from paper stays in its field
      note("offline");
      show();
    } else if (form.elements.code || form.elements.is_unreadable) {
      event.preventDefault();
      take(form.elements);
      form.reset();
      field.focus();
    }
  });

  // With gloves a press is soon two: the same button is heard again after a while.
  function take({ code, is_another, is_unreadable, note }) {
    const read = code?.value.trim() ?? "";
    if (!read && !is_unreadable) return;
    if (is_unreadable && Date.now() - lastPress < SAME_PRESS) return;
    if (is_unreadable) lastPress = Date.now();
    keep(read, {
      isAnother: Boolean(is_another),
      isUnreadable: Boolean(is_unreadable),
      note: note?.value.trim() ?? "",
    });
  }

  // A scanner types; what it types belongs into the field, whatever was pressed last.
  document.addEventListener("keydown", (event) => {
    const isText = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isElsewhere = !document.activeElement.matches(TYPED_INTO);
    if (isText && isElsewhere) field?.focus();
  });

  addEventListener("beforeunload", (event) => {
    if (kept(HERE).length && !isLeaving) event.preventDefault();
  });
  // What the page heard when it asked for itself: a way back, or that there is none.
  document.addEventListener("asked", ({ detail: { state, fresh } }) => {
    const isEnded = field && fresh && !fresh.querySelector("form[data-scan]");
    if (isEnded && !kept(HERE).length) location.reload();
    const wasOffline = trouble === "offline";
    if (state) note(state);
    else if (wasOffline || !kept(HERE).length) note("");
    show();
    if (wasOffline && !trouble) send();
  });
  addEventListener("online", send);
  addEventListener("storage", show); // another page of this sheet
  part("now").addEventListener("click", send);
  part("take").addEventListener("click", takeStrays);
  show();
  send();
})();
