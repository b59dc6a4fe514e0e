/**
 * Amounts and counts as people write them, as `patentcli/amounts.py` reads and shows them.
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
  const PLAIN = /^[\x00-\x7f\u00a0\u00a5\u202f\u3000\u3007\u4e00-\u9fff\uff01-\uff5e\uffe5]*$/;
  const FREE = ["免费", "free"];
  const [WRITTEN, READ] = ["〇两壹贰貳叁肆伍陆陸柒捌玖拾佰仟萬億", "零二一二二三四五六六七八九十百千万亿"];
  const SIGNS = "零一二三四五六七八九";
  const DIGIT = `[${SIGNS.slice(1)}]`;
  const POWERS = { "": 1, "十": 10, "百": 100, "千": 1000 };
  const SMALLER = { "百": "十", "千": "百", "万": "千", "亿": "千万" };
  const SECTION = `((?:零*${DIGIT}千)?(?:零*${DIGIT}百)?(?:零*${DIGIT}十)?(?:(?:零+|(?<![百千]))${DIGIT}|零*))`;
  const NUMERAL = new RegExp(`^(?:(?=零*${DIGIT})${SECTION}亿)?(?:(?=零*${DIGIT})${SECTION}万)?${SECTION}$`);

  /** @param {string} text @returns {string | null} null where it can be no amount */
  const normal = (text) => (text.length <= LONGEST && PLAIN.test(text) ? text.normalize("NFKC").trim() : null);

  /** @param {string} text @returns {bigint | null} in fen; null for what is no amount of yuan */
  function parseAmount(text) {
    const plain = normal(text) ?? "";
    const match = AMOUNT.exec(plain);
    if (FREE.includes(plain.toLowerCase())) return 0n;
    if (!match) return chineseNumber(plain);
    const decimals = match[2] ?? "";
    const places = ZEROS[match[3]] + 2;
    if (decimals.length > places) return null;
    const fen = BigInt(match[1].replaceAll(",", "") + decimals.padEnd(places, "0"));
    return fen <= MAX_FEN ? fen : null;
  }

  /** @param {string} text in Chinese numerals, perhaps with 元 and 整 @returns {bigint | null} in fen */
  function chineseNumber(text) {
    const body = text.replace(/^人民币/, "").replace(/[元圆]?整?$/, "")
      .replace(new RegExp(`[${WRITTEN}]`, "g"), (sign) => READ[WRITTEN.indexOf(sign)])
      .replace(/^(?=[十百千])/, "一")
      .replace(new RegExp(`([百千万亿])${DIGIT}$`), (end, unit) => end + SMALLER[unit]);
    const sections = NUMERAL.exec(body)?.slice(1);
    if (!body || !sections) return null;
    const digits = sections.flatMap((section, n) => [...(section ?? "").matchAll(/([^零])([十百千]?)/g)]
      .map(([, digit, power]) => SIGNS.indexOf(digit) * POWERS[power] * [1e8, 1e4, 1][n]));
    return BigInt(digits.reduce((sum, value) => sum + value, 0)) * 100n;
  }

  /** @param {string} text @returns {bigint | null} a number of persons; null for anything else */
  function parseCount(text) {
    const match = COUNT.exec(normal(text) ?? "");
    const count = match ? Number(match[1].replaceAll(",", "")) : MAX_COUNT + 1;
    return count <= MAX_COUNT ? BigInt(count) : null;
  }

  /** @param {bigint} fen @returns {string} yuan for machines: "40000.00" */
  function formatYuan(fen) {
    const digits = fen.toString().padStart(3, "0");
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /** @param {bigint} fen @returns {Text} yuan for people, with 万 or 亿 where that is short */
  function showYuan(fen) {
    const [whole, cents] = formatYuan(fen).split(".");
    const amount = `¥${BigInt(whole).toLocaleString("en-US")}.${cents}`;
    for (const [unit, zeros] of /** @type {[string, number][]} */ ([["亿", 10], ["万", 6]])) {
      const size = 10n ** BigInt(zeros);
      if (fen < size) continue;
      const decimals = (fen % size).toString().padStart(zeros, "0").replace(/0+$/, "");
      if (decimals.length > 4) continue;
      const short = `${fen / size}${decimals ? "." : ""}${decimals}${unit}元`;
      return _("{amount} ({short})", { amount, short });
    }
    return amount;
  }

  return { parseAmount, parseCount, formatYuan, showYuan };
})();
