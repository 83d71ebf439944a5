// Elements of the page.

// A new element with a class, inside a parent.
export function add(parent, tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

export function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
