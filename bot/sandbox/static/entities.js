// Text with entities becomes elements. Offsets count UTF-16 units, as JavaScript strings do.

import { copy, el } from "./dom.js";

const SIMPLE = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

const safe = (url) => {
  try {
    const parsed = new URL(url.includes("://") ? url : `http://${url}`);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed : null;
  } catch {
    return null;
  }
};

/** The payload of a deep link to this bot, "" for a link without one, null for another address. */
export function deepLink(url, username) {
  const parsed = safe(url);
  const ours = parsed && ["t.me", "telegram.me"].includes(parsed.hostname) && parsed.pathname.slice(1).toLowerCase() === username.toLowerCase();
  return ours ? parsed.searchParams.get("start") ?? "" : null;
}

/** A link; one to the bot itself starts it instead of leaving the page. */
export function link(url, children, actions, attributes = {}) {
  const payload = deepLink(url, actions.username);
  if (payload !== null) return el("a", { href: "#", role: "button", ...attributes, onclick: (event) => { event.preventDefault(); actions.start(payload); } }, ...children);
  const parsed = safe(url);
  if (!parsed) return el("span", attributes, ...children);
  return el("a", { href: parsed.href, target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
}

function quote(children) {
  const body = el("div", { class: "quote-body" }, ...children);
  const words = el("span", {}, "Xem thêm");
  const toggle = el("button", { type: "button", class: "quote-toggle", "aria-expanded": "false" }, words);
  const block = el("blockquote", { class: "expandable" }, body, toggle);
  const turn = () => {
    const open = block.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    words.textContent = open ? "Thu gọn" : "Xem thêm";
  };
  toggle.addEventListener("click", turn);
  body.addEventListener("click", (event) => { if (!toggle.hidden && !event.target.closest("a, button") && getSelection().isCollapsed) turn(); });
  const measure = () => { if (!block.classList.contains("open")) toggle.hidden = body.scrollHeight <= body.clientHeight + 2; };
  new ResizeObserver(measure).observe(body);
  return block;
}

function wrap(entity, text, children, actions) {
  const { type } = entity;
  if (SIMPLE[type]) return el(SIMPLE[type], {}, ...children);
  if (type === "text_link") return link(entity.url, children, actions);
  if (type === "url") return link(text, children, actions);
  if (type === "email") return el("a", { href: `mailto:${text}` }, ...children);
  if (type === "bot_command") return el("button", { type: "button", class: "inline-link", onclick: () => actions.send(text) }, ...children);
  if (type === "mention" || type === "hashtag") return el("span", { class: "tag" }, ...children);
  if (type === "code") return el("code", { tabindex: "0", role: "button", title: "Chép", onclick: () => copy(text), onkeydown: (event) => { if (event.key === "Enter") copy(text); } }, ...children);
  if (type === "pre") return el("pre", { "data-language": entity.language }, el("code", {}, ...children));
  if (type === "blockquote") return el("blockquote", {}, ...children);
  if (type === "expandable_blockquote") return quote(children);
  if (type === "spoiler") {
    const reveal = () => { hidden.classList.add("shown"); hidden.removeAttribute("role"); hidden.removeAttribute("aria-label"); };
    const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Nội dung ẩn, bấm để xem", onclick: reveal, onkeydown: (event) => { if (event.key === "Enter") reveal(); } }, ...children);
    return hidden;
  }
  return el("span", {}, ...children);
}

/** Elements for a stretch of text; entities lie within it and nest, the outer before the inner. */
export function render(text, entities = [], actions, begin = 0, end = text.length) {
  const out = [];
  let at = begin;
  let rest = entities.filter((one) => one.offset >= begin && one.offset + one.length <= end);
  while (rest.length) {
    const [first, ...others] = rest;
    const stop = first.offset + first.length;
    if (first.offset > at) out.push(text.slice(at, first.offset));
    const inner = others.filter((one) => one.offset < stop);
    out.push(wrap(first, text.slice(first.offset, stop), render(text, inner, actions, first.offset, stop), actions));
    at = stop;
    if (first.type.includes("blockquote") && text[at] === "\n") at += 1;
    rest = others.filter((one) => one.offset >= at);
  }
  if (at < end) out.push(text.slice(at, end));
  return out;
}
