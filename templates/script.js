const root = document.documentElement;
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

const on = (target, types, run) => types.split(" ").forEach((type) => target.addEventListener(type, run));

// Theme: the system's until a reader chooses; choosing the system's own forgets the choice.
const dark = matchMedia("(prefers-color-scheme: dark)");
for (const button of all("button.theme")) {
  button.hidden = false;
  on(button, "click", () => {
    const isDark = (root.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
    const theme = isDark ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      if ((theme === "dark") === dark.matches) localStorage.removeItem("lectern-theme");
      else localStorage.setItem("lectern-theme", theme);
    } catch (error) { /* the choice lasts as long as the page */ }
  });
}

// Copying code.
for (const button of all("button.copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  on(button, "click", async () => {
    await navigator.clipboard.writeText(button.previousElementSibling.textContent);
    button.textContent = "Copied";
    button.classList.add("done");
    setTimeout(() => { button.textContent = "Copy"; button.classList.remove("done"); }, 1500);
  });
}

// Contents: the section that is being read is marked.
const links = new Map();
for (const link of all(".contents.wide a")) {
  links.set(decodeURIComponent(link.hash.slice(1)), link);
}
const headings = all("h2[id], h3[id], h4[id]").filter((heading) => links.has(heading.id));
let current = null;
const spy = () => {
  let last = null;
  for (const heading of headings) {
    if (heading.getBoundingClientRect().top > innerHeight * 0.3) break;
    last = heading;
  }
  const link = last && links.get(last.id);
  if (link === current) return;
  if (current) current.removeAttribute("aria-current");
  current = link;
  if (!link) return;
  link.setAttribute("aria-current", "true");
  const list = link.closest("nav");
  const place = link.offsetTop - list.clientHeight / 2;
  if (list.scrollHeight > list.clientHeight) list.scrollTop = place;
};
if (headings.length) {
  new IntersectionObserver(spy, { rootMargin: "0px 0px -70% 0px" }).observe(document.body);
  on(window, "scroll", () => requestAnimationFrame(spy));
  spy();
}

// Notes in the margin stand beside the line that calls them.
const wide = matchMedia("(min-width: 1000px)");
const arrange = () => {
  const notes = all("aside.footnote");
  for (const note of notes) note.style.marginTop = "";
  if (!wide.matches) return;
  let bottom = -Infinity;
  for (const note of all("aside.note")) {
    const call = note.matches(".footnote") && document.getElementById(note.id.replace("note", "call"));
    const top = note.getBoundingClientRect().top + scrollY;
    if (call) {
      const wanted = Math.max(call.getBoundingClientRect().top + scrollY - 4, bottom + 16);
      if (wanted < top) note.style.marginTop = `${wanted - top}px`;
    }
    bottom = note.getBoundingClientRect().bottom + scrollY;
  }
};
// What scrolls sideways can be reached by keyboard.
const reach = () => {
  for (const box of all(".scroll, .output pre")) {
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
};
// A formula a little too wide for its place is set a little smaller; a wider one scrolls.
const fit = () => {
  for (const box of all(".equation .formula")) {
    box.style.fontSize = "";
    const ratio = box.clientWidth / box.scrollWidth;
    if (ratio < 1 && ratio > 0.7) box.style.fontSize = `${Math.floor(ratio * 98)}%`;
  }
};
const settle = () => { fit(); arrange(); reach(); };
settle();
on(window, "load resize", settle);
if (document.fonts) document.fonts.ready.then(settle);
// Paper can't be opened.
on(window, "beforeprint", () => { for (const folded of all("main details")) folded.open = true; });

// References show what they lead to: on hover, on focus; Escape or leaving sends it away.
const shown = ".equation, figure, .statement, .note, li, .cell";
let preview = null, timer = 0;
const hide = () => { clearTimeout(timer); if (preview) preview.remove(); preview = null; };
const show = (link) => {
  hide();
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  const box = target.getBoundingClientRect();
  if (box.top >= 0 && box.bottom <= innerHeight && !target.matches("h2, h3, h4, h5, h6")) return;
  preview = document.createElement("div");
  preview.className = "preview";
  preview.setAttribute("aria-hidden", "true");
  const parts = target.closest(shown) === target ? [target] : [target, target.nextElementSibling];
  for (const part of parts) if (part) preview.append(part.cloneNode(true));
  for (const element of all("[id], a, button, [tabindex]", preview)) {
    element.removeAttribute("id");
    element.removeAttribute("href");
    element.removeAttribute("tabindex");
  }
  for (const button of all("button, .downloads, .anchor, .player", preview)) button.remove();
  document.body.append(preview);
  const at = link.getClientRects()[0];
  const room = document.documentElement.clientWidth;
  preview.style.left = `${Math.max(8, Math.min(at.left, room - preview.offsetWidth - 8))}px`;
  const below = at.bottom + 6 + preview.offsetHeight < innerHeight;
  preview.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - preview.offsetHeight)}px`;
  on(preview, "pointerenter", () => clearTimeout(timer));
  on(preview, "pointerleave", later);
};
const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
for (const link of all(".reference, .citation a, .note-call")) {
  on(link, "pointerenter", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    timer = setTimeout(show, 150, link);
  });
  on(link, "pointerleave", later);
  on(link, "focus", () => { if (link.matches(":focus-visible")) show(link); });
  on(link, "blur", hide);
}
on(window, "keydown", (event) => { if (event.key === "Escape") hide(); });
on(window, "scroll", () => { if (preview && !preview.matches(":hover")) hide(); });
