// Search: every word of the query must be a prefix of a word in a section's heading or text.
const field = document.querySelector("input.search");
const reports = JSON.parse(document.getElementById("search-index").textContent);
const cards = new Map([...document.querySelectorAll(".card")].map((card) => [card.dataset.name, card]));
const results = document.querySelector(".results");
const status = document.querySelector(".search-status");
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
for (const { name, sections } of reports) {
  for (const section of sections) section.text = ` ${plain(`${section.title} ${section.words}`)}`;
}
field.closest("form").hidden = false;
field.closest("form").addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", () => {
  const words = plain(field.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  results.replaceChildren();
  let count = 0;
  for (const { name, sections } of reports) {
    const card = cards.get(name);
    const found = sections.filter(({ text }) => words.every((word) => text.includes(` ${word}`)));
    card.hidden = words.length > 0 && found.length === 0;
    if (!words.length) continue;
    for (const { anchor, title } of found) {
      count += 1;
      const item = results.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = `${card.querySelector("h2 a").getAttribute("href")}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`;
      link.textContent = `${card.querySelector("h2").textContent} \u203A ${title || "{{words.reports.beginning}}"}`;
    }
  }
  status.textContent = words.length ? `${count} ${count === 1 ? "{{words.reports.section}}" : "{{words.reports.sections}}"}` : "";
});
