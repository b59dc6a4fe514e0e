/**
 * The start of the page: its data, the language, and which sheet is open.
 */
"use strict";

const Page = (() => {
  const { get } = Dom;
  const PATENT = "#patent/";
  const data = JSON.parse(get("data").textContent);

  /** Open the sheet that the address names, or close it. */
  function route() {
    const sheet = get("sheet");
    const wanted = location.hash.startsWith(PATENT);
    const record = wanted && Records.all.find((r) => r.id === decode(location.hash.slice(PATENT.length)));
    if (!record) {
      if (sheet.open) sheet.close();
      return;
    }
    get("sheet-body").replaceChildren(Sheet.draw(record, data.catalogue.name, 2));
    get("sheet-check").onclick = () => {
      sheet.close();
      Form.ask(record.id);
    };
    if (!sheet.open) sheet.showModal();
    sheet.scrollTop = 0;
  }

  /** @param {string} text @returns {string} "" for what no address can hold */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return "";
    }
  }

  /** Show the page in the other language. */
  function turn() {
    Speech.turn();
    document.title = Speech.say(data.title);
    Table.speak();
    Form.speak();
    if (get("sheet").open) route();
  }

  Speech.start(data.texts);
  Records.start(data.patents, data.vocabulary);
  Table.start(data.catalogue.name);
  Form.start(data.rules, data.catalogue);
  get("language").addEventListener("click", turn);
  get("sheet-close").addEventListener("click", () => get("sheet").close());
  get("sheet").addEventListener("close", () => {
    if (location.hash.startsWith(PATENT)) history.replaceState(null, "", "#patents");
  });
  window.addEventListener("hashchange", route);
  for (const part of document.querySelectorAll("[data-live]")) part.removeAttribute("hidden");
  route();
  setTimeout(Records.prepareIdly);
  return { data };
})();
