/**
 * The search: a patent number in a usual spelling, else words.
 */
"use strict";

const Search = (() => {
  const DIGITS = 6; // a text with so many may be a patent number
  /** @type {Map<string, number[][]> | null} by lookup key: rank (closest first) and place */
  let numbers = null;

  function index() {
    const found = new Map();
    data.patents.forEach((patent, place) => patent.keys.split("|").forEach((keys, rank) => {
      for (const key of keys.split(" ").filter(Boolean)) {
        if (!found.has(key)) found.set(key, []);
        found.get(key).push([rank, place]);
      }
    }));
    return found;
  }

  /** @param {string} text @returns {string[]} the lookup keys that it may be a spelling of */
  function keysOf(text) {
    const plain = text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/^ZL/, "CN");
    const named = /^[0-9]/.test(plain) ? `CN${plain}` : plain;
    const bare = named.replace(/([0-9])[A-Z][0-9]?$/, "$1"); // without the kind code
    const checked = /^CN([0-9]{12}|[0-9]{8})[0-9X]$/.test(named) ? named.slice(0, -1) : bare;
    return [...new Set([named, bare, checked])];
  }

  /** @param {string} text @returns {number[]} places, the closest first */
  function byNumber(text) {
    numbers ??= index();
    const best = new Map();
    for (const key of keysOf(text)) {
      for (const [rank, place] of numbers.get(key) ?? []) {
        best.set(place, Math.min(rank, best.get(place) ?? rank));
      }
    }
    return [...best].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([place]) => place);
  }

  /**
   * @param {string} query
   * @returns {{places: number[], unknown: string[]}} the best first, and words that nothing knows
   */
  function run(query) {
    for (const spelling of [query, ...query.split(/\s+/)]) {
      if ((spelling.match(/[0-9０-９]/g) ?? []).length < DIGITS) continue;
      const places = byNumber(spelling);
      if (places.length) return { places, unknown: [] };
    }
    const words = query.normalize("NFKC").toLowerCase().split(/\s+/);
    const texts = data.patents.map((p) => [string(p.title), string(p.summary ?? 0)].flat(2).join(" ").toLowerCase());
    return { places: [...texts.keys()].filter((n) => words.every((word) => texts[n].includes(word))), unknown: [] };
  }

  return { run, byNumber };
})();
