/**
 * The patents of the page: decoded from rows, and found by words or by a number.
 */
"use strict";

const Records = (() => {
  const PREPARED_AT_ONCE = 500; // some milliseconds of work, so that the page stays responsive
  /** @type {any[]} */
  let all = [];
  /** @type {string[]} what a search looks through, one text a patent; made when first needed */
  const texts = [];
  /** @type {Map<string, any> | null} */
  let numbers = null;
  /** @type {Map<string, Both>} a word's kind and value, with its label */
  const words = new Map();

  /**
   * @param {{fields: string[], rows: any[][]}} packed
   * @param {Record<string, {value: string, label: Both}[]>} vocabulary
   */
  function start(packed, vocabulary) {
    all = packed.rows.map((row) => {
      const record = Object.fromEntries(packed.fields.map((field, n) => [field, row[n]]));
      for (const name of ["inventors", "inventors_en", "chinese_applications", "family", "classifications", "applications", "sources"]) {
        record[name] ??= [];
      }
      const [date, year, basis] = record.expiry;
      return Object.assign(record, { expiry: { date, year, basis: { key: basis } } });
    });
    for (const [kind, list] of Object.entries(vocabulary)) {
      for (const word of list) words.set(`${kind} ${word.value}`, word.label);
    }
  }

  /** @param {"domain" | "application"} kind @param {string} value its label, else itself */
  const label = (kind, value) => words.get(`${kind} ${value}`) ?? { en: value, zh: value };

  /** @param {string} text */
  const fold = (text) => text.normalize("NFKC").toLowerCase();

  /** @param {any} r @returns {string} what a search looks through */
  function searched(r) {
    const words = r.applications.map((word) => {
      const { en, zh } = label("application", word);
      return `${en} ${zh}`;
    });
    const numbers = r.chinese_applications.map((a) => a.number);
    return fold([
      r.id, r.publication_number ?? "", r.chinese_grant ?? "", r.title ?? "", r.title_zh ?? "",
      r.holder ?? "", r.holder_zh ?? "", r.summary ?? "", r.summary_zh ?? "",
      ...r.inventors, ...r.inventors_en, ...numbers, ...r.classifications, ...words,
    ].join("\n"));
  }

  /** Make the texts that a search looks through, as far as they are not made. */
  function prepare(most = all.length) {
    const end = Math.min(all.length, texts.length + most);
    for (let place = texts.length; place < end; place++) texts.push(searched(all[place]));
    return texts.length === all.length;
  }

  /** Make them bit by bit while nothing else is asked for. */
  function prepareIdly() {
    if (!prepare(PREPARED_AT_ONCE)) setTimeout(prepareIdly);
  }

  /** @param {string} query @returns {(place: number) => boolean} whether all its words occur */
  function matcher(query) {
    const wanted = fold(query).split(/\s+/).filter(Boolean);
    if (wanted.length) prepare();
    return (place) => wanted.every((word) => texts[place].includes(word));
  }

  /** @param {string} number without what people add to a number */
  const key = (number) =>
    number.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/^ZL/, "CN");

  /** @returns {Map<string, any>} records by their numbers: a record's own number wins */
  function index() {
    const found = new Map();
    const add = (number, record) => {
      if (number && !found.has(key(number))) found.set(key(number), record);
    };
    const bare = (number) => number?.replace(/[A-Z][0-9]?$/, ""); // without the kind code
    for (const r of all) add(r.id, r);
    for (const r of all) add(r.chinese_grant, r);
    for (const r of all) {
      for (const a of r.chinese_applications) {
        if (a.role !== "own") continue;
        add(a.number, r);
        add(a.number.replace(/\.[0-9X]$/, ""), r);
      }
    }
    for (const r of all) add(bare(r.publication_number), r);
    for (const r of all) add(bare(r.chinese_grant), r);
    return found;
  }

  /** @param {string} text a number in a usual spelling @returns {any} its record, or null */
  function byNumber(text) {
    numbers ??= index();
    return numbers.get(key(text)) ?? numbers.get(`CN${key(text)}`) ?? null;
  }

  return { start, prepareIdly, matcher, byNumber, label, get all() { return all; } };
})();
