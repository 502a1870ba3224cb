// The way out when a broken service worker was released: serve this file as /sw.js. It takes the broken one's place, forgets every stored
// build and loads the open pages again from the relay. What people saved lies in IndexedDB and is not touched.
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) =>
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => name.startsWith("sightline-")).map((name) => caches.delete(name)));
      await registration.unregister();
      const pages = await clients.matchAll({ type: "window" });
      for (const page of pages) page.navigate(page.url);
    })(),
  ),
);
