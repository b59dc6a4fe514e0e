/**
 * The list of patents: searched, filtered, sorted, a page of rows at a time, all of them on paper.
 */
"use strict";

const Table = (() => {
  const PAGE = matchMedia("(max-width: 45rem)").matches ? 8 : 15; // rows drawn at a time
  const PRINTED = 1000; // rows on paper; more is a book
  const PRINTED_SHEETS = 200;
  const FILTERS = ["domain", "application", "holder", "status", "listing"];
  /** @type {number[]} places of the patents that pass, in the order shown */
  let places = [];
  let offset = 0;
  /** @type {{column: string | null, down: boolean}} */
  const order = { column: null, down: false };

  const label = (kind, value) => string(data.words[kind][value] ?? value);
  const holder = (patent) => say(string(patent.holder));
  /** The same in either language, so that an address keeps its meaning. */
  const holderKey = (patent) => [string(patent.holder)].flat()[0];

  /** @type {Record<string, (patent: any) => string | number | null>} what a column sorts by */
  const KEYS = {
    title: (patent) => say(Sheet.title(patent)),
    domain: (patent) => patent.domain && say(label("domain", patent.domain)),
    holder: (patent) => holder(patent) || null,
    end: (patent) => patent.end ?? null,
    fee: (patent) => (patent.fee ? Number(patent.fee) : null),
  };

  /** @type {Record<string, (patent: any, wanted: string) => boolean>} */
  const PASSES = {
    domain: (patent, wanted) => patent.domain === wanted,
    application: (patent, wanted) => (patent.applications ?? []).includes(wanted),
    holder: (patent, wanted) => holderKey(patent) === wanted,
    status: (patent, wanted) => patent.status === wanted,
    listing: (patent, wanted) => Boolean(patent.listed) === (wanted === "listed"),
  };

  /** Search, filter and order again, and show the first page. */
  function refresh() {
    const query = get("q").value.trim();
    const found = query ? Search.run(query)
      : { places: data.patents.map((_patent, place) => place), remarks: [] };
    const wanted = FILTERS.map((name) => [name, get(name).value]).filter(([, value]) => value);
    places = found.places.filter((place) =>
      wanted.every(([name, value]) => PASSES[name](data.patents[place], value)));
    sort();
    offset = 0;
    draw();
    let told = query || wanted.length
      ? ngettext("{n} patent fits.", "{n} patents fit.", places.length)
      : ngettext("{n} patent", "{n} patents", places.length);
    if (query && !places.length) told = _("Nothing fits. Try other words, or fewer.");
    get("found").replaceChildren(...[told, ...found.remarks].map((remark) => make("div", {}, say(remark))));
  }

  /** Order by the chosen column: unknown last, ties as they were. */
  function sort() {
    if (!order.column) return;
    const collator = new Intl.Collator(language() ? "zh-CN" : "en");
    const keys = new Map(places.map((place) => [place, KEYS[order.column](data.patents[place])]));
    const way = order.down ? -1 : 1;
    places.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (x === y) return 0;
      if (x === null || y === null) return x === null ? 1 : -1;
      return way * (typeof x === "number" ? x - Number(y) : collator.compare(x, String(y)));
    });
  }

  const has = (column) => document.querySelector(`[data-column=${column}]`);

  /** @param {string} yuan "80000.00" @returns {string} 80,000; cents only where there are some */
  const plainFee = (yuan) => Number(yuan).toLocaleString("en-US", { minimumFractionDigits: yuan.endsWith(".00") ? 0 : 2 });

  /** @param {any} patent @param {boolean} found by words: then the summary helps to choose */
  function row(patent, found) {
    const domain = patent.domain ? say(label("domain", patent.domain)) : null;
    const unknown = () => make("span", { class: "unknown-text" }, say(_("unknown")));
    const end = patent.end ? _("until {date}", { date: patent.end }) : null;
    return make("tr", {},
      make("th", { scope: "row" },
        make("a", { href: `#${State.text({ patent: patent.id })}` }, say(Sheet.title(patent))),
        make("span", { class: "meta" }, make("span", {}, patent.id), Sheet.mark(patent),
          ...[domain, holder(patent), say(end)].filter(Boolean).map((text) => make("span", { class: "phone" }, text))),
        found ? make("small", { class: "clip" }, say(string(patent.summary))) : null),
      has("domain") ? make("td", { class: "wide domain" }, domain ?? unknown()) : null,
      make("td", { class: "wide" }, holder(patent) || unknown()),
      make("td", { class: "wide date" }, patent.end ?? unknown()),
      has("fee") ? make("td", { class: "wide number" },
        patent.fee ? plainFee(patent.fee) : make("span", { class: "unknown-text" }, say(_("not stated")))) : null);
  }

  /** Draw the rows of the page in view; `all` draws what paper takes. */
  function draw(all = false) {
    const end = all ? PRINTED : offset + PAGE;
    get("rows").replaceChildren(...places.slice(all ? 0 : offset, end).map((place) =>
      row(data.patents[place], Boolean(get("q").value.trim()))));
    get("where").textContent = say(_("{from} to {to} of {all}", {
      from: offset + 1, to: Math.min(end, places.length), all: places.length,
    }));
    get("previous").disabled = offset === 0;
    get("next").disabled = end >= places.length;
    get("paging").hidden = places.length <= PAGE;
    get("print-limit").textContent = places.length > PRINTED && all
      ? say(_("Only the first {n} are printed.", { n: PRINTED })) : "";
    for (const head of document.querySelectorAll("#find thead th")) {
      const chosen = head.getAttribute("data-column") === order.column;
      if (chosen) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** @param {number} step turn pages */
  function turn(step) {
    offset = Math.max(0, offset + step * PAGE);
    draw();
    get("found").scrollIntoView({ block: "nearest" });
  }

  /** The choices of the filters, and the rows, in the language shown. */
  function speak() {
    const any = /** @type {[string, string]} */ (["", say(_("any"))]);
    const present = (pick) => [...new Set(data.patents.flatMap(pick))].filter((value) => value !== undefined);
    const choice = (values, name) => values.map((value) => /** @type {[string, string]} */ ([String(value), say(name(value))]))
      .sort((a, b) => a[1].localeCompare(b[1], language() ? "zh-CN" : "en"));
    for (const kind of ["domain", "application"]) {
      const values = present((patent) => (kind === "domain" ? patent.domain : patent.applications ?? []));
      fill(get(kind), [any, ...choice(values, (value) => label(kind, value))]);
    }
    const holders = new Map(data.patents.filter((p) => p.holder).map((p) => [holderKey(p), string(p.holder)]));
    fill(get("holder"), [any, ...choice([...holders.keys()], (key) => holders.get(key))]);
    fill(get("status"), [any, ...choice(present((patent) => patent.status), (value) => label("status", value))]);
    const listings = present((patent) => (patent.listed ? "listed" : "candidate"));
    fill(get("listing"), [any, ...choice(listings, (value) => (value === "listed" ? _("listed") : _("candidate, not confirmed")))]);
  }

  /** On paper: the sheet that is open; else every row, nothing folded, and sheets if asked for. */
  function print() {
    const open = get("sheet").open ? State.patent() : null;
    document.body.classList.toggle("one-sheet", Boolean(open));
    draw(true);
    for (const part of document.querySelectorAll("#background details")) part.open = true;
    const asked = get("print-sheets").checked ? places.slice(0, PRINTED_SHEETS) : [];
    const sheets = open ? [open] : asked.map((place) => data.patents[place]);
    get("printed").replaceChildren(...sheets.map((patent) => Sheet.draw(patent, 3)));
    for (const part of document.querySelectorAll("#printed details")) part.open = true;
  }

  function start() {
    speak();
    get("previous").addEventListener("click", () => turn(-1));
    get("next").addEventListener("click", () => turn(1));
    for (const head of document.querySelectorAll("#find thead th")) {
      const column = head.getAttribute("data-column");
      head.querySelector("button").addEventListener("click", () => {
        order.down = order.column === column && !order.down;
        order.column = column;
        refresh();
      });
    }
    addEventListener("beforeprint", print);
    addEventListener("afterprint", () => {
      get("printed").replaceChildren();
      for (const part of document.querySelectorAll("#background details")) part.open = false;
      draw();
    });
  }

  return { start, speak, refresh, FILTERS };
})();
