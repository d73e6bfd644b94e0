// Stands between the pages and the network: with a signal it lets everything through; without one it gives what lies
// on this phone, and else our own page instead of the browser's. Before this text stands `self.KKG` =
// {version, files, away, leave, pack} (config/offline.py).

const { version, files, away, leave, pack } = self.KKG;
const SHELL = `kerangka-${version}`;
const SHELLS = "kerangka-";
const PAGES = "halaman-"; // and the number of the account that may see them
const PATIENCE = 6000;
const AGAIN = 120000;

const own = (name) => name.startsWith(SHELLS);

async function install() {
  const cache = await caches.open(SHELL);
  await cache.addAll(files);
  await cache.put(away, await fetch(away, { credentials: "omit", cache: "no-store" })); // as a stranger sees it
}

// The last shell stays: pages carried before may still ask for its files.
async function activate() {
  const shells = (await caches.keys()).filter(own).filter((name) => name !== SHELL);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
  if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
}

async function dropPages(but = "") {
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== but);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// Every page says whose it is: those of others go.
async function mindAccount(answer) {
  const account = answer.headers.get("X-Akun");
  if (account) await dropPages(PAGES + account);
}

async function carried(request) {
  for (const name of (await caches.keys()).filter((one) => one.startsWith(PAGES))) {
    const cache = await caches.open(name);
    const page = await cache.match(request);
    if (page) return { cache, page };
  }
  return null;
}

async function keep(cache, request, answer, marks) {
  const headers = new Headers(answer.headers);
  for (const [name, value] of [...marks, ["X-Disimpan", Date.now()]]) headers.set(name, value);
  await cache.put(request, new Response(await answer.blob(), { headers }));
}

function renew({ cache, page }, request, answer) {
  return keep(cache, request, answer, ["X-Tanda", "X-Judul"].map((name) => [name, page.headers.get(name)]));
}

async function take(cache, { url, mark, title }) {
  const kept = await cache.match(url);
  if (kept && kept.headers.get("X-Tanda") === mark) return;
  const answer = await fetch(url, { cache: "no-store", headers: { "X-Bekal": "1" } });
  if (answer.ok && !answer.redirected) await keep(cache, url, answer, [["X-Tanda", mark], ["X-Judul", encodeURIComponent(title)]]);
}

// What this account may need without a signal; the list itself lies there too, and says when this was done.
async function carry(account) {
  const cache = await caches.open(PAGES + account);
  const last = await cache.match(pack);
  if (last && Date.now() - last.headers.get("X-Disimpan") < AGAIN) return;
  const answer = await fetch(pack, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const { pages } = await answer.clone().json();
  const wanted = new Set([pack, ...pages.map(({ url }) => url)].map((url) => new URL(url, self.location.href).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  for (const page of pages) await take(cache, page);
  await keep(cache, pack, answer, []);
}

let carrying = null;

function begin(account) {
  carrying = carrying || carry(account).catch(() => { /* no signal, or no room: next time */ }).then(() => { carrying = null; });
  return carrying;
}

// The page says of itself that it is a copy, and from when.
async function asCopy(page) {
  const html = (await page.text()).replace("<body ", `<body data-copied="${page.headers.get("X-Disimpan")}" `);
  return new Response(html, { headers: page.headers });
}

const late = (time) => new Promise((_, reject) => { if (time) setTimeout(reject, time); });

// What was begun while the worker woke up; where that failed, once more.
async function fromNetwork(event) {
  const ahead = await Promise.resolve(event.preloadResponse).catch(() => null);
  return ahead || fetch(event.request);
}

// What a proxy says while the application is away, or the application while its data are: as if nobody answered.
const isAway = ({ status }) => status >= 502 && status <= 504;

async function read(event) {
  const found = await carried(event.request);
  try {
    const answer = await Promise.race([fromNetwork(event), late(found ? PATIENCE : 0)]);
    if (found && isAway(answer)) return asCopy(found.page);
    await mindAccount(answer);
    if (found && answer.status === 200) event.waitUntil(renew(found, event.request, answer.clone()));
    return answer;
  } catch {
    return found ? asCopy(found.page) : caches.match(away);
  }
}

// A form whose words wait on the phone goes on to the page that it names.
async function send(request) {
  const copy = request.clone();
  if (new URL(request.url).pathname === leave) await dropPages();
  const answer = await fetch(request).catch(() => null);
  if (answer && !isAway(answer)) return answer;
  const next = await copy.formData().then((body) => body.get("putus"), () => "");
  return next ? Response.redirect(`${next}#isi`, 303) : answer || caches.match(away);
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "pakai") self.skipWaiting();
  else if (event.data.account) event.waitUntil(begin(event.data.account));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? read(event) : send(request));
  else if (pathname.startsWith("/static/")) event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
});
