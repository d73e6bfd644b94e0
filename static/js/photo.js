// Forms with a file: pictures are made small as they are chosen, and the form shows how far it is while it is sent.
// Without this file, or where anything here fails, the browser sends the form as ever. Contract: docs/tampilan.md.

import { shrink } from "./shrink.js";

const PATIENCE = 60000; // so long nothing at all may move
const HEIC = "Foto HEIC tidak terbaca di perangkat ini. Ubah pengaturan kamera ke JPEG (di iPhone: Format, Paling Kompatibel), "
  + "atau kirim tangkapan layarnya.";
const NO_SIGNAL = "Tidak ada sinyal, jadi berkasnya belum terkirim.";
const CUT = "Sambungan terputus, jadi berkasnya belum terkirim.";
const SERVER = "Server sedang bermasalah, jadi berkasnya belum tersimpan.";

const ready = new WeakMap(); // the box -> a promise of the files to send for it
const lines = new WeakMap(); // the box or form -> what is said below it
let busy = new WeakSet(); // forms on their way

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);
const isFileBox = (box) => box.type === "file" && Boolean(box.name);
const filled = (form) => [...form.elements].filter((box) => isFileBox(box) && box.files.length);
const sum = (files) => files.reduce((total, file) => total + file.size, 0);
const sizeOf = (bytes) =>
  (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`);

function say(place, words, tone = "") {
  const line = lines.get(place) || make("p", {});
  if (!lines.has(place)) {
    line.setAttribute("role", "status");
    lines.set(place, line);
    if (isFileBox(place)) place.after(line);
    else place.append(line);
  }
  line.className = `saved ${tone}`;
  line.textContent = words;
  line.hidden = !words;
  return line;
}

// One after the other: each may need the memory of a whole camera picture.
async function shrinkAll(files) {
  const made = [];
  await files.reduce((before, file) => before.then(async () => { made.push(await shrink(file)); }), Promise.resolve());
  return made;
}

// So that the browser, too, sends the small ones. Safari 13 cannot; there they go with the script alone.
function put(box, files) {
  try {
    const hand = new DataTransfer();
    for (const file of files) hand.items.add(file);
    box.files = hand.files;
  } catch { /* as it was */ }
}

function tell(box, chosen, made) {
  const [before, after] = [chosen, made].map(sum);
  const line = say(box, `${after < before ? `${sizeOf(before)} → ` : ""}${sizeOf(after)} `);
  const undo = make("button", { type: "button", className: "link", textContent: "Jangan kirim berkas ini" });
  undo.addEventListener("click", () => { box.value = ""; choose(box); box.focus(); });
  line.append(undo);
}

function settle(box, chosen, made) {
  const isUnreadable = made.includes(null);
  box.setCustomValidity(isUnreadable ? HEIC : "");
  if (isUnreadable) {
    say(box, HEIC, "fail");
    return chosen;
  }
  put(box, made);
  if (made.length) tell(box, chosen, made);
  else say(box, "");
  return made;
}

function choose(box) {
  const chosen = [...box.files];
  say(box.form, "");
  if (chosen.length) say(box, "Menyiapkan berkas …");
  const work = shrinkAll(chosen).then((made) => (ready.get(box) === work ? settle(box, chosen, made) : ready.get(box)));
  ready.set(box, work);
  return work;
}

function post(form, body, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let timer = 0;
    const wait = () => { clearTimeout(timer); timer = setTimeout(() => request.abort(), PATIENCE); };
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = loaded / total; wait(); });
    request.addEventListener("loadend", () => { clearTimeout(timer); resolve(request); });
    request.open("POST", form.getAttribute("action") || location.href);
    request.setRequestHeader("X-Upload", "1");
    request.send(body);
    wait();
  });
}

function go(where) {
  const isHere = where.split("#")[0] === location.pathname + location.search;
  location.assign(where);
  if (isHere) location.reload(); // a "#" alone would not
}

const sendPlainly = (form) => HTMLFormElement.prototype.submit.call(form);

function stay(form, cause) {
  busy.delete(form);
  const button = [...form.elements].find((box) => box.type === "submit");
  const again = `Berkas dan isian Anda masih di halaman ini. Tekan “${button.textContent.trim()}” sekali lagi.`;
  say(form, cause && `${cause} ${again}`, "fail");
  form.dispatchEvent(new Event("stayed"));
}

// Whatever else the server has to say, the browser shows: nothing was written, so the form may go once more.
function finish(form, request) {
  const where = request.getResponseHeader("Location");
  if (request.status === 204 && where) go(where);
  else if (request.status === 0) stay(form, navigator.onLine ? CUT : NO_SIGNAL);
  else if (request.status >= 500) stay(form, SERVER);
  else sendPlainly(form);
}

async function send(form, boxes) {
  busy.add(form);
  const files = await Promise.all(boxes.map((box) => ready.get(box) || choose(box)));
  if (!form.reportValidity()) {
    stay(form, "");
    return;
  }
  const body = new FormData(form);
  boxes.forEach(({ name }, place) => {
    body.delete(name);
    for (const file of files[place]) body.append(name, file, file.name);
  });
  const bar = make("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", "Terkirim");
  say(form, `Mengirim ${sizeOf(sum(files.flat()))} …`).append(bar);
  finish(form, await post(form, body, bar));
}

document.addEventListener("change", ({ target }) => { if (isFileBox(target)) choose(target); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  const boxes = filled(form);
  if (!boxes.length) return;
  if (event.defaultPrevented) {
    if (!navigator.onLine) stay(form, NO_SIGNAL);
    return;
  }
  event.preventDefault();
  if (!busy.has(form)) send(form, boxes).catch(() => sendPlainly(form));
});

addEventListener("pageshow", () => { busy = new WeakSet(); });
