// Where the tiles of heatmaps.js stand, and how its values are written.

import { minus } from "../kit/numbers.js";

export const LIKED = 84; // pixels of a tile
export const GAP = 8;

// Columns and tile size: wide enough to see, filling the width, rows evenly full, whole screen
// pixels where that costs little.
export function tileGrid(n, cols, width, ratio, liked) {
  const least = (2 / 3) * liked;
  let best;
  for (let across = 1; across <= n; across++) {
    const room = (width - (across - 1) * GAP) / across;
    if (room < least && best) break;
    const whole = (Math.floor((room * ratio) / cols) * cols) / ratio;
    const coarse = (room * ratio) / cols > 4.5;
    const size = Math.min(
      whole >= least && whole > (coarse ? 0.93 : 0.8) * room ? whole : room,
      2 * liked,
    );
    const used = (across * size + (across - 1) * GAP) / width;
    const empty = (Math.ceil(n / across) * across - n) / n;
    const cost = Math.abs(Math.log(size / (width < 640 ? 0.8 * liked : liked))) + (1 - used) +
      0.5 * empty;
    if (!best || cost < best.cost) best = { across, size, cost };
  }
  return best;
}

export const share = (v) => `${Number((100 * v).toPrecision(3))}%`;
export const short = (
  v,
  unit,
) => (unit === "share"
  ? share(v)
  : v === 0
  ? "0"
  : unit !== "count" && (v >= 1000 || v < 0.01)
  ? v.toExponential(1)
  : String(Number(v.toPrecision(3))));
export const long = (v, unit) => {
  if (unit === "share") return share(v);
  if (unit === "count") return String(Math.round(v));
  return minus(
    (v > 0 ? "+" : "") +
      (v === 0
        ? "0"
        : Math.abs(v) >= 1e4 || Math.abs(v) < 1e-3
        ? v.toExponential(2)
        : v.toPrecision(3)),
  );
};
export const inCell = (v, unit) => {
  if (Number.isNaN(v)) return "?";
  if (unit === "share") return share(v);
  if (unit === "count") return v ? String(Math.round(v)) : "";
  return minus(
    Math.abs(v) >= 1000
      ? v.toExponential(0)
      : v.toFixed(Math.abs(v) >= 100 ? 0 : Math.abs(v) >= 10 ? 1 : 2),
  );
};
