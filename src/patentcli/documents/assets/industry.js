/**
 * Which group of the size standard an industry belongs to: a port of `rules/industries.py`.
 *
 * A word is a group's key, or a GB/T 4754-2017 code whose longest known prefix decides. Names
 * are not read here: the form offers the groups in a list.
 */
"use strict";

const Industries = (() => {
  /** @param {Standard} standard @param {string} word @returns {Industry} */
  function resolve(standard, word) {
    const text = word.normalize("NFKC").trim();
    const group = standard.groups.find((g) => g.key === text);
    if (group) return industryOf(word, [group], [], []);
    const match = /^([A-Za-z]?)[ .-]?([0-9]*)$/.exec(text);
    if (!match || !(match[1] || match[2])) throw new Rules.Problem("industry", "problem_industry", { value: word });
    return byCode(standard, word, match[1].toUpperCase(), match[2]);
  }

  /** @returns {Industry} */
  function industryOf(word, groups, uncovered, finer) {
    const key = groups.length === 1 && !uncovered.length ? groups[0].key : null;
    return { word, groups, uncovered, finer, key };
  }

  /** @param {Standard} standard @returns {Industry} */
  function byCode(standard, word, letter, digits) {
    const section = sectionOf(standard, word, letter, digits);
    /** @type {Map<string, Group | NotCovered>} */
    const entries = new Map();
    for (const group of standard.groups) for (const code of group.codes) entries.set(code, group);
    for (const one of standard.not_covered) entries.set(one.code, one);
    const prefixes = [section.code];
    for (let n = 2; n <= digits.length; n++) prefixes.unshift(digits.slice(0, n));
    const decided = prefixes.map((p) => entries.get(p)).find(Boolean);
    const within = digits ? [digits] : section.divisions;
    const finer = [...entries].filter(([code]) =>
      /^[0-9]/.test(code) && code !== digits && within.some((start) => code.startsWith(start)));
    if (decided) {
      const others = finer.filter(([, entry]) => entry !== decided).map(([code]) => code);
      return "key" in decided
        ? industryOf(word, [decided], [], others)
        : industryOf(word, [], [decided], others);
    }
    if (!finer.length) throw new Rules.Problem("industry", "problem_industry", { value: word });
    const found = [...new Set(finer.map(([, entry]) => entry))];
    const codes = found.length > 1 ? finer.map(([code]) => code).sort() : [];
    return industryOf(word, found.filter((e) => "key" in e), found.filter((e) => !("key" in e)), codes);
  }

  /** The section of a code; a code that the classification does not have is a Problem. */
  function sectionOf(standard, word, letter, digits) {
    const problem = new Rules.Problem("industry", "problem_industry", { value: word });
    if (digits && (digits.length === 1 || digits.length > 4)) throw problem;
    const section = standard.sections.find((s) =>
      digits ? s.divisions.includes(digits.slice(0, 2)) : s.code === letter);
    if (!section || (letter && section.code !== letter)) throw problem;
    return section;
  }

  return { resolve, industryOf };
})();
