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
    on(entry, "click", press);
    on(entry, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press();
    });
    const enter = () => forward(entry.getAttribute("aria-pressed") === "true" ? name : null);
    on(entry, "pointerenter", enter);
    on(entry, "focus", enter);
    on(entry, "pointerleave", () => forward(null));
    on(entry, "blur", () => forward(null));
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
  on(plot, "pointermove", (event) => {
    const { x } = new DOMPoint(event.clientX, event.clientY).matrixTransform(plot.getScreenCTM().inverse());
    let best = 0;
    for (let at = 1; at < places.length; at++) {
      if (Math.abs(places[at] - x) < Math.abs(places[best] - x)) best = at;
    }
    read(best);
  });
  on(plot, "pointerleave", clear);
  for (const picture of [drawing, svg]) picture.setAttribute("role", "group");
  plot.setAttribute("tabindex", "0");
  plot.setAttribute("role", "group");
  plot.setAttribute("aria-label", "Values: left and right arrow keys");
  on(plot, "blur", clear);
  on(plot, "keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) { if (event.key === "Escape") clear(); return; }
    event.preventDefault();
    read(Math.max(0, Math.min(places.length - 1, index + step)));
  });
}
