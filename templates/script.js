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
  addEventListener("load", settle);
  addEventListener("resize", settle);
  if (document.fonts) document.fonts.ready.then(settle);
  addEventListener("beforeprint", () => { for (const code of all("details.code")) code.open = true; });

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
    for (const button of all("button, .downloads, .anchor", preview)) button.remove();
    document.body.append(preview);
    const at = link.getClientRects()[0];
    const room = document.documentElement.clientWidth;
    preview.style.left = `${Math.max(8, Math.min(at.left, room - preview.offsetWidth - 8))}px`;
    const below = at.bottom + 6 + preview.offsetHeight < innerHeight;
    preview.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - 6 - preview.offsetHeight)}px`;
    preview.addEventListener("pointerenter", () => clearTimeout(timer));
    preview.addEventListener("pointerleave", later);
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(hide, 200); };
  for (const link of all(".reference, .citation a, .note-call")) {
    link.addEventListener("pointerenter", (event) => {
      if (event.pointerType === "touch") return;
      clearTimeout(timer);
      timer = setTimeout(show, 150, link);
    });
    link.addEventListener("pointerleave", later);
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
    link.addEventListener("blur", hide);
  }
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  addEventListener("scroll", () => { if (preview && !preview.matches(":hover")) hide(); }, { passive: true });

  const make = (name, attributes, parent) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    parent.append(element);
    return element;
  };
  // A part of a figure answers the pointer everywhere, not only where it has ink.
  const sensitive = (part) => {
    const { x, y, width, height } = part.getBBox();
    make("rect", { x, y, width, height, fill: "none", "pointer-events": "all" }, part);
  };

  // Legends: an entry brings its series forward, in every panel of its figure; pressed, it hides it.
  for (const figure of all("figure.figure")) {
    const entries = all("[data-role=legend-entry][data-series]", figure);
    const marks = all("[data-role=mark][data-series]", figure);
    const named = (list, name) => list.filter((element) => element.dataset.series === name);
    if (new Set(entries.map((entry) => entry.dataset.series)).size < 2) continue;
    // What can be operated is no picture any more; its description stays.
    for (const picture of all("[role=img]", figure)) picture.setAttribute("role", "group");
    const forward = (name) => {
      for (const mark of marks) mark.classList.toggle("behind", name !== null && mark.dataset.series !== name);
    };
    for (const entry of entries) {
      const name = entry.dataset.series;
      sensitive(entry);
      entry.setAttribute("role", "button");
      entry.setAttribute("tabindex", "0");
      entry.setAttribute("aria-label", name);
      entry.setAttribute("aria-pressed", "true");
      const press = () => {
        const isOn = entry.getAttribute("aria-pressed") !== "true";
        for (const twin of named(entries, name)) twin.setAttribute("aria-pressed", `${isOn}`);
        for (const mark of named(marks, name)) mark.classList.toggle("off", !isOn);
        forward(isOn ? name : null);
      };
      entry.addEventListener("click", press);
      entry.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        press();
      });
      const enter = () => forward(entry.getAttribute("aria-pressed") === "true" ? name : null);
      entry.addEventListener("pointerenter", enter);
      entry.addEventListener("focus", enter);
      entry.addEventListener("pointerleave", () => forward(null));
      entry.addEventListener("blur", () => forward(null));
    }
  }

  // Values: the nearest data of each series, by pointer or arrow keys, where the figure says how its
  // coordinates become values.
  const scale = (text) => {
    const [kind, ...numbers] = (text || "").split(" ");
    const [low, high, from, to] = numbers.map(Number);
    if (kind !== "linear" && kind !== "log") return null;
    const share = (place) => (place - from) / (to - from);
    return kind === "linear"
      ? (place) => low + share(place) * (high - low)
      : (place) => low * Math.pow(high / low, share(place));
  };
  // The corners of a path, in absolute coordinates; our figures write m, l, h and v, relative.
  const corners = (path) => {
    const points = [];
    let x = 0, y = 0;
    for (const [, command, list] of path.getAttribute("d").matchAll(/([a-z])([^a-z]*)/gi)) {
      const numbers = (list.match(/-?\d*\.?\d+(?:e-?\d+)?/g) || []).map(Number);
      if (!"mlhv".includes(command)) return [];
      const step = command === "h" || command === "v" ? 1 : 2;
      for (let index = 0; index < numbers.length; index += step) {
        if (command === "h") x += numbers[index];
        else if (command === "v") y += numbers[index];
        else { x += numbers[index]; y += numbers[index + 1]; }
        points.push([x, y]);
      }
    }
    return points;
  };
  const number = (value) => `${Number(value.toPrecision(4))}`.replace("-", "\u2212");
  for (const plot of all("figure [data-role=plot]")) {
    const toX = scale(plot.dataset.x), toY = scale(plot.dataset.y);
    if (!toX || !toY) continue;
    const series = all("[data-role=mark][data-kind=line], [data-role=mark][data-kind=point]", plot)
      .map((mark) => ({ mark, points: all("path", mark).slice(0, 1).flatMap(corners) }))
      .filter(({ points }) => points.length > 1);
    if (!series.length) continue;
    const svg = plot.ownerSVGElement, drawing = svg.parentElement;
    const places = [...new Set(series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    const area = plot.getBBox();
    const layer = make("g", { class: "reading", "aria-hidden": "true" }, plot);
    const output = document.createElement("output");
    output.className = "values";
    output.hidden = true;
    drawing.append(output);
    let index = -1;
    const clear = () => { layer.replaceChildren(); output.hidden = true; };
    const read = (at) => {
      index = at;
      layer.replaceChildren();
      const x = places[at];
      make("line", { x1: x, x2: x, y1: area.y, y2: area.y + area.height }, layer);
      const lines = [`${plot.dataset.xLabel || "x"} = ${number(toX(x))}`];
      for (const { mark, points } of series) {
        if (mark.classList.contains("off")) continue;
        const nearest = points.reduce((a, b) => (Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a));
        if (Math.abs(nearest[0] - x) > area.width / 40) continue;
        make("circle", { cx: nearest[0], cy: nearest[1], r: 3 }, layer);
        lines.push(`${mark.dataset.series || plot.dataset.yLabel || "y"} = ${number(toY(nearest[1]))}`);
      }
      output.textContent = lines.join("\n");
      output.hidden = false;
      const place = new DOMPoint(x, area.y).matrixTransform(plot.getScreenCTM());
      const frame = drawing.getBoundingClientRect();
      const left = place.x - frame.left;
      output.style.left = `${left > frame.width / 2 ? left - output.offsetWidth - 8 : left + 8}px`;
      output.style.top = `${Math.max(0, place.y - frame.top)}px`;
    };
    sensitive(plot);
    plot.addEventListener("pointermove", (event) => {
      const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(plot.getScreenCTM().inverse());
      let best = 0;
      for (let at = 1; at < places.length; at++) {
        if (Math.abs(places[at] - x) < Math.abs(places[best] - x)) best = at;
      }
      read(best);
    });
    plot.addEventListener("pointerleave", clear);
    for (const picture of [drawing, svg]) picture.setAttribute("role", "group");
    plot.setAttribute("tabindex", "0");
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", "Values: left and right arrow keys");
    plot.addEventListener("blur", clear);
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) { if (event.key === "Escape") clear(); return; }
      event.preventDefault();
      read(Math.max(0, Math.min(places.length - 1, index + step)));
    });
  }
})();
