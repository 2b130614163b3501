// htmx comes only to pages that use it; the others stay light.
const source = document.querySelector('meta[name="htmx-source"]')?.content;
if (source && document.querySelector("[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete], [hx-boost]")) {
  const script = document.createElement("script");
  script.src = source;
  document.head.append(script);
}
