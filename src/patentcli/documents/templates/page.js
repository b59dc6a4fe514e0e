/**
 * The start of the page, and its address: `#q=…&domain=…&patent=…` opens with the question answered.
 */
"use strict";

const State = (() => {
  const FIELDS = ["q", ...Table.FILTERS];

  /** What the page shows now, as the end of an address. @param {Record<string, string>} [more] */
  function text(more = {}) {
    const asked = FIELDS.map((name) => [name, get(name).value.trim()]).filter(([, value]) => value);
    return new URLSearchParams([...asked, ...Object.entries(more)]).toString();
  }

  /** @returns {any} the patent whose sheet the address asks for */
  function patent() {
    const id = new URLSearchParams(location.hash.slice(1)).get("patent");
    return data.patents.find((p) => p.id === id);
  }

  /** Show what the address asks for. */
  function route() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (location.hash.includes("=")) {
      for (const name of FIELDS) {
        const value = asked.get(name) ?? "";
        const choices = [...(get(name).options ?? [])].map((option) => option.value);
        get(name).value = !choices.length || choices.includes(value) ? value : "";
      }
    }
    Table.refresh();
    const shown = patent();
    if (shown) open(shown);
    else if (get("sheet").open) get("sheet").close();
  }

  /** @param {any} patent show its sheet */
  function open(patent) {
    get("sheet-body").replaceChildren(Sheet.draw(patent, 2));
    if (!get("sheet").open) get("sheet").showModal();
    get("sheet").scrollTop = 0;
  }

  /** Keep the address in step with what was asked. */
  function keep() {
    history.replaceState(null, "", `#${text()}`);
  }

  /** Ask anew with what the search form holds. */
  function ask() {
    Table.refresh();
    keep();
  }

  /** Show the page in the other language. */
  function turn() {
    document.documentElement.lang = language() ? "en" : "zh-CN";
    Table.speak();
    Form.speak();
    route();
  }

  /** Offer the first everyday needs that these patents answer. */
  function offer() {
    const answered = [...document.querySelectorAll("[data-need]")]
      .filter((button) => Search.run(button.getAttribute("data-need") ?? "").places.length);
    for (const button of answered.slice(0, 3)) button.removeAttribute("hidden");
    get("examples").hidden = !answered.length;
  }

  function start() {
    Table.start();
    Form.start();
    get("language").addEventListener("click", turn);
    get("sheet").addEventListener("close", keep);
    const form = get("search");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    form.addEventListener("change", ask);
    form.addEventListener("reset", () => setTimeout(ask));
    for (const button of form.querySelectorAll("[data-need]")) {
      button.addEventListener("click", () => {
        get("q").value = button.getAttribute(language() ? "data-need-zh" : "data-need");
        ask();
      });
    }
    addEventListener("hashchange", route);
    for (const part of document.querySelectorAll("[data-live]")) part.removeAttribute("hidden");
    route();
    Search.ready.then(() => {
      if (get("q").value) Table.refresh();
      offer();
    });
  }

  return { start, text, patent };
})();
State.start();
