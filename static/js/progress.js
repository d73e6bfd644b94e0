// Follows long work: reads this page again and renews [data-progress]; when it has ended, the page itself.

import { readPage } from "./reach.js";

const SECONDS = 1.5;

async function follow() {
  const shown = document.querySelector("[data-progress]");
  try {
    const { answer, page } = await readPage();
    const fresh = page.querySelector("[data-progress]");
    if (!answer.ok || answer.redirected || !fresh) {
      location.reload();
      return;
    }
    if (fresh.innerHTML !== shown.innerHTML) {
      shown.replaceWith(fresh);
    }
  } catch {
    // No connection: the work goes on without us; look again.
  }
  setTimeout(follow, SECONDS * 1000);
}

setTimeout(follow, SECONDS * 1000);
