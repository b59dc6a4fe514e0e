/**
 * The patent: known, granted in China, in term, listed: a port of `rules/patent.py`.
 *
 * It is always one of the page's own records, so it is always known.
 */
"use strict";

const Patents = (() => {
  /** @type {Record<string, string>} the patent type by the first letter of the kind code */
  const KINDS = {
    B: "invention", C: "invention", U: "utility-model", Y: "utility-model",
    S: "design", D: "design",
  };

  /** @param {RuleBook} rules @param {Facts} facts @returns {Check[]} */
  function checks(rules, facts) {
    const patent = facts.patent;
    if (!patent) {
      const names = ["patent-known", "patent-granted", "patent-in-term", "patent-listed"];
      return names.map((rule) => Rules.check(rule, "not-checked", "patent_none"));
    }
    const page = pageSource(rules, patent);
    const title = { en: `catalogue “${facts.catalogue}”`, zh: `目录“${facts.catalogue}”` };
    const known = { title, reference: both(patent.id), url: page.url };
    return [
      Rules.check("patent-known", "pass", "known_pass", { catalogue: facts.catalogue },
        patent.id, null, known),
      checkGranted(patent, facts, page),
      checkTerm(rules, patent, facts),
      checkListed(rules, patent, facts),
    ];
  }

  /** @param {string} text the same in both languages @returns {Both} */
  const both = (text) => ({ en: text, zh: text });

  /** The patent's own page, said to be unread where it is; else the register. @returns {Source} */
  function pageSource(rules, patent) {
    const reference = both(patent.id);
    if (patent.sources.length) {
      const title = { en: "public page of the patent", zh: "专利公开页面" };
      return { title, reference, url: patent.sources[0] };
    }
    if (!patent.publication_number) return Rules.latest(rules, "register").source;
    const title = { en: "public page for this number, not read by us", zh: "该号码的公开页面（我们未查阅）" };
    const page = Rules.latest(rules, "patent-page").text;
    return { title, reference, url: page.replace("{number}", patent.publication_number) };
  }

  /** When the Chinese patent was filed: a date, or the year in the application number, or null.
   * @returns {string | null} */
  function filing(patent) {
    const chinese = patent.office === "CN";
    const own = patent.chinese_applications.filter((a) => a.role === "own");
    const among = own.length || chinese ? own : patent.chinese_applications;
    const application = among.length === 1 ? among[0] : null;
    const date = application?.date ?? (chinese ? patent.filing_date : null);
    const digits = application?.number.match(/^CN([0-9]+)/)?.[1] ?? "";
    if (date || ![8, 12].includes(digits.length)) return date;
    return digits.length === 12 ? digits.slice(0, 4) : (digits >= "85" ? "19" : "20") + digits.slice(0, 2);
  }

  /** Why there was no patent on a day before its filing; else null. @returns {Reason | null} */
  function notYetFiled(patent, facts) {
    const filed = filing(patent);
    if (!filed || filed <= facts.asOf.slice(0, filed.length)) return null;
    return { key: filed.length === 4 ? "before_filing_year" : "before_filing_date", args: { filed } };
  }

  /** @returns {Check} */
  function checkGranted(patent, facts, source) {
    const rule = "patent-granted";
    const early = notYetFiled(patent, facts);
    if (early) return Rules.check(rule, "fail", early.key, early.args, patent.id, null, source);
    const grant = patent.chinese_grant;
    if (grant) {
      const own = grant === patent.publication_number;
      const day = patent.grant_date;
      if (own && day && day > facts.asOf) return Rules.check(rule, "fail", "granted_later", { date: day }, grant, null, source);
      return Rules.check(rule, "pass", own ? "granted_own" : "granted_family", { grant, id: patent.id }, grant, null, source);
    }
    const chinese = patent.office === "CN";
    const published = (patent.kind_code ?? "").startsWith("A");
    const numbers = patent.chinese_applications.map((a) => a.number);
    const args = { id: patent.id, numbers: numbers.join(", ") };
    if (published && (chinese || !numbers.length)) {
      return Rules.check(rule, "fail", "granted_application", args, patent.id, null, source);
    }
    if (!numbers.length) return Rules.check(rule, "unknown", "granted_nothing", args, patent.id, null, source);
    const result = Rules.check(rule, "unknown", "granted_only_application", args, numbers[0], null, source);
    if (!chinese) result.reason = { key: "granted_foreign", args: { reason: result.reason, id: patent.id } };
    return result;
  }

  /**
   * Whether a term still runs; null where only the year is known and it is that one, or nothing.
   * @param {{date: string | null, year: number | null}} expiry @param {string} day
   */
  function inTerm(expiry, day) {
    if (expiry.date) return day <= expiry.date;
    const year = Number(day.slice(0, 4));
    return expiry.year === null || year === expiry.year ? null : year < expiry.year;
  }

  /** @returns {Check} */
  function checkTerm(rules, patent, facts) {
    const rule = "patent-in-term";
    const early = notYetFiled(patent, facts);
    const page = pageSource(rules, patent);
    if (early) return Rules.check(rule, "fail", early.key, early.args, facts.asOf, filing(patent), page);
    const { date, year, basis } = patent.expiry;
    const kind = patent.chinese_grant?.startsWith("CN") && KINDS[patent.chinese_grant.slice(2).replace(/^[0-9]+/, "")[0]];
    const source = Rules.latest(rules, `term-${kind || "invention"}`).source;
    const limit = date ?? (year === null ? null : String(year));
    const args = { limit, basis };
    const running = inTerm(patent.expiry, facts.asOf);
    if (patent.status === "lapsed" && running !== false) {
      const key = patent.sources.length ? "term_page_lapsed" : "term_list_lapsed";
      return Rules.check(rule, "unknown", key, { status: patent.legal_status_as_shown }, facts.asOf, limit, page);
    }
    if (limit === null) return Rules.check(rule, "unknown", "term_unknown", args, facts.asOf, null, source);
    if (running === null) return Rules.check(rule, "unknown", "term_same_year", args, facts.asOf, limit, source);
    if (!running) return Rules.check(rule, "fail", "term_ended", args, facts.asOf, limit, source);
    return Rules.check(rule, "pass", date ? "term_runs_to" : "term_ends_in", args, facts.asOf, limit, source);
  }

  /** @returns {Check} */
  function checkListed(rules, patent, facts) {
    const rule = "patent-listed";
    const { listing } = patent;
    if (listing !== "listed") {
      const source = Rules.latest(rules, "scheme-list").source;
      return Rules.check(rule, "unknown", "listed_candidate", {}, listing, "listed", source);
    }
    // The list is a file of whoever imported it: it has no address.
    const title = {
      en: `list “${facts.list}”`, zh: `清单“${facts.list}”`,
    };
    const source = { title, reference: both(facts.listEdition || patent.id), url: null };
    return Rules.check(rule, "pass", "listed_pass", { list: facts.list }, listing, "listed", source);
  }

  return { checks, inTerm };
})();
