// On every page: sets the worker up (worker.js), takes along what its account may need without a signal, and says
// when a page is a copy, or a newer version is ready.

const PAGES = "halaman-";
const AGAIN = 120000;
const { account, copied } = document.body.dataset;

const note = document.querySelector("[data-note]");

function tell(words, act) {
  if (!note) return;
  const line = Object.assign(document.createElement("p"), { textContent: words });
  if (act) line.append(" ", act);
  note.append(line);
  note.hidden = false;
}

function tellOfCopy() {
  const at = new Date(Number(copied));
  const clock = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".");
  const day = at.toDateString() === new Date().toDateString() ? "" : `${at.toLocaleDateString("id-ID", { day: "numeric", month: "long" })} `;
  const cause = navigator.onLine ? "Server belum menjawab." : "Tidak ada sinyal.";
  tell(`${cause} Halaman ini salinan dari ${day}pukul ${clock}.`);
}

function tellOfNewer(waiting) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: "Pakai sekarang" });
  button.addEventListener("click", () => waiting.postMessage("pakai"));
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  tell("Versi baru aplikasi sudah siap.", button);
}

async function take(cache, { url, mark, title }) {
  const kept = await cache.match(url);
  if (kept && kept.headers.get("X-Tanda") === mark) return;
  const answer = await fetch(url, { cache: "no-store", headers: { "X-Bekal": "1" } });
  if (!answer.ok || answer.redirected) return;
  const headers = new Headers(answer.headers);
  for (const [name, value] of [["X-Tanda", mark], ["X-Judul", encodeURIComponent(title)], ["X-Disimpan", Date.now()]]) headers.set(name, value);
  await cache.put(url, new Response(await answer.blob(), { headers }));
}

async function carry() {
  const answer = await fetch("/bekal/", { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const { pages } = await answer.json();
  const cache = await caches.open(PAGES + account);
  const wanted = new Set(pages.map(({ url }) => new URL(url, location.href).href));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  for (const page of pages) await take(cache, page);
}

function isTime() {
  const last = Number(sessionStorage.getItem("bekal"));
  if (Date.now() - last < AGAIN) return false;
  sessionStorage.setItem("bekal", Date.now());
  return true;
}

async function settle(worker) {
  const registration = await worker.register("/pekerja.js");
  if (registration.waiting && worker.controller) tellOfNewer(registration.waiting);
  if (account && worker.controller && !copied && isTime()) await carry();
}

if (copied) tellOfCopy();
// Not before the page is done: on a weak signal it comes first.
addEventListener("load", () => {
  if (navigator.serviceWorker) settle(navigator.serviceWorker).catch(() => { /* no signal, or no room: next time */ });
});
