/**
 * The verdict: fee and size are worked out here from the rules' data; what the rules say of each
 * patent before, in and after its term came ready from the program.
 *
 * @typedef {{rule: string, outcome: string, reason: Text, value: string | null,
 *   limit: string | null, source: [Text, Text, string | null] | null}} Check
 * @typedef {{asOf: string, fee: bigint | null, industry: string | null,
 *   figures: Record<string, bigint | null>, hasUnit: boolean, stated: string | null,
 *   controlled: boolean | null, strict: boolean}} Facts
 */
"use strict";

/** What the facts cannot be read as: `field` is the field of the form. */
class Problem extends Error {
  /** @param {string} field @param {Text} text */
  constructor(field, text) {
    super(field);
    this.field = field;
    this.text = text;
  }
}

const Verdict = (() => {
  /** @returns {Check} */
  const check = (rule, outcome, reason, value = null, limit = null, source = null, cause = "") =>
    ({ rule, outcome, reason, value, limit, source, cause });

  /** @param {[number, number, string | null]} source of the rules' data */
  const sourced = ([title, reference, url]) => [string(title), string(reference), url];

  /** ISO texts sort like dates; a month is a prefix of its days. @param {any} edition */
  const inForce = (edition, day) => (edition.from === null || edition.from <= day)
    && (edition.until === null || day.slice(0, edition.until.length) <= edition.until);

  /** @returns {bigint | null} the annual fee that a list states for a patent, in fen */
  const listedFee = (patent) => (patent?.fee ? Amounts.parseAmount(patent.fee) : null);

  /** @param {Facts} facts @returns {Check} */
  function checkFee(facts, patent) {
    const rule = "fee-cap";
    const listed = listedFee(patent);
    const fee = facts.fee ?? listed;
    if (fee === null && !patent) return check(rule, "not-checked", _("no fee was given"));
    const value = fee === null ? null : Amounts.formatYuan(fee);
    const cap = data.rules.caps.findLast((edition) => inForce(edition, facts.asOf));
    if (!cap) {
      const known = data.rules.caps.at(-1);
      const reason = _("no fee cap is known for that day; the known one applies from {start}", { start: known.from });
      return check(rule, "unknown", reason, value, null, sourced(known.source), "day");
    }
    const capFen = BigInt(cap.fen);
    const limit = Amounts.formatYuan(capFen);
    if (fee === null) return withoutAnnualFee(patent, limit, cap);
    const args = { fee: Amounts.showYuan(fee), cap: Amounts.showYuan(capFen) };
    let reason = fee <= capFen
      ? _("{fee} a year, within the cap of {cap} per patent", args)
      : _("{fee} a year, above the cap of {cap} per patent", args);
    if (facts.fee === null) {
      reason = _("{reason} (the fee that the list states)", { reason });
    } else if (listed !== null && listed !== fee) {
      const other = _("the list states an annual fee of {listed}; the {given} given was checked",
        { listed: Amounts.showYuan(listed), given: args.fee });
      reason = joined([reason, other], _("; "));
    }
    return check(rule, fee <= capFen ? "pass" : "fail", reason, value, limit, sourced(cap.source));
  }

  /** A one-off fee within the cap of one year is within it for good. @returns {Check} */
  function withoutAnnualFee(patent, limit, cap) {
    const answer = (outcome, reason) => check("fee-cap", outcome, reason, patent.once ?? null, limit, sourced(cap.source), patent.once ? "one-off fee" : "");
    if (!patent.once) return answer("unknown", _("no fee was given, and the catalogue states none"));
    const fee = Amounts.parseAmount(patent.once);
    const args = { fee: Amounts.showYuan(fee), cap: Amounts.showYuan(BigInt(cap.fen)) };
    return fee <= BigInt(cap.fen)
      ? answer("pass", _("a one-off fee of {fee}, no annual one: within the cap of {cap} a year", args))
      : answer("unknown", _("a one-off fee of {fee}, no annual one: it cannot be compared with the cap of {cap} a year", args));
  }

  /** Ties to a large company: a note at most. @param {Facts} facts @returns {Check} */
  function checkTies({ controlled }) {
    const rule = "independence";
    if (controlled === null) return check(rule, "not-checked", _("nothing was said about ties to a large company"));
    const { source, controlled: warning, independent } = data.rules.ties;
    return controlled
      ? check(rule, "warn", string(warning), "controlled-by-large", null, sourced(source))
      : check(rule, "pass", string(independent), "independent", null, sourced(source));
  }

  /** The phase of a patent that a day falls in. @returns {[string, number[], number]} */
  const phase = (patent, day) => patent.phases.findLast(([first]) => first <= day);

  /** @param {Facts} facts @returns {Check[]} the four rules on the patent */
  function checkPatent(facts, patent) {
    if (!patent) {
      return data.rules.patent.map((rule) => check(rule, "not-checked", _("no patent was named")));
    }
    const { day, id } = data.rules.values;
    const known = { [day]: facts.asOf, [id]: patent.id };
    return shared(phase(patent, facts.asOf)[1]).map(([outcome, reason, value, limit, source, cause], n) =>
      check(data.rules.patent[n], outcome, string(reason), known[value] ?? value, limit,
        sourced(data.shared[source]), cause));
  }

  /**
   * The answer, in the shape of the program's JSON.
   * @param {Facts} facts @param {any} [patent] one of the page's patents
   */
  function of(facts, patent = null) {
    const size = Company.sizeOf(facts);
    const possible = Company.possibleOf(facts, size);
    const checks = [checkFee(facts, patent), Company.check(facts, size), checkTies(facts),
      ...checkPatent(facts, patent)];
    const counting = checks.filter((c) => c.rule !== "independence");
    if (counting.every((c) => c.outcome === "not-checked")) {
      throw new Problem("", _("Nothing to check yet: answer one of the questions."));
    }
    const has = (outcome) => counting.some((c) => c.outcome === outcome);
    let verdict = "eligible";
    if (has("fail")) verdict = "not-eligible";
    else if (has("unknown") || (facts.strict && has("not-checked"))) verdict = "undetermined";
    const yuan = (fen) => (fen === null ? null : Amounts.formatYuan(fen));
    const { employees, revenue, assets } = facts.figures;
    const fee = facts.fee ?? listedFee(patent);
    const answer = {
      verdict,
      as_of: facts.asOf,
      patent: patent?.id ?? null,
      fee_yuan: yuan(fee),
      company: {
        industry: size?.industry.key ?? facts.industry,
        employees: employees === null ? null : Number(employees),
        revenue_yuan: yuan(revenue),
        assets_yuan: yuan(assets),
        size_class: Company.classOf(facts, size),
        possible_size_classes: possible,
        controlled_by_large: facts.controlled,
      },
      checks,
      not_checked: checks.filter((c) => c.outcome === "not-checked").map((c) => c.rule),
      warning: Company.unitWarning(facts),
    };
    return { ...answer, headline: headline(facts, answer) };
  }

  /** The verdict with what led to it and what was left out. @returns {Text} */
  function headline(facts, { verdict, checks }) {
    const counting = checks.filter((c) => c.rule !== "independence");
    const ids = (outcome) => counting.filter((c) => c.outcome === outcome).map((c) => c.rule);
    const known = data.rules.phrases;
    const phrases = (outcome) => counting.filter((c) => c.outcome === outcome)
      .map(({ rule, cause }) => string(known[`${rule} ${outcome} ${cause}`] ?? known[`${rule} ${outcome}`]))
      .reduce((before, next) => _("{phrases}, {phrase}", { phrases: before, phrase: next }));
    const left = leftOut(ids("not-checked"));
    const open = ids("unknown");
    let answer;
    if (verdict === "not-eligible") {
      answer = _("Not eligible: {parts}", { parts: phrases("fail") });
    } else if (verdict === "eligible") {
      const parts = phrases("pass");
      answer = left ? _("Eligible as far as checked: {parts}", { parts }) : _("Eligible: {parts}", { parts });
    } else if (open.length === 1 && counting.some((c) => c.cause === "patent-listed" && c.outcome === "unknown")
      && !(facts.strict && ids("not-checked").length)) {
      answer = left ? _("Cannot tell: of what was checked, only the listing is not confirmed")
        : _("Cannot tell: the only thing missing is that the listing is confirmed");
    } else if (open.length) {
      answer = _("Cannot tell: {parts}", { parts: phrases("unknown") });
    } else {
      answer = _("Cannot tell, as a strict answer needs everything: {parts}", { parts: phrases("pass") });
    }
    return left ? _("{answer}; {left_out}", { answer, left_out: left }) : answer;
  }

  /** Which of fee, company and patent were not checked; null where all were. @returns {Text} */
  function leftOut(notChecked) {
    const { subjects } = data.rules;
    const named = Object.keys(subjects).filter((rule) => notChecked.includes(rule))
      .map((rule) => string(subjects[rule]));
    if (!named.length) return null;
    if (named.length === 1) return _("the {subject} was not checked", { subject: named[0] });
    return _("{subjects} were not checked", { subjects: joined(named, _(" and ")) });
  }

  /** What to do next: as the patent decides it; nothing after a fail, but for an open licence,
   * which asks neither for the scheme's fee nor for its company size.
   * @returns {Text[]} */
  function steps(facts, patent, answer) {
    const listed = answer.checks.find((c) => c.rule === "patent-listed").outcome === "pass";
    if (answer.verdict === "not-eligible" && !(listed && patent.licence === "open-licence")) return [];
    return data.shared[phase(patent, facts.asOf)[2]].map(string);
  }

  return { check, sourced, inForce, of, steps };
})();
