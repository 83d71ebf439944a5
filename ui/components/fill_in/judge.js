// Is a number right, and if not, what would have given it?

/**
 * @typedef {import("./formula.js").Read} Read
 * @typedef {{ name: string, value: number }} Named
 * @typedef {Named & { asWritten?: number, mistakes: { value: number, words: string }[] }} Wanted
 */

const EXACT = 1e-6; // of a number, made of names alone
const ROUGH = 0.015; // of one made of numbers of three digits

/**
 * How far from a number another may be.
 *
 * @param {Read} read
 */
function reach({ value, rough, digits }) {
  const share = rough ? ROUGH : EXACT;
  // what was rounded to two digits or more is right to half a unit of the last
  const last = digits > 1
    ? 0.5001 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - digits + 1)
    : 0;
  return (/** @type {number} */ other) => Math.max(share * Math.abs(other), last, 1e-12);
}

/**
 * What to say of a number that was filled in.
 *
 * @param {Read} read
 * @param {Wanted} wanted
 * @param {Named[]} others other numbers of the net
 */
export function judged(read, wanted, others) {
  const within = reach(read);
  const away = (/** @type {number} */ other) => Math.abs(read.value - other);
  const near = (/** @type {number} */ other) => away(other) <= within(other);
  if (near(wanted.value)) return { right: true, words: "" };
  // where terms cancel, three digits of each do not give three of the sum: who took them is right
  const { asWritten } = wanted;
  if (read.rough && asWritten !== undefined && near(asWritten)) return { right: true, words: "" };
  const [mistake] = wanted.mistakes.filter(({ value }) => near(value)).sort((a, b) =>
    away(a.value) - away(b.value)
  );
  if (mistake) return { right: false, words: `That is what comes out ${mistake.words}.` };
  const other = others.find(({ name, value }) => name !== wanted.name && value && near(value));
  if (other) return { right: false, words: `That is ${other.name}, not ${wanted.name}.` };
  const tenfold = [10, 100, 1000, 0.1, 0.01, 0.001].find((by) =>
    Math.abs(read.value - by * wanted.value) <= ROUGH * Math.abs(by * wanted.value)
  );
  if (tenfold && wanted.value) {
    return { right: false, words: "The digits are right, the decimal point is not." };
  }
  return { right: false, words: "No mistake that I know gives this number. Look at the hint." };
}
