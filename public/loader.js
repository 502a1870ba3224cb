// Loads the app, and looks after what must work even when the app doesn't load: the service worker, updates, the install prompt.
// A classic script in the head: it runs before the page is painted. It speaks with the app (app/src/port/platform.rs) through events
// on window and marks on the root element.
"use strict";
(() => {
  const root = document.documentElement;
  const { js, wasm } = document.currentScript.dataset;

  // Scripts may only come from this origin, and only these two sinks are used at all: templates of the screens' static parts, and
  // the service worker's address. Text of people is never HTML; this is the second lock.
  const FORBIDDEN = /<\s*script|<[^>]*\son[a-z]+\s*=|javascript:/i;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (html) => {
      if (FORBIDDEN.test(html)) throw new TypeError("refused by the default policy");
      return html;
    },
    createScriptURL: (address) => {
      if (new URL(address, location.origin).href !== `${location.origin}/sw.js`) throw new TypeError("refused by the default policy");
      return address;
    },
  });

  // Preferences that the first paint needs. Storage may be forbidden.
  const recall = (name) => {
    try {
      return localStorage.getItem(`sightline-${name}`);
    } catch {
      return null;
    }
  };
  const theme = recall("theme");
  if (theme) root.dataset.theme = theme;
  const language = recall("language") ?? (navigator.language.toLowerCase().startsWith("es") ? "es" : "en");
  root.lang = language;

  const stop = (error) => {
    console.error(error);
    const show = () => {
      // What the app said itself before it stopped tells more than the trap that followed.
      const details = document.getElementById("stopped-details");
      details.textContent ||= error?.stack ?? String(error);
      document.getElementById("stopped").hidden = false;
    };
    if (document.body) show();
    else addEventListener("DOMContentLoaded", show);
  };
  // The document that the app was at work on stopped it: the next start leaves that one alone (app/src/port/marks.rs).
  const blame = () => {
    try {
      const doc = localStorage.getItem(`sightline-at-work-${root.dataset.tab}`);
      if (doc) localStorage.setItem(`sightline-died-${root.dataset.tab}`, doc);
    } catch {
      // Nothing is kept here.
    }
  };
  // A trap ends the app, wherever it comes from: a panic, or no memory left. There is nobody inside who could still say so.
  const trapped = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    blame();
    stop(error);
  };
  addEventListener("error", (event) => trapped(event.error));
  addEventListener("unhandledrejection", (event) => trapped(event.reason));

  // The wasm is fetched and compiled while the page is still being read. Taking up what was compiled and making the app of it are a task each.
  const compiled = WebAssembly.compileStreaming(fetch(wasm)).then(
    (module) => new Promise((resolve) => setTimeout(resolve, 0, module)),
  );
  const page = new Promise((resolve) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve();
  });
  Promise.all([import(js), compiled, page])
    .then(([module, compiled]) => module.default({ module_or_path: compiled }))
    .catch(stop);

  const say = (name, mark) => {
    root.setAttribute(`data-${mark}`, "yes");
    dispatchEvent(new Event(name));
  };

  // Installing.
  let prompt = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    prompt = event;
    say("sightline:installable", "installable");
  });
  addEventListener("sightline:install", () => {
    prompt?.prompt();
    prompt = null;
  });

  // Updates: a new version waits until a person accepts it. The tab that accepts is loaded again; other tabs go on with what they have
  // loaded, and offer the same.
  if (!("serviceWorker" in navigator)) return;
  const LOOK_EVERY_MS = 60 * 60 * 1000;
  let registration = null;
  let accepted = false;
  const updated = () => say("sightline:update", "update");
  const had = navigator.serviceWorker.controller !== null;
  // The first of all replaces nothing. A tab that was loaded before it was there has no worker in control, but its build grows old as well.
  const follow = (worker, replaces) => {
    const look = () => {
      if (replaces && ["installed", "activating", "activated"].includes(worker.state)) updated();
    };
    look();
    worker.addEventListener("statechange", look);
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
    else if (had) updated();
  });
  addEventListener("sightline:accept", () => {
    accepted = true;
    const waiting = registration?.waiting;
    if (!waiting) {
      location.reload();
      return;
    }
    // A tab that no worker controls hears of no change of it.
    if (!navigator.serviceWorker.controller) {
      waiting.addEventListener("statechange", () => {
        if (waiting.state === "activated") location.reload();
      });
    }
    waiting.postMessage("accept");
  });
  addEventListener("load", async () => {
    try {
      registration = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
    } catch (error) {
      // Private windows and plain http have none: the app then needs the relay to start.
      console.info("no service worker:", error.message);
      return;
    }
    if (registration.waiting) follow(registration.waiting, registration.active !== null);
    registration.addEventListener("updatefound", () => {
      if (registration.installing) follow(registration.installing, registration.active !== null);
    });
    setInterval(() => registration.update().catch(() => {}), LOOK_EVERY_MS);
  });
})();
