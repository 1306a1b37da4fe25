// The scan page keeps a copy of itself for times without a network. Whoever comes next on this
// device, also to sign in, drops what was kept for anybody else.
(() => {
  "use strict";
  const { user } = document.body.dataset;
  if (user === undefined || !("caches" in window)) return;
  caches.keys().then((names) => {
    for (const name of names) if (name !== `sheets-${user}`) caches.delete(name);
  });
})();
