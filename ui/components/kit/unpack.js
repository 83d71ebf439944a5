// Frames as packing.py packs them.

const TYPES = { i1: Int8Array, u1: Uint8Array, f4: Float32Array };

// The fingerprint of a frame, without reading the rest.
export function fingerprint(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

// The header of a frame; its `arrays` become typed arrays. See packing.py.
export function unpack(bytes) {
  if (bytes.byteOffset % 8) bytes = bytes.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  let at = bytes.byteOffset + 8 + length;
  header.arrays = header.arrays.map(([type, size]) => {
    const array = new TYPES[type](bytes.buffer, at, size);
    at += Math.ceil(array.byteLength / 8) * 8;
    return array;
  });
  return header;
}
