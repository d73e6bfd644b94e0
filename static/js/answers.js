// What a form says: read, compared, put back. Answers are [name, text] in the order of the page.

const OF_THE_PAGE = new Set(["csrfmiddlewaretoken", "akun", "asal", "draf", "putus", "revision"]);
const SECRET_NAMES = new Set(["pin"]);
const NEVER_KEPT = new Set(["password", "search", "file"]);
const NO_ANSWER = new Set([...NEVER_KEPT, "hidden", "submit", "button", "reset", "image", "fieldset", "output", "object"]);
const MOST_LINES = 5;
const LONGEST = 80;

const isChosen = (box) => box.type === "radio" || box.type === "checkbox";
const isAnswer = (box) => Boolean(box.name) && !NO_ANSWER.has(box.type) && !SECRET_NAMES.has(box.name);
const tidy = (text) => text.replace(/\s+/g, " ").trim();

/** The controls in which a person types or chooses something that may be kept. */
export const boxesOf = (form) => [...form.elements].filter(isAnswer);

export function answersOf(form) {
  const never = new Set([...form.elements].filter((box) => NEVER_KEPT.has(box.type)).map((box) => box.name));
  return [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && !OF_THE_PAGE.has(name) && !SECRET_NAMES.has(name) && !never.has(name))
    .map(([name, value]) => [name, value.replace(/\r\n?/g, "\n").trim()]);
}

function byName(answers) {
  const given = new Map();
  for (const [name, value] of answers) given.set(name, [...(given.get(name) || []), value]);
  return given;
}

/** Names of what is not answered alike. */
export function namesThatDiffer(one, other) {
  const [here, there] = [byName(one), byName(other)];
  const names = new Set([...here.keys(), ...there.keys()]);
  return [...names].filter((name) => JSON.stringify(here.get(name)) !== JSON.stringify(there.get(name)));
}

/**
 * Whether the person said the same, where something was `touched`; hidden fields tell what was seen and by which
 * version, but for `whole`.
 */
export function isSame(form, one, other, touched) {
  const names = new Set(touched || boxesOf(form).map((box) => box.name));
  const said = (answers) => JSON.stringify(answers.filter(([name]) => name === "whole" || names.has(name)));
  return said(one) === said(other);
}

function choose(box, values) {
  const [value] = values;
  if (isChosen(box)) box.checked = values.includes(box.value);
  else if (box.multiple) for (const item of box.options) item.selected = values.includes(item.value);
  else if ([...box.options].some((item) => item.value === value)) box.value = value;
}

function write(box, values) {
  if (values.length) box.value = values.shift();
  const folded = box.value && box.matches("textarea") && box.closest("details");
  if (folded) folded.setAttribute("open", "");
}

const fill = (box, values) => (isChosen(box) || box.options ? choose : write)(box, values);

/** What was not `touched` stays as it is, and if the form `merges`, a name that came onto the list since. */
export function putBack(form, { answers, touched }, merges) {
  const given = byName(answers);
  const stays = (box) => (merges ? !given.has(box.name) : isAnswer(box) && touched && !touched.includes(box.name));
  for (const box of form.elements) {
    const isOurs = isAnswer(box) || box.type === "hidden";
    if (isOurs && box.name && !OF_THE_PAGE.has(box.name) && !stays(box)) fill(box, given.get(box.name) || []);
  }
  form.dispatchEvent(new Event("restored"));
}

// Without the small hints that stand in it ("boleh kosong").
function ownText(node) {
  const own = [...node.childNodes].filter((part) => part.nodeType === Node.TEXT_NODE).map((part) => part.data);
  return tidy(own.join(" ")) || tidy(node.textContent);
}

const labelOf = (box) => (box.labels && box.labels.length ? ownText(box.labels[0]) : "");

function titleOf(box) {
  const group = isChosen(box) && box.closest("fieldset");
  const legend = group && group.querySelector("legend");
  return (legend && ownText(legend)) || box.getAttribute("aria-label") || labelOf(box) || box.name;
}

const wordOf = (box) => box.getAttribute("aria-label") || labelOf(box);

// As the person sees it: the word of a choice, not its value.
function wordsOf(boxes, values) {
  const [first] = boxes;
  let words = values;
  if (isChosen(first)) words = boxes.filter((box) => values.includes(box.value)).map((box) => wordOf(box) || "ya");
  else if (first.options) words = [...first.options].filter((item) => values.includes(item.value)).map((item) => tidy(item.text));
  else if (first.type === "date") words = values.map((value) => value.replace(/^(\d+)-(\d+)-(\d+)$/, "$3-$2-$1"));
  const text = tidy(words.join(", "));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text || "kosong";
}

/** Lines "label: on the screen → in the copy" for what differs of what was touched, a few of them. */
export function differences(form, { answers, touched }) {
  const [here, there] = [byName(answersOf(form)), byName(answers)];
  const differing = new Set(namesThatDiffer(answersOf(form), answers));
  const boxes = boxesOf(form);
  const lines = [...new Set(boxes.map((box) => box.name))]
    .filter((name) => differing.has(name) && (!touched || touched.includes(name)))
    .map((name) => [boxes.filter((box) => box.name === name), here.get(name) || [], there.get(name) || []])
    .map(([same, one, other]) => `${titleOf(same[0])}: ${wordsOf(same, one)} → ${wordsOf(same, other)}`);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `dan ${more} isian lain`] : lines;
}
