// Where a person writes: text, replies, edits, files, the command menu, inline questions, reply keyboards.

import { attempt, dialog, el, icon, iconButton, post, size } from "./dom.js";
import { summary } from "./message.js";
import { Suggestions } from "./suggest.js";

const PICTURES = ["image/png", "image/jpeg", "image/gif", "image/webp"];

export class Composer {
  constructor(pane) {
    this.pane = pane;
    this.target = null;
    this.editing = null;
    const id = `write-${pane.person}`;
    this.input = el("textarea", { id, rows: "1", maxlength: "20000", placeholder: "Tin nhắn", "aria-label": "Tin nhắn", autocomplete: "off", enterkeyhint: "send", "aria-autocomplete": "list", "aria-haspopup": "listbox" });
    this.picker = el("input", { type: "file", class: "sr-only", tabindex: "-1", "aria-label": "Chọn tệp để gửi", onchange: () => this.choose() });
    this.clip = iconButton("clip", "Gửi tệp hoặc ảnh", () => this.picker.click());
    this.menu = el("button", { type: "button", class: "menu-button", "aria-haspopup": "listbox", onclick: () => this.suggestions.toggleAll() }, icon("menu"), "Menu");
    this.keys = iconButton("keys", "Ẩn hoặc hiện bàn phím trả lời", () => this.toggleKeys(), { "aria-pressed": "true" });
    this.sendButton = iconButton("send", "Gửi", () => this.submit(), { class: "icon-button send" });
    this.context = el("div", { class: "context", hidden: true });
    this.keyboard = el("div", { class: "reply-keyboard", role: "group", "aria-label": "Bàn phím trả lời", hidden: true });
    this.suggestions = new Suggestions(pane, this);
    this.row = el("div", { class: "write" }, this.menu, this.clip, this.picker, this.input, this.keys, this.sendButton);
    this.start = el("button", { type: "button", class: "big-button", hidden: true, onclick: () => attempt(() => pane.act("start", {})) }, "Bắt đầu");
    this.unblock = el("button", { type: "button", class: "big-button", hidden: true, onclick: () => attempt(() => pane.act("block", { blocked: false })) }, "Bỏ chặn bot");
    this.node = el("footer", { class: "composer" }, this.suggestions.node, this.context, this.row, this.keyboard, this.start, this.unblock);
    this.input.addEventListener("input", () => { this.fit(); this.suggestions.update(this.input.value); });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("paste", (event) => { if (event.clipboardData.files.length) { event.preventDefault(); this.upload(event.clipboardData.files[0]); } });
    this.refresh();
  }

  /** Shows what fits the moment: start, unblock or the writing line. */
  refresh() {
    const { me, group } = this.pane;
    const fresh = !group && !me.started;
    this.start.hidden = !fresh || me.blocked;
    this.unblock.hidden = group || !me.blocked;
    this.row.hidden = fresh || (!group && me.blocked);
    this.menu.hidden = !this.pane.commands.length || Boolean(this.input.value);
    this.showKeyboard();
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 132)}px`;
    this.menu.hidden = !this.pane.commands.length || Boolean(this.input.value);
    this.row.classList.toggle("filled", Boolean(this.input.value.trim()));
  }

  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape") {
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.input.value) {
      const last = this.pane.lastOwn();
      if (last) { event.preventDefault(); this.edit(last); }
    }
  }

  fill(text) {
    this.input.value = text;
    this.fit();
    this.suggestions.update(text);
    this.input.focus();
  }

  async submit() {
    const text = this.input.value.trim();
    if (!text) return;
    const { editing, target } = this;
    this.fill("");
    this.cancel();
    const sent = await attempt(() => editing
      ? this.pane.act("edit", { message_id: editing.message_id, text })
      : this.pane.act("send", { text, reply_to: target?.message_id || 0 }));
    if (!sent && !this.input.value) this.fill(text);
  }

  /** Sends words that a button or a command stands for. */
  say(text, replyTo = 0) {
    return attempt(() => this.pane.act("send", { text, reply_to: replyTo }));
  }

  replyTo(message) {
    this.cancel();
    this.target = message;
    this.showContext("reply", `Trả lời ${message.from.first_name}`, message);
  }

  edit(message) {
    this.cancel();
    this.editing = message;
    this.fill(message.text);
    this.showContext("pen", "Sửa tin nhắn", message);
  }

  showContext(name, title, message) {
    this.context.replaceChildren(icon(name), el("span", {}, el("b", {}, title), el("small", {}, summary(message))), iconButton("close", "Bỏ", () => { if (this.editing) this.fill(""); this.cancel(); }));
    this.context.hidden = false;
    this.input.focus();
  }

  cancel() {
    if (this.editing) this.fill("");
    this.target = this.editing = null;
    this.context.hidden = true;
    this.suggestions.hide();
  }

  choose() {
    const [file] = this.picker.files;
    this.picker.value = "";
    if (file) this.upload(file);
  }

  async upload(file) {
    const picture = PICTURES.includes(file.type);
    const caption = el("textarea", { rows: "2", maxlength: "1024", placeholder: "Chú thích", "aria-label": "Chú thích" });
    const asPhoto = el("input", { type: "checkbox", checked: true });
    const preview = picture ? el("img", { class: "preview", alt: file.name, src: URL.createObjectURL(file) }) : "";
    const about = el("p", { class: "file-about" }, icon("file"), el("b", {}, file.name), el("small", {}, size(file.size)));
    const choice = picture ? el("label", { class: "check" }, asPhoto, "Gửi như ảnh") : "";
    const answer = await dialog("Gửi tệp", [preview, about, caption, choice], [["Hủy", ""], ["Gửi", "send", "primary"]]);
    if (preview) URL.revokeObjectURL(preview.src);
    if (answer !== "send") return;
    const form = new FormData();
    const { target } = this;
    const values = { person: this.pane.person, chat: this.pane.chatId, caption: caption.value, reply_to: target?.message_id || 0, as_photo: picture && asPhoto.checked };
    for (const [name, value] of Object.entries(values)) form.append(name, value);
    form.append("file", file, file.name);
    const sent = await attempt(() => post("upload", form));
    // a quick bot may have asked for a reply meanwhile: that one stays
    if (sent && this.target === target) this.cancel();
  }

  toggleKeys() {
    const hidden = this.keyboard.classList.toggle("folded");
    this.keys.setAttribute("aria-pressed", String(!hidden));
  }

  /** The reply keyboard that the latest message brings; `forced` replies are set once. */
  showKeyboard() {
    const source = this.pane.keyboardSource();
    const markup = source?.reply_markup;
    const keyboard = !this.row.hidden && markup?.keyboard;
    this.keyboard.hidden = this.keys.hidden = !keyboard;
    this.input.placeholder = (!this.row.hidden && markup?.input_field_placeholder) || "Tin nhắn";
    if (markup?.force_reply && this.forced !== source.message_id) {
      this.forced = source.message_id;
      this.replyTo(source);
    }
    if (!keyboard || this.shown === source) return;
    this.shown = source;
    this.keyboard.classList.remove("folded");
    const press = (button) => {
      if (markup.one_time_keyboard) this.toggleKeys();
      if (button.request_contact) attempt(() => this.pane.act("contact", {}));
      else this.say(button.text, this.pane.group ? source.message_id : 0);
    };
    this.keyboard.replaceChildren(...markup.keyboard.map((row) => el("div", { class: "key-row" },
      ...row.map((button) => el("button", { type: "button", class: `key ${button.style || ""}`, onclick: () => press(button) }, button.text)))));
  }
}
