// One form and its copy on the shelf.

import { answersOf, isSame, namesThatDiffer, putBack } from "./answers.js";
import { newNumber, newToken } from "./shelf.js";

const pathOf = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;
const markOf = (form) => form.elements.asal || { value: location.pathname, dataset: {} };

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// The number by which the server knows a row that this phone begins (decisions.md 24); it stands behind the page's #,
// so that a page carried along opens as many rows as are begun from it.
function tokenOf(form) {
  const box = form.elements[form.dataset.minted];
  if (!box) return "";
  if (holdsSent(form)) history.replaceState(null, "", `#${box.value}`);
  else if (!/^#[0-9a-f-]{36}$/.test(location.hash)) {
    history.replaceState(null, "", `#${newToken()}`);
    form.elements[form.dataset.today].value = today();
  }
  box.value = location.hash.slice(1);
  return box.value;
}

// Which form this is: the page it stands on, and where it sends; no page has two such (tests/house/walks/test_drafts.py).
const keyOf = (form) => `${markOf(form).value} ${pathOf(form)} ${tokenOf(form)}`.trim();

// What the server is sent later, without the page; the token is that of whichever page sends it.
function bodyOf(form, number) {
  const body = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  return [...body.filter(([name]) => name !== "draf"), ["draf", number]];
}

// As a list of what waits calls it: a row begun on the phone also by what was chosen first.
function titleOf(form) {
  const head = document.querySelector("main .head") || document;
  const words = [...head.querySelectorAll(".kicker, h1")].map((part) => part.textContent.trim());
  const chosen = form.dataset.minted && form.querySelector("select");
  return (chosen && chosen.value ? [chosen.selectedOptions[0].text, ...words] : words).join(": ");
}

// The page came back instead of going on: what is on the screen was sent, and is not on the server.
const isReturned = (form) => markOf(form).dataset.returned === pathOf(form) || "asking" in form.dataset;

// That, or the server gave back what was sent in vain.
const holdsSent = (form) => isReturned(form) || Boolean(form.querySelector("#dipulihkan"));

function compared(form, copy) {
  const here = answersOf(form);
  const own = Boolean(copy.tried) && isSame(form, copy.tried, here);
  return { ...copy, own, same: isSame(form, copy.answers, here, copy.touched) };
}

// Names of a row by its place ("t-1-title"): another page may have moved it, so such a form is one whole.
const isOfRows = (form) => [...form.elements].some(({ name }) => /-\d+-/.test(name || ""));

// What keeping.js begins with.
function factsOf(form, copy) {
  return {
    revision: Number(form.dataset.revision || (form.elements.revision || {}).value || 0),
    merges: "merges" in form.dataset,
    sends: Boolean(form.dataset.autosave),
    waits: Boolean(form.dataset.waits),
    holding: holdsSent(form),
    newer: isReturned(form),
    copy: copy ? compared(form, copy) : null,
  };
}

function tell(form, name, value) {
  const box = form.elements[name] || document.createElement("input");
  form.append(Object.assign(box, { type: "hidden", name, value }));
}

// What lies on the shelf: what was said, and as a list of what waits shows and sends it.
function copyOf(form, { key, number, triedBody, ...more }, { revision, phase, waiting, sends }) {
  const waits = (waiting || sends) && phase === "open" && {
    action: form.dataset.autosave || pathOf(form), body: bodyOf(form, number), tried: triedBody,
  };
  return {
    key, revision, at: Date.now(), ...more, holding: phase === "holding", waits, minted: Boolean(form.dataset.minted),
    title: titleOf(form), page: location.pathname + location.search + location.hash,
  };
}

/** Its copy has a number of its own, also where words of another are put back: two pages never write over each other. */
export function draftOf(form, shelf) {
  const key = keyOf(form);
  const found = shelf.find(key);
  const first = holdsSent(form) || isOfRows(form) ? null : answersOf(form);
  const facts = factsOf(form, found);
  let number = markOf(form).dataset.draf || newNumber();
  let isSettled = Boolean(found) && facts.copy.same; // what was found needs to lie there no more
  let before = []; // what was touched in it
  let tried, triedBody, sent;
  const dropFound = () => { if (isSettled) shelf.dropStill(found); };
  // Where something was typed or chosen; undefined: who knows.
  const touched = (answers) => first && before && [...new Set([...before, ...namesThatDiffer(first, answers)])];

  return {
    key,
    facts,
    isKept: Boolean(found),
    others: shelf.all().filter((copy) => copy.key === key).length - 1,
    isThere: () => shelf.has(number),
    drop() { shelf.drop(number); dropFound(); },
    /** The person has chosen between what was found and the screen. */
    settle() { isSettled = true; },
    putBack(merges) {
      putBack(form, found, merges);
      [before, isSettled] = [found.touched, true];
    },
    /** What goes to the server now, should its answer be lost. */
    noteTry() {
      tried = answersOf(form);
      triedBody = bodyOf(form, number);
    },
    store(state) {
      if (sent === number) { // typed on after the button: not what was sent any more
        shelf.drop(number);
        number = newNumber();
      }
      const answers = answersOf(form);
      const copy = copyOf(form, { key, number, triedBody, tried, answers, touched: touched(answers) }, state);
      this.isKept = shelf.write(number, copy);
      if (this.isKept && (found || {}).number !== number) dropFound();
    },
    /** Says with the form which copy it is, so that the answer can say which one arrived. */
    leave() {
      if (!shelf.has(number)) return;
      sent = number;
      tell(form, "draf", number);
      if (form.dataset.waits) tell(form, "putus", form.dataset.waits);
    },
  };
}
