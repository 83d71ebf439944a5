// What several pictures on canvas do alike.

/**
 * Clear all of a canvas, whatever the scale: a small one is wider in the page's pixels than in its
 * own.
 *
 * @param {CanvasRenderingContext2D} brush
 */
export function wipe(brush) {
  const { width, height } = brush.canvas;
  brush.save();
  brush.resetTransform();
  brush.clearRect(0, 0, width, height);
  brush.restore();
}

/**
 * Points as discs with a thin rim, or as rings.
 *
 * @param {import("./brush.d.ts").Brush} brush
 * @param {ArrayLike<number>} places x, y, x, y, ...
 * @param {string[]} inks
 * @param {{ rim: string, size: number, ring?: boolean }} look
 */
export function drawPoints(brush, places, inks, { rim, size, ring = false }) {
  for (let i = 0; i < inks.length; i++) {
    brush.beginPath();
    brush.arc(places[2 * i], places[2 * i + 1], size, 0, 2 * Math.PI);
    brush.fillStyle = inks[i];
    if (!ring) brush.fill();
    brush.lineWidth = ring ? 1.5 : 0.9;
    brush.strokeStyle = ring ? inks[i] : rim;
    brush.stroke();
  }
}
