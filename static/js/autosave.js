// Keeps the answers of form[data-autosave]: on the server a second after a change, and on this phone until the
// server has them. Nothing is ever replaced in silence. Contract with the server: docs/tampilan.md.

const WAIT = 1000;
const RETRY = 20000;
const KEPT_DAYS = 14;
const UNSENT = "belum terkirim, tersimpan di HP ini";

const clock = (at = new Date()) =>
  [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".");

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
    try {
      const oldest = Date.now() - KEPT_DAYS * 86400000;
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("isian:") && !(shelf.read(key)?.at > oldest)) shelf.drop(key);
      }
    } catch { /* no storage on this phone */ }
  },
};

function answersOf(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && name !== "revision"
      && form.querySelector(`[name="${CSS.escape(name)}"]`)?.type !== "password")
    .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n").trim()]);
}

// What was seen and by which version is no answer of the person's.
const isMarked = (form, [name]) => name === "whole" || form.querySelector(`[name="${CSS.escape(name)}"]`)?.type !== "hidden";

function sameMarks(form, one, other) {
  const marks = (answers) => JSON.stringify("merges" in form.dataset ? answers.filter((pair) => isMarked(form, pair)) : answers);
  return marks(one) === marks(other);
}

function putBack(form, answers) {
  const given = new Map();
  for (const [name, value] of answers) given.set(name, [...(given.get(name) || []), value]);
  for (const box of form.elements) {
    if (!box.name || ["csrfmiddlewaretoken", "revision"].includes(box.name)) continue;
    if ("merges" in form.dataset && !given.has(box.name)) continue; // a name that came onto the list since
    const values = given.get(box.name) || [];
    if (box.type === "radio" || box.type === "checkbox") box.checked = values.includes(box.value);
    else if (box.type === "select-multiple") for (const item of box.options) item.selected = values.includes(item.value);
    else if (!["file", "password", "submit", "button", "fieldset"].includes(box.type) && values.length) box.value = values.shift();
    if (box.value && box.matches("textarea")) box.closest("details")?.setAttribute("open", "");
  }
  form.dispatchEvent(new Event("restored"));
}

function keep(form) {
  const key = `isian:${form.dataset.account || ""}:${form.dataset.key || location.pathname}`;
  const line = form.querySelector("[data-saved]") || document.querySelector("[data-saved]");
  const state = { revision: Number(form.dataset.revision || 0), changed: false, sending: null, stopped: false, asking: false,
    submitted: false, holding: "asking" in form.dataset };
  const first = answersOf(form);
  let timer;

  function say(words, tone = "", link = null) {
    if (!line) return;
    line.className = `saved ${tone}`;
    line.textContent = words;
    if (!link) return;
    const anchor = Object.assign(document.createElement("a"), { href: link.url, textContent: link.words });
    line.append(" ", anchor);
  }

  function store() {
    return shelf.write(key, { revision: state.revision, at: Date.now(), answers: answersOf(form), holding: state.holding });
  }

  function later(wait = WAIT) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function unsent(kept = store()) {
    state.changed = true;
    say(kept ? UNSENT : "belum terkirim. Jangan tutup halaman ini.", "wait");
    later(RETRY);
  }

  function saved(answer) {
    state.revision = answer.revision ?? state.revision;
    if (form.elements.revision) form.elements.revision.value = state.revision;
    for (const [name, value] of Object.entries(answer.fields || {})) form.elements[name].value = value;
    if (state.changed) { store(); later(); } else shelf.drop(key);
    say(`tersimpan ${answer.saved || clock()}`);
  }

  function refused(status, answer) {
    state.changed = true;
    if (status === 409) {
      state.stopped = true;
      say(answer.message || "Lembar ini sudah diubah di tempat lain. Isian Anda tetap ada di HP ini.", "fail",
        answer.url === "" ? null : { url: answer.url || location.href, words: "Lihat kedua isian" });
    } else if (status === 400) say(answer.message || "Ada isian yang belum benar. Tersimpan di HP ini.", "fail");
    else if (status >= 500) unsent();
    else if (answer.message) say(answer.message, "fail");
    else if (status === 404) say("Lembar ini tidak bisa dibuka lagi. Isian Anda tetap ada di HP ini.", "fail");
    else say("Masuk lagi untuk mengirim. Isian tersimpan di HP ini.", "wait", { url: location.href, words: "Masuk lagi" });
  }

  async function post(leaving) {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (typeof value !== "string") body.delete(name);
    body.set("revision", state.revision);
    const token = form.elements.csrfmiddlewaretoken?.value || "";
    try {
      const reply = await fetch(form.dataset.autosave, {
        method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: leaving,
        headers: { "X-CSRFToken": token, "X-Autosave": "1", Accept: "application/json" },
      });
      const answer = await reply.json().catch(() => ({}));
      if (reply.ok) saved(answer); else refused(reply.status, answer);
    } catch { unsent(); }
  }

  async function send(leaving = false) {
    if (!state.changed || state.stopped || state.sending || state.submitted) return;
    if (state.holding || !form.dataset.autosave) return say("tersimpan di HP ini", "wait");
    clearTimeout(timer);
    state.changed = false;
    state.sending = post(leaving === true);
    await state.sending;
    state.sending = null;
  }

  function changed() {
    if (state.asking) return;
    state.changed = true;
    store();
    if (!state.stopped) later();
  }

  function offer(copy) {
    const box = document.createElement("div");
    box.className = "msg amber";
    box.setAttribute("role", "alert");
    const words = Object.assign(document.createElement("p"), {
      textContent: `Di HP ini ada isian dari pukul ${clock(new Date(copy.at))} yang belum terkirim, tetapi lembar ini `
        + "sudah berubah sesudahnya. Mana yang Anda pakai?",
    });
    const acts = Object.assign(document.createElement("div"), { className: "acts" });
    const button = (text, style, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", className: `btn ${style}`, textContent: text });
      made.addEventListener("click", () => { state.asking = false; act(); box.remove(); });
      acts.append(made);
    };
    button("Pakai isian di HP", "", () => { putBack(form, copy.answers); changed(); });
    button("Pakai yang di layar", "quiet", () => { shelf.drop(key); changed(); });
    box.append(words, acts);
    form.prepend(box);
    state.asking = true;
  }

  function comeBack() {
    const copy = shelf.read(key);
    if (!copy) return;
    if (sameMarks(form, copy.answers, first)) shelf.drop(key);
    else if (copy.revision !== state.revision && !("merges" in form.dataset)) offer(copy);
    else {
      putBack(form, copy.answers);
      state.changed = true;
      state.holding = Boolean(copy.holding);
      say("isian dari HP ini dipulihkan", "wait");
      later();
    }
  }

  // A form whose server merges row by row is sent whole and quietly first; the page goes on once that arrived.
  async function sendWhole(event) {
    event.preventDefault();
    if (form.elements.whole) form.elements.whole.value = "1";
    Object.assign(state, { holding: false, changed: true });
    store();
    say("mengirim …", "wait");
    await state.sending;
    await send();
    if (state.changed && !state.stopped) return;
    state.submitted = true;
    setTimeout(() => form.requestSubmit(event.submitter)); // not while the first press is still being handed out
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if ("merges" in form.dataset && form.dataset.autosave) {
      if (!state.submitted) await sendWhole(event);
    } else if (!navigator.onLine) {
      event.preventDefault();
      unsent();
    } else if (state.sending) {
      event.preventDefault();
      await state.sending;
      form.requestSubmit(event.submitter);
    } else {
      state.submitted = true;
      if (state.changed) store();
    }
  });
  addEventListener("pageshow", () => { state.submitted = false; });
  addEventListener("online", () => send());
  document.addEventListener("visibilitychange", () => { if (document.hidden) send(true); });
  if ("asking" in form.dataset) unsent(); else comeBack();
}

shelf.sweep();
document.querySelectorAll("form[data-autosave]").forEach(keep);
