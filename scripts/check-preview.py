"""Edits a notebook during a preview and checks its page; called by scripts/check-pages."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright


def soon(condition):
    """Whether a condition becomes true within 30 s, which may be needed on a busy machine."""
    for _ in range(600):
        if condition():
            return True
        time.sleep(0.05)
    return False


def main():
    problems = []

    def expect(condition, text):
        if not soon(condition):
            problems.append(f"preview: {text}")

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        notebook = pathlib.Path(place, "words.md")
        page_file = pathlib.Path(place, "live/words/index.html")
        lines = "\n\n".join(f"Line {i}." for i in range(200))
        notebook.write_text(f"# Words\n\n{lines}\n\nThe first.\n")
        lectern = pathlib.Path(".build/release/lectern").resolve()
        program = subprocess.Popen(
            [lectern, "preview", "words.md", "--output", "live"], cwd=place,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            expect(page_file.exists, "no page was written")
            chromium = shutil.which("chromium") or shutil.which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page()
            page.on("console", lambda m: problems.append(f"preview: console: {m.text}"))
            page.on("pageerror", lambda e: problems.append(f"preview: script: {e}"))
            page.goto(page_file.as_uri())
            page.mouse.wheel(0, 1500)
            expect(lambda: page.evaluate("scrollY") == 1500, "the page does not scroll")
            notebook.write_text(f"# Words\n\n{lines}\n\nThe second.\n")
            expect(page.get_by_text("The second.").count, "a saved change does not appear")
            expect(lambda: page.evaluate("scrollY") == 1500, "the page jumps when it changes")
            notebook.write_text(f"# Words\n\n{lines}\n\nThe third, as @fig-none shows.\n")
            box = page.locator(".news:visible")
            expect(
                lambda: box.count() and "words.md:403:15: error" in box.inner_text(),
                "an error is not shown")
            expect(page.get_by_text("The second.").count, "the page disappears after an error")
            notebook.write_text(f"# Words\n\n{lines}\n\nThe fourth.\n")
            expect(page.get_by_text("The fourth.").count, "the corrected page does not appear")
            expect(lambda: box.count() == 0, "a corrected error is still shown")
            browser.close()
        finally:
            program.terminate()
            program.wait()
    for problem in problems:
        print(problem)
    print(f"preview with three edits: {len(problems)} problems")
    sys.exit(1 if problems else 0)


main()
