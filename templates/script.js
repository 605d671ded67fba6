const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const on = (target, types, run) => types.split(" ").forEach((type) => target.addEventListener(type, run));
const edges = (element) => element.getBoundingClientRect();
const put = (element, name, value) => element.setAttribute(name, value);
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));

// Theme: the system's unless the reader chooses another; choosing the system's resets the choice.
const dark = matchMedia("(prefers-color-scheme: dark)");
for (const button of all("button.theme")) {
  button.hidden = false;
  on(button, "click", () => {
    const system = dark.matches ? "dark" : "light";
    const theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      if (theme === system) localStorage.removeItem("lectern-theme");
      else localStorage.setItem("lectern-theme", theme);
    } catch { /* without storage, the choice lasts as long as the page */ }
  });
}

// Code: a button to copy it, and one to fold or unfold all of it.
for (const button of all("button.copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  on(button, "click", async () => {
    const earlier = button.textContent;
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = "{{words.code.copied}}";
    setTimeout(() => { button.textContent = earlier; }, 1500);
  });
}
const folded = all("details.code");
for (const button of all("button.fold-all")) {
  button.hidden = !folded.length;
  on(button, "click", () => {
    const isOpen = folded.some((code) => !code.open);
    for (const code of folded) code.open = isOpen;
    button.classList.toggle("open", isOpen);
  });
}

// Contents: mark the current section.
const entries = all(".contents.wide a").map((link) => [link, target(link)]);
let current;
const spy = () => {
  const link = entries.findLast((entry) => edges(entry[1]).top < innerHeight * 0.3)?.[0];
  if (link === current) return;
  current?.removeAttribute("aria-current");
  current = link;
  if (!link) return;
  put(link, "aria-current", true);
  const list = link.closest("nav");
  list.scrollTop = link.offsetTop - list.clientHeight / 2;
};
if (entries.length) on(window, "scroll", () => requestAnimationFrame(spy));

// Align the notes in the margin with the lines that call them.
const arrange = () => {
  let bottom = -Infinity;
  for (const note of all("aside.footnote[style]")) note.style.marginTop = "";
  for (const note of innerWidth < 1000 ? [] : all("aside.note")) {
    const back = note.querySelector(".note-number"), call = back && target(back);
    if (call) {
      const top = edges(note).top;
      const wanted = Math.max(edges(call).top - 4, bottom + 16);
      if (wanted < top) note.style.marginTop = `${wanted - top}px`;
    }
    bottom = edges(note).bottom;
  }
};
// Prepares elements near the screen, so that the browser need not lay out all of a long page.
const watch = (run) => new IntersectionObserver((found, eye) => {
  const near = found.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
  for (const part of near) eye.unobserve(part);
  run(near);
}, { rootMargin: "100%" });
// A formula that is slightly too wide gets a smaller font; a wider one scrolls. All are measured before
// any is changed. Scrolling elements can be focused by keyboard.
const eye = watch((near) => {
  const shares = near.map((box) => {
    box.style.fontSize = "";
    return box.clientWidth / box.scrollWidth;
  });
  near.forEach((box, index) => {
    const share = shares[index], isFitted = share > 0.7 && box.matches(".formula");
    if (share < 1 && isFitted) box.style.fontSize = `${Math.floor(share * 98)}%`;
    box.tabIndex = share < 1 && !isFitted || box.scrollHeight > box.clientHeight ? 0 : -1;
  });
  arrange();
});
const settle = () => {
  eye.disconnect();
  for (const box of all(".scroll, .output pre")) eye.observe(box);
  arrange();
  spy();
};
// Wait for the fonts; otherwise, everything would have to be measured again.
on(window, "load", () => document.fonts.ready.then(settle));
// A full-page screenshot resizes the window; lay out the whole page for it.
on(window, "resize", () => { root.className = "whole"; settle(); });
// For print, open all details, and shrink formulas that cannot wrap and would be wider than a sheet:
// 640 pixels, in 14-pixel type.
on(window, "beforeprint", () => {
  for (const part of all("main details")) part.open = true;
  for (const box of all(".formula.scroll")) {
    const size = parseFloat(getComputedStyle(box).fontSize);
    const widest = Math.max(...all(".katex-html > .base", box).map((part) => edges(part).width));
    if (widest / size * 14 > 640) box.style.setProperty("--on-paper", 640 * size / 14 / widest);
  }
});

// References: show a preview of the target on hover or focus; Escape or leaving the link hides it.
let preview, timer;
const hide = () => { clearTimeout(timer); preview?.remove(); };
const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
const show = (link) => {
  hide();
  let found = target(link);
  if (found?.matches("dfn")) found = found.parentElement;
  if (!found) return;
  const isHeading = /^H\d$/.test(found.tagName), box = edges(found);
  if (box.top >= 0 && box.bottom <= innerHeight && !isHeading) return;
  preview = document.createElement("div");
  preview.className = "preview";
  preview.ariaHidden = true;
  for (const part of isHeading ? [found, found.nextElementSibling] : [found]) {
    if (part) preview.append(part.cloneNode(true));
  }
  for (const part of all("*", preview)) {
    if (part.matches("button, script, .downloads, .anchor, .player, .values")) part.remove();
    for (const name of ["id", "href", "tabindex"]) part.removeAttribute(name);
  }
  document.body.append(preview);
  const at = link.getClientRects()[0];
  const height = preview.offsetHeight, below = at.bottom + 6;
  preview.style.left = `${clamp(at.left, 8, root.clientWidth - preview.offsetWidth - 8)}px`;
  preview.style.top = `${below + height < innerHeight ? below : Math.max(8, at.top - 6 - height)}px`;
  on(preview, "pointerenter", () => clearTimeout(timer));
  on(preview, "pointerleave", later);
};
for (const link of all(".reference, .citation a, .note-call, .term, .annotation")) {
  on(link, "pointerenter", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(show, 150, link);
  });
  on(link, "focus", () => { if (link.matches(":focus-visible")) show(link); });
  on(link, "pointerleave", later);
  on(link, "blur", hide);
}
on(window, "keydown", (event) => { if (event.key === "Escape") hide(); });
on(window, "scroll", () => { if (preview && !preview.matches(":hover")) hide(); });
