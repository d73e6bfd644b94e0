// The list of what lies on this phone: what waits to be sent, what the server did not take, and what is only begun.

import { shelfOf } from "./shelf.js";

const { account, lock } = document.body.dataset;
const shelf = shelfOf(account, lock);
const list = document.querySelector("[data-kept]");
const none = document.querySelector("[data-none]");

const make = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

function stateOf({ waits, refusal }) {
  if (refusal) return [refusal, "red"];
  return waits ? ["menunggu sinyal", "amber"] : ["belum selesai diisi", ""];
}

// Thrown away only on a second press.
function dropButton(copy) {
  const button = make("button", { type: "button", className: "link", textContent: "Buang" });
  let asked = false;
  button.addEventListener("click", () => {
    if (asked) {
      shelf.drop(copy.number);
      show();
    }
    asked = true;
    button.textContent = "Ya, buang isian ini";
  });
  return button;
}

function row(copy) {
  const [words, tone] = stateOf(copy);
  const at = new Date(copy.at).toLocaleString("id-ID", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  const name = make("span", {}, make("b", { textContent: copy.title || "Isian" }), make("small", { textContent: `Diisi ${at}` }));
  const open = make("a", { className: "link", href: copy.page || "/", textContent: "Buka" });
  return make("li", { className: "row" }, name, make("span", { className: `chip ${tone}`, textContent: words }), open, dropButton(copy));
}

function show() {
  const copies = shelf.all();
  list.textContent = "";
  list.append(...copies.map(row));
  list.hidden = !copies.length;
  none.hidden = Boolean(copies.length);
}

show();
document.addEventListener("waits", show);
