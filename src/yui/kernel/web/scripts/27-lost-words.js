// Words that were sent when nobody was signed in any more: kept in this tab for half an hour, and put back into the
// page they came from, which one reaches by signing in again.
const LOST = "yui-lost-words";
const HALF_AN_HOUR = 30 * 60 * 1000;
const shelf = (work) => {
  try {
    return work(sessionStorage);
  } catch {
    return null; // a browser that keeps nothing: the words stand on the page, to be copied
  }
};
const lost = document.querySelector("[data-lost-words]");
if (lost) {
  const words = [...lost.querySelectorAll("textarea")].map((one) => [one.dataset.name, one.value]);
  const { lostWords: page, told } = lost.dataset;
  const kept = shelf((storage) => storage.setItem(LOST, JSON.stringify({ page, told, words, at: Date.now() })) ?? true);
  if (kept) for (const sentence of lost.querySelectorAll("[data-lost-kept]")) sentence.hidden = !sentence.hidden;
}
const putBack = ({ told, words }) => {
  const fields = words.map(([name, text]) => [document.querySelector(`main form[method=post] [name="${CSS.escape(name)}"]`), text]);
  const [form] = fields.flatMap(([field]) => field?.form ?? []);
  if (!form) return;
  shelf((storage) => storage.removeItem(LOST));
  for (const [field, text] of fields) {
    if (!field?.matches("textarea, input:not([type=radio], [type=checkbox], [type=hidden])")) continue;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const notice = document.createElement("p");
  notice.className = "notice notice-small notice-info";
  notice.setAttribute("role", "status");
  notice.append(Object.assign(document.createElement("span"), { className: "body", textContent: told }));
  form.before(notice);
};
if (!lost) {
  const kept = JSON.parse(shelf((storage) => storage.getItem(LOST)) ?? "null");
  if (kept && Date.now() - kept.at > HALF_AN_HOUR) shelf((storage) => storage.removeItem(LOST));
  else if (kept?.page === location.pathname) putBack(kept);
}
