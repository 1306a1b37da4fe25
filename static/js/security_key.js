// Asks the browser for a security key or passkey and posts what it says with the form around the
// button. Without this script that button does not show, and the page says what to do instead.
(() => {
  "use strict";
  const BYTES = { create: ["challenge", "user.id"], get: ["challenge"] };
  const LISTS = { create: "excludeCredentials", get: "allowCredentials" };
  if (!window.PublicKeyCredential) return;

  const toBytes = (text) => {
    const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };

  const toText = (bytes) =>
    btoa(String.fromCharCode(...new Uint8Array(bytes)))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");

  function withBytes(options, kind) {
    for (const path of BYTES[kind]) {
      const names = path.split(".");
      const last = names.pop();
      const holder = names.reduce((object, name) => object[name], options);
      holder[last] = toBytes(holder[last]);
    }
    for (const known of options[LISTS[kind]] ?? []) known.id = toBytes(known.id);
    return options;
  }

  function asData(credential) {
    const response = {};
    for (const name of [
      "clientDataJSON",
      "attestationObject",
      "authenticatorData",
      "signature",
      "userHandle",
    ]) {
      if (credential.response[name]) response[name] = toText(credential.response[name]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return {
      id: credential.id,
      rawId: toText(credential.rawId),
      type: credential.type,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  }

  for (const part of document.querySelectorAll("[data-key]")) {
    const form = part.querySelector("form");
    const failed = part.querySelector("[data-key-failed]");
    const kind = part.dataset.key;
    part.querySelector("[data-key-form]").hidden = false;
    part.querySelector("[data-key-missing]").hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const options = JSON.parse(part.querySelector("script").textContent).publicKey;
        const asked = { publicKey: withBytes(options, kind) };
        const credential = await navigator.credentials[kind](asked);
        form.querySelector("[name$=credential]").value = JSON.stringify(asData(credential));
        form.submit();
      } catch {
        failed.hidden = false; // taken back, not in reach, or known already
      }
    });
  }
})();
