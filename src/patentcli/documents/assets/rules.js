/**
 * What all rules of the page share: their shapes, which edition is in force, how a check is made.
 *
 * These files are a port of `patentcli/rules/`. Every figure and date comes from the rules that
 * travel in the page's data; the tests compare the program's answers with these. A reason is a
 * key of the page's texts with its arguments, so that it can be shown in either language.
 *
 * @typedef {{en: string, zh: string}} Both
 * @typedef {{title: Both, reference: Both, url: string | null}} Source
 * @typedef {{id: string, value: number | null, in_force_from: string | null,
 *   in_force_until: string | null, text: string | null, source: Source}} Parameter
 * @typedef {{key: string, no: number, name: Both, codes: string[], indicators: string[],
 *   floors: Record<string, number[]>}} Group
 * @typedef {{code: string, name: Both}} NotCovered
 * @typedef {{title: Both, number: string, url: string, in_force_from: string,
 *   in_force_until: string | null, groups: Group[], not_covered: NotCovered[],
 *   sections: {code: string, divisions: string[]}[]}} Standard
 * @typedef {{parameters: Parameter[], standards: Standard[]}} RuleBook
 * @typedef {{key: string, args?: Record<string, unknown>}} Reason
 * @typedef {{rule: string, outcome: string, reason: Reason, value: string | null,
 *   limit: string | null, source: Source | null}} Check
 * @typedef {{word: string, groups: Group[], uncovered: NotCovered[], finer: string[],
 *   key: string | null}} Industry
 * @typedef {{industry: Industry, possible: string[], sizeClass: string | null, sme: string,
 *   missing: string[]}} Size
 * @typedef {{asOf: string, fee: bigint | null, industry: string | null,
 *   figures: Record<string, bigint | null>, stated: string | null, controlled: boolean | null,
 *   patent: any, catalogue: string, list: string, listEdition: string, strict: boolean}} Facts
 *
 * @typedef {{name: string, edition: string, list: string, list_edition: string}} Catalogue
 */
"use strict";

const Rules = (() => {
  const CLASSES = ["large", "medium", "small", "micro"];

  /** What the facts cannot be read as: `field` is the field of the form. */
  class Problem extends Error {
    /** @param {string} field @param {string} key @param {Record<string, unknown>} [args] */
    constructor(field, key, args = {}) {
      super(key);
      this.field = field;
      this.key = key;
      this.args = args;
    }
  }

  /** @returns {Check} */
  function check(rule, outcome, key, args = {}, value = null, limit = null, source = null) {
    return { rule, outcome, reason: { key, args }, value, limit, source };
  }

  /** An edition's dates are ISO texts, which sort like dates; a month is a prefix of its days.
   * @param {{in_force_from: string | null, in_force_until: string | null}} rule */
  function inForce(rule, day) {
    const { in_force_from: start, in_force_until: end } = rule;
    return (start === null || start <= day) && (end === null || day.slice(0, end.length) <= end);
  }

  /** @param {RuleBook} rules @param {string} id @returns {Parameter[]} the editions of a rule */
  const editions = (rules, id) => rules.parameters.filter((p) => p.id === id);
  /** @returns {Parameter} */
  const latest = (rules, id) => editions(rules, id).at(-1);
  /** @returns {Parameter | null} */
  const parameter = (rules, id, day) => editions(rules, id).findLast((p) => inForce(p, day)) ?? null;
  /** @param {RuleBook} rules @returns {Standard | null} */
  const standardOn = (rules, day) => rules.standards.findLast((s) => inForce(s, day)) ?? null;

  /** @param {string[]} keys @returns {Reason} */
  const orOf = (keys) => ({ key: "join_or", args: { parts: keys.map((key) => ({ key })) } });
  const listOf = (parts) => ({ key: "join_and", args: { parts } });

  return { CLASSES, Problem, check, latest, parameter, standardOn, orOf, listOf };
})();
