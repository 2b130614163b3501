// How many are chosen, beside the button that chooses; also when the browser comes back with its boxes still ticked.
const sayChosen = (words) => {
  const chosen = words.closest("form").querySelectorAll(`[name="${words.dataset.chosen}"]:checked`).length;
  words.dataset.none ??= words.textContent;
  const { none, words: some, over, most } = words.dataset;
  words.textContent = chosen ? (chosen > Number(most) ? over : some).replace("%s", chosen) : none;
};
const sayEveryChosen = () => document.querySelectorAll("[data-chosen]").forEach(sayChosen);
addEventListener("pageshow", sayEveryChosen);
document.addEventListener("change", sayEveryChosen);
