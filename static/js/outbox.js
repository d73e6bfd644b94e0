// What waits on this phone for a signal or a log-in: sent from whatever page of its account is open, the oldest
// first, each under its own number so that the server takes it once. In sight on every page, listed on /menunggu/.

import { AGAIN } from "./keeping.js";

const FORM_CAME_BACK = "Ada isian yang belum benar. Buka untuk memperbaiki.";

const token = () => (document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/) || [])[1] || "";

/** The request by which a page itself sends a form: answered in short (core/drafts.py). */
export const sendQuietly = (address, body, csrf, keepalive = false) => fetch(address, {
  method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive,
  headers: { "X-CSRFToken": csrf, "X-Autosave": "1", Accept: "application/json" },
});

async function post(action, body, revision) {
  const data = new FormData();
  for (const [name, value] of body) data.append(name, value);
  if (revision !== undefined) data.set("revision", revision);
  const reply = await sendQuietly(action, data, token());
  const answer = await reply.json().catch(() => ({}));
  return { status: reply.status, ok: reply.ok, ...answer };
}

// What got no answer may have arrived: word for word the same first, or newer words look like those of another hand.
async function hand(shelf, copy) {
  const { action, body, tried } = copy.waits;
  const isOlder = tried && JSON.stringify(tried) !== JSON.stringify(body);
  const first = isOlder ? await post(action, tried, copy.revision) : { ok: true, revision: copy.revision };
  if (!first.ok) return first;
  shelf.amend(copy, { waits: { action, body, tried: isOlder ? tried : body } });
  return post(action, body, first.revision);
}

// Whether to go on with the next.
async function send(shelf, copy) {
  const answer = await hand(shelf, copy);
  if (answer.ok) shelf.dropStill(copy);
  else if (answer.status === 401 || answer.status >= 500 || !answer.status) return false;
  else shelf.amend(copy, { refusal: answer.message || FORM_CAME_BACK });
  return true;
}

/** Those that may be sent as they are; a page keeps its own forms itself. */
export const waitingOn = (shelf, own = new Set()) => shelf.all().filter(({ waits, key }) => waits && !own.has(key));

async function sendAll(shelf, own) {
  for (const copy of waitingOn(shelf, own)) {
    if (!copy.refusal && !(await send(shelf, copy))) return;
  }
}

function tell(count) {
  const line = document.querySelector("[data-waiting-line]");
  if (!line) return;
  line.hidden = !count || line.querySelector("a").pathname === location.pathname; // there is the list itself
  line.querySelector("b").textContent = `${count} isian`;
}

/** Sends what waits, and says how much that is; `own`: keys of the forms on this page. */
export function minds(shelf, own) {
  let underWay = false;
  async function look() {
    const before = waitingOn(shelf, own).length;
    tell(before);
    if (!before || underWay) return;
    underWay = true;
    await sendAll(shelf, own).catch(() => { /* no signal: it waits on */ });
    underWay = false;
    const left = waitingOn(shelf, own);
    tell(left.length);
    document.dispatchEvent(new Event("waits"));
    if (left.some(({ refusal }) => !refusal)) setTimeout(look, AGAIN);
  }
  addEventListener("online", look);
  addEventListener("pageshow", look);
}
