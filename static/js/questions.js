// What a form says about its words, and what it asks.

import { boxesOf, differences } from "./answers.js";

const clock = (at = new Date()) =>
  [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(".");

const LOST = "belum terkirim. Jangan tutup halaman ini.";
// [words, tone, link] of the line that says how things stand; `kept`: the shelf took the words.
const LINES = {
  held: (_, kept) => [kept ? "tersimpan di perangkat ini" : LOST, "wait"],
  asked: () => ["Pilih dulu isian mana yang Anda pakai.", "wait"],
  unsent: (_, kept) => [kept ? "belum terkirim, tersimpan di perangkat ini" : LOST, "wait"],
  sending: () => ["mengirim …", "wait"],
  restored: () => ["isian dari perangkat ini dipulihkan", "wait"],
  saved: (answer) => [`tersimpan ${answer.saved || clock()}`, ""],
  conflict: (answer) => [
    answer.message || "Lembar ini sudah diubah di tempat lain. Isian Anda tetap ada di perangkat ini.", "fail",
    answer.url === "" ? null : { url: answer.url || location.href, words: "Lihat kedua isian" },
  ],
  faulty: (answer) => [answer.message || "Ada isian yang belum benar. Tersimpan di perangkat ini.", "fail"],
  refused: (answer) => [answer.message, "fail"],
  gone: () => ["Lembar ini tidak bisa dibuka lagi. Isian Anda tetap ada di perangkat ini.", "fail"],
  loggedOut: () => [
    "Masuk lagi untuk mengirim. Isian tersimpan di perangkat ini.", "wait", { url: location.href, words: "Masuk lagi" },
  ],
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** Says how things stand, in the form's own line, in the bar whose button sends it, or below the form. */
export function lineOf(form) {
  const bar = [...form.elements].map((box) => box.closest(".bar")).find(Boolean);
  let line = form.querySelector("[data-saved]") || (bar && bar.querySelector("[data-saved]"));
  return (what, answer, kept) => {
    const [words, tone, link] = LINES[what](answer, kept);
    if (!line) {
      line = make("p", { className: "saved" });
      line.setAttribute("role", "status");
      form.append(line);
    }
    line.className = `saved ${tone}`;
    line.textContent = words;
    if (link) line.append(" ", make("a", { href: link.url, textContent: link.words }));
  };
}

// A question above the form; `answers`: [words on the button, what it does], the first one the safe one.
function ask(form, words, lines, answers) {
  const box = make("div", { className: "msg amber", tabIndex: -1 });
  box.setAttribute("role", "alert");
  const acts = make("div", { className: "acts" });
  acts.append(...answers.map(([textContent, act], place) => {
    const button = make("button", { type: "button", className: place ? "btn quiet" : "btn", textContent });
    button.addEventListener("click", () => { box.remove(); act(); });
    return button;
  }));
  const list = make("ul", {});
  list.append(...lines.map((textContent) => make("li", { textContent })));
  box.append(make("p", { textContent: words }), ...(lines.length ? [list] : []), acts);
  form.prepend(box);
  unfold(form);
  return box;
}

// A question that is folded away is asked of nobody.
function unfold(form) {
  for (let part = form.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
}

/** Shuts a form that cannot be filled now, and says why. */
export function refuse(form, words) {
  for (const box of form.elements) box.disabled = true;
  ask(form, words, [], [["Lihat yang menunggu", () => location.assign("/menunggu/")]]);
}

const DAY = { day: "numeric", month: "long" };

function when(at) {
  const [then, now] = [new Date(at), new Date()];
  const day = then.toDateString() === now.toDateString() ? "" : `${then.toLocaleDateString("id-ID", DAY)} `;
  return `${day}pukul ${clock(then)}`;
}

/** Two versions: the person chooses before anything else is typed into either; `choose(mine)` hears which. */
export function offer(form, { facts: { copy, revision }, others, settle }, choose) {
  const more = others ? [`Di perangkat ini masih ada ${others} isian lain untuk formulir ini. Ditawarkan sesudah yang ini.`] : [];
  const lines = [...differences(form, copy), ...more];
  const boxes = boxesOf(form).filter((box) => !box.disabled);
  const shut = (is) => {
    boxes.forEach((box) => { box.disabled = is; });
    form.autocomplete = is ? "off" : "on"; // Firefox would shut them again on the next visit
  };
  const chosen = (mine) => { shut(false); settle(); choose(mine); };
  const changed = copy.revision === revision ? "" : ", tetapi halaman ini sudah berubah sesudahnya";
  shut(true);
  ask(
    form,
    `Di perangkat ini ada isian dari ${when(copy.at)} yang belum terkirim${changed}. Mana yang Anda pakai? (di layar → di perangkat)`,
    lines,
    [["Pakai isian di perangkat", () => chosen(true)], ["Pakai yang di layar", () => chosen(false)]],
  );
}

/** Before a link leaves unsent words behind; `go` follows it, `drop` lets go of the words. */
export function askBefore(form, isKept, go, drop) {
  const away = [["Tetap di sini", () => {}]];
  if (isKept) away.push(["Pergi, simpan di perangkat ini", go]);
  away.push(["Pergi dan buang isian", () => { drop(); go(); }]);
  const fate = isKept ? "Isian itu tersimpan di perangkat ini dan ditawarkan lagi bila Anda kembali." : "Isian itu hilang bila Anda pergi.";
  return ask(form, `Isian Anda di halaman ini belum terkirim. ${fate}`, [], away);
}
