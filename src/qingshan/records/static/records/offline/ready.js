"use strict";

// On every page of someone who is signed in: the offline page is made ready on a phone before it is
// needed. A desk computer, which several share, takes nothing along unless somebody asks for it.
(async () => {
  const { owner, worker, bundle } = document.currentScript?.dataset || {};
  const FRESH = 6 * 60 * 60 * 1000; // milliseconds
  if (!window.vault?.supported || !("serviceWorker" in navigator)) {
    return;
  }
  await vault.seen(owner);
  if (!matchMedia("(pointer: coarse)").matches) {
    return;
  }
  await navigator.serviceWorker.register(worker, { scope: "/" });
  const held = await vault.get(owner, "bundle", "it");
  // A page may show what waits to be written down: then the device has it before the signal goes.
  const { comesAlong } = document.querySelector("[data-comes-along]")?.dataset || {};
  const lacks = comesAlong && !held?.coming.some((one) => one.id === comesAlong);
  if (held && !lacks && Date.now() - held.at < FRESH) {
    return;
  }
  const answer = await fetch(bundle, { credentials: "same-origin", redirect: "manual" });
  if (answer.ok) {
    const fresh = { ...(await answer.json()), at: Date.now() };
    await vault.open(fresh.owner);
    await vault.put(fresh.owner, "bundle", "it", fresh);
  }
})().catch(() => undefined); // without it the site is as it was
