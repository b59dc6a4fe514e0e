/**
 * The search: a patent number in a usual spelling, else words, by the table that the program made
 * (a translation of `look_up` in `search/table.py`).
 */
"use strict";

const Search = (() => {
  const HAN = "\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3fffd}";
  const TOKENS = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const LONGEST_WORD = 8; // of a Chinese word
  const LONGEST_PLAIN = 3; // a longer one is made of two
  const LARGEST_EXPRESSION = 3; // English words
  const DIGITS = 6; // a text with so many may be a patent number
  const ROUNDING = 1e4;

  /** @type {any} the table unpacked: words to their stems, keys to entries */
  let table = null;
  /** @type {Map<string, number[][]> | null} by lookup key: rank (closest first) and place */
  let numbers = null;

  /** Unpack the table when it is first needed. */
  function unpack() {
    const { entries, forms, stop, generic, simplified, limits } = data.search;
    const keys = new Map();
    const words = new Set();
    for (const [tenths, postings, named, pairs] of entries) {
      const entry = [tenths / 10, postings.split(" ").map(Number)];
      for (const key of named.split("|")) {
        words.add(key);
        keys.set(key, entry);
      }
      const signs = [...pairs];
      for (let n = 0; n < signs.length; n += 2) keys.set(signs[n] + signs[n + 1], entry);
    }
    const [old, new_] = simplified.map((/** @type {string} */ signs) => [...signs]);
    return {
      limits, keys, words,
      forms: new Map(forms.flatMap((/** @type {string} */ line) => {
        const [stem, ...some] = line.split(" ");
        return some.map((word) => [word, stem]);
      })),
      stop: new Set(stop.split(" ")),
      generic: new Set(generic.split(" ")),
      simplified: new Map(old.map((/** @type {string} */ sign, /** @type {number} */ n) => [sign, new_[n]])),
    };
  }

  /** One normal form: NFKC, lower case, no accents or hidden characters, simplified Chinese. */
  function normalise(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[\p{Cf}\p{Cc}\p{Cs}]/gu, (c) => (/\s/.test(c) ? " " : ""));
    const bare = plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return [...bare].map((sign) => table.simplified.get(sign) ?? sign).join("");
  }

  /** The stem of an English word; of a rare one that is in no list, without its plural s. */
  function stem(word) {
    if (table.forms.has(word) || table.keys.has(word)) return table.forms.get(word) ?? word;
    const single = word.replace(/s$/, "");
    return table.forms.get(single) ?? single;
  }

  /**
   * The things asked for: as typed, the keys that find it, how many things it is.
   * @param {string[]} tokens @returns {Generator<[string, string[], number]>}
   */
  function* asked(tokens) {
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at];
      let size = 1;
      if (IS_HAN.test(token)) {
        yield* chinese([...token]);
      } else if (!table.stop.has(token)) {
        for (size = Math.min(LARGEST_EXPRESSION, tokens.length - at); size > 0; size--) {
          const some = tokens.slice(at, at + size).filter((word) => !table.stop.has(word));
          const key = [...new Set(some.map(stem))].sort().join(" ");
          if (!table.keys.has(key) && size > 1) continue;
          yield [some.join(" "), table.keys.has(key) ? [key] : [], key.split(" ").length];
          break;
        }
      }
      at += size;
    }
  }

  /**
   * The words of a run, longest first, and what is left between them by its pairs.
   * @param {string[]} run @returns {Generator<[string, string[], number]>}
   */
  function* chinese(run) {
    for (let at = 0, rest = 0; at <= run.length;) {
      let word = "";
      for (let size = Math.min(LONGEST_WORD, run.length - at); size > 0 && !word; size--) {
        const some = run.slice(at, at + size).join("");
        if (table.words.has(some) || table.stop.has(some)) word = some;
      }
      const size = [...word].length;
      if (word || at === run.length) {
        const left = run.slice(rest, at);
        const pairs = left.slice(1).map((sign, n) => left[n] + sign);
        if (pairs.length) yield [left.join(""), pairs.filter((pair) => table.keys.has(pair)), 1];
        if (word && !table.stop.has(word)) yield [word, [word], size > LONGEST_PLAIN ? 2 : 1];
        rest = at + size;
      }
      at += size || 1;
    }
  }

  /**
   * @param {string} query
   * @returns {{hits: [number, number, string][], unknown: string[]}} places, best first, each with
   *   its score from 0 to 1 and its fit; and the words that no record has
   */
  function lookUp(query) {
    table ??= unpack();
    const { limits, keys } = table;
    const [total, met, things] = [new Map(), new Map(), new Map()];
    let [whole, needed, unknown, known] = [0, 0, 0, 0];
    const add = (sums, place, more) => sums.set(place, (sums.get(place) ?? 0) + more);
    /** @type {string[]} */
    const unmet = [];
    const all = [...asked(normalise(query).match(TOKENS) ?? [])];
    for (const [word, found, size] of all) {
      const generic = table.generic.has(word);
      if (!found.length) {
        if (!generic) {
          unmet.push(word);
          unknown += limits.unknown;
        }
        continue;
      }
      // A rest of Chinese is the mean of its pairs.
      let weight = found.reduce((sum, key) => sum + keys.get(key)[0], 0) / found.length;
      const meets = new Map();
      for (const key of found) {
        for (const posting of keys.get(key)[1]) {
          add(meets, Math.floor(posting / 10), ((posting % 10) + 1) / 10 / found.length);
        }
      }
      weight *= generic ? limits.generic : 1;
      whole += weight;
      known += generic ? 0 : 1;
      needed += generic ? 0 : weight;
      for (const [place, strength] of meets) {
        add(total, place, weight * strength);
        if (generic) continue;
        const share = Math.min(1, strength / limits.met);
        add(met, place, weight * share);
        add(things, place, share >= limits.half ? size : 0);
      }
    }
    // A word or two that nobody knows is no reason to refuse what is known of the rest.
    needed += unmet.length <= known ? Math.min(unknown, needed) : unknown;
    const hits = [...met].map(([place, share]) => /** @type {[number, number, string]} */ (
      [place, total.get(place) / whole, fit(share / needed, things.get(place), all.length)]));
    const rounded = (score) => Math.round(score * ROUNDING);
    return { hits: hits.sort((a, b) => rounded(b[1]) - rounded(a[1]) || a[0] - b[0]), unknown: unmet };
  }

  /** How well a record answers: the share of the question that it meets, in a word. */
  function fit(part, things, asked) {
    const { strong, partial, less } = table.limits;
    if (part >= strong) return "strong";
    return part >= (things > 1 ? less : partial) || asked === 1 ? "partial" : "weak";
  }

  /** @returns {Map<string, number[][]>} the patents by the lookup keys of their numbers */
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

  /** @param {string} query @returns {{places: number[], unknown: string[]}} the best first */
  function run(query) {
    for (const spelling of [query, ...query.split(/\s+/)]) {
      if ((spelling.match(/\p{Nd}/gu) ?? []).length < DIGITS) continue;
      const places = byNumber(spelling);
      if (places.length) return { places, unknown: [] };
    }
    const { hits, unknown } = lookUp(query);
    return { places: hits.filter((hit) => hit[2] !== "weak").map(([place]) => place), unknown };
  }

  return { run, lookUp, byNumber };
})();
