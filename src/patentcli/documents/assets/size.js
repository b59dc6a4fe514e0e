/**
 * The size class by exact reasoning from the figures that are known: `rules/size.py`, `company.py`.
 *
 * A company's class is the lowest that any of its indicators has; an unknown figure leaves that
 * class or a lower one, and is never taken for zero.
 */
"use strict";

const Sizes = (() => {
  const INDICATORS = ["employees", "revenue", "assets"];
  const ALLOWED = Rules.CLASSES.slice(1).join("|");

  /** @param {RuleBook} rules @param {Facts} facts @returns {Size | null} */
  function sizeOf(rules, facts) {
    const figures = INDICATORS.map((i) => facts.figures[i]);
    if (facts.industry === null && facts.stated === null && figures.every((f) => f === null)) return null;
    const standard = Rules.standardOn(rules, facts.asOf);
    const used = standard ?? rules.standards[0];
    const industry = facts.industry === null
      ? Industries.industryOf("", used.groups, used.not_covered, [])
      : Industries.resolve(used, facts.industry);
    const open = new Set();
    if (standard) {
      for (const group of industry.groups) for (const n of possibleIn(group, facts.figures)) open.add(n);
    }
    const possible = Rules.CLASSES.filter((_, n) => open.has(n));
    const certain = !industry.uncovered.length;
    let sme = "unknown";
    if (possible.length && certain) {
      if (!possible.includes("large")) sme = "yes";
      else if (possible.length === 1) sme = "no";
    }
    const needed = new Set(industry.groups.flatMap((g) => g.indicators));
    return {
      industry,
      possible,
      sizeClass: possible.length === 1 && certain ? possible[0] : null,
      sme,
      missing: INDICATORS.filter((i) => needed.has(i) && facts.figures[i] === null),
    };
  }

  /** @param {Group} group @returns {number[]} indexes of Rules.CLASSES that stay open */
  function possibleIn(group, figures) {
    let lowest = 0;
    let unknown = false;
    for (const indicator of group.indicators) {
      const value = figures[indicator];
      if (value === null) {
        unknown = true;
      } else {
        const reached = group.floors[indicator].findIndex((floor) => value >= BigInt(floor));
        lowest = Math.max(lowest, reached < 0 ? 3 : reached);
      }
    }
    return unknown ? Rules.CLASSES.map((_, n) => n).slice(lowest) : [lowest];
  }

  /** The classes that stay open with the stated one counted in; a contradiction is a Problem. */
  function possibleOf(facts, size) {
    if (!size) return [];
    if (facts.stated === null) return size.possible;
    if (facts.industry === null || size.possible.includes(facts.stated)) return [facts.stated];
    if (!size.possible.length) return [];
    if (size.industry.uncovered.length) return [facts.stated];
    throw new Rules.Problem("stated", "problem_stated", { possible: Rules.orOf(size.possible) });
  }

  /** @param {Industry} industry names of all that it stands for */
  const labelOf = (industry) => Rules.listOf([...industry.groups, ...industry.uncovered].map((e) => e.name));

  /** @param {RuleBook} rules @param {Facts} facts @param {Size | null} size @returns {Check} */
  function check(rules, facts, size) {
    const rule = "company-size";
    if (!size) return Rules.check(rule, "not-checked", "size_none");
    const standard = Rules.standardOn(rules, facts.asOf);
    if (!standard) {
      const first = rules.standards[0];
      const args = { day: facts.asOf, start: first.in_force_from };
      return Rules.check(rule, "unknown", "size_no_standard", args, facts.stated, ALLOWED, sizeSource(first));
    }
    const possible = possibleOf(facts, size);
    const industry = size.industry;
    if (facts.industry !== null && !industry.groups.length) {
      return Rules.check(rule, "unknown", "size_not_covered", { industry: labelOf(industry) },
        facts.stated, ALLOWED, sizeSource(standard));
    }
    const source = sizeSource(standard, facts.industry === null ? [] : industry.groups);
    const value = possible.join("|") || null;
    if (facts.stated !== null) {
      const [outcome, key] = stated(facts, size);
      const args = { size: { key: facts.stated }, industry: labelOf(industry) };
      return Rules.check(rule, outcome, key, args, value, ALLOWED, source);
    }
    const outcome = { yes: "pass", no: "fail", unknown: "unknown" }[size.sme];
    const result = Rules.check(rule, outcome, "", {}, value, ALLOWED, source);
    result.reason = whySize(facts, size);
    if (industry.finer.length && facts.industry !== null) {
      const args = { reason: result.reason, codes: industry.finer.join(", ") };
      result.reason = { key: "size_finer", args };
    }
    return result;
  }

  /** @returns {[string, string]} outcome and reason for a class that was stated */
  function stated(facts, size) {
    if (facts.stated === "large") return ["fail", "size_stated_large"];
    if (facts.industry !== null && size.industry.uncovered.length) return ["unknown", "size_stated_partly"];
    return ["pass", size.sizeClass === facts.stated ? "size_stated_computed" : "size_stated"];
  }

  /** @param {Standard} standard @param {Group[]} groups @returns {Source} */
  function sizeSource(standard, groups = []) {
    const numbers = groups.map((g) => g.no).join(", ");
    const reference = {
      en: numbers ? `${standard.number}, group ${numbers}` : standard.number,
      zh: numbers ? `${standard.number}（第 ${numbers} 组）` : standard.number,
    };
    return { title: standard.title, reference, url: standard.url };
  }

  /** @param {Facts} facts @param {Size} size @returns {Reason} */
  function whySize(facts, size) {
    const { industry, possible, missing } = size;
    const absent = Rules.listOf(missing.map((key) => ({ key })));
    if (size.sme === "yes") {
      const proof = proofs(facts, industry.groups, "size_below", true);
      const reason = { key: "size_sme", args: { classes: Rules.orOf(possible), proof } };
      return missing.length ? { key: "size_enough", args: { reason, missing: absent } } : reason;
    }
    if (size.sme === "no") {
      return { key: "size_large", args: { proof: proofs(facts, industry.groups, "size_reaches", false) } };
    }
    if (facts.industry === null) return { key: "size_no_industry" };
    /** @type {Reason} */
    let reason = { key: "size_open", args: { classes: Rules.orOf(possible), industry: labelOf(industry) } };
    if (missing.length) reason = { key: "size_missing", args: { reason, missing: absent } };
    if (industry.uncovered.length) {
      const parts = Rules.listOf(industry.uncovered.map((one) => one.name));
      reason = { key: "size_uncovered", args: { reason, parts } };
    }
    return reason;
  }

  /** What each group says; `below`: its first indicator under the floor of large is enough. */
  function proofs(facts, groups, key, below) {
    const parts = [];
    for (const group of groups) {
      for (const indicator of group.indicators) {
        const value = facts.figures[indicator];
        const floor = BigInt(group.floors[indicator][0]);
        if (below && (value === null || value >= floor)) continue;
        parts.push({ key, args: {
          indicator: { key: indicator }, group: group.name,
          value: shown(indicator, value), floor: shown(indicator, floor),
        } });
        if (below) break;
      }
    }
    return Rules.listOf(parts);
  }

  /** @returns {Reason | string} a figure with its unit */
  function shown(indicator, value) {
    if (indicator !== "employees") return Amounts.showYuan(value);
    return { key: "persons", args: { n: value.toLocaleString("en-US") } };
  }

  return { sizeOf, possibleOf, check };
})();
