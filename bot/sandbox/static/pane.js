// One phone: a person in a chat, from header to writing line.

import { attempt, avatar, dialog, el, icon, iconButton, popup, post } from "./dom.js";
import { Composer } from "./composer.js";
import { daySeparator, messageItem, showAnswer } from "./message.js";
import { chat, history, person, store } from "./store.js";

const NEAR = 120;
const ACTIONS = { typing: "đang nhập", upload_photo: "đang gửi ảnh", upload_document: "đang gửi tệp" };

export class Pane {
  constructor(personId, chatId, open) {
    this.person = personId;
    this.chatId = chatId;
    this.open = open;
    this.pending = new Map();
    this.items = new Map();
    this.unseen = 0;
    this.actions = {
      username: store.bot.username,
      send: (text) => this.composer.say(text),
      start: (payload) => attempt(() => post("start", { person: this.person, chat: this.person, payload }).then(() => { if (this.group) this.open(this.person, this.person); })),
    };
    this.list = el("div", { class: "messages", role: "log", "aria-live": "polite", "aria-label": "Tin nhắn" });
    this.scroller = el("div", { class: "scroller", tabindex: "0", role: "group", "aria-label": "Cuộc trò chuyện" }, this.list);
    this.following = true;
    this.top = 0;
    this.scroller.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const growth = new ResizeObserver(() => { if (this.following) this.toEnd(); });
    growth.observe(this.list);
    growth.observe(this.scroller);
    this.down = iconButton("down", "Xuống tin mới nhất", () => this.toEnd(), { class: "icon-button to-end", hidden: true });
    this.status = el("span", { class: "status" });
    this.composer = new Composer(this);
    this.node = el("section", { class: "pane", "data-person": personId, "aria-label": `${this.me.name}: ${this.title}` },
      this.header(), el("div", { class: "scroll" }, this.scroller, this.down), this.composer.node);
    this.node.addEventListener("dragover", (event) => event.preventDefault());
    this.node.addEventListener("drop", (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) this.composer.upload(event.dataTransfer.files[0]); });
    this.rest();
    this.load();
  }

  get me() { return person(this.person); }
  get chat() { return chat(this.chatId); }
  get group() { return this.chat.type !== "private"; }
  get title() { return this.group ? this.chat.title : store.bot.first_name; }
  get commands() { return this.chat.menus[this.person] || []; }

  act(action, body) {
    return post(action, { person: this.person, chat: this.chatId, ...body });
  }

  header() {
    const more = iconButton("more", "Thao tác với cuộc trò chuyện", () => popup(more, this.menu()), { "aria-haspopup": "menu" });
    const face = this.group ? avatar(this.title, this.chatId) : el("span", { class: "avatar bot-face", "aria-hidden": "true" }, icon("bot"));
    return el("header", { class: "pane-header" }, face,
      el("div", { class: "pane-title" }, el("h2", {}, this.title), this.status),
      el("span", { class: "playing" }, el("small", {}, "Đóng vai"), this.me.name), more);
  }

  menu() {
    const groups = store.chats.filter((one) => one.type !== "private" && one.members.includes(this.person) && one.id !== this.chatId);
    const items = groups.map((one) => ["group", one.title, () => this.open(this.person, one.id)]);
    if (this.group) items.unshift(["person", "Trò chuyện riêng với bot", () => this.open(this.person, this.person)]);
    else items.push(this.me.blocked
      ? ["bot", "Bỏ chặn bot", () => attempt(() => this.act("block", { blocked: false }))]
      : ["stop", "Chặn bot", () => attempt(() => this.act("block", { blocked: true }))]);
    return items;
  }

  async load() {
    this.messages = await history(this.person, this.chatId);
    this.list.replaceChildren();
    this.items.clear();
    if (!this.messages.size) this.list.append(this.welcome());
    for (const message of this.messages.values()) this.place(message);
    this.composer.refresh();
    this.toEnd();
  }

  welcome() {
    const words = this.group
      ? "Bot chỉ thấy lệnh, tin nhắc tên và tin trả lời bot."
      : "Bấm Bắt đầu để trò chuyện với bot.";
    return el("div", { class: "welcome" }, el("span", { class: "avatar bot-face", "aria-hidden": "true" }, icon("bot")), el("b", {}, this.title), words);
  }

  place(message) {
    this.list.querySelector(".welcome")?.remove();
    const item = messageItem(message, this);
    const before = this.items.get(message.message_id);
    this.items.set(message.message_id, item);
    if (before) {
      const quotes = [...before.querySelectorAll("blockquote.open")].length;
      if (quotes) item.querySelectorAll(".quote-toggle").forEach((toggle) => toggle.click());
      const focused = before.contains(document.activeElement) ? document.activeElement.textContent : "";
      before.replaceWith(item);
      if (focused) [...item.querySelectorAll("button")].find((one) => one.textContent === focused)?.focus({ preventScroll: true });
      item.classList.toggle("follows", before.classList.contains("follows"));
      return;
    }
    const last = [...this.list.children].at(-1);
    const day = new Date(message.date * 1000).toDateString();
    if (day !== this.day || !last) this.list.append(daySeparator(message.date));
    else if (last.dataset.from === item.dataset.from) { item.classList.add("follows"); last.classList.add("followed"); }
    this.day = day;
    this.list.append(item);
  }

  take(event) {
    if (event.kind === "people" || event.kind === "commands") this.composer.refresh();
    if (event.only && event.only !== this.person) return;
    if (event.chat_id !== this.chatId || !this.messages) return;
    const stay = this.following || event.message?.from.id === this.person;
    if (event.kind === "message" || event.kind === "edited") {
      if (event.message.from.is_bot) this.rest();
      if (event.kind === "message" && !this.items.has(event.message.message_id) && !stay) this.unseen += 1;
      this.place(event.message);
      this.composer.refresh();
    } else if (event.kind === "deleted") {
      this.items.get(event.message_id)?.remove();
      this.items.delete(event.message_id);
    } else if (event.kind === "action") {
      this.busy(ACTIONS[event.action] || "đang bận");
    } else if (event.kind === "pressed") {
      this.pending.get(event.query_id)?.();
      this.pending.delete(event.query_id);
      showAnswer(event, this, dialog);
    }
    if (stay) this.toEnd();
    else this.scrolled();
  }

  /** Remembers a pressed button until the bot answers, at most fifteen seconds. */
  waiting(query, done) {
    this.pending.set(query, done);
    setTimeout(done, 15000);
  }

  busy(words) {
    clearTimeout(this.timer);
    this.status.replaceChildren(words, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
    this.status.classList.add("active");
    this.timer = setTimeout(() => this.rest(), 5000);
  }

  rest() {
    clearTimeout(this.timer);
    this.status.classList.remove("active");
    this.status.textContent = this.group ? `${this.chat.members.length + 1} thành viên` : "bot";
  }

  keyboardSource() {
    const all = [...(this.messages?.values() || [])].reverse();
    const mine = (message) => !message.reply_markup?.selective || message.reply_to_message?.from.id === this.person;
    const source = all.find((one) => one.from.is_bot && one.reply_markup && !one.reply_markup.inline_keyboard && mine(one));
    const answered = source?.reply_markup.force_reply && all[0]?.from.id === this.person;
    return answered ? null : source;
  }

  lastOwn() {
    return [...(this.messages?.values() || [])].reverse().find((one) => one.from.id === this.person && one.text);
  }

  jump(number) {
    const item = this.items.get(number);
    item?.scrollIntoView({ block: "center", behavior: "smooth" });
    item?.classList.add("flash");
    setTimeout(() => item?.classList.remove("flash"), 1600);
  }

  atEnd() { return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR; }

  toEnd() {
    this.unseen = 0;
    this.following = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.down.hidden = true;
  }

  /** Going up ends the following of new messages; coming back to the end takes it up again. */
  scrolled() {
    const end = this.atEnd();
    if (end) this.following = true;
    else if (this.scroller.scrollTop < this.top - 2) this.following = false;
    this.top = this.scroller.scrollTop;
    if (end) this.unseen = 0;
    this.down.hidden = end || this.following;
    if (this.unseen) this.down.dataset.count = this.unseen;
    else delete this.down.dataset.count;
  }
}
