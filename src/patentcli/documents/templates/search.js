/**
 * The search: a patent number in a usual spelling, else words, read and ranked as the program does
 * it (`search/engine.py`, `terms.py`, `rank.py`), with what it knows of words (`page_table.py`).
 *
 * @typedef {{typed: string, key: string, kind: string, leads: number[]}} Word
 * @typedef {{typed: string, weight: number, count: number, parts: number, isForeign: boolean,
 *   meets: Map<number, number[]>, had: string[], near: Map<number, number>}} Thing that was asked for:
 *   for each place how well it is met, which share and how many words of it; and what any record has
 */
"use strict";

const Search = (() => {
  const HAN = "\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3fffd}";
  const TOKEN = new RegExp(`[${HAN}]+|(?:(?![${HAN}])[\\p{L}\\p{N}])+`, "gu");
  const IS_HAN = new RegExp(`^[${HAN}]`, "u");
  const SYMBOL = /(?<![\p{L}\p{N}_])([a-h]\d\d[a-z])(?: ?(\d{1,4})(?:\/(\d{1,6}))?)?(?![\p{L}\p{N}_/])/gu; // G06T 7/73
  const ENDING = /^(?:s|es|ed|ing|ings|er|ers|ly|ness|ment|[iy]|i[sz](?:e[sd]?|ing|ations?)|ations?)$/;
  const LONGEST = 500; // characters that are read
  const REST = -100; // what each character that belongs to no word costs a cut: more than a word gains
  const PARTS = /^[gs1]*1[gs1]*$|g?[13](?:[ge]*[13])+|g[13]|w1(?![ge]*[13])|[13]g|1w|./g; // as in `terms.py`
  const HEARD = [4, 3, 2]; // sizes of Chinese words that are recognised by their sound
  const FITS = ["strong", "partial", "weak"]; // the best first
  const DIGITS = 6; // a text with so many may be a patent number

  /** @type {any} what is known of words, once it is unpacked */
  let table = null;

  /** Unpack the table; until then, and in a browser that cannot, only numbers are found. */
  async function open() {
    const bytes = Uint8Array.from(atob(data.search), (sign) => sign.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    const known = await new Response(plain).json();
    const map = (kind) => new Map(Object.entries(known[kind]));
    table = {
      ...known,
      ...Object.fromEntries(["leads", "forms", "irregular", "apart", "simplified", "readings", "surnames"].map((kind) => [kind, map(kind)])),
      concepts: known.concepts.map((concept) => ({ ...concept, doubts: new Map(concept.doubts) })),
      counts: new Map(known.counts),
      stems: new Set(Object.values(known.forms)),
      stop: new Set(known.stop),
      generic: new Set(known.generic),
      lexicon: new Set(unfolded(known.lexicon)),
      heard: new Map(),
    };
    const terms = Object.keys(known.leads).filter((word) => known.leads[word].some((n) => !known.concepts[n].isName));
    for (const word of [...terms, ...known.heard].sort()) {
      const sound = IS_HAN.test(word) && HEARD.includes([...word].length) && soundOf(word);
      if (sound) table.heard.set(sound, [...table.heard.get(sound) ?? [], word]);
    }
    const spelled = (text) => held(tokensOf(normalise(text)));
    table.texts = data.patents.map(({ title, applications = [], summary }) => (
      [...[string(title)].flat(), applications.join(" "), ...[string(summary)].flat()].map(spelled)));
    table.names = known.names.map((columns) => Object.fromEntries(
      Object.entries(columns).map(([column, names]) => [column, names.map(spelled).join("¶")])));
  }

  /** Words in order, each as how many characters it shares with the one before, and the rest. */
  function unfolded(/** @type {string} */ text) {
    let word = "";
    return [...text.matchAll(/(\d)(\D*)/g)].map(([, same, rest]) => (word = word.slice(0, Number(same)) + rest));
  }

  /** One normal form: NFKC, lower case, no accents or hidden characters, simplified Chinese. */
  function normalise(/** @type {string} */ text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/[\p{Cf}\p{Cc}\p{Cs}]/gu, (c) => (/\s/.test(c) ? " " : ""));
    const bare = plain.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
    return [...bare].map((sign) => table.simplified.get(sign) ?? sign).join("");
  }

  /** @returns {string[]} runs of Chinese and words of other writing, in order */
  const tokensOf = (/** @type {string} */ text) => text.match(TOKEN) ?? [];

  /** The stem of an English word; of one that is in no list, what a usual ending leaves of it. */
  function stem(/** @type {string} */ word) {
    const { forms, stems } = table;
    if (forms.has(word)) return forms.get(word);
    if (!/^[a-z]+$/.test(word) || kindOf(word) || table.leads.has(word) || table.counts.has(word)) return word;
    for (let size = word.length - (word.endsWith("ss") ? 2 : 1); size > 3; size--) {
      const start = word.slice(0, size);
      if (ENDING.test(word.slice(size)) && (stems.has(start) || forms.has(start))) return forms.get(start) ?? start;
    }
    return word.replace(/(?<!s)s$/, "");
  }

  const kindOf = (/** @type {string} */ word) => ["stop", "generic", "lexicon"].find((kind) => table[kind].has(word)) ?? "";
  /** @returns {Word} what is known of a word, which is a stem in some lists and written out in others */
  function wordOf(/** @type {string} */ typed, key = stem(typed)) {
    return { typed, key, kind: kindOf(table.irregular.get(typed) ?? key) || kindOf(typed), leads: table.leads.get(key) ?? [] };
  }

  /** Whether it is a word of the thesaurus or of the language. @param {Word} word */
  const isKnown = ({ kind, leads }) => leads.length > 0 || !["", "foreign"].includes(kind);
  const isSmall = ({ kind }) => kind === "stop" || kind === "generic";
  /** One Chinese character that means nothing by itself. @param {Word} word */
  const isSign = ({ typed, leads }) => IS_HAN.test(typed) && [...typed].length === 1 && !leads.length;

  /** What the program's index makes of a word. */
  const indexed = (/** @type {string} */ word) => table.apart.get(word) ?? stem(word);

  /** A text as words are looked for in it: they stand between blanks, a mark ends a run of Chinese. */
  const held = (/** @type {string[]} */ tokens) => (
    ` ${tokens.map((token) => (IS_HAN.test(token) ? `${token}¶` : indexed(token))).join(" ")} `);

  /** What is looked for there: words beside each other, Chinese ones as any part of a run. */
  function sought(/** @type {string} */ typed) {
    const tokens = tokensOf(typed);
    const beside = (/** @type {string} */ token) => (IS_HAN.test(token) ? "" : " ");
    return beside(tokens[0]) + tokens.map(indexed).join(" ") + beside(tokens.at(-1) ?? "");
  }

  /** @returns {Map<number, number>} the patents whose texts have these words, and how many texts do */
  function having(/** @type {string} */ typed) {
    const words = sought(typed);
    const counts = table.texts.map((texts) => texts.filter((/** @type {string} */ text) => text.includes(words)).length);
    return new Map([...counts.entries()].filter(([, count]) => count));
  }

  /** @returns {number[]} the patents with any of these words in such columns of names */
  function named(/** @type {string[]} */ every, /** @type {string[]} */ columns) {
    const names = every.map(sought);
    return [...table.names.keys()].filter((place) => (
      columns.some((column) => names.some((name) => table.names[place][column].includes(name)))));
  }
  const isHad = (typed) => having(typed).size > 0 || named([typed], ["holder", "inventors", "spoken"]).length > 0;

  /** How a Chinese word sounds, without the differences that get lost; empty where nobody knows. */
  function soundOf(/** @type {string} */ word) {
    const read = [...word].map((sign) => table.readings.get(sign));
    return read.every(Boolean) ? read.map((sound) => sound.replace(/(?<=^[zcs])h|(?<=n)g$/g, "")).join(" ") : "";
  }

  /** A Chinese name as passports write it, surname first; empty where a reading is unknown. */
  function romanised(/** @type {string} */ name) {
    const signs = [...name];
    if (signs.length < 2 || signs.length > 4) return "";
    const size = signs.length > 2 && table.double.includes(name.slice(0, 2)) ? 2 : 1;
    const sounds = signs.map((sign) => table.readings.get(sign) ?? sign);
    const surname = table.surnames.get(signs.slice(0, size).join("")) ?? sounds.slice(0, size).join("");
    const both = `${surname} ${sounds.slice(size).join("")}`.replaceAll("lv", "lyu");
    return /^[a-z ]+$/.test(both) ? both : "";
  }

  /** Whether two words differ by one letter left out, put in, mixed up or swapped. */
  function oneSlip(/** @type {string} */ one, /** @type {string} */ other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [a, b] = [one.slice(at), other.slice(at)];
    return one !== other && (a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b
      || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)));
  }

  /** The known word that one slip made a Latin one of; or empty. */
  function meantWord(/** @type {string} */ word) {
    const { counts, limits } = table;
    if ([...word].length <= limits.shortest || !/^\p{L}+$/u.test(word) || counts.has(word)) return "";
    const order = (/** @type {string} */ known) => (known[0] === word[0] ? 1e9 : 0) + counts.get(known);
    const near = [...counts.keys()].filter((known) => oneSlip(word, known));
    return near.sort((a, b) => order(b) - order(a) || (a < b ? -1 : 1))[0] ?? "";
  }

  /** Pieces of a run, not all right, and the known word that they sound like together; or nothing. */
  function meantSound(/** @type {Word[]} */ pieces, /** @type {boolean[]} */ right) {
    for (const size of HEARD) {
      for (let first = 0; first < pieces.length; first++) {
        for (let last = first + 1; last <= Math.min(first + size, pieces.length); last++) {
          const typed = pieces.slice(first, last).map((piece) => piece.typed).join("");
          if ([...typed].length !== size || right.slice(first, last).every(Boolean)) continue;
          const isNear = (/** @type {string} */ word) => [...word].some((sign, at) => sign === [...typed][at]);
          const used = (table.heard.get(soundOf(typed)) ?? []).find(isNear);
          if (used) return [typed, used];
        }
      }
    }
    return ["", ""];
  }

  /** A run of Chinese cut where words begin and end, each rest in one piece (`terms.cut`). */
  function cut(/** @type {string} */ run, /** @type {(word: string, size: number) => unknown} */ isWord) {
    const signs = [...run];
    /** @type {[number, string[]][]} for each place the gain up to it, and the words */
    const best = [[0, []]];
    for (let end = 1; end <= signs.length; end++) {
      let found = /** @type {[number, string[]]} */ ([-Infinity, []]);
      for (let start = Math.max(0, end - table.limits.longest_word); start < end; start++) {
        const [word, size] = [signs.slice(start, end).join(""), end - start];
        const gain = best[start][0] + (isWord(word, size) ? size ** 2 : REST * size - 1);
        if (gain >= found[0]) found = [gain, [...best[start][1], word]];
      }
      best.push(found);
    }
    return best[signs.length][1];
  }

  /** @returns {Word[]} a token as words: a Chinese one cut */
  const wordsOf = (/** @type {string} */ token) => (IS_HAN.test(token) ? cut(token, (word, size) => (
    size > 1 ? isKnown(wordOf(word)) : isSmall(wordOf(word)))) : [token]).map((word) => wordOf(word));

  /** The words of a run, and what the cut left over as parts of words that nobody knows (`terms.join`). */
  function join(/** @type {Word[]} */ words) {
    const left = (/** @type {string[]} */ signs) => (signs.length === 1 ? "1" : "e3"[signs.length % 2]);
    const kinds = words.map((word) => (
      !isKnown(word) ? left([...word.typed]) : !isSmall(word) ? "w" : isSign(word) ? word.kind[0] : "-")).join("");
    return [...kinds.matchAll(PARTS)].flatMap(({ 0: found, index: at }) => {
      const some = words.slice(at, at + found.length);
      const [own, typed] = [some.filter((_word, n) => found[n] === "w"), some.map((word) => word.typed).join("")];
      return some.length < 2 ? some : [...own, { typed, key: typed, kind: own.length || [...typed].length < 4 ? "foreign" : "", leads: [] }];
    });
  }

  /** @returns {Thing} from what is left of the doubt, by patents, and how well a neighbour is met */
  function thing(typed, own, near = new Map(), parts = [], isConcept = false, isForeign = false) {
    const known = own.size || 1;
    const weight = Math.log(1 + (Math.max(1, data.patents.length) - known + 0.5) / (known + 0.5));
    const meets = new Map([...near].map(([place, strength]) => [place, [strength, strength, 0]]));
    // What the thesaurus knows as one thing that no record has is not met by its parts.
    const used = own.size || !isConcept ? parts : [];
    const whole = used.reduce((sum, part) => sum + part.weight, 0);
    for (const [place, [strength, share]] of together(used)) {
      const had = near.get(place) ?? 0;
      if (strength) meets.set(place, [Math.max(had, strength / whole), Math.max(had, share / whole), 1]);
    }
    for (const [place, doubt] of own) {
      meets.set(place, [Math.max(1 - doubt, meets.get(place)?.[0] ?? 0), 1, isConcept && parts.length > 1 ? 2 : 1]);
    }
    const had = own.size ? [typed] : used.flatMap((part) => part.had);
    return { typed, weight, count: own.size, parts: parts.length, isForeign, meets, had, near };
  }

  /** @returns {Map<number, number[]>} strength, share and words of all things, by what each tells */
  function together(/** @type {Thing[]} */ things) {
    const sums = new Map();
    for (const { weight, meets } of things) {
      for (const [place, [strength, share, words]] of meets) {
        const [a, b, c] = sums.get(place) ?? [0, 0, 0];
        sums.set(place, [a + weight * strength, b + weight * share, c + words]);
      }
    }
    return sums;
  }

  /** @returns {Thing} what a word, or several together, lead to */
  function asked(/** @type {string} */ typed, /** @type {number[]} */ leads, /** @type {Thing[]} */ parts = [], isForeign = false) {
    const { concepts, limits } = table;
    const own = new Map([...having(typed)].map(([place, columns]) => [place, limits.doubt ** columns]));
    const near = new Map();
    for (const lead of leads) {
      for (const [place, doubt] of concepts[lead].doubts) own.set(place, (own.get(place) ?? 1) * doubt);
      for (const [place, doubt] of concepts[lead].related.flatMap((other) => [...concepts[other].doubts])) {
        near.set(place, Math.max(near.get(place) ?? 0, limits.related * (1 - doubt)));
      }
    }
    return thing(typed, own, near, parts, leads.length > 0 && !concepts[leads.at(-1) ?? 0].isName, isForeign);
  }

  /** One word; a longer Chinese one has the known words in it, or its pairs, as parts. @param {Word} word */
  function oneWord(word) {
    const { typed, kind, leads } = word;
    const signs = IS_HAN.test(typed) && kind !== "foreign" ? [...typed] : [];
    let pieces = signs.slice(1).map((sign, at) => signs[at] + sign);
    if (leads.length) {
      pieces = cut(typed, (part, size) => size > 1 && size < signs.length && wordOf(part).leads.length)
        .filter((part) => [...part].length > 1);
    }
    const parts = signs.length > 2 ? pieces.map((part) => asked(part, wordOf(part).leads)) : [];
    return asked(typed, leads, parts, !(isKnown(word) || parts.length));
  }

  /** Names, expressions of several words, and words that are in none (`terms.plan`). */
  function plan(/** @type {string[]} */ tokens, /** @type {Thing[]} */ names) {
    const taken = names.map(({ typed }) => typed).join(" ");
    const words = tokens.flatMap((token) => join(wordsOf(token))).filter(({ typed }) => (
      !(IS_HAN.test(typed) ? taken.includes(typed) : taken.split(" ").includes(typed))));
    const things = [...names];
    const used = new Set();
    for (const group of groups(words)) {
      const some = group.map((at) => words[at]);
      const leads = table.leads.get([...new Set(some.map(({ key }) => key))].sort().join(" "));
      if (!leads || group.some((at) => used.has(at))) continue;
      group.forEach((at) => used.add(at));
      const shown = words.slice(group[0], (group.at(-1) ?? 0) + 1).map((one) => (some.includes(one) || one.kind === "stop" ? one.typed : "…"));
      things.push(asked(shown.join(" ").replace(/(… )+/g, "… "), leads, some.map(oneWord)));
    }
    const rest = words.filter((word, at) => word.kind !== "stop" && !used.has(at) && !(word.kind && isSign(word)));
    // A character that any record has is in too many words to tell anything by itself.
    const isVague = (/** @type {Word} */ word) => word.kind === "generic" || (isSign(word) && isHad(word.typed));
    things.push(...rest.filter((word) => !isVague(word)).map(oneWord));
    return things.length ? things : rest.map(oneWord);
  }

  /** Places of two or three words near each other, many and close ones first. @param {Word[]} words */
  function groups(words) {
    const places = [...words.keys()].filter((at) => words[at].kind !== "stop");
    const found = places.flatMap((first) => {
      const near = places.filter((at) => at > first && at < first + table.limits.window);
      return near.flatMap((second) => [[first, second], ...near.filter((at) => at > second).map((third) => [first, second, third])]);
    });
    const span = (/** @type {number[]} */ group) => (group.at(-1) ?? 0) - group[0];
    return found.sort((a, b) => b.length - a.length || span(a) - span(b));
  }

  /** The names of persons, in both orders and scripts, and of holders that any record has (`terms.names`). */
  function namesIn(/** @type {string[]} */ tokens) {
    const words = tokens.flatMap(wordsOf);
    const name = (/** @type {string} */ typed, /** @type {number[]} */ written, /** @type {number[]} */ sounding = []) => (
      thing(typed, new Map([...sounding.map((place) => [place, table.limits.sound]), ...written.map((place) => [place, 0])])));
    const found = [2, 3].flatMap((size) => tokens.map((_token, start) => tokens.slice(start, start + size))
      .filter((some) => some.length === size && some.every((token) => /^\p{L}+$/u.test(token) && !IS_HAN.test(token)))
      .map((some) => name(some.join(" "), named(inBothOrders(some), ["inventors"]), named(inBothOrders(some), ["spoken"]))));
    for (const run of new Set([...tokens, ...words.filter((word) => !isKnown(word)).map(({ typed }) => typed)])) {
      if (!IS_HAN.test(run) || [...run].length < 2 || table.leads.has(run)) continue;
      const spoken = romanised(run);
      found.push(name(run, named([run], ["holder", "inventors"]), spoken ? named(inBothOrders(spoken.split(" ")), ["inventors"]) : []));
    }
    const had = found.filter(({ count }) => count);
    if (had.length || !tokens.length || (tokens.length < 2 && words.some(({ leads }) => leads.length))) return had;
    // Part of a name, or the whole; a word among others would be part of one by chance.
    const whole = tokens.join(" ");
    const written = having(whole).size ? [] : named([whole], ["holder", "inventors", "spoken"]);
    return written.length ? [name(whole, written)] : [];
  }

  /** The words of a person's name, the first or the last of which are the given name. */
  function inBothOrders(/** @type {string[]} */ name) {
    const halves = name.slice(1).map((_word, at) => [name.slice(0, at + 1).join(""), name.slice(at + 1).join("")]);
    return halves.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]);
  }

  /** The places of what fits, best first, with score and fit; and how the query was read.
   * @param {string} query @returns {{hits: [number, number, string][], remarks: Text[]}} */
  function lookUp(query) {
    const symbols = /** @type {Thing[]} */ ([]);
    const rest = normalise([...query].slice(0, LONGEST).join("")).replace(SYMBOL, (typed, head, main, sub = "") => {
      const symbol = head.toUpperCase() + (main ? `${main}/${sub}` : "");
      const places = [...table.symbols.keys()].filter((place) => table.symbols[place].some((one) => one.startsWith(symbol)));
      symbols.push(thing(typed.toUpperCase(), new Map(places.map((place) => [place, 0]))));
      return " ";
    });
    const typed = tokensOf(rest);
    const names = namesIn(typed);
    const own = new Set(names.flatMap((name) => name.typed.split(" ")));
    const remarks = /** @type {Text[]} */ ([]);
    const tokens = typed.map((token) => {
      if (own.has(token)) return token;
      const pieces = wordsOf(token);
      const wrong = join(pieces).filter((word) => !isKnown(word) && !isHad(word.typed)).map((word) => word.typed);
      const right = pieces.map((piece) => isKnown(piece) || !wrong.some((word) => word.includes(piece.typed)));
      const [was, used] = IS_HAN.test(token) ? meantSound(pieces, right) : [token, right[0] ? "" : meantWord(token)];
      if (used) remarks.push(_("{typed}: not found, searched as {used}", { typed: was, used }));
      return used ? token.replaceAll(was, used) : token;
    });
    const things = plan(tokens, [...symbols, ...(remarks.length ? namesIn(tokens) : names)]);
    const sum = (/** @type {Thing[]} */ some) => some.reduce((total, { weight }) => total + weight, 0);
    // A word that nobody knows is no reason to refuse what is known of the rest.
    const [whole, needed] = [sum(things), sum(things.filter(({ count, isForeign }) => count || !isForeign))];
    const isAlone = things.length === 1 && things[0].parts < 2;
    const hits = [...together(things)].map(([place, [strength, share, words]]) => {
      const isPart = share >= table.limits.partial * needed || words > 1 || isAlone;
      const fit = share >= table.limits.strong * whole ? "strong" : isPart ? "partial" : "weak";
      return /** @type {[number, number, string]} */ ([place, Math.round((strength / needed) * 1e4) / 1e4, fit]);
    });
    hits.sort((a, b) => FITS.indexOf(a[2]) - FITS.indexOf(b[2]) || b[1] - a[1] || a[0] - b[0]);
    const known = /** @type {Text[]} */ (things.flatMap(({ had }) => had));
    const lacking = things.filter(({ typed }) => !known.includes(typed));
    if (hits[0]?.[2] !== "weak" && lacking.some(({ near }) => near.has(hits[0]?.[0]))) known.push(_("related words"));
    const isWhole = (word, _at, every) => !IS_HAN.test(word) || every.filter((other) => other.includes(word)).length === 1;
    const unknown = [...new Set(lacking.map(({ typed }) => typed))].filter(isWhole);
    const words = { known: joined([...new Set(known)], _(", ")), unknown: joined(unknown, _(", ")) };
    if (unknown.length && known.length) remarks.push(_("not in any record: {unknown}; searched for: {known}", words));
    else if (unknown.length) remarks.push(_("not in any record: {unknown}", words));
    if ([...query].length > LONGEST) {
      remarks.unshift(_("the query is long; only its first {count} characters were used", { count: LONGEST }));
    }
    return { hits, remarks };
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
    const keys = keysOf(text);
    const isNear = (some) => some.split(" ").some((key) => keys.includes(key));
    const ranks = data.patents.map((patent) => patent.keys.split("|").findIndex(isNear));
    return [...ranks.keys()].filter((place) => ranks[place] >= 0).sort((a, b) => ranks[a] - ranks[b]);
  }

  /** @param {string} query @returns {{places: number[], remarks: Text[]}} */
  function run(query) {
    for (const spelling of [query, ...query.split(/\s+/)]) {
      if ((spelling.match(/\p{Nd}/gu) ?? []).length < DIGITS) continue;
      const places = byNumber(spelling);
      if (places.length) return { places, remarks: [] };
    }
    if (!table) return { places: [], remarks: [_("Finding patents by words takes a newer browser.")] };
    const { hits, remarks } = lookUp(query);
    return { places: hits.filter((hit) => hit[2] !== "weak").map(([place]) => place), remarks };
  }

  return { ready: open(), run, lookUp, byNumber };
})();
