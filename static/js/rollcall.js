// Roll call: a tap on a row steps its radio to the next mark, one button marks all that have none, and the bar
// counts along. Without this file a tap opens the same radios, and the button sends the form.

const rowsOf = (form) => [...form.querySelectorAll("[data-roll]")];
const radiosOf = (row) => [...row.querySelectorAll("input[type=radio]")];

function valueOf(row) {
  const chosen = radiosOf(row).find((radio) => radio.checked);
  return chosen ? chosen.value : "";
}

// Where the style cannot do it by itself.
function showChosen(row) {
  const chips = [...row.querySelectorAll(".state > *")];
  radiosOf(row).forEach((radio, place) => { chips[place].hidden = !radio.checked; });
}

function changed(row) {
  row.dispatchEvent(new Event("change", { bubbles: true }));
}

// A mark once given can be changed, not taken back: what is stored by itself stays a mark.
function step(row) {
  const marks = radiosOf(row).filter((radio) => radio.value);
  marks[(marks.findIndex((radio) => radio.checked) + 1) % marks.length].checked = true;
  changed(row);
}

function markRest(form, mark) {
  for (const row of rowsOf(form).filter((one) => !valueOf(one))) {
    radiosOf(row).find((radio) => radio.value === mark).checked = true;
    changed(row);
  }
}

// A copy from before a check-in took every name as present. That default was nobody's word; this page's stands.
function dropDefaults(form, taken) {
  const { seen, taken: copied } = form.elements;
  for (const row of rowsOf(form)) {
    const [radio] = radiosOf(row);
    const isUnseen = `,${seen.value},`.includes(`,${radio.name.slice(2)}:,`);
    if (isUnseen && valueOf(row) === copied.value) for (const one of radiosOf(row)) one.checked = one.defaultChecked;
  }
  copied.value = taken;
}

function count(form, totals) {
  const counts = new Map();
  for (const radio of form.querySelectorAll("[data-roll] input[type=radio]")) {
    const word = radio.nextElementSibling.textContent.replace("✓", "").trim().toLowerCase();
    counts.set(word, (counts.get(word) || 0) + (radio.checked ? 1 : 0));
  }
  totals.textContent = [...counts]
    .filter(([, number], place) => number || place === 0)
    .map(([word, number]) => `${number} ${word}`)
    .join(" · ");
}

for (const form of document.querySelectorAll("form[data-rollcall]")) {
  const totals = form.querySelector("[data-totals]") || document.querySelector("[data-totals]");
  const rest = form.querySelector("[data-rest]");
  const taken = form.elements.taken.value;
  const follow = () => {
    rowsOf(form).forEach(showChosen);
    if (rest) rest.hidden = rowsOf(form).every(valueOf);
    if (totals) count(form, totals);
  };
  for (const row of rowsOf(form)) {
    const face = row.querySelector("summary");
    face.setAttribute("role", "button");
    face.querySelector(".state").setAttribute("aria-live", "polite");
    face.addEventListener("click", (event) => {
      step(row);
      event.preventDefault(); // last: where a step fails, the tap opens the radios
    });
  }
  if (rest) {
    rest.addEventListener("click", (event) => {
      const { value } = event.target;
      if (!value) return;
      event.preventDefault();
      markRest(form, value);
    });
  }
  form.addEventListener("change", follow);
  form.addEventListener("restored", () => {
    if (form.elements.taken.value !== taken) dropDefaults(form, taken);
    follow();
  });
}
