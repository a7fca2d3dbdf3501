// Small helpers: elements without markup strings, words in Vietnamese, calls to the server, passing notices.

const SVG = "http://www.w3.org/2000/svg";

/** An element: attributes, `on…` handlers and children; text is always text. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/static/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/** A button with a picture only: its name is for screen readers and as a tip. */
export function iconButton(name, label, onclick, attributes = {}) {
  return el("button", { type: "button", class: "icon-button", "aria-label": label, title: label, onclick, ...attributes }, icon(name));
}

export function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words[words.length - 1][0] : "")).toUpperCase();
}

export function avatar(name, id, extra = "") {
  return el("span", { class: `avatar tone-${Math.abs(id) % 7} ${extra}`, "aria-hidden": "true" }, initials(name));
}

export const clock = (seconds) => new Date(seconds * 1000).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

export function dayName(seconds) {
  const day = new Date(seconds * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return "Hôm nay";
  if (days === 1) return "Hôm qua";
  return day.toLocaleDateString("vi-VN", { day: "numeric", month: "long", year: "numeric" });
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const [value, unit] = bytes < 1048576 ? [bytes / 1024, "KB"] : [bytes / 1048576, "MB"];
  return `${value.toLocaleString("vi-VN", { maximumFractionDigits: 1 })} ${unit}`;
}

export function toast(text, kind = "") {
  const note = el("div", { class: `toast ${kind}` }, text);
  document.querySelector(".toasts").append(note);
  setTimeout(() => note.remove(), 3600);
}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(body.error || "Máy chủ không trả lời.");
  return body;
}

export const get = async (action, query = {}) => read(await fetch(`/api/${action}?${new URLSearchParams(query)}`));

export const post = async (action, body) =>
  read(await fetch(`/api/${action}`, body instanceof FormData
    ? { method: "POST", body }
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));

/** Does something and shows its error, if any, as a notice. */
export async function attempt(action) {
  try {
    return await action();
  } catch (error) {
    toast(error.message, "error");
    return null;
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Đã chép vào bộ nhớ tạm");
  } catch {
    toast("Trình duyệt không cho chép", "error");
  }
}

/** A modal dialog; resolves with the value of the button that closed it, or "". */
export function dialog(title, content, buttons) {
  const heading = el("h2", { id: `dialog-${Math.random().toString(36).slice(2)}` }, title);
  const box = el("dialog", { "aria-labelledby": heading.id });
  const actions = buttons.map(([label, value, kind = ""]) => el("button", { value, class: kind, formnovalidate: !value }, label));
  box.append(el("form", { method: "dialog" }, heading, ...content, el("div", { class: "dialog-actions" }, ...actions)));
  const before = document.activeElement;
  document.body.append(box);
  box.showModal();
  return new Promise((resolve) => box.addEventListener("close", () => {
    box.remove();
    // Chromium gives the focus back without the caret: keys would be heard and nothing written.
    before?.blur();
    before?.focus({ preventScroll: true });
    resolve(box.returnValue);
  }));
}

/** A menu of actions at a button: arrow keys move, Escape closes. `items`: [icon, label, action]. */
export function popup(anchor, items) {
  const before = document.querySelector(".popup");
  before?.remove();
  if (before?.anchor === anchor) return;
  const close = () => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    if (anchor.isConnected) anchor.focus({ preventScroll: true });
  };
  const outside = (event) => { if (!menu.contains(event.target) && !anchor.contains(event.target)) close(); };
  const entries = items.map(([name, label, action]) => el("button", {
    type: "button", role: "menuitem", tabindex: "-1", onclick: () => { close(); action(); },
  }, icon(name), label));
  const menu = el("div", { class: "popup", role: "menu" }, ...entries);
  menu.anchor = anchor;
  menu.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      entries[(entries.indexOf(document.activeElement) + step + entries.length) % entries.length].focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      close();
    }
  });
  document.body.append(menu);
  const at = anchor.getBoundingClientRect();
  const box = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(at.right - box.width, innerWidth - box.width - 8))}px`;
  menu.style.top = `${at.bottom + box.height + 8 > innerHeight ? Math.max(8, at.top - box.height - 4) : at.bottom + 4}px`;
  document.addEventListener("pointerdown", outside, true);
  entries[0]?.focus();
}
