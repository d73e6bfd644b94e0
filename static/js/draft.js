// One form and its copy on the shelf.

import { answersOf, isSame } from "./answers.js";
import { newNumber } from "./shelf.js";

const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const markOf = (form) => form.elements.asal || { value: location.pathname, dataset: {} };

// Which form this is: the page it stands on, and where it sends; no page has two such (tests/house/test_drafts.py).
const keyOf = (form) => `${markOf(form).value} ${pathOf(form)}`;

// The page came back instead of going on: what is on the screen was sent, and is not on the server.
const isReturned = (form) => markOf(form).dataset.returned === pathOf(form) || "asking" in form.dataset;

function compared(form, copy) {
  const here = answersOf(form);
  const own = Boolean(copy.tried) && isSame(form, copy.tried, here);
  return { ...copy, own, same: isSame(form, copy.answers, here) };
}

// What keeping.js begins with.
function factsOf(form, copy) {
  const newer = isReturned(form);
  return {
    revision: Number(form.dataset.revision || (form.elements.revision || {}).value || 0),
    merges: "merges" in form.dataset,
    sends: Boolean(form.dataset.autosave),
    holding: newer || Boolean(form.querySelector("#dipulihkan")),
    newer,
    copy: copy ? compared(form, copy) : null,
  };
}

export function draftOf(form, shelf) {
  const key = keyOf(form);
  const found = shelf.find(key);
  let number = found ? found.number : newNumber();
  let tried, sent;

  return {
    facts: factsOf(form, found),
    isKept: Boolean(found),
    isThere: () => shelf.has(number),
    drop() { shelf.drop(number); },
    /** What goes to the server now, should its answer be lost. */
    noteTry() { tried = answersOf(form); },
    store({ revision, phase }) {
      if (sent === number) { // typed on after the button: not what was sent any more
        shelf.drop(number);
        number = newNumber();
      }
      const copy = { key, revision, at: Date.now(), answers: answersOf(form), tried, holding: phase === "holding" };
      this.isKept = shelf.write(number, copy);
    },
    /** Says with the form which copy it is, so that the answer can say which one arrived. */
    leave() {
      if (!shelf.has(number)) return;
      sent = number;
      const box = form.elements.draf || document.createElement("input");
      form.append(Object.assign(box, { type: "hidden", name: "draf", value: number }));
    },
  };
}
