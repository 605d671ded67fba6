"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Theme: the system's until a reader chooses; choosing the system's own forgets the choice.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  for (const button of all("button.theme")) {
    button.hidden = false;
    button.addEventListener("click", () => {
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
    button.addEventListener("click", async () => {
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
    addEventListener("scroll", () => requestAnimationFrame(spy), { passive: true });
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
  const settle = () => { arrange(); reach(); };
  settle();
  addEventListener("load", settle);
  addEventListener("resize", settle);
  if (document.fonts) document.fonts.ready.then(settle);
  addEventListener("beforeprint", () => { for (const code of all("details.code")) code.open = true; });
})();
