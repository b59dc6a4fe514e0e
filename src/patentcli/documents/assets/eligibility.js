/**
 * The verdict on a fee, a company and a patent: `rules/fee.py`, `verdict.py` and the form's facts.
 */
"use strict";

const Eligibility = (() => {
  /** @param {RuleBook} rules @param {Facts} facts @returns {Check} */
  function checkFee(rules, facts) {
    const rule = "fee-cap";
    const listed = listedFee(facts.patent);
    const fee = facts.fee ?? listed;
    if (fee === null && !facts.patent) return Rules.check(rule, "not-checked", "fee_none");
    const value = fee === null ? null : Amounts.formatYuan(fee);
    const cap = Rules.parameter(rules, rule, facts.asOf);
    if (!cap) {
      const last = Rules.latest(rules, rule);
      const args = { day: facts.asOf, start: last.in_force_from };
      return Rules.check(rule, "unknown", "fee_no_cap", args, value, null, last.source);
    }
    const capFen = BigInt(cap.value) * 100n;
    const limit = Amounts.formatYuan(capFen);
    if (fee === null) {
      const once = facts.patent.one_off_fee_yuan;
      const args = once ? { fee: Amounts.showYuan(Amounts.parseAmount(once)) } : {};
      const key = once ? "fee_unknown_one_off" : "fee_unknown";
      return Rules.check(rule, "unknown", key, args, null, limit, cap.source);
    }
    const within = fee <= capFen;
    const args = { fee: Amounts.showYuan(fee), cap: Amounts.showYuan(capFen) };
    const result = Rules.check(rule, within ? "pass" : "fail", within ? "fee_within" : "fee_above",
      args, value, limit, cap.source);
    if (facts.fee === null) {
      result.reason = { key: "fee_from_list", args: { reason: result.reason } };
    } else if (listed !== null && listed !== fee) {
      const other = { reason: result.reason, listed: Amounts.showYuan(listed) };
      result.reason = { key: "fee_differs", args: other };
    }
    return result;
  }

  /** @returns {bigint | null} the annual fee that a list states, in fen */
  const listedFee = (patent) =>
    patent?.annual_fee_yuan ? Amounts.parseAmount(patent.annual_fee_yuan) : null;

  /** Ties to a large company: a note at most. @returns {Check} */
  function checkTies(rules, facts) {
    const rule = "independence";
    if (facts.controlled === null) return Rules.check(rule, "not-checked", "ties_none");
    const source = Rules.latest(rules, rule).source;
    return facts.controlled
      ? Rules.check(rule, "warn", "ties_controlled", {}, "controlled-by-large", null, source)
      : Rules.check(rule, "pass", "ties_independent", {}, "independent", null, source);
  }

  /**
   * The answer in the shape of the program's JSON, with reasons as text keys.
   * @param {RuleBook} rules @param {Facts} facts
   */
  function verdict(rules, facts) {
    const size = Sizes.sizeOf(rules, facts);
    const possible = Sizes.possibleOf(facts, size);
    const checks = [
      checkFee(rules, facts), Sizes.check(rules, facts, size), checkTies(rules, facts),
      ...Patents.checks(rules, facts),
    ];
    const counting = checks.filter((c) => c.rule !== "independence");
    if (counting.every((c) => c.outcome === "not-checked")) throw new Rules.Problem("", "problem_nothing");
    const has = (outcome) => counting.some((c) => c.outcome === outcome);
    let answer = "eligible";
    if (has("fail")) answer = "not-eligible";
    else if (has("unknown") || (facts.strict && has("not-checked"))) answer = "undetermined";
    const fee = facts.fee ?? listedFee(facts.patent);
    const yuan = (fen) => (fen === null ? null : Amounts.formatYuan(fen));
    const { employees, revenue, assets } = facts.figures;
    return {
      verdict: answer,
      as_of: facts.asOf,
      patent: facts.patent?.id ?? null,
      fee_yuan: yuan(fee),
      company: {
        industry: size?.industry.key ?? facts.industry,
        employees: employees === null ? null : Number(employees),
        revenue_yuan: yuan(revenue),
        assets_yuan: yuan(assets),
        size_class: facts.stated ?? size?.sizeClass ?? null,
        possible_size_classes: possible,
        controlled_by_large: facts.controlled,
      },
      checks,
      not_checked: checks.filter((c) => c.outcome === "not-checked").map((c) => c.rule),
    };
  }

  /**
   * The facts from what was written in the form: texts, empty where nothing was said.
   * @param {Record<string, string>} form @param {any} patent
   * @param {Catalogue} catalogue the one that holds the patent
   * @returns {Facts}
   */
  function read(form, patent, catalogue) {
    const amount = (field) => {
      if (!form[field]) return null;
      const fen = Amounts.parseAmount(form[field]);
      if (fen === null) throw new Rules.Problem(field, "problem_amount", { value: form[field].slice(0, 40) });
      return fen;
    };
    const people = form.employees ? Amounts.parseCount(form.employees) : undefined;
    if (people === null) throw new Rules.Problem("employees", "problem_count", { value: form.employees.slice(0, 40) });
    if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(form.as_of)) throw new Rules.Problem("as_of", "problem_date");
    return {
      asOf: form.as_of,
      fee: amount("fee"),
      industry: form.industry || null,
      figures: {
        employees: people === undefined ? null : BigInt(people),
        revenue: amount("revenue"),
        assets: amount("assets"),
      },
      stated: form.stated || null,
      controlled: form.ties ? form.ties === "yes" : null,
      patent,
      catalogue: catalogue.name,
      list: catalogue.list,
      listEdition: catalogue.list_edition,
      strict: form.strict === "yes",
    };
  }

  return { read, verdict };
})();
