// One message: bubble, reply, picture, document, buttons, time.

import { attempt, clock, copy, dayName, el, icon, iconButton, popup, size, toast } from "./dom.js";
import { link, render } from "./entities.js";

export const summary = (message) => message.text || message.caption || (message.photo && "Ảnh") || message.document?.file_name || (message.contact && "Danh bạ") || "Tin nhắn";
const nameOf = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");

function replied(message, pane) {
  const source = message.reply_to_message;
  if (!source) return null;
  const words = message.quote?.text || summary(source);
  return el("button", { type: "button", class: `replied tone-${Math.abs(source.from.id) % 7}`, "aria-label": `Trả lời ${nameOf(source.from)}: ${words}`, onclick: () => pane.jump(source.message_id) },
    el("b", {}, nameOf(source.from)), el("span", {}, words.replace(/\s+/g, " ")));
}

function picture(message) {
  const photo = message.photo?.at(-1);
  if (!photo) return null;
  const href = `/api/files/${photo.file_id}?show=1`;
  const alt = message.caption ? `Ảnh: ${message.caption}` : "Ảnh";
  return el("a", { class: "photo", href, target: "_blank", rel: "noopener", "aria-label": "Xem ảnh cỡ đầy đủ" }, el("img", { src: href, alt, width: photo.width, height: photo.height, loading: "lazy" }));
}

function document_(message) {
  const file = message.document;
  if (!file) return null;
  const kind = file.file_name.includes(".") ? file.file_name.split(".").pop().slice(0, 4).toUpperCase() : "";
  return el("a", { class: "document", href: `/api/files/${file.file_id}`, download: file.file_name, "aria-label": `Tải ${file.file_name}, ${size(file.file_size)}` },
    el("span", { class: "file-badge", "aria-hidden": "true" }, kind || icon("file")),
    el("span", { class: "file-name" }, el("b", {}, file.file_name), el("small", {}, size(file.file_size))));
}

function inlineButton(button, message, pane) {
  const label = [button.text];
  const kind = { class: `key ${button.style || ""}` };
  if (button.url) return link(button.url, [...label, icon("link")], pane.actions, kind);
  if (button.copy_text) return el("button", { type: "button", ...kind, onclick: () => copy(button.copy_text.text) }, ...label, icon("copy"));
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  if (query !== undefined) return el("button", { type: "button", ...kind, onclick: () => pane.composer.fill(`@${pane.actions.username} ${query}`) }, ...label);
  const node = el("button", { type: "button", ...kind, onclick: async () => {
    if (node.classList.contains("busy")) return;
    node.classList.add("busy");
    node.setAttribute("aria-busy", "true");
    const sent = await attempt(() => pane.act("press", { message_id: message.message_id, data: button.callback_data }));
    const done = () => { node.classList.remove("busy"); node.removeAttribute("aria-busy"); };
    if (sent) pane.waiting(sent.query_id, done); else done();
  } }, ...label);
  return node;
}

function keyboard(message, pane) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el("div", { class: "inline-keyboard", role: "group", "aria-label": "Các nút của tin nhắn" },
    ...rows.map((row) => el("div", { class: "key-row" }, ...row.map((button) => inlineButton(button, message, pane)))));
}

function menu(message, own, pane) {
  const text = message.text || message.caption;
  const items = [["reply", "Trả lời", () => pane.composer.replyTo(message)]];
  if (text) items.push(["copy", "Sao chép", () => copy(text)]);
  if (own && message.text && !message.via_bot) items.push(["pen", "Sửa", () => pane.composer.edit(message)]);
  return items;
}

/** A message with its buttons. */
export function messageItem(message, pane) {
  const own = message.from.id === pane.person;
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities ?? [];
  const author = own ? "Bạn" : nameOf(message.from);
  const time = el("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  const meta = el("span", { class: "meta" }, message.edit_date ? el("i", {}, "đã sửa") : "", time, own ? icon("ticks") : "");
  const more = iconButton("more", "Thao tác với tin nhắn", () => popup(more, menu(message, own, pane)), { class: "icon-button more", "aria-haspopup": "menu" });
  const bubble = el("div", { class: `bubble${message.photo ? " with-photo" : ""}${message.photo && !text ? " bare" : ""}` },
    el("span", { class: "sr-only" }, `${author}: `),
    pane.group && !own ? el("b", { class: `author tone-${Math.abs(message.from.id) % 7}`, "aria-hidden": "true" }, author) : "",
    message.via_bot ? el("small", { class: "via" }, `qua @${message.via_bot.username}`) : "",
    replied(message, pane), picture(message), document_(message),
    message.contact ? el("div", { class: "contact" }, el("b", {}, message.contact.first_name), message.contact.phone_number) : "",
    text ? el("div", { class: "text" }, ...render(text, entities, pane.actions)) : "", meta, more);
  bubble.addEventListener("contextmenu", (event) => {
    if (event.target.closest("a, img") || getSelection().toString()) return;
    event.preventDefault();
    popup(more, menu(message, own, pane));
  });
  return el("div", { role: "article", class: `message ${own ? "own" : "other"}`, "data-id": message.message_id, "data-from": message.from.id }, bubble, keyboard(message, pane));
}

export const daySeparator = (seconds) => el("div", { class: "day" }, el("span", {}, dayName(seconds)));

/** What the bot said to a press: a notice, or a box that must be closed. */
export async function showAnswer(event, pane, dialog) {
  if (event.url) {
    const target = link(event.url, ["Mở liên kết"], pane.actions);
    await dialog("Bot muốn mở một liên kết", [target], [["Đóng", ""]]);
  } else if (event.text && event.alert) {
    await dialog("Thông báo", [el("p", {}, event.text)], [["Đóng", "", "primary"]]);
  } else if (event.text) {
    toast(event.text);
  }
}
