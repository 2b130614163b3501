// Keys of the desk: j and k walk the rows of the list, Enter opens, / finds, ? explains. Never while one is typing.
const rows = () => [...document.querySelectorAll("[data-keys] > *")];
const choose = (step) => {
  const all = rows();
  if (!all.length) return;
  const now = all.findIndex((row) => row.getAttribute("aria-current") === "true");
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  all[now]?.removeAttribute("aria-current");
  next.setAttribute("aria-current", "true");
  next.querySelector("a, button")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !document.body.classList.contains("desk")) return;
  if (event.key === "j") choose(1);
  else if (event.key === "k") choose(-1);
  else if (event.key === "?") document.getElementById("keys")?.showModal();
  else if (event.key === "/") document.getElementById("site-search")?.focus();
  else return;
  event.preventDefault();
});
