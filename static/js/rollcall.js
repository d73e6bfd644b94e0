// Roll call: a tap on a row steps its radio to the next state, and the bar counts along. Without this file a tap
// opens the same radios.

function step(row) {
  const radios = [...row.querySelectorAll("input[type=radio]")];
  const next = radios[(radios.findIndex((radio) => radio.checked) + 1) % radios.length];
  next.checked = true;
  next.dispatchEvent(new Event("change", { bubbles: true }));
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
  for (const row of form.querySelectorAll("[data-roll]")) {
    const face = row.querySelector("summary");
    face.setAttribute("role", "button");
    face.querySelector(".state").setAttribute("aria-live", "polite");
    face.addEventListener("click", (event) => {
      step(row);
      event.preventDefault(); // last: where a step fails, the tap opens the radios
    });
  }
  if (totals) for (const told of ["change", "restored"]) form.addEventListener(told, () => count(form, totals));
}
