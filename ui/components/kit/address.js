// Where this very server's sockets are.

/**
 * @param {string} path
 * @param {string} base what the whole app is served under
 * @param {Record<string, string>} keys
 */
export function socketAddress(path, base, keys) {
  const url = new URL(base ? `/${base}/${path}` : path, document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  url.search = String(new URLSearchParams(keys));
  url.hash = "";
  return url;
}
