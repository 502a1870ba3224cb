// Serves one whole build of the app, also without a network. All of a build is stored or none of it: every file is checked against the
// SHA-256 that the build wrote down. A new build waits until a person accepts it.
//
// The build replaces the `null` below with { "id": "...", "files": { "/": "hex", "/name.js": "hex", ... } }, where "/" is the page.
// Without a list nothing is ever installed.
"use strict";

const BUILD = /*build*/ null /*build*/;
const PREFIX = "sightline-";
const CACHE = PREFIX + (BUILD?.id ?? "none");
const AT_ONCE = 4;

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
const hash = async (body) => hex(await crypto.subtle.digest("SHA-256", body));

// A response without the headers that spoke of its journey: the body is no longer compressed.
const plain = (body, headers) => {
  const kept = new Headers(headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary", "set-cookie"]) kept.delete(name);
  return new Response(body, { headers: kept });
};

async function take(path, expected, cache) {
  // A file that did not change is taken from the build that is already here. The page itself always comes with its own headers.
  const old = path === "/" ? undefined : await caches.match(path);
  if (old) {
    const body = await old.arrayBuffer();
    if ((await hash(body)) === expected) return cache.put(path, plain(body, old.headers));
  }
  const response = await fetch(path, { cache: "no-cache", redirect: "error" });
  const body = await response.arrayBuffer();
  if (!response.ok || (await hash(body)) !== expected) throw new Error(`${path} is not of this build`);
  return cache.put(path, plain(body, response.headers));
}

async function takeAll() {
  if (!BUILD) throw new Error("this build has no list of its files");
  // Another worker with the same files may be using this store: then a failure here must not take it away.
  const shared = await caches.has(CACHE);
  const cache = await caches.open(CACHE);
  const files = Object.entries(BUILD.files);
  try {
    const worker = async () => {
      for (let next = files.shift(); next; next = files.shift()) await take(next[0], next[1], cache);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } catch (error) {
    if (!shared) await caches.delete(CACHE);
    throw error;
  }
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function answer(request, path) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}

addEventListener("install", (event) => event.waitUntil(takeAll()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", (event) => {
  if (event.data === "accept") skipWaiting();
});
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (!BUILD || request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/api/") || pathname === "/sync") return;
  // Addresses of screens have no dot; whatever has one is a file, and a missing file is never the page.
  if (request.mode === "navigate" && !pathname.includes(".")) event.respondWith(answer(request, "/"));
  else if (Object.hasOwn(BUILD.files, pathname)) event.respondWith(answer(request, pathname));
});
