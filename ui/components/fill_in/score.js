// How many blanks were right at the first try, by level, kept in this browser.

/** @typedef {Record<string, [first: number, asked: number]>} Scores */

const KEY = "backprop-playground.you-are-backprop";

/** @returns {Scores} */
export function scores() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {}; // a browser that keeps nothing, or another's text
  }
}

/**
 * Keep a level's result if it is the best so far; return all.
 *
 * @param {string} level
 * @param {number} first
 * @param {number} asked
 */
export function keep(level, first, asked) {
  const all = scores();
  const [best, of] = all[level] ?? [0, 0];
  if (!of || first * of > best * asked || (first * of === best * asked && asked > of)) {
    all[level] = [first, asked];
    try {
      localStorage.setItem(KEY, JSON.stringify(all));
    } catch {
      // it is shown, and forgotten with the page
    }
  }
  return all;
}

/**
 * A level with its best: a full star if all were right at the first try.
 *
 * @param {string} level
 * @param {Scores} all
 */
export function inWords(level, all) {
  const best = all[level];
  if (!Array.isArray(best)) return `☆ ${level}`;
  const [first, asked] = best;
  return `${first === asked ? "★" : "☆"} ${level} ${first}/${asked}`;
}
