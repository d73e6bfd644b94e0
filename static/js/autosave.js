// Keeps the answers of form[data-autosave]: on the server a second after a change, and on this phone until the
// server has them. Nothing is ever replaced in silence. What follows from what is decided in keeping.js; here
// are the page, the shelf and the network. Contract with the server: docs/tampilan.md.

import { begin, step } from "./keeping.js";

const KEPT_DAYS = 14;
const NO_ANSWERS = new Set(["csrfmiddlewaretoken", "revision"]);
const NEVER_FILLED = new Set(["file", "password", "submit", "button", "fieldset"]);

const clock = (at = new Date()) =>
  [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".");

// [words, tone, link] of the line that says how things stand; `kept`: the shelf took the words.
const LINES = {
  held: () => ["tersimpan di HP ini", "wait"],
  asked: () => ["Pilih dulu isian mana yang Anda pakai.", "wait"],
  unsent: (_, kept) => [kept ? "belum terkirim, tersimpan di HP ini" : "belum terkirim. Jangan tutup halaman ini.", "wait"],
  sending: () => ["mengirim …", "wait"],
  restored: () => ["isian dari HP ini dipulihkan", "wait"],
  saved: (answer) => [`tersimpan ${answer.saved || clock()}`, ""],
  conflict: (answer) => [
    answer.message || "Lembar ini sudah diubah di tempat lain. Isian Anda tetap ada di HP ini.", "fail",
    answer.url === "" ? null : { url: answer.url || location.href, words: "Lihat kedua isian" },
  ],
  faulty: (answer) => [answer.message || "Ada isian yang belum benar. Tersimpan di HP ini.", "fail"],
  refused: (answer) => [answer.message, "fail"],
  gone: () => ["Lembar ini tidak bisa dibuka lagi. Isian Anda tetap ada di HP ini.", "fail"],
  loggedOut: () => [
    "Masuk lagi untuk mengirim. Isian tersimpan di HP ini.", "wait", { url: location.href, words: "Masuk lagi" },
  ],
};

const shelf = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  write(key, copy) {
    try { localStorage.setItem(key, JSON.stringify(copy)); return true; } catch { return false; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  sweep() {
    const oldest = Date.now() - KEPT_DAYS * 86400000;
    try {
      for (const key of Object.keys(localStorage).filter((name) => name.startsWith("isian:"))) {
        const copy = shelf.read(key);
        if (!(copy && copy.at > oldest)) shelf.drop(key);
      }
    } catch { /* no storage on this phone */ }
  },
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function typeOf(form, name) {
  const box = form.querySelector(`[name="${CSS.escape(name)}"]`);
  return box ? box.type : "";
}

function answersOf(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !NO_ANSWERS.has(name) && typeOf(form, name) !== "password")
    .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n").trim()]);
}

// Where the server merges, hidden fields tell what was seen and by which version: no answers of the person's.
function sameMarks(form, one, other) {
  const isMarked = ([name]) => name === "whole" || typeOf(form, name) !== "hidden";
  const marks = (answers) => JSON.stringify("merges" in form.dataset ? answers.filter(isMarked) : answers);
  return marks(one) === marks(other);
}

function fill(box, values) {
  if (box.type === "radio" || box.type === "checkbox") box.checked = values.includes(box.value);
  else if (box.type === "select-multiple") for (const item of box.options) item.selected = values.includes(item.value);
  else if (!NEVER_FILLED.has(box.type) && values.length) box.value = values.shift();
  const folded = box.value && box.matches("textarea") && box.closest("details");
  if (folded) folded.setAttribute("open", "");
}

function putBack(form, answers) {
  const given = new Map();
  for (const [name, value] of answers) given.set(name, [...(given.get(name) || []), value]);
  for (const box of form.elements) {
    const isNew = "merges" in form.dataset && !given.has(box.name); // a name that came onto the list since
    if (box.name && !NO_ANSWERS.has(box.name) && !isNew) fill(box, given.get(box.name) || []);
  }
  form.dispatchEvent(new Event("restored"));
}

function lineOf(form) {
  const line = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
  return (words, tone, link) => {
    if (!line) return;
    line.className = `saved ${tone}`;
    line.textContent = words;
    if (link) line.append(" ", make("a", { href: link.url, textContent: link.words }));
  };
}

// Two versions: the person chooses, `choose(mine)` hears which.
function offer(form, at, choose) {
  const box = make("div", { className: "msg amber" });
  box.setAttribute("role", "alert");
  const button = (textContent, style, mine) => {
    const made = make("button", { type: "button", className: `btn ${style}`, textContent });
    made.addEventListener("click", () => { choose(mine); box.remove(); });
    return made;
  };
  const acts = make("div", { className: "acts" });
  acts.append(button("Pakai isian di HP", "", true), button("Pakai yang di layar", "quiet", false));
  const words = `Di HP ini ada isian dari pukul ${clock(new Date(at))} yang belum terkirim, tetapi lembar ini `
    + "sudah berubah sesudahnya. Mana yang Anda pakai?";
  box.append(make("p", { textContent: words }), acts);
  form.prepend(box);
}

function bodyOf(form, revision) {
  const body = new FormData(form);
  const files = [...body].filter(([, value]) => typeof value !== "string");
  for (const [name] of files) body.delete(name);
  body.set("revision", revision);
  return body;
}

// What became of it, as an event for keeping.js.
async function post(form, body, leaving) {
  const token = form.elements.csrfmiddlewaretoken;
  try {
    const reply = await fetch(form.dataset.autosave, {
      method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: leaving,
      headers: { "X-CSRFToken": token ? token.value : "", "X-Autosave": "1", Accept: "application/json" },
    });
    const answer = await reply.json().catch(() => ({}));
    return reply.ok ? { type: "saved", answer } : { type: "refused", status: reply.status, answer };
  } catch {
    return { type: "lost" };
  }
}

// Tells which button sends the form: the one pressed last, else its first. (SubmitEvent.submitter is too young.)
function buttonOf(form) {
  let pressed = null;
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button && button.form === form) pressed = button;
  });
  return () => pressed || [...form.elements].find((box) => box.type === "submit");
}

function accept(form, revision, fields) {
  if (form.elements.revision) form.elements.revision.value = revision;
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
}

function factsOf(form, copy) {
  return {
    revision: Number(form.dataset.revision || 0),
    merges: "merges" in form.dataset,
    sends: Boolean(form.dataset.autosave),
    holding: "asking" in form.dataset,
    copy: copy && { ...copy, same: sameMarks(form, copy.answers, answersOf(form)) },
  };
}

function keep(form) {
  const key = `isian:${form.dataset.account || ""}:${form.dataset.key || location.pathname}`;
  const copy = shelf.read(key);
  const line = lineOf(form);
  const button = buttonOf(form);
  let state, timer, press, kept, body;

  const effects = {
    store() {
      const { revision, phase } = state;
      kept = shelf.write(key, { revision, at: Date.now(), answers: answersOf(form), holding: phase === "holding" });
    },
    drop() { shelf.drop(key); },
    say({ what, answer }) { line(...LINES[what](answer, kept)); },
    rest() { clearTimeout(timer); },
    wait(time) { clearTimeout(timer); timer = setTimeout(tell, time, { type: "due" }); },
    send(leaving) { body = bodyOf(form, state.revision); effects.repeat(leaving); },
    repeat(leaving) { post(form, body, leaving).then(tell); },
    accept(fields) { accept(form, state.revision, fields); },
    putBack() { putBack(form, copy.answers); },
    ask(at) { offer(form, at, (mine) => tell({ type: "chosen", mine })); },
    block() { press.preventDefault(); },
    whole() { if (form.elements.whole) form.elements.whole.value = "1"; },
    submit() { setTimeout(() => button().click()); }, // not while the first press is still being handed out
  };
  const run = ([next, todo]) => {
    state = next;
    for (const [name, value] of todo) effects[name](value);
  };
  const tell = (event) => run(step(state, event));

  for (const name of ["input", "change"]) form.addEventListener(name, () => tell({ type: "typed" }));
  form.addEventListener("submit", (event) => {
    press = event;
    tell({ type: "pressed", online: navigator.onLine });
  });
  addEventListener("pageshow", () => tell({ type: "shown" }));
  addEventListener("online", () => tell({ type: "online" }));
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell({ type: "hidden" }); });
  run(begin(factsOf(form, copy)));
}

shelf.sweep();
document.querySelectorAll("form[data-autosave]").forEach(keep);
