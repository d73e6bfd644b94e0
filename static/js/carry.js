// On every page: sets the worker up (worker.js), tells it whose pages to take along, and says when a page is a copy,
// or a newer version is ready.

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

async function settle(worker) {
  const registration = await worker.register("/pekerja.js");
  if (registration.waiting && worker.controller) tellOfNewer(registration.waiting);
  if (account && worker.controller && !copied) worker.controller.postMessage({ account });
}

if (copied) tellOfCopy();
// Not before the page is done: on a weak signal it comes first.
addEventListener("load", () => {
  if (navigator.serviceWorker) settle(navigator.serviceWorker).catch(() => { /* no signal, or no room: next time */ });
});
