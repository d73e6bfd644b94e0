// Renews one part of a page: [data-fresh] holds the seconds. Without this file the page reloads itself whole.
// While there is no signal the old part stays, [data-stale] says so, and it is tried again.

import { readPage } from "./reach.js";

let part = document.querySelector("[data-fresh]");

async function renew() {
  let late = true;
  try {
    const { answer, page } = await readPage();
    const next = answer.ok && page.querySelector("[data-fresh]");
    if (next) {
      part.replaceWith(document.adoptNode(next));
      part = next;
      late = false;
    }
  } catch {
    // No signal: told below.
  }
  for (const words of document.querySelectorAll("[data-stale]")) words.hidden = !late;
  setTimeout(renew, late ? 5000 : Number(part.dataset.fresh) * 1000);
}

async function stayAwake() {
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // An old browser, or a saving battery: the screen sleeps as it always does.
  }
}

if (part) {
  setTimeout(renew, Number(part.dataset.fresh) * 1000);
  stayAwake();
  document.addEventListener("visibilitychange", () => document.hidden || stayAwake());
}
