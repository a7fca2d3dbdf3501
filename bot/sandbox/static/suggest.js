// The list above the writing line: commands after "/", inline results after "@bot".

import { el } from "./dom.js";

const PAUSE = 300;

export class Suggestions {
  constructor(pane, composer) {
    this.pane = pane;
    this.composer = composer;
    this.items = [];
    this.at = -1;
    this.node = el("ul", { class: "suggestions", role: "listbox", id: `suggest-${pane.person}`, "aria-label": "Gợi ý", hidden: true });
  }

  update(text) {
    clearTimeout(this.timer);
    const asked = text.match(/^@(\w+) (.*)$/s);
    if (asked && asked[1].toLowerCase() === this.pane.actions.username.toLowerCase()) {
      this.timer = setTimeout(() => this.ask(asked[2].trim()), PAUSE);
    } else if (/^\/\w*$/.test(text)) {
      this.commands(text.slice(1));
    } else {
      this.hide();
    }
  }

  toggleAll() {
    if (this.node.hidden) { this.commands(""); this.composer.input.focus(); } else this.hide();
  }

  commands(begin) {
    const suffix = this.pane.group ? `@${this.pane.actions.username}` : "";
    this.show(this.pane.commands.filter((one) => one.command.startsWith(begin)).map((one) => ({
      title: `/${one.command}`, detail: one.description,
      act: () => { this.composer.fill(""); this.composer.say(`/${one.command}${suffix}`); },
    })));
  }

  async ask(query) {
    const turn = (this.turn = (this.turn || 0) + 1);
    const { query_id, results } = await this.pane.act("inline", { query }).catch(() => ({ results: [] }));
    if (turn !== this.turn || !this.composer.input.value.startsWith("@")) return;
    this.show(results.map((one) => ({
      title: one.title, detail: one.description || "",
      act: () => { this.composer.fill(""); this.pane.act("choose", { query_id, result_id: one.id }); },
    })), "Bot chưa có kết quả");
  }

  show(items, empty = "") {
    this.items = items;
    this.at = -1;
    const options = items.map((one, place) => el("li", { role: "option", id: `${this.node.id}-${place}`, "aria-selected": "false", onclick: () => this.choose(place) }, el("b", {}, one.title), el("span", {}, one.detail)));
    this.node.replaceChildren(...(options.length || !empty ? options : [el("li", { class: "none" }, empty)]));
    this.node.hidden = !this.node.children.length;
    this.composer.input.setAttribute("aria-controls", this.node.id);
  }

  hide() {
    this.turn = (this.turn || 0) + 1;
    this.show([]);
    this.composer.input.removeAttribute("aria-activedescendant");
  }

  choose(place) {
    const item = this.items[place];
    this.hide();
    item.act();
  }

  /** Takes a key of the writing line; true when it was for the list. */
  key(event) {
    if (this.node.hidden || !this.items.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.items.length) % this.items.length;
      [...this.node.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === this.at)));
      this.node.children[this.at].scrollIntoView({ block: "nearest" });
      this.composer.input.setAttribute("aria-activedescendant", `${this.node.id}-${this.at}`);
    } else if (["Enter", "Tab"].includes(event.key) && this.at >= 0) {
      this.choose(this.at);
    } else if (event.key === "Escape") {
      this.hide();
    } else {
      return false;
    }
    event.preventDefault();
    return true;
  }
}
