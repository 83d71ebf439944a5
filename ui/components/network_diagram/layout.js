// Where units and edges of a network stand: it depends on the layers and the room only, so nothing
// ever moves.

const TOP = 22;
const MORE = 18;
const PICTURE = 112;
const NODE = 12; // at least, where there is room

// Not taller than `most`, down to units of 8 pixels.
// Return {height, pitch, node, nodes: [{l, j, x, y, name}], picture, columns, edges}; edges are x1,
// y1, x2, y2 and l, j, k.
export function layOut(layers, width, measure, most = Infinity) {
  const last = layers.length - 1;
  const shown = layers.map((layer) => layer.names.length);
  const rows = Math.max(...shown);
  const widest = (layer) => Math.min(width * 0.2, 110, Math.max(0, ...layer.names.map(measure)));
  const more = layers.some((layer, l) => shown[l] && layer.size > shown[l]);
  const below = more ? MORE : 4;
  const room = most - TOP - below;
  const liked = Math.max(25, Math.min(46, Math.floor(400 / rows)));
  const pitch = Math.max(9, Math.min(liked, Math.floor(room / rows)));
  const { picture } = layers[0];
  const pictured = picture && Math.max(28, Math.min(PICTURE, 0.25 * width, room - 8));
  let node = pitch - 5;
  const left = picture ? pictured / 2 : widest(layers[0]) + 12 + node / 2;
  const right = widest(layers[last]) + 12 + node / 2;
  const step = (width - left - right) / last;
  node = Math.max(Math.min(NODE, pitch - 1), Math.min(node, 0.62 * step));
  const tall = Math.max(rows * pitch, picture ? pictured + 8 : 0);
  const x = layers.map((_, l) => left + l * step);
  const nodes = [];
  const columns = layers.map(({ title, size, names }, l) => {
    const start = TOP + (tall - names.length * pitch) / 2;
    names.forEach((name, j) => nodes.push({ l, j, name, x: x[l], y: start + (j + 0.5) * pitch }));
    return {
      title,
      size,
      x: x[l],
      room: step - 8,
      hidden: names.length && size - names.length,
      end: start + names.length * pitch,
    };
  });
  const middle = TOP + tall / 2;
  const place = (l, j) => nodes.find((one) => one.l === l && one.j === j);
  const edges = [];
  for (let l = 1; l <= last; l++) {
    const summed = l === 1 && picture;
    for (let j = 0; j < shown[l]; j++) {
      const to = place(l, j);
      for (let k = 0; k < (summed ? 1 : shown[l - 1]); k++) {
        const from = summed ? { x: x[0] + pictured / 2 - node / 2, y: middle } : place(l - 1, k);
        edges.push({
          l,
          j,
          k,
          summed,
          x1: from.x + node / 2,
          y1: from.y,
          x2: to.x - node / 2,
          y2: to.y,
        });
      }
    }
  }
  const image = picture &&
    {
      x: x[0] - pictured / 2,
      y: middle - pictured / 2,
      width: pictured,
      height: (pictured * picture[0]) / picture[1],
    };
  return { height: TOP + tall + below, pitch, node, nodes, columns, edges, picture: image, last };
}

// How far a place is from an edge.
export function distance({ x1, y1, x2, y2 }, [x, y]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
