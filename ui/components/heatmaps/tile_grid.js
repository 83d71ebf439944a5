// Where tiles stand.

export const LIKED = 84; // pixels of a tile
export const GAP = 8;
const DIGIT = 28; // values in a row of a digit; a single tile of more is worth more room

/**
 * Columns and tile size: wide enough to see, filling the width, rows evenly full, whole screen
 * pixels where that costs little.
 *
 * @param {number} n tiles, one at least
 * @param {number} cols values in a row of each
 * @param {number} width pixels of all
 * @param {number} ratio pixels of the screen for each
 * @param {number} liked
 */
export function tileGrid(n, cols, width, ratio, liked) {
  const least = (2 / 3) * liked;
  let best = { across: 1, size: 0, cost: Infinity };
  for (let across = 1; across <= n; across++) {
    const room = (width - (across - 1) * GAP) / across;
    if (room < least && across > 1) break;
    const whole = (Math.floor((room * ratio) / cols) * cols) / ratio;
    const coarse = (room * ratio) / cols > 4.5;
    const size = Math.min(
      whole >= least && whole > (coarse ? 0.93 : 0.8) * room ? whole : room,
      (n === 1 && cols > DIGIT ? 2.8 : 2) * liked,
    );
    const used = (across * size + (across - 1) * GAP) / width;
    const empty = (Math.ceil(n / across) * across - n) / n;
    const cost = Math.abs(Math.log(size / (width < 640 ? 0.8 * liked : liked))) + (1 - used) +
      0.5 * empty;
    if (across === 1 || cost < best.cost) best = { across, size, cost };
  }
  return best;
}
