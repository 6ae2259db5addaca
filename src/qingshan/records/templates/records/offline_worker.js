{% autoescape off %}"use strict";

// Keeps the offline page and the files it needs, and shows it where the network does not answer.
// Nothing of anybody's is ever kept here: only the page that is the same for all.
const KEPT = {{ kept }};
const NAME = `qingshan-${KEPT.files.join("|").length}-${hash(JSON.stringify(KEPT))}`;

function hash(text) {
  let sum = 5381;
  for (const letter of text) {
    sum = (sum * 33 + letter.codePointAt(0)) >>> 0;
  }
  return sum.toString(36);
}

async function keep() {
  const cache = await caches.open(NAME);
  await cache.addAll(KEPT.files);
  const page = await fetch(KEPT.page, { credentials: "same-origin", redirect: "manual" });
  if (page.ok) {
    await cache.put(KEPT.page, page);
  } else {
    throw new Error("the page is for those who are signed in");
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== NAME).map((name) => caches.delete(name)));
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

async function page(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch (error) {
    const kept = await caches.match(KEPT.page);
    if (!kept) {
      throw error;
    }
    // Whatever page was asked for, this is the one that works here.
    return new URL(event.request.url).pathname === KEPT.page
      ? kept
      : Response.redirect(KEPT.page, 302);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") {
    return;
  }
  const path = new URL(request.url).pathname;
  if (request.mode === "navigate") {
    event.respondWith(page(event));
  } else if (KEPT.files.includes(path)) {
    event.respondWith(caches.match(path).then((kept) => kept || fetch(request)));
  }
});
{% endautoescape %}
