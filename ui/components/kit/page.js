// What the live components of one page share, whoever comes first: the views on it by key, and
// those of them that the live socket carries, which adds `changed`, to be told when views come, go,
// or scroll into sight, and `send`. `lost` are those that have not got what the socket brought
// last: it brings that again.
export const page = (globalThis[Symbol.for("backprop-playground")] ??= {
  views: new Map(),
  carried: new Set(),
  lost: new Set(),
});
