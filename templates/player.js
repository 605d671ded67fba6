// A sequence of figures: one step is shown at a time. Without script the last one stands there.
for (const bar of all(".player")) {
  const part = bar.closest(".panel, figure");
  const names = all("li", bar).map((item) => item.textContent);
  const last = names.length - 1;
  const groups = all("[data-step]", part).map((group) => [group, group.dataset.step.split(" ").map(Number)]);
  const slider = bar.querySelector("input"), output = bar.querySelector("output");
  const play = bar.querySelector(".play");
  let step = last, timer = 0;
  const show = (to) => {
    step = Math.max(0, Math.min(last, to));
    for (const [group, steps] of groups) group.style.display = steps.includes(step) ? "" : "none";
    slider.value = step;
    slider.style.setProperty("--share", `${(step / last) * 100}%`);
    slider.setAttribute("aria-valuetext", names[step]);
    output.textContent = names[step];
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    output.setAttribute("aria-live", "polite");
  };
  const start = () => {
    if (step === last) show(0);
    play.setAttribute("aria-pressed", "true");
    output.setAttribute("aria-live", "off");
    timer = setInterval(() => {
      show(step + 1);
      if (step === last) stop();
    }, Math.max(150, Math.min(900, 9000 / names.length)));
  };
  const go = (to) => { stop(); show(to); };
  const moves = { first: () => go(0), previous: () => go(step - 1), next: () => go(step + 1), last: () => go(last) };
  for (const name in moves) on(bar.querySelector(`.${name}`), "click", moves[name]);
  on(play, "click", () => (timer ? stop() : start()));
  on(slider, "input", () => go(+slider.value));
  const keys = { ArrowLeft: "previous", ArrowRight: "next", Home: "first", End: "last" };
  for (const drawing of all(".drawing:has([data-steps])", part)) {
    drawing.tabIndex = 0;
    drawing.setAttribute("role", "group");
    on(drawing, "keydown", (event) => {
      const move = keys[event.key];
      if (!move || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      moves[move]();
    });
  }
  // Paper shows the last step.
  let before = last;
  on(window, "beforeprint", () => { before = step; go(last); });
  on(window, "afterprint", () => show(before));
  bar.hidden = false;
  show(last);
}
