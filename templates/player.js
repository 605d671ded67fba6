// A sequence of figures: shows one step at a time, beginning with the first. Without a script and in
// print, the last step is shown.
for (const bar of all(".player")) {
  const part = bar.closest(".panel, figure");
  const titles = all("li", bar).map((item) => item.textContent), end = titles.length - 1;
  const groups = all("[data-step]", part).map((group) => [group, group.dataset.step.split(" ")]);
  const slider = all("input", bar)[0], output = all("output", bar)[0];
  const [first, previous, play, next, last] = all("button", bar);
  let now, clock;
  const show = (to) => {
    now = clamp(to, 0, end);
    for (const svg of all("[data-steps]", part)) svg.dataset.shown = now;
    for (const [group, shown] of groups) group.style.display = shown.includes(`${now}`) ? "" : "none";
    slider.value = now;
    slider.style.setProperty("--share", `${(now / end) * 100}%`);
    slider.ariaValueText = output.textContent = titles[now];
  };
  const run = (interval) => {
    clearInterval(clock);
    clock = interval && setInterval(() => {
      show(now + 1);
      if (now === end) run();
    }, interval);
    play.ariaPressed = !!clock;
    output.ariaLive = clock ? "off" : "polite";
  };
  const go = (to) => { run(); show(to); };
  const moves = new Map([
    [first, () => go(0)], [previous, () => go(now - 1)], [next, () => go(now + 1)], [last, () => go(end)],
    [play, () => {
      if (clock) return run();
      if (now === end) show(0);
      run(clamp(9000 / titles.length, 150, 900));
    }],
  ]);
  for (const [button, move] of moves) on(button, "click", move);
  on(slider, "input", () => go(+slider.value));
  const keys = { ArrowLeft: previous, ArrowRight: next, Home: first, End: last };
  for (const drawing of all(".drawing:has([data-steps])", part)) {
    drawing.tabIndex = 0;
    put(drawing, "role", "group");
    on(drawing, "keydown", (event) => {
      const button = keys[event.key];
      if (!button || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      moves.get(button)();
    });
  }
  let earlier;
  on(window, "beforeprint", () => { earlier = now; go(end); });
  on(window, "afterprint", () => show(earlier));
  bar.hidden = false;
  show(0);
}
