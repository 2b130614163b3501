// Words that are not kept yet: before a page is left without sending them, the browser asks. A form with data-keep is
// a draft: it is kept when one leaves by a link or by another form, or turns to another window, and the browser asks
// only where that fails.
let unsaved;
let typed = 0;
let wishes = 0;
let pending = 0;
let sending = false;
let keeping = Promise.resolve();
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved]");
  if (form) [unsaved, typed] = [form, typed + 1];
});
// A page that came back because something did not fit, or somebody else was faster, holds words that are kept nowhere.
const refused = document.querySelector("form[data-unsaved] :is([aria-invalid=true], [data-overtaken])")?.closest("form");
if (refused) [unsaved, typed] = [refused, 1];
addEventListener("beforeunload", (event) => unsaved && event.preventDefault());

const isDraft = () => unsaved?.hasAttribute("data-keep");
// A need that has just begun has an address now: it is written on there, and what leads back to this page leads there.
const moveTo = (form, address) => {
  const left = location.pathname + location.search;
  form.action = address;
  form.dataset.keep = "again";
  history.replaceState(history.state, "", address);
  for (const next of document.querySelectorAll("input[name=next]")) if (next.value === left) next.value = address;
};
const keepNow = async (leaving) => {
  if (!isDraft()) return;
  const [form, before, words] = [unsaved, typed, new FormData(unsaved)];
  words.set("leaving", leaving);
  const signal = AbortSignal.timeout?.(5000);
  const answer = await fetch(form.action, { method: "POST", body: words, keepalive: true, signal }).catch(() => null);
  if (answer?.status !== 204) return;
  moveTo(form, answer.headers.get("Content-Location"));
  if (typed === before) unsaved = undefined;
};
const keep = (leaving) => {
  pending += 1;
  return (keeping = keeping.then(() => keepNow(leaving)).finally(() => (pending -= 1)));
};
// Of several presses while words are being kept, the last one is what is wanted.
const afterKeeping = (event, kept, go) => {
  event.preventDefault();
  const wish = (wishes += 1);
  kept.then(() => wish === wishes && go());
};
const send = (form, submitter) => {
  sending = true;
  form.requestSubmit(submitter);
  sending = false;
};

document.addEventListener("submit", (event) => {
  const [form, submitter] = [event.target, event.submitter];
  const stays = (submitter?.formMethod || form.method) === "dialog" || (form.target && form.target !== "_self");
  if (event.defaultPrevented || stays) return;
  const own = form.hasAttribute("data-unsaved");
  if (!sending && own && pending) return afterKeeping(event, keeping, () => send(form, submitter));
  if (!sending && !own && isDraft()) return afterKeeping(event, keep("link"), () => send(form, submitter));
  if (own) unsaved = undefined;
});
// Only what leads to another page: a place on this one, or another window, leaves the words where they are.
const leads = (event, link) => {
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || link.target;
  if (elsewhere || event.defaultPrevented || link.origin !== location.origin) return false;
  const here = link.pathname === location.pathname && link.search === location.search;
  return !(here && link.href.includes("#"));
};
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link?.hasAttribute("data-let-go")) unsaved = undefined;
  if (link && isDraft() && leads(event, link)) afterKeeping(event, keep("link"), () => location.assign(link.href));
});
// Only what has begun already: who looks at another window has not said that a need shall begin.
document.addEventListener("visibilitychange", () => {
  if (document.hidden && isDraft() && unsaved.dataset.keep === "again") keep("window");
});
// The page says what happens to the words without this script; from here on it says what happens with it.
for (const words of document.querySelectorAll("[data-keep-words]")) words.hidden = !words.hidden;
