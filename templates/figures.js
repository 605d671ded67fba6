// Set figures up as they approach the screen, one at a time, so that the page stays responsive.
const soon = (run) => {
  const eye = watch((near) => near.forEach((figure) => setTimeout(run, 0, figure)));
  for (const figure of all("figure.figure")) eye.observe(figure);
};
const make = (tag, parent, attributes) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const key in attributes) put(element, key, attributes[key]);
  return parent.appendChild(element);
};
// Makes a part of a figure respond to the pointer everywhere, not only on its shapes.
const sensitive = (part, { x, y, width, height }) =>
  make("rect", part, { x, y, width, height, fill: "none", "pointer-events": "all" });
// An interactive figure no longer has the role of an image, but keeps its description.
const operable = (element, label, figure) => {
  put(element, "tabindex", 0);
  put(element, "aria-label", label);
  for (const picture of all("[role=img]", figure)) put(picture, "role", "group");
};

// Legends: an entry highlights its series in all panels of its figure; a click hides or shows it.
soon((figure) => {
  const items = all("[data-role=legend-entry][data-series]", figure);
  const marks = all("[data-role=mark][data-series]", figure);
  if (new Set(items.map((item) => item.dataset.series)).size < 2) return;
  const boxes = items.map((item) => item.getBBox());
  items.forEach((item, index) => {
    const title = item.dataset.series;
    const isOwn = (element) => element.dataset.series === title;
    const forward = (isForward) => {
      for (const mark of marks) mark.classList.toggle("faded", isForward && !isOwn(mark));
    };
    const press = () => {
      const isOn = item.ariaPressed !== "true";
      for (const twin of items.filter(isOwn)) put(twin, "aria-pressed", isOn);
      for (const mark of marks.filter(isOwn)) mark.classList.toggle("off", !isOn);
      forward(isOn);
    };
    sensitive(item, boxes[index]);
    operable(item, title, figure);
    put(item, "role", "button");
    put(item, "aria-pressed", true);
    on(item, "click", press);
    on(item, "keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      press();
    });
    on(item, "pointerenter focus", () => forward(item.ariaPressed === "true"));
    on(item, "pointerleave blur", () => forward(false));
  });
});

// Converts between positions on an axis and values; undefined for axes of names and dates.
const scale = ({ kind, domain: [low, high], range: [from, to], threshold }) => {
  const [transform, invert] = {
    linear: [(value) => value, (value) => value],
    log: [Math.log10, (value) => 10 ** value],
    symlog: [
      (value) => Math.sign(value) * Math.log10(1 + Math.abs(value) / threshold),
      (value) => Math.sign(value) * threshold * (10 ** Math.abs(value) - 1),
    ],
  }[kind] || [];
  if (!transform) return;
  const start = transform(low), unit = (transform(high) - start) / (to - from);
  return {
    low: Math.min(from, to), high: Math.max(from, to), isLinear: kind === "linear",
    valueAt: (place) => invert(start + (place - from) * unit),
    placeOf: (value) => from + (transform(value) - start) / unit,
  };
};
const text = (value, digits = 12) => `${+value.toPrecision(digits)}`.replace("-", "\u2212");
// Round values in a range: about five, or powers of ten.
const ticks = (low, high, isLinear) => {
  const found = [];
  if (isLinear || high / low < 20) {
    const power = 10 ** Math.floor(Math.log10((high - low) / 5));
    const size = power * [1, 2, 5, 10].find((factor) => factor * power * 5.5 >= high - low);
    for (let index = Math.ceil(low / size); index * size <= high; index++) found.push(index * size);
  } else {
    for (let power = -20; power < 21; power++) found.push(10 ** power, -(10 ** power));
  }
  return found.filter((value) => value >= low && value <= high);
};
// The data of the plots of a figure: their axes and the values of their marks, in drawing order.
const data = (figure) => all("script.figure-data", figure).flatMap((script) => JSON.parse(script.textContent).plots);

// Plots: the pointer and the arrow keys show values in all panels with the same horizontal axis.
// Ctrl and wheel, pinch, + and - zoom; dragging moves; a double click or 0 resets.
const alike = {};
let count = 0;
soon((figure) => all("[data-role=plot]", figure).forEach((plot, index) => {
  const values = (figure.plots ||= data(figure))[index];
  const across = values && scale(values.x), down = values && scale(values.y);
  if (!across || !down) return;
  const { low: left, high: right } = across, { low: top, high: bottom } = down;
  const svg = plot.ownerSVGElement, drawing = svg.parentElement, chart = plot.parentElement;
  const marks = all("[data-role=mark]", plot), parts = [...plot.children];
  const area = { x: left, y: top, width: right - left, height: bottom - top };
  const clip = `clip-${count++}`;
  make("rect", make("clipPath", plot, { id: clip }), area);
  // Only a zoomed plot is clipped; otherwise, points at its edges are shown completely.
  const pane = make("g", plot), content = make("g", pane);
  content.append(...parts);
  const cross = make("g", plot, { class: "reading" });
  const output = drawing.appendChild(document.createElement("output"));
  output.className = "values";
  sensitive(plot, area);
  operable(plot, "{{words.figures.keys}}", figure);
  put(plot, "role", "group");

  // The zoom factor and the offset.
  let zoom = 1, dx = 0, dy = 0;
  // The curves, each a mark with its points; or else single points. A point has a position and values.
  let curves = [], stops = [], at = -1;
  const step = () => +(svg.dataset.shown ?? (svg.dataset.steps || 1) - 1);
  const pick = (manner) => marks.flatMap((mark, index) => (mark.matches(".off") ? [] : values.marks[index].readings || [])
    .filter((reading) => reading.manner === manner && (reading.steps || [0]).includes(step()))
    .map(({ x, y }) => [mark, x.map((value, k) => [across.placeOf(value), down.placeOf(y[k]), value, y[k]])]));
  const survey = () => {
    curves = pick("curve");
    stops = curves.length
      ? [...new Map(curves.flatMap((curve) => curve[1].map((point) => [point[2], [point[0], , point[2]]]))).values()]
      : pick("points").flatMap(([mark, points]) => points.map((point) => [...point, mark]));
    stops.sort((a, b) => a[0] - b[0]);
  };
  const clear = () => { cross.replaceChildren(); output.textContent = ""; };
  const read = ([x, y, value, height, mark]) => {
    clear();
    const place = x * zoom + dx, lines = [];
    // Values have a precision of a thousandth of the axis.
    const say = (label, axis, value) => {
      const step = Math.abs(axis.valueAt(axis.high) - axis.valueAt(axis.low)) / 1e3;
      const digits = axis.isLinear ? Math.ceil(Math.log10(Math.abs(value) / step + 1)) : 4;
      lines.push(`${label} = ${text(value, clamp(digits, 1, 12))}`);
    };
    const dot = (mark, [x, y, , value]) => {
      const cy = y * zoom + dy;
      if (cy >= top - 1 && cy <= bottom + 1) make("circle", cross, { cx: x * zoom + dx, cy, r: 3 });
      say(mark.dataset.series || values.y.label || "y", down, value);
    };
    if (place < left - 1 || place > right + 1) return;
    say(values.x.label || "x", across, value);
    make("path", cross, { d: `M${place} ${top}V${bottom}` });
    if (mark) dot(mark, [x, y, value, height]);
    const distance = (point) => Math.abs(point[0] - x);
    for (const [mark, points] of curves) {
      const nearest = points.reduce((a, b) => (distance(b) < distance(a) ? b : a));
      if (distance(nearest) < area.width / 40) dot(mark, nearest);
    }
    output.textContent = lines.join("\n");
    const corner = new DOMPoint(place, top).matrixTransform(plot.getScreenCTM());
    const frame = edges(drawing), side = corner.x - frame.left;
    output.style.left = `${side > frame.width / 2 ? side - output.offsetWidth - 8 : side + 8}px`;
    output.style.top = `${corner.y - frame.top}px`;
  };
  const twins = (alike[figure.id + JSON.stringify(values.x)] ||= []);
  twins.push([survey, clear, read]);
  const begin = () => twins.forEach((twin) => twin[0]());
  const end = () => twins.forEach((twin) => twin[1]());
  const show = (stop) => twins.forEach((twin) => twin[2](twin[2] === read ? stop : [stop[0], , stop[2]]));

  // The ticks of the visible range; the figure's own ticks are for the whole range.
  let layer;
  const draw = () => {
    const isWhole = zoom === 1;
    put(pane, "clip-path", isWhole ? "none" : `url(#${clip})`);
    end();
    layer?.remove();
    chart.classList.toggle("zoomed", !isWhole);
    put(content, "transform", `translate(${dx} ${dy})scale(${zoom})`);
    for (const part of all("[stroke-width]", content)) {
      part.style.strokeWidth = isWhole ? "" : part.getAttribute("stroke-width") / zoom;
    }
    if (isWhole) return;
    layer = make("g", chart, { class: "ticks" });
    plot.before(layer);
    make("path", layer, { d: `M${left} ${top}V${bottom}H${right}` });
    for (const axis of [across, down]) {
      const isX = axis === across, move = isX ? dx : dy;
      if (!all(`[data-role=axis][data-kind=${isX ? "x" : "y"}] path`, chart).length) continue;
      const ends = [axis.low, axis.high].map((place) => axis.valueAt((place - move) / zoom));
      let earlier = -99;
      for (const value of ticks(Math.min(...ends), Math.max(...ends), axis.isLinear)) {
        const place = axis.placeOf(value) * zoom + move;
        if (Math.abs(place - earlier) < 20) continue;
        earlier = place;
        make("path", layer, { class: "grid", d: isX ? `M${place} ${top}V${bottom}` : `M${left} ${place}H${right}` });
        make("path", layer, { d: isX ? `M${place} ${bottom}v3.5` : `M${left} ${place}h-3.5` });
        make("text", layer, isX ? { x: place, y: bottom + 12.7 } : { class: "y", x: left + 4, y: place - 2.5 })
          .textContent = text(value);
      }
    }
  };
  const pan = (x, y) => {
    dx = clamp(dx + x, right * (1 - zoom), left * (1 - zoom));
    dy = clamp(dy + y, bottom * (1 - zoom), top * (1 - zoom));
    draw();
  };
  const magnify = (factor, x = (left + right) / 2, y = (top + bottom) / 2) => {
    const ratio = clamp(zoom * factor, 1, 50) / zoom;
    zoom *= ratio;
    pan((x - dx) * (1 - ratio), (y - dy) * (1 - ratio));
  };

  const hands = new Map();
  const inside = (event) =>
    new DOMPoint(event.clientX, event.clientY).matrixTransform(plot.getScreenCTM().inverse());
  on(plot, "pointerenter focus", begin);
  on(plot, "pointerdown", (event) => {
    hands.set(event.pointerId, inside(event));
    if (zoom > 1) plot.setPointerCapture(event.pointerId);
  });
  on(plot, "pointerup pointercancel pointerleave", (event) => hands.delete(event.pointerId));
  on(plot, "pointerleave blur", end);
  on(plot, "pointermove", (event) => {
    const hand = event.pointerId, now = inside(event), earlier = hands.get(hand);
    if (earlier && (zoom > 1 || hands.size > 1)) {
      const other = [...hands].find((pair) => pair[0] !== hand)?.[1];
      const distance = (point) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
      hands.set(hand, now);
      return other
        ? magnify(distance(now) / distance(earlier), (now.x + other.x) / 2, (now.y + other.y) / 2)
        : pan(now.x - earlier.x, now.y - earlier.y);
    }
    if (svg.dataset.steps) begin();
    const far = ([x, y]) => Math.hypot(x * zoom + dx - now.x, curves.length ? 0 : y * zoom + dy - now.y);
    if (stops.length) show(stops.reduce((a, b) => (far(b) < far(a) ? b : a)));
  });
  on(plot, "wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const now = inside(event);
    magnify(2 ** (-event.deltaY / 200), now.x, now.y);
  });
  on(plot, "dblclick", () => magnify(0));
  on(plot, "keydown", (event) => {
    const key = event.key, factor = { "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 }[key];
    const x = { ArrowLeft: -1, ArrowRight: 1 }[key] || 0, y = { ArrowUp: -1, ArrowDown: 1 }[key] || 0;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (factor !== undefined) magnify(factor);
    else if (key === "Escape") end();
    else if (event.shiftKey && (x || y)) pan(-40 * x, -40 * y);
    else if (x && stops.length) show(stops[(at = clamp(at + x, 0, stops.length - 1))]);
    else return;
    event.preventDefault();
  });
}));
