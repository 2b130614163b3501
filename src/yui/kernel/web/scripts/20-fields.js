// A place whose words change holds every sentence from the server, with the readings over its kanji; one of them is shown.
const showOnly = (place, which, words) => {
  for (const sentence of place.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== which;
  for (const number of place.querySelectorAll("[data-count]")) number.textContent = words;
};

// How many characters are left, said quietly after a pause so that a screen reader is not interrupted.
const told = new WeakSet();
const tell = (counter, field) => {
  const left = Number(counter.dataset.most) - [...field.value].length;
  counter.dataset.over = left < 0;
  showOnly(counter, left < 0 ? "over" : "left", Math.abs(left));
};
const wireCounters = (root) => {
  for (const counter of root.querySelectorAll("[data-counter]")) {
    const field = document.getElementById(counter.dataset.counter);
    if (!field || told.has(counter)) continue;
    told.add(counter);
    counter.setAttribute("aria-live", "polite");
    counter.setAttribute("aria-atomic", "true");
    let pause;
    field.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => tell(counter, field), 400);
    });
    tell(counter, field);
  }
};

// How many are chosen, beside the button that chooses; also when the browser comes back with its boxes still ticked.
const sayChosen = (words) => {
  const chosen = words.closest("form").querySelectorAll(`[name="${words.dataset.chosen}"]:checked`).length;
  showOnly(words, chosen ? (chosen > Number(words.dataset.most) ? "over" : "some") : "none", chosen);
};
const sayEveryChosen = () => document.querySelectorAll("[data-chosen]").forEach(sayChosen);
addEventListener("pageshow", sayEveryChosen);
document.addEventListener("change", sayEveryChosen);

// The year in the other calendar beside the three boxes of a date.
const ERAS = [["令和", "R", 2019], ["平成", "H", 1989], ["昭和", "S", 1926], ["大正", "T", 1912], ["明治", "M", 1868]];
const otherYear = (typed) => {
  const text = typed.normalize("NFKC").trim();
  if (/^\d{4}$/.test(text)) {
    const [era, , start] = ERAS.find(([, , first]) => Number(text) >= first) ?? [];
    if (!era) return "";
    return `${text}年は${era}${Number(text) === start ? "元" : Number(text) - start + 1}年です`;
  }
  const found = /^(令和|平成|昭和|大正|明治|[RHSTM])\s*(元|\d{1,2})$/i.exec(text);
  if (!found) return "";
  const [era, , start] = ERAS.find(([name, letter]) => name === found[1] || letter === found[1].toUpperCase());
  return `${era}${found[2]}年は${start + (found[2] === "元" ? 1 : Number(found[2])) - 1}年です`;
};
document.addEventListener("input", (event) => {
  const boxes = event.target.closest?.("[data-date]");
  const words = boxes?.parentElement.querySelector("[data-wareki]");
  if (!words) return;
  const year = otherYear(boxes.querySelector("input").value);
  words.querySelector("[data-when=year]").textContent = year;
  showOnly(words, year ? "year" : "example");
});

// Files may be dropped; what was chosen is said in words.
const say = (area, input) => {
  const files = [...input.files].map((file) => `${file.name}（${Math.ceil(file.size / 1024).toLocaleString()} KB）`);
  area.querySelector("[data-drop-chosen]").textContent = files.join("、");
};
for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const area = event.target.closest?.("[data-drop]");
    if (!area) return;
    event.preventDefault();
    area.dataset.over = name === "dragenter" || name === "dragover";
    const input = area.querySelector("input[type=file]");
    if (name === "drop" && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      say(area, input);
    }
  });
}
document.addEventListener("change", (event) => {
  const area = event.target.closest?.("[data-drop]");
  if (area) say(area, event.target);
});

wireCounters(document);
document.addEventListener("htmx:afterSettle", (event) => wireCounters(event.target));
