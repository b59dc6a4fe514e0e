/**
 * The list of patents: filtered, sorted, a page of rows at a time, all of them on paper.
 */
"use strict";

const Table = (() => {
  const PAGE = 25; // rows drawn at a time, so that thousands of patents stay quick
  const PRINTED = 1000; // rows on paper; more is a book
  const PRINTED_SHEETS = 200;
  const { make, get } = Dom;

  let catalogue = "";
  /** @type {number[]} places of the records that pass, in the order shown */
  let places = [];
  let offset = 0;
  /** @type {{column: string | null, down: boolean}} */
  const order = { column: null, down: false };

  /** @type {Record<string, (r: any) => string | number | null>} what a column sorts by */
  const KEYS = {
    id: (r) => r.id,
    title: Sheet.title,
    domain: (r) => r.domain && Speech.say(Records.label("domain", r.domain)),
    holder: Sheet.holder,
    filed: (r) => r.filing_date,
    end: (r) => r.expiry.date ?? (r.expiry.year === null ? null : String(r.expiry.year)),
    fee: (r) => (r.annual_fee_yuan === null ? null : Number(r.annual_fee_yuan)),
  };

  /** @returns {string} the day on this device */
  function today() {
    const now = new Date();
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** @returns {(r: any) => boolean} whether a record passes the choices made */
  function filter() {
    const wanted = (name) => get(`filter-${name}`).value;
    const [domain, application, office, listing, term] =
      ["domain", "application", "office", "listing", "term"].map(wanted);
    const [from, to] = ["from", "to"].map(wanted);
    const day = today();
    return (r) => {
      const year = r.filing_date?.slice(0, 4);
      const running = term && Patents.inTerm(r.expiry, day);
      return (!domain || r.domain === domain)
        && (!application || r.applications.includes(application))
        && (!office || r.office === office)
        && (!listing || r.listing === listing)
        && (!from || (year !== undefined && year >= from))
        && (!to || (year !== undefined && year <= to))
        && (!term || { running: running === true, over: running === false, open: running === null }[term]);
    };
  }

  /** Choose and order the records again, and show the first page. */
  function refresh() {
    const passes = filter();
    const matches = Records.matcher(get("filter-text").value);
    places = Records.all.map((_, place) => place).filter((p) => passes(Records.all[p]) && matches(p));
    sort();
    offset = 0;
    draw();
  }

  /** Order by the chosen column: unknown last, ties by number. */
  function sort() {
    if (!order.column) return;
    const collator = new Intl.Collator(Speech.language(), { numeric: false });
    const keys = new Map(places.map((p) => [p, KEYS[order.column](Records.all[p])]));
    const way = order.down ? -1 : 1;
    places.sort((a, b) => {
      const [x, y] = [keys.get(a), keys.get(b)];
      if (x === y) return a - b;
      if (x === null || y === null) return x === null ? 1 : -1;
      const compared = typeof x === "number" ? x - Number(y) : collator.compare(x, String(y));
      return way * compared || a - b;
    });
  }

  /** @param {any} r */
  function row(r) {
    const other = Speech.language() === "en" ? r.title_zh : r.title;
    const own = Sheet.title(r);
    const end = r.expiry.date ?? r.expiry.year;
    const unknown = () => make("span", { class: "unknown" }, Speech.text("unknown"));
    const domain = r.domain ? Speech.say(Records.label("domain", r.domain)) : null;
    return make("tr", {},
      make("th", { scope: "row" },
        make("a", { href: `#patent/${encodeURIComponent(r.id)}` }, r.id), make("br"), Sheet.mark(r)),
      make("td", {}, own,
        other && other !== own ? make("small", { lang: Speech.language() === "en" ? "zh-CN" : "en" }, other) : null,
        make("small", { class: "phone" }, [domain, Sheet.holder(r)].filter(Boolean).join(" · "))),
      make("td", { class: "wide domain" }, domain ?? unknown()),
      make("td", { class: "wide" }, Sheet.holder(r) ?? unknown()),
      make("td", { class: "wide date" }, r.filing_date ?? unknown()),
      make("td", { class: "wide date" }, end === null ? unknown() : String(end)),
      make("td", { class: "wide number" }, r.annual_fee_yuan ?? make("span", { class: "unknown" }, Speech.text("not_stated"))));
  }

  /** Draw the rows of the page in view; `all` draws what paper takes. */
  function draw(all = false) {
    const last = all ? PRINTED : offset + PAGE;
    const shown = places.slice(all ? 0 : offset, last);
    get("rows").replaceChildren(...shown.map((place) => row(Records.all[place])));
    const total = Records.all.length;
    get("found").textContent = places.length
      ? Speech.text("found", { shown: places.length, all: total })
      : Speech.text("found_none");
    get("where").textContent = places.length
      ? Speech.text("page_of", { from: offset + 1, to: Math.min(offset + PAGE, places.length) })
      : "";
    get("previous").disabled = offset === 0;
    get("next").disabled = offset + PAGE >= places.length;
    get("paging").hidden = places.length <= PAGE;
    get("print-limit").textContent =
      places.length > PRINTED ? Speech.text("print_limit", { n: PRINTED }) : "";
    for (const head of document.querySelectorAll("#patents thead th")) {
      const chosen = head.getAttribute("data-column") === order.column;
      if (chosen) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
  }

  /** Fill the choices of the filters in the language shown. */
  function choices() {
    const any = /** @type {[string, string]} */ (["", Speech.text("any")]);
    const present = (pick) => [...new Set(Records.all.flatMap(pick))].filter(Boolean).sort();
    const words = (kind, pick) => present(pick)
      .map((value) => /** @type {[string, string]} */ ([value, Speech.say(Records.label(kind, value))]));
    const plain = (values) => values.map((value) => /** @type {[string, string]} */ ([value, value]));
    const years = plain(present((r) => r.filing_date?.slice(0, 4)));
    Dom.options(get("filter-domain"), [any, ...words("domain", (r) => r.domain)]);
    Dom.options(get("filter-application"), [any, ...words("application", (r) => r.applications)]);
    Dom.options(get("filter-office"), [any, ...plain(present((r) => r.office))]);
    Dom.options(get("filter-listing"), [any, ...present((r) => r.listing).map((value) =>
      /** @type {[string, string]} */ ([value, Speech.text(value)]))]);
    Dom.options(get("filter-from"), [any, ...years]);
    Dom.options(get("filter-to"), [any, ...years]);
    Dom.options(get("filter-term"), [any, ...["running", "over", "open"].map((value) =>
      /** @type {[string, string]} */ ([value, Speech.text(`term_${value}`)]))]);
  }

  /** @param {number} step turn pages */
  function turn(step) {
    offset = Math.max(0, offset + step * PAGE);
    draw();
    get("patents").scrollIntoView();
  }

  /** @param {boolean} open nothing can be unfolded on paper */
  function unfold(open) {
    for (const part of document.querySelectorAll("details")) part.open = open;
  }

  /** On paper: every row, and the sheets where they were asked for. */
  function print() {
    draw(true);
    unfold(true);
    if (!get("print-sheets").checked) return;
    const sheets = places.slice(0, PRINTED_SHEETS);
    get("printed").replaceChildren(...sheets.map((p) => Sheet.draw(Records.all[p], catalogue, 3)));
  }

  /** @param {string} name of the catalogue */
  function start(name) {
    catalogue = name;
    const filters = get("filters");
    filters.addEventListener("input", refresh);
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("reset", () => setTimeout(refresh));
    get("previous").addEventListener("click", () => turn(-1));
    get("next").addEventListener("click", () => turn(1));
    for (const head of document.querySelectorAll("#patents thead th")) {
      const column = head.getAttribute("data-column");
      head.querySelector("button").addEventListener("click", () => {
        order.down = order.column === column && !order.down;
        order.column = column;
        refresh();
      });
    }
    window.addEventListener("beforeprint", print);
    window.addEventListener("afterprint", () => {
      get("printed").replaceChildren();
      unfold(false);
      draw();
    });
    speak();
  }

  /** Show everything in the language chosen. */
  function speak() {
    choices();
    refresh();
  }

  return { start, speak, today };
})();
