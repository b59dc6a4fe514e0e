/**
 * Amounts and counts as people write them: a port of `patentcli/amounts.py`.
 *
 * Money is a BigInt number of fen (1 yuan = 100 fen): no floating point, no rounding.
 */
"use strict";

const Amounts = (() => {
  const MAX_FEN = 10n ** 17n; // 10^15 yuan
  const MAX_COUNT = 10 ** 15;
  const LONGEST = 64;
  const WHOLE = "([1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)";
  const AMOUNT = new RegExp(`^(?:(?:¥|CNY|RMB) *)?${WHOLE}(?:\\.([0-9]+))? *([万亿]?) *元?$`, "i");
  const COUNT = new RegExp(`^${WHOLE} *人?$`);
  /** @type {Record<string, number>} */
  const ZEROS = { "": 0, "万": 4, "亿": 8 };
  // Other compatibility characters would turn into digits that a reader does not see: 4² is not 42.
  const PLAIN = /^[\x00-\x7f\u00a0\u00a5\u202f\u3000\uff01-\uff5e\uffe5万亿元人]*$/;

  /**
   * @param {string} text
   * @returns {string | null} in NFKC without space around it; null where it can be no amount
   */
  function normal(text) {
    return text.length <= LONGEST && PLAIN.test(text) ? text.normalize("NFKC").trim() : null;
  }

  /**
   * @param {string} text
   * @returns {bigint | null} the amount in fen; null for what is no amount of yuan
   */
  function parseAmount(text) {
    const match = AMOUNT.exec(normal(text) ?? "");
    if (!match) return null;
    const decimals = match[2] ?? "";
    const places = ZEROS[match[3]] + 2;
    if (decimals.length > places) return null;
    const fen = BigInt(match[1].replaceAll(",", "") + decimals.padEnd(places, "0"));
    return fen <= MAX_FEN ? fen : null;
  }

  /**
   * @param {string} text
   * @returns {number | null} a number of persons; null for anything else
   */
  function parseCount(text) {
    const match = COUNT.exec(normal(text) ?? "");
    const count = match ? Number(match[1].replaceAll(",", "")) : MAX_COUNT + 1;
    return count <= MAX_COUNT ? count : null;
  }

  /**
   * @param {bigint | number} fen
   * @returns {string} yuan for machines: "40000.00"
   */
  function formatYuan(fen) {
    const digits = BigInt(fen).toString().padStart(3, "0");
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /**
   * @param {bigint | number} fen
   * @returns {string} yuan for people: "¥40,000.00"
   */
  function showYuan(fen) {
    const [whole, cents] = formatYuan(fen).split(".");
    return `¥${BigInt(whole).toLocaleString("en-US")}.${cents}`;
  }

  return { parseAmount, parseCount, formatYuan, showYuan };
})();
