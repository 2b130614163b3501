// Words that are not kept yet: before a page is left without sending them, the browser asks. A form with data-keep is
// a draft: it is kept when one leaves by a link or turns to another window, and the browser asks only where that fails.
let unsaved;
let typed = 0;
let givenUp = -1;
let keeping = Promise.resolve();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved]");
  if (form) [unsaved, typed] = [form, typed + 1];
});
document.addEventListener("submit", () => (unsaved = undefined));
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

const isDraft = () => unsaved?.hasAttribute("data-keep") && givenUp !== typed;
const keepNow = async (leaving) => {
  if (!isDraft()) return;
  const [form, before, words] = [unsaved, typed, new FormData(unsaved)];
  words.set("leaving", leaving);
  const signal = AbortSignal.timeout?.(5000);
  const answer = await fetch(form.action, { method: "POST", body: words, keepalive: true, signal }).catch(() => null);
  if (answer?.status !== 204) return;
  // A need that has just begun has an address now: keeping it again must not begin another.
  form.action = answer.headers.get("Content-Location");
  form.dataset.keep = "again";
  history.replaceState(history.state, "", form.action);
  if (typed === before) unsaved = undefined;
};
const keep = (leaving) => (keeping = keeping.then(() => keepNow(leaving)));

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || !isDraft()) return;
  if (link.hasAttribute("data-discard")) return void (givenUp = typed);
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target;
  if (elsewhere || event.defaultPrevented || link.origin !== location.origin || link.hash) return;
  event.preventDefault();
  keep("link").then(() => location.assign(link.href));
});
// Only what has an address: a page that is put away before the answer comes would begin the same need twice.
document.addEventListener("visibilitychange", () => {
  if (document.hidden && isDraft() && unsaved.dataset.keep === "again") keep("window");
});
for (const words of document.querySelectorAll("[data-keep-words]")) words.hidden = false;
