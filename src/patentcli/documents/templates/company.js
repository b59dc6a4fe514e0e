/**
 * The size class by exact reasoning from the figures that are known: `rules/size.py`, `company.py`.
 *
 * A company's class is the lowest that any of its indicators has; an unknown figure leaves that
 * class or a lower one, and is never taken for zero.
 *
 * @typedef {{key: string | null, groups: number[], uncovered: number, label: number,
 *   not_covered: number, note: number | null, source: [number, number, string | null]}} Industry
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
        if (entry?.decided) return { ...entry, note: null };
      }
      if (known[section]?.decided) return { ...known[section], note: null };
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
    const needed = new Set(groups.flatMap((g) => g.indicators));
    let sme = "unknown";
    if (certain && !possible.includes("large")) sme = "yes";
    else if (certain && possible.length === 1) sme = "no";
    return {
      industry, groups, possible, sme, standard,
      sizeClass: possible.length === 1 && certain ? possible[0] : null,
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
    if (given && !groups.length) {
      const args = { industry: string(industry.not_covered), size: facts.stated && labelOf(facts.stated) };
      const reason = facts.stated
        ? _("stated as {size}, but the standard does not cover {industry}: no class follows", args)
        : _("the standard does not cover {industry}, so no class follows", args);
      return Verdict.check(RULE, "unknown", reason, null, ALLOWED, Verdict.sourced(size.standard.source));
    }
    const source = Verdict.sourced(given ? industry.source : size.standard.source);
    const value = possibleOf(facts, size).join("|") || null;
    if (facts.stated !== null) return checkStated(facts, size, value, source);
    const outcome = { yes: "pass", no: "fail", unknown: "unknown" }[size.sme];
    let reason = { yes: whySme, no: whyLarge, unknown: whyOpen }[size.sme](facts, size);
    if (given && industry.note !== null) {
      reason = joined([reason, worded(string(industry.note), facts.industry)], _("; "));
    }
    return Verdict.check(RULE, outcome, reason, value, ALLOWED, source);
  }

  /** A ready sentence with the word that was typed, or chosen: that in its language. @returns {Text} */
  function worded(message, word) {
    const trade = data.rules.standards.at(-1).trade.find((one) => one.word === word);
    const words = [trade ? string(trade.name) : word].flat();
    return [message].flat().map((side, place) => side.replace("{word}", words[place] ?? words[0]));
  }

  /** The check of a class that was stated; figures that exclude it were refused before. */
  function checkStated(facts, size, value, source) {
    const stated = { size: labelOf(facts.stated), possible: eitherClass(size.possible), industry: string(size.industry.label) };
    const given = facts.industry !== null;
    const answer = (outcome, reason) => Verdict.check(RULE, outcome, reason, value, ALLOWED, source);
    if (facts.stated === "large") return answer("fail", _("stated as large, so not an SME"));
    if (given && size.industry.uncovered) {
      return answer("unknown", _("stated as {size}, but part of {industry} is not covered by the standard", stated));
    }
    if (size.sizeClass === facts.stated) return answer("pass", _("{size}, as stated and by the figures, so an SME", stated));
    if (given && INDICATORS.some((i) => facts.figures[i] !== null)) {
      return answer("pass", _("stated as {size}, so an SME; the figures leave open {possible}", stated));
    }
    return answer("pass", _("stated as {size}, so an SME; not computed from figures", stated));
  }

  /** @returns {Text} */
  const below = (indicator, args) => ({
    employees: _("{value}, fewer than the {floor} a large company must have in {group}", args),
    revenue: _("operating revenue of {value}, less than the {floor} of a large company in {group}", args),
    assets: _("total assets of {value}, less than the {floor} of a large company in {group}", args),
  })[indicator];
  const reached = (indicator, args) => ({
    employees: _("{value}, at least the {floor} of a large company in {group}", args),
    revenue: _("operating revenue of {value}, at least the {floor} of a large company in {group}", args),
    assets: _("total assets of {value}, at least the {floor} of a large company in {group}", args),
  })[indicator];

  /** @returns {Text} */
  function whySme(facts, size) {
    const proofs = size.groups.flatMap((group) => group.indicators
      .filter((i) => facts.figures[i] !== null && facts.figures[i] < BigInt(group.floors[i][0]))
      .slice(0, 1) // the first of each group is enough
      .map((i) => below(i, beside(facts, group, i))));
    const reason = _("an SME ({classes}): {proof}", { classes: eitherClass(size.possible), proof: joined(proofs, _("; ")) });
    if (!size.missing.length) return reason;
    const missing = all(size.missing.map(labelOf));
    return _("{reason}, so {missing} need not be known", { reason, missing });
  }

  /** @returns {Text} */
  function whyLarge(facts, size) {
    const parts = size.groups.flatMap((group) => group.indicators.map((i) =>
      reached(i, beside(facts, group, i))));
    return _("large, so not an SME: {proof}", { proof: joined(parts, _("; ")) });
  }

  /** @returns {Text} */
  function whyOpen(facts, size) {
    if (facts.industry === null) return _("which figures count depends on the industry, and none was given");
    const { possible, missing, industry, groups } = size;
    const parts = industry.uncovered ? string(industry.uncovered) : null;
    const names = {
      classes: eitherClass(possible), groups: either(groups.map((g) => string(g.short))),
      missing: all(missing.map(labelOf)), parts,
    };
    if (!possible.includes("large") || possible.length === 1) {
      return _("{classes} in {groups}, but the standard does not cover {parts}", names);
    }
    const reason = missing.length
      ? _("could be {classes} in {groups}; not known: {missing}", names)
      : _("could be {classes}, depending on the industry: {groups}", names);
    return parts ? _("{reason}; the standard does not cover {parts}", { reason, parts }) : reason;
  }

  /** @returns {Record<string, Text>} a figure beside its floor */
  const beside = (facts, group, indicator) => ({
    value: shown(indicator, facts.figures[indicator]),
    floor: indicator === "employees" ? Number(group.floors[indicator][0]).toLocaleString("en-US")
      : Amounts.showYuan(BigInt(group.floors[indicator][0])),
    group: string(group.short),
  });

  /** @returns {Text} a figure with its unit */
  const shown = (indicator, value) => (indicator === "employees"
    ? ngettext("{n:,} employee", "{n:,} employees", Number(value)) : Amounts.showYuan(value));

  /** The class, once it is settled, or stated for an industry that has classes. */
  function classOf(facts, size) {
    if (!size || facts.stated === null) return size?.sizeClass ?? null;
    return facts.industry === null || !size.industry.uncovered ? facts.stated : null;
  }

  return { CLASSES, sizeOf, possibleOf, classOf, check, eitherClass, labelOf };
})();
