// Frames as packing.py packs them.

const TYPES = { i1: Int8Array, u1: Uint8Array, f4: Float32Array };

/**
 * The fingerprint of a frame, without reading the rest.
 *
 * @param {Uint8Array} bytes
 */
export function fingerprint(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/**
 * The header of a frame, one of wire.d.ts; its `arrays` become typed arrays.
 *
 * @param {Uint8Array} bytes
 */
export function unpack(bytes) {
  if (bytes.byteOffset % 8) bytes = bytes.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  let at = bytes.byteOffset + 8 + length;
  /** @type {[keyof typeof TYPES, number][]} */
  const listed = header.arrays;
  const buffer = /** @type {ArrayBuffer} */ (bytes.buffer);
  header.arrays = listed.map(([type, size]) => {
    const array = new TYPES[type](buffer, at, size);
    at += Math.ceil(array.byteLength / 8) * 8;
    return array;
  });
  return header;
}
