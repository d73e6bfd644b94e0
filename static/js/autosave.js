// Keeps what is typed into the forms of a page: on this phone until the server has it, and for form[data-autosave]
// on the server a second after a change. Nothing is ever replaced in silence, and nothing goes by itself. What
// follows from what is decided in keeping.js; here are the page and the network. Contract: docs/tampilan.md.

import { answersOf, boxesOf, isSame } from "./answers.js";
import { draftOf } from "./draft.js";
import { begin, isUnsent, step } from "./keeping.js";
import { minds, sendQuietly } from "./outbox.js";
import { askBefore, lineOf, offer, refuse } from "./questions.js";
import { shelfOf, takeSent } from "./shelf.js";

function bodyOf(form, revision) {
  const body = new FormData(form);
  const files = [...body].filter(([, value]) => typeof value !== "string");
  for (const [name] of files) body.delete(name);
  body.set("revision", revision);
  return body;
}

// What became of it, as an event for keeping.js. Fails where it cannot be sent at all.
async function post(form, body, leaving) {
  const token = form.elements.csrfmiddlewaretoken;
  const asked = sendQuietly(form.dataset.autosave, body, token ? token.value : "", leaving);
  try {
    const reply = await asked;
    const answer = await reply.json().catch(() => ({}));
    return reply.ok ? { type: "saved", answer } : { type: "refused", status: reply.status, answer };
  } catch {
    return { type: "lost" };
  }
}

// What a press asked for and the script cannot do, the browser does.
const sendPlainly = (form) => HTMLFormElement.prototype.submit.call(form);

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

function listen(form, draft, tell) {
  for (const event of ["input", "change"]) form.addEventListener(event, () => tell({ type: "typed" }));
  form.addEventListener("submit", (press) => {
    try {
      tell({ type: "pressed", press, online: navigator.onLine });
      if (!press.defaultPrevented) draft.leave();
    } catch {
      if (press.defaultPrevented) sendPlainly(form);
    }
  });
  addEventListener("pageshow", () => tell({ type: "shown", arrived: !draft.isThere() }));
  form.addEventListener("stayed", () => tell({ type: "shown", arrived: false })); // photo.js could not send it
  addEventListener("online", () => tell({ type: "online" }));
  document.addEventListener("visibilitychange", () => { if (document.hidden) tell({ type: "hidden" }); });
}

const MOST_BEGUN = 3; // rows that this phone begins without the server (decisions.md 25)

function isFull(form, draft) {
  return form.dataset.minted && !draft.isKept && shelf.all().filter(({ minted }) => minted).length >= MOST_BEGUN;
}

function keep(form) {
  const draft = draftOf(form, shelf);
  if (isFull(form, draft)) refuse(form, `Di perangkat ini sudah menunggu ${MOST_BEGUN} lembar baru. Cari sinyal dulu, supaya terkirim.`);
  const first = answersOf(form);
  const line = lineOf(form);
  const button = buttonOf(form);
  let state, timer, press, body;

  const effects = {
    store() { draft.store(state); },
    drop() { draft.drop(); },
    say({ what, answer }) { line(what, answer, draft.isKept); },
    rest() { clearTimeout(timer); },
    wait(time) { clearTimeout(timer); timer = setTimeout(tell, time, { type: "due" }); },
    send(leaving) {
      body = bodyOf(form, state.revision);
      draft.noteTry();
      draft.store(state);
      effects.repeat(leaving);
    },
    repeat(leaving) { post(form, body, leaving).then(tell).catch(() => (state.pressed ? sendPlainly(form) : tell({ type: "lost" }))); },
    accept(fields) { accept(form, state.revision, fields); },
    putBack() { draft.putBack(state.merges); },
    ask() { offer(form, draft, (mine) => tell({ type: "chosen", mine })); },
    go(sure) {
      if (sure || draft.isKept) location.assign(form.dataset.waits);
      else line("unsent", {}, false);
    },
    block() { press.preventDefault(); },
    whole() { if (form.elements.whole) form.elements.whole.value = "1"; },
    submit() { setTimeout(() => button().click()); }, // not while the first press is still being handed out
  };
  function tell(event) {
    press = event.press;
    run(step(state, event));
  }
  function run([next, todo]) {
    state = next;
    for (const [effect, value] of todo) effects[effect](value);
  }

  listen(form, draft, tell);
  run(begin(draft.facts));

  return {
    key: draft.key,
    isUnsent: () => isUnsent(state) && (draft.facts.holding || !isSame(form, first, answersOf(form))),
    askBefore: (go) => askBefore(form, draft.isKept, go, () => tell({ type: "dropped" })),
  };
}

const isPlain = (event) => event.button === 0 && !event.defaultPrevented
  && !["ctrlKey", "metaKey", "shiftKey", "altKey"].some((key) => event[key]);

// Not within this page, into another tab, a download, another app, to what the line itself offers or what was given back.
function leadsAway(link) {
  const [here, there] = [location.href, link.href].map((address) => address.split("#")[0]);
  const isHere = here === there && link.href.includes("#");
  return !isHere && link.protocol.startsWith("http") && !link.matches("[target], [download], .saved a, #dipulihkan a");
}

function askBeforeLinks(keepers) {
  let box = null;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const unsent = link && isPlain(event) && leadsAway(link) && keepers.find((keeper) => keeper.isUnsent());
    if (!unsent) return;
    event.preventDefault();
    if (box) box.remove();
    box = unsent.askBefore(() => location.assign(link.href));
    box.focus();
  });
}

const { account, lock } = document.body.dataset;
const shelf = account && shelfOf(account, lock);

if (shelf) {
  const dropSent = () => takeSent().forEach((number) => shelf.drop(number));
  dropSent();
  addEventListener("pageshow", dropSent);
  const forms = [...document.querySelectorAll("form[method=post]")];
  const keepers = forms.filter((form) => boxesOf(form).length).map(keep);
  askBeforeLinks(keepers);
  minds(shelf, new Set(keepers.map(({ key }) => key)));
}
