// The page: people above, as many phones side by side as the window takes.

import { attempt, avatar, dialog, el, icon, post } from "./dom.js";
import { Pane } from "./pane.js";
import { connect, person, store } from "./store.js";

const WIDTH = 400;
const nav = document.querySelector(".people");
const main = document.querySelector(".panes");
const unread = new Map();
let panes = [];

const room = () => Math.max(1, Math.floor(innerWidth / WIDTH));
const key = "phones";

function remember() {
  sessionStorage.setItem(key, JSON.stringify(panes.map((pane) => [pane.person, pane.chatId])));
}

/** Shows a person in a chat: in the person's own phone, in a free place, or instead of the last one. */
function open(personId, chatId = personId) {
  const pane = new Pane(personId, chatId, open);
  const own = panes.findIndex((one) => one.person === personId);
  const place = own >= 0 ? own : panes.length < room() ? panes.length : panes.length - 1;
  panes[place]?.node.remove();
  main.insertBefore(pane.node, main.children[place] || null);
  panes[place] = pane;
  unread.delete(personId);
  remember();
  people();
}

function select(personId) {
  const pane = panes.find((one) => one.person === personId);
  if (!pane) open(personId);
  (panes.find((one) => one.person === personId)).composer.input.focus();
}

async function addPerson() {
  const name = el("input", { required: true, maxlength: "64", "aria-label": "Họ và tên", placeholder: "Họ và tên", autocomplete: "off" });
  const role = el("input", { maxlength: "40", "aria-label": "Vai trò", placeholder: "Đơn vị, Người duyệt, Lãnh đạo, Quản trị, Người mới", autocomplete: "off" });
  const answer = await dialog("Thêm người", [name, role], [["Hủy", ""], ["Thêm", "add", "primary"]]);
  if (answer !== "add") return;
  const body = { first_name: name.value, role: role.value };
  const added = await attempt(() => post("people", body));
  if (added) wanted = added.id;
}
let wanted = 0;

function people() {
  const shown = panes.map((pane) => pane.person);
  nav.replaceChildren(...store.people.map((one) => {
    const count = unread.get(one.id);
    const words = `${one.name}${one.role ? `, ${one.role}` : ""}${count ? `, ${count} tin mới` : ""}`;
    return el("button", { type: "button", class: "person", "aria-pressed": String(shown.includes(one.id)), "aria-label": words, onclick: () => select(one.id) },
      avatar(one.name, one.id, "small"), el("span", { class: "person-name" }, el("b", {}, one.name), el("small", {}, one.role)),
      count ? el("span", { class: "badge", "aria-hidden": "true" }, String(count)) : "");
  }), el("button", { type: "button", class: "person add", "aria-label": "Thêm người", title: "Thêm người", onclick: addPerson }, icon("plus")));
  nav.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function arrange() {
  while (panes.length > room()) panes.pop().node.remove();
  for (const one of store.people) {
    if (panes.length >= Math.min(room(), 3)) break;
    if (!panes.some((pane) => pane.person === one.id)) open(one.id);
  }
  document.body.classList.toggle("wide", room() > 1);
  people();
}

store.listeners.add((event) => {
  for (const pane of panes) pane.take(event);
  const private_ = event.kind === "message" && event.message.from.is_bot && person(event.chat_id);
  if (private_ && !panes.some((pane) => pane.chatId === event.chat_id)) {
    unread.set(event.chat_id, (unread.get(event.chat_id) || 0) + 1);
    people();
  }
  if (event.kind === "people") {
    people();
    if (wanted && person(wanted)) { open(wanted); wanted = 0; }
  }
});

attempt(async () => {
  await connect();
  document.title = `${store.bot.first_name}: trò chuyện thử`;
  const before = JSON.parse(sessionStorage.getItem(key) || "[]");
  for (const [personId, chatId] of before.slice(0, room())) if (person(personId)) open(personId, chatId);
  arrange();
  addEventListener("resize", arrange);
  document.body.dataset.ready = "yes";
});
