/**
 * The search: a patent number in a usual spelling, else words, by the table that the program made
 * (see `search/page_table.py`).
 */
"use strict";

const Search = (() => {
  const HAN = "\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3fffd}";
  const SYMBOL = "[a-h]\\d\\d[a-z](?: ?\\d{1,4}(?:/\\d{1,6})?)?(?![\\p{L}\\p{N}_/])"; // G06T 7/73
  const TOKENS = new RegExp(`${SYMBOL}|[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const LARGEST_EXPRESSION = 3; // words
  const REST = -100; // what each character that belongs to no word costs a cut: more than a word gains
  const HEARD = [4, 3, 2]; // sizes of Chinese words that are recognised by their sound
  const FITS = ["strong", "partial", "weak"]; // the best first
  const DIGITS = 6; // a text with so many may be a patent number
  const ROUNDING = 1e4;

  /** @type {any} the table unpacked: words to their stems, keys to entries */
  let table = null;
  /** @type {Map<string, number[][]> | null} by lookup key: rank (closest first) and place */
  let numbers = null;

  /** Unpack the table when it is first needed. */
  function unpack() {
    const { entries, weights, forms, simplified, sounds, limits } = data.search;
    const split = (/** @type {string} */ some, sign = " ") => some.split(sign).filter(Boolean);
    const keys = new Map();
    const words = new Set();
    for (const [postings, named, pairs] of entries) {
      const [own, near] = [new Map(), new Map()];
      for (const group of split(postings, "|")) {
        const [strength, ...places] = split(group).map(Number);
        for (const place of places) (strength < 0 ? near : own).set(place, Math.abs(strength) / 100);
      }
      const entry = { own, near };
      for (const key of split(named, "|")) {
        words.add(key);
        keys.set(key, entry);
      }
      const signs = [...pairs];
      for (let n = 0; n < signs.length; n += 2) keys.set(signs[n] + signs[n + 1], entry);
    }
    const alike = new Map(sounds.flatMap((/** @type {string} */ line) => {
      const signs = [...line];
      return signs.map((sign) => [sign, signs[0]]);
    }));
    const heard = new Map();
    for (const word of [...words].sort()) {
      if (!HEARD.includes([...word].length) || !IS_HAN.test(word)) continue;
      const sound = soundOf(word, alike);
      heard.set(sound, [...heard.get(sound) ?? [], word]);
    }
    const [old, new_] = simplified.map((/** @type {string} */ signs) => [...signs]);
    const set = (/** @type {string} */ kind) => new Set(data.search[kind].split(" "));
    const [stop, generic] = [set("stop"), set("generic")];
    return {
      limits, weights, keys, words, stop, generic, alike, heard,
      names: [...words].filter((word) => word.startsWith(" ")),
      small: new Set([...stop, ...generic]),
      common: set("common"),
      forms: new Map(forms.flatMap((/** @type {string} */ line) => {
        const [stem, ...some] = line.split(" ");
        return some.map((word) => [word.replace("+", stem), stem]);
      })),
      simplified: new Map(old.map((/** @type {string} */ sign, /** @type {number} */ n) => [sign, new_[n]])),
    };
  }

  /** The same text for all Chinese words that sound alike. */
  function soundOf(/** @type {string} */ word, /** @type {Map<string, string>} */ alike) {
    return [...word].map((sign) => alike.get(sign) ?? sign).join("");
  }

  /** One normal form: NFKC, lower case, no accents or hidden characters, simplified Chinese. */
  function normalise(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[\p{Cf}\p{Cc}\p{Cs}]/gu, (c) => (/\s/.test(c) ? " " : ""));
    const bare = plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return [...bare].map((sign) => table.simplified.get(sign) ?? sign).join("");
  }

  /** The stem of an English word; of a rare one that is in no list, without its plural s, y as i. */
  function stem(word) {
    const { forms, keys, small } = table;
    if ([forms, keys, small].some((some) => some.has(word))) return forms.get(word) ?? word;
    const single = word.replace(/s$/, "").replace(/([^aeiou])y$/, "$1i");
    return forms.get(single) ?? single;
  }

  /** Whether two words differ by one letter left out, put in, mixed up or swapped. */
  function oneSlip(one, other) {
    const [a, b] = [[...one], [...other]];
    if (one === other || Math.abs(a.length - b.length) > 1) return false;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at += 1;
    const rest = (signs, from) => signs.slice(from).join("");
    return rest(a, at + 1) === rest(b, at + 1) || rest(a, at) === rest(b, at + 1)
      || rest(a, at + 1) === rest(b, at)
      || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, at + 2) === rest(b, at + 2));
  }

  /** The known word that one slip of the finger made this English one of; or the word. */
  function meant(word) {
    const { keys, words, forms, limits } = table;
    if ([...word].length < limits.shortest_typo || !/^\p{L}+$/u.test(word)) return word;
    const had = (/** @type {string} */ known) => (
      (keys.get(stem(known))?.own.size ?? 0) + (known[0] === word[0] ? data.patents.length : 0));
    const near = [...forms.keys(), ...words].filter((known) => /^[a-z]+$/.test(known) && oneSlip(word, known));
    return near.sort((a, b) => had(b) - had(a) || (a < b ? -1 : 1))[0] ?? word;
  }

  /** A run of Chinese cut where known words begin and end, each rest in one piece (`query.cut`). */
  function cut(/** @type {string} */ run, /** @type {string} */ besides = "") {
    const signs = [...run];
    /** @type {[number, string[]][]} for each place the gain up to it, and the words */
    const best = [[0, []]];
    for (let end = 1; end <= signs.length; end++) {
      /** @type {[number, string[]]} */
      let found = [-Infinity, []];
      for (let start = Math.max(0, end - table.limits.longest_word); start < end; start++) {
        const [word, size] = [signs.slice(start, end).join(""), end - start];
        const isWord = word !== besides
          && ((size > 1 && table.words.has(word))
            || (!besides && (table.small.has(word) || table.common.has(word))));
        const gain = best[start][0] + (isWord ? size ** 2 : REST * size - 1);
        if (gain >= found[0]) found = [gain, [...best[start][1], word]];
      }
      best.push(found);
    }
    return best[signs.length][1];
  }

  /** The known word, with a character in common, that pieces of a run, not all known, sound like. */
  function meantSound(/** @type {string[]} */ pieces, /** @type {number} */ size) {
    const { keys, small, common, heard, alike } = table;
    const signs = [...pieces.join("")];
    const isRight = (/** @type {string} */ word) => keys.has(word) || small.has(word) || common.has(word);
    if (signs.length !== size || pieces.every(isRight)) return "";
    const isNear = (/** @type {string} */ word) => [...word].some((sign, at) => sign === signs[at]);
    return (heard.get(soundOf(pieces.join(""), alike)) ?? []).find(isNear) ?? "";
  }

  /** The words of a run of Chinese, one that was mistyped by its sound set right. */
  function cutRun(/** @type {string} */ run) {
    const pieces = cut(run);
    const { small, words } = table;
    const isVague = (/** @type {string} */ piece) => [...piece].length === 1 && !words.has(piece);
    if (pieces.every(isVague) && !pieces.every((piece) => small.has(piece))) return [run];
    for (const size of HEARD) {
      for (let first = 0; first < pieces.length; first++) {
        for (let last = first + 1; last <= Math.min(first + size, pieces.length); last++) {
          const some = pieces.slice(first, last);
          const known = meantSound(some, size);
          if (known) return cut(run.replaceAll(some.join(""), known));
        }
      }
    }
    return pieces;
  }

  /** The words of a query: English ones, and Chinese runs cut. */
  function wordsOf(/** @type {string[]} */ tokens) {
    const { words, small, forms, common } = table;
    return tokens.flatMap((token) => {
      if (IS_HAN.test(token)) return cutRun(token);
      const isKnown = [forms, small, common].some((some) => some.has(token)) || words.has(stem(token));
      return [isKnown ? token : meant(token)];
    });
  }

  /** Whether nothing is known of a word: a Latin one, or what is cut into small words and rests. */
  function isForeign(/** @type {string} */ word) {
    const { keys, common, small } = table;
    return !keys.has(stem(word)) && !common.has(word)
      && (/^[a-z0-9]+$/.test(word) || (IS_HAN.test(word) && [...word].some((sign) => small.has(sign))));
  }

  /** One thing that is asked for: what meets it and how much it tells. */
  function thing(typed, key, parts = []) {
    const known = table.keys.get(key);
    const { own = new Map(), near = new Map() } = known ?? {};
    // For places: how well they meet it, which share of it, how many words of it they have.
    const meets = new Map();
    const take = (place, strength, share, words) => {
      const [before, had] = meets.get(place) ?? [0, 0, 0];
      meets.set(place, [Math.max(strength, before), Math.max(share, had), words]);
    };
    for (const [place, strength] of near) take(place, strength, strength, 0);
    const mean = new Map();
    const whole = parts.reduce((sum, part) => sum + part.weight, 0);
    for (const part of own.size || !known ? parts : []) {
      const ofAll = part.weight / whole;
      for (const [place, [strength, share]] of part.meets) {
        const [before, had] = mean.get(place) ?? [0, 0];
        mean.set(place, [before + strength * ofAll, had + share * ofAll]);
      }
    }
    for (const [place, [strength, share]] of mean) take(place, strength, share, 1);
    for (const [place, strength] of own) take(place, strength, 1, parts.length > 1 ? 2 : 1);
    return { typed, weight: table.weights[own.size], parts: parts.length, meets };
  }

  /** One word; a longer Chinese one has the known words in it, or its pairs, as parts. */
  function oneWord(/** @type {string} */ word) {
    const signs = IS_HAN.test(word) ? [...word] : [];
    const pairs = signs.slice(1).map((sign, at) => signs[at] + sign);
    const pieces = table.words.has(word) ? cut(word, word).filter((piece) => [...piece].length > 1) : pairs;
    const parts = signs.length > 2 && !isForeign(word) ? pieces.map((piece) => thing(piece, piece)) : [];
    return thing(word, stem(word), parts);
  }

  /** Expressions of several words that the table knows, then the words that are in none. */
  function things(/** @type {string[]} */ words) {
    const { keys, stop, limits } = table;
    const asked = words.map((word, at) => ({ word, at })).filter(({ word }) => !stop.has(stem(word)));
    const used = new Set();
    const found = [];
    for (let size = LARGEST_EXPRESSION; size > 1; size--) {
      for (let span = size; span <= limits.window; span++) {
        for (const group of groups(asked, size, span)) {
          const key = [...new Set(group.map(({ word }) => stem(word)))].sort().join(" ");
          if (!key.includes(" ") || !keys.has(key) || group.some(({ at }) => used.has(at))) continue;
          group.forEach(({ at }) => used.add(at));
          const some = group.map(({ word }) => word);
          found.push(thing(some.join(" "), key, some.map(oneWord)));
        }
      }
    }
    for (const { word, at } of asked) {
      if (!used.has(at)) found.push(oneWord(word));
    }
    return found;
  }

  /** Groups of so many of the words, in order, that stand within just so many places. */
  function* groups(asked, size, span) {
    for (let first = 0; first < asked.length; first++) {
      for (let second = first + 1; second < asked.length; second++) {
        const reach = asked[second].at - asked[first].at;
        if (reach >= span) break;
        if (size === 2) {
          if (reach === span - 1) yield [asked[first], asked[second]];
          continue;
        }
        for (let third = second + 1; third < asked.length; third++) {
          const reached = asked[third].at - asked[first].at;
          if (reached >= span) break;
          if (reached === span - 1) yield [asked[first], asked[second], asked[third]];
        }
      }
    }
  }

  /** The places of records with a name in which these words stand together and that mean no more. */
  function named(/** @type {string[]} */ tokens) {
    const { keys, names } = table;
    const asked = tokens.join(" ");
    if (!asked || keys.has(tokens.map(stem).sort().join(" "))) return [];
    const sought = IS_HAN.test(asked) ? asked : ` ${asked} `;
    const having = names.filter((/** @type {string} */ name) => name.includes(sought));
    const places = new Set(having.flatMap((/** @type {string} */ name) => [...keys.get(name).own.keys()]));
    return [...places].sort((a, b) => a - b);
  }

  /**
   * @param {string} query
   * @returns {{hits: [number, number, string][], unknown: string[], slips: string[][]}} places, best
   *   first, each with its score from 0 to 1 and its fit; the words that no record has; and each
   *   that was mistyped with what it was read as
   */
  function lookUp(query) {
    table ??= unpack();
    const { limits } = table;
    const [total, met, counted] = [new Map(), new Map(), new Map()];
    const add = (sums, place, more) => sums.set(place, (sums.get(place) ?? 0) + more);
    const tokens = (normalise(query).match(TOKENS) ?? []).map((token) => token.replace(" ", ""));
    const places = named(tokens);
    if (places.length) return { hits: places.map((place) => [place, 1, "strong"]), unknown: [], slips: [] };
    const read = tokens.map((token) => wordsOf([token]));
    const slips = tokens.map((token, n) => [token, read[n].join("")]).filter(([typed, used]) => typed !== used);
    const every = things(read.flat());
    const special = every.filter(({ typed }) => {
      // One Chinese character is in too many words to tell anything by itself.
      const isSign = IS_HAN.test(typed) && [...typed].length === 1 && !table.words.has(typed);
      return !isSign && !table.generic.has(stem(typed));
    });
    const asked = special.length ? special : every;
    const unmet = asked.filter(({ meets }) => !meets.size);
    // One foreign word is no reason to refuse what is known of the rest.
    const ignored = unmet.length === 1 && isForeign(unmet[0].typed) ? unmet : [];
    let [needed, whole] = [0, 0];
    for (const one of asked) {
      whole += one.weight;
      if (ignored.includes(one)) continue;
      needed += one.weight;
      for (const [place, [strength, share, words]] of one.meets) {
        add(total, place, one.weight * strength);
        add(met, place, one.weight * share);
        add(counted, place, words);
      }
    }
    const isAlone = asked.length === 1 && asked[0].parts < 2;
    const hits = [...met].map(([place, share]) => {
      const isPart = counted.get(place) > 1 || share >= limits.partial * needed || isAlone;
      const fit = share >= limits.strong * whole ? "strong" : isPart ? "partial" : "weak";
      return /** @type {[number, number, string]} */ ([place, total.get(place) / needed, fit]);
    });
    const rounded = (/** @type {number} */ score) => Math.round(score * ROUNDING);
    hits.sort((a, b) => (
      FITS.indexOf(a[2]) - FITS.indexOf(b[2]) || rounded(b[1]) - rounded(a[1]) || a[0] - b[0]));
    return { hits, unknown: unmet.map(({ typed }) => typed), slips };
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

  /** @param {string} query @returns {{places: number[], unknown: string[], slips: string[][]}} */
  function run(query) {
    for (const spelling of [query, ...query.split(/\s+/)]) {
      if ((spelling.match(/\p{Nd}/gu) ?? []).length < DIGITS) continue;
      const places = byNumber(spelling);
      if (places.length) return { places, unknown: [], slips: [] };
    }
    const { hits, unknown, slips } = lookUp(query);
    return { places: hits.filter((hit) => hit[2] !== "weak").map(([place]) => place), unknown, slips };
  }

  return { run, lookUp, byNumber };
})();
