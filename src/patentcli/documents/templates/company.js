/**
 * The size class by exact reasoning from the figures that are known: `rules/size.py`, `company.py`.
 *
 * A company's class is the lowest that any of its indicators has; an unknown figure leaves that
 * class or a lower one, and is never taken for zero.
 *
 * @typedef {{key: string | null, groups: number[], uncovered: number, label: number,
 *   note: number | null, source: [number, number, string | null]}} Industry
 */
"use strict";

const Company = (() => {
  const CLASSES = ["large", "medium", "small", "micro"];
  const INDICATORS = ["employees", "revenue", "assets"];
  const ALLOWED = CLASSES.slice(1).join("|");
  const RULE = "company-size";

  const labelOf = (name) => string(data.rules.labels[name]);

  /** @param {Text[]} words as alternatives or in a row @returns {Text} */
  const listed = (words, last) => (words.length < 2 ? words[0] ?? ""
    : last(joined(words.slice(0, -1), _(", ")), words.at(-1)));
  const either = (words) => listed(words, (others, last) => _("{others} or {last}", { others, last }));
  const all = (words) => listed(words, (others, last) => _("{others} and {last}", { others, last }));
  const eitherClass = (names) => either(names.map(labelOf));

  /** @param {any} standard @param {string} word @returns {Industry} */
  function resolve(standard, word) {
    const known = standard.industries;
    const text = word.normalize("NFKC").trim();
    if (Object.hasOwn(known, text)) return known[text];
    const match = /^([A-Za-z]?)[ .-]?([0-9]*)$/.exec(text);
    const digits = match?.[2] ?? "";
    const section = standard.sections[digits.slice(0, 2)];
    const letter = match?.[1].toUpperCase();
    if (digits ? digits.length < 5 && section && (!letter || letter === section) : letter) {
      const code = digits || letter;
      if (Object.hasOwn(known, code)) return known[code];
      // The longest known prefix decides; nothing finer is known below it.
      for (let n = digits.length - 1; n > 1; n--) {
        const entry = known[digits.slice(0, n)];
        if (entry?.decided) return { ...known[entry.decided], note: null };
      }
      if (known[section]?.decided) return { ...known[known[section].decided], note: null };
    }
    throw new Problem("industry", _("“{value}” is not an industry code; write it like I65, 65 or 7010", { value: word }));
  }

  /** @param {Facts} facts what industry and figures say; null where nothing was said */
  function sizeOf(facts) {
    const figures = INDICATORS.map((i) => facts.figures[i]);
    if (facts.industry === null && facts.stated === null && figures.every((f) => f === null)) return null;
    const standard = data.rules.standards.findLast((s) => Verdict.inForce(s, facts.asOf));
    const used = standard ?? data.rules.standards[0];
    const industry = facts.industry === null ? used.industries[""] : resolve(used, facts.industry);
    const groups = industry.groups.map((place) => used.groups[place]);
    const open = new Set(standard ? groups.flatMap((group) => possibleIn(group, facts.figures)) : []);
    const possible = CLASSES.filter((_name, n) => open.has(n));
    const certain = possible.length > 0 && !industry.uncovered;
    const large = groups.filter((group) => standard && possibleIn(group, facts.figures).includes(0));
    const needed = new Set((large.length ? large : groups).flatMap((g) => g.indicators));
    let sme = "unknown";
    if (certain && !possible.includes("large")) sme = "yes";
    else if (certain && possible.length === 1) sme = "no";
    return {
      industry, groups, possible, sme, standard,
      missing: INDICATORS.filter((i) => needed.has(i) && facts.figures[i] === null),
    };
  }

  /** @returns {number[]} places in CLASSES that stay open within one group */
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
    return unknown ? CLASSES.map((_name, n) => n).slice(lowest) : [lowest];
  }

  /** The classes that stay open with the stated one counted in; a contradiction is a Problem. */
  function possibleOf(facts, size) {
    if (!size) return [];
    if (facts.stated === null) return size.possible;
    if (facts.industry === null || size.possible.includes(facts.stated)) return [facts.stated];
    if (!size.possible.length) return [];
    if (size.industry.uncovered) return [facts.stated];
    throw new Problem("stated", _("{stated} contradicts the figures, which leave {possible} in {industry}", {
      stated: labelOf(facts.stated), possible: eitherClass(size.possible), industry: string(size.industry.label),
    }));
  }

  /** @param {Facts} facts @returns {Check} whether the company is an SME */
  function check(facts, size) {
    if (!size) return Verdict.check(RULE, "not-checked", _("nothing was said about the company's size"));
    if (!size.standard) {
      const first = data.rules.standards[0];
      const reason = _("no size standard is known for that day; the first applies from {start}", { start: first.from });
      return Verdict.check(RULE, "unknown", reason, facts.stated, ALLOWED, Verdict.sourced(first.source));
    }
    const { industry, groups } = size;
    const given = facts.industry !== null;
    const source = Verdict.sourced(given ? industry.source : size.standard.source);
    const value = possibleOf(facts, size).join("|") || null;
    const answer = (outcome, reasons) => Verdict.check(RULE, outcome, joined(reasons, _("; ")), value, ALLOWED, source);
    const names = {
      size: facts.stated && labelOf(facts.stated), classes: eitherClass(size.possible),
      groups: either(groups.map((g) => string(g.short))), missing: all(size.missing.map(labelOf)),
      uncovered: string(industry.uncovered),
    };
    if (!given && facts.stated === null) {
      return answer("unknown", [_("which figures count depends on the industry, and none was given")]);
    }
    if (facts.stated !== null) {
      if (given && industry.uncovered) {
        return answer("unknown", [_("stated as {size}", names), _("the standard does not cover {uncovered}", names)]);
      }
      if (facts.stated === "large") return answer("fail", [_("stated as large, so not an SME")]);
      const figures = given && INDICATORS.some((i) => facts.figures[i] !== null);
      return answer("pass", [_("stated as {size}, so an SME", names),
        figures ? _("the figures allow {classes}", names) : _("not computed from figures")]);
    }
    const notes = industry.note === null ? [] : [worded(string(industry.note), facts.industry)];
    if (size.sme === "yes") {
      const args = { ...names, proof: proof(facts, groups, true) };
      return answer("pass", [size.missing.length
        ? _("an SME ({classes}): {proof}, so {missing} need not be known", args)
        : _("an SME ({classes}): {proof}", args), ...notes]);
    }
    if (size.sme === "no") {
      return answer("fail", [_("large, so not an SME: {proof}", { proof: proof(facts, groups, false) }), ...notes]);
    }
    const reasons = [];
    if (groups.length) reasons.push(_("could be {classes} in {groups}", names));
    if (size.possible.includes("large") && size.missing.length) reasons.push(_("not known: {missing}", names));
    if (industry.uncovered) reasons.push(_("the standard does not cover {uncovered}", names));
    return answer("unknown", [...reasons, ...notes]);
  }

  /** A ready sentence with the word that was typed, or chosen: that in its language. @returns {Text} */
  function worded(message, word) {
    const trade = data.rules.standards.at(-1).trade.find((one) => one.word === word);
    const words = [trade ? string(trade.name) : word].flat();
    return [message].flat().map((side, place) => side.replace("{word}", words[place] ?? words[0]));
  }

  /** The figures that miss the floor of large, one of each group; or those that reach it. @returns {Text} */
  function proof(facts, groups, below) {
    const parts = groups.flatMap((group) => {
      const misses = (i) => facts.figures[i] !== null && facts.figures[i] < BigInt(group.floors[i][0]);
      const told = below ? group.indicators.filter(misses).slice(0, 1) : group.indicators;
      return told.map((i) => beside(below, i, facts.figures[i], group));
    });
    return joined(parts, _("; "));
  }

  /** @returns {Text} a figure beside the floor of large */
  function beside(below, indicator, figure, group) {
    const least = group.floors[indicator][0];
    const args = { label: labelOf(indicator), value: shown(indicator, figure), group: string(group.short) };
    if (indicator === "employees") {
      const people = { ...args, floor: Number(least).toLocaleString("en-US") };
      return below ? _("{value}, fewer than the {floor} a large company must have in {group}", people)
        : _("{value}, at least the {floor} of a large company in {group}", people);
    }
    const money = { ...args, floor: Amounts.showYuan(BigInt(least)) };
    return below ? _("{label} of {value}, less than the {floor} of a large company in {group}", money)
      : _("{label} of {value}, at least the {floor} of a large company in {group}", money);
  }

  /** @returns {Text} a figure with its unit */
  const shown = (indicator, value) => (indicator === "employees"
    ? ngettext("{n:,} employee", "{n:,} employees", Number(value)) : Amounts.showYuan(value));

  /** The class, once it is settled, or stated for an industry that has classes. */
  function classOf(facts, size) {
    if (!size || (facts.stated !== null && facts.industry === null)) return facts.stated;
    const possible = possibleOf(facts, size);
    return possible.length === 1 && !size.industry.uncovered ? possible[0] : null;
  }

  /** A warning where a revenue is too low, with both readings where it has no unit. @returns {Text} */
  function unitWarning({ figures: { revenue, employees }, hasUnit }) {
    const [least, perHead] = data.rules.least_revenue.map(BigInt);
    if (!revenue || (revenue >= least && revenue >= (employees ?? 0n) * perHead)) return null;
    const read = Amounts.showYuan(revenue);
    if (hasUnit) return _("a revenue of {read} looks too low; please check it", { read });
    return _("a revenue of {read} looks too low; if you meant {number}万元, write {number}万: {meant}", {
      read, number: Amounts.formatYuan(revenue).replace(/\.00$/, ""),
      meant: Amounts.showYuan(revenue * 10000n),
    });
  }

  return { CLASSES, sizeOf, possibleOf, classOf, check, eitherClass, labelOf, unitWarning };
})();
