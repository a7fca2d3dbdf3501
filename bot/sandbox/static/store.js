// What the page knows: people, chats, messages; kept fresh by server-sent events.

import { get, toast } from "./dom.js";

export const store = { bot: null, people: [], chats: [], histories: new Map(), listeners: new Set(), seq: 0 };

export const person = (id) => store.people.find((one) => one.id === id);
export const chat = (id) => store.chats.find((one) => one.id === id);
const tell = (event) => store.listeners.forEach((listener) => listener(event));

export async function refresh() {
  const { bot, people, chats, seq } = await get("state");
  Object.assign(store, { bot, people, chats });
  return seq;
}

/** The messages of a chat by number; fetched once, then kept by events. */
export async function history(personId, chatId) {
  if (!store.histories.has(chatId)) {
    const found = new Map();
    store.histories.set(chatId, found);
    const { messages } = await get("history", { person: personId, chat: chatId });
    const newer = [...found];
    found.clear();
    for (const message of messages) found.set(message.message_id, message);
    for (const [number, message] of newer) found.set(number, message);
  }
  return store.histories.get(chatId);
}

function take(event) {
  store.seq = event.seq;
  const kept = store.histories.get(event.chat_id);
  if (event.kind === "message" || event.kind === "edited") kept?.set(event.message.message_id, event.message);
  if (event.kind === "deleted") kept?.delete(event.message_id);
  if (event.kind === "people" || event.kind === "commands") refresh().then(() => tell(event));
  else tell(event);
}

export async function connect() {
  store.seq = await refresh();
  const source = new EventSource(`/api/events?after=${store.seq}`);
  let lost = false;
  source.addEventListener("message", (message) => take(JSON.parse(message.data)));
  source.addEventListener("error", () => {
    if (!lost) toast("Mất kết nối, đang thử lại…", "error");
    lost = true;
  });
  source.addEventListener("open", async () => {
    if (!lost) return;
    lost = false;
    const seq = await refresh();
    if (seq < store.seq) location.reload();
    else toast("Đã kết nối lại");
  });
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
