"use strict";

// Keeps the page live: the server tells which part has changed, the part is fetched again and put in place.
const message = document.getElementById("message");
const looks = new Map();
let clockRead = performance.now();

// One look at a part at a time: of two at once, the older could come last and stay. A change that is told meanwhile is looked at afterwards.
async function refresh(part) {
  const look = looks.get(part);
  if (look) {
    look.again = true;
    return;
  }
  const mine = { again: true };
  looks.set(part, mine);
  while (mine.again) {
    await pause(60);
    mine.again = false;
    try {
      await put(part);
    } catch {
      // While the page is live the part is asked for again; once it is live again, all parts are.
      mine.again = isLive();
      if (mine.again) await pause(1000);
    }
  }
  looks.delete(part);
}

async function put(part) {
  const answer = await fetch(`/_emulator/parts/${part}`, { signal: AbortSignal.timeout(10000) });
  if (!answer.ok) throw new Error(`${part} was answered with ${answer.status}`);
  const html = await answer.text();
  await released();
  const place = document.querySelector(`[data-part="${part}"]`);
  const open = new Set([...place.querySelectorAll("details[open]")].map((details) => details.dataset.key));
  const focused = place.contains(document.activeElement) ? focusKey(document.activeElement) : null;
  place.innerHTML = html;
  for (const details of place.querySelectorAll("details")) details.open = open.has(details.dataset.key);
  if (focused) restoreFocus(place, focused);
  if (part === "clock") clockRead = performance.now();
  tick();
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const isLive = () => document.body.dataset.live !== undefined;

// Between press and release of something in a part nothing is put in place: the click would fall on a button that is no more, and be lost.
let press = null;

async function released() {
  while (press) await press.over;
}

function pressed(event) {
  if ((press && !press.ends) || event.button > 0 || !event.target.closest?.("[data-part]")) return;
  press = {};
  press.over = new Promise((done) => { press.end = done; });
}

// The click follows the release at once, before any timer.
function letGo() {
  const mine = press;
  if (!mine) return;
  mine.ends = true;
  setTimeout(() => {
    if (press === mine) press = null;
    mine.end();
  });
}

for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, pressed, true);
for (const name of ["pointerup", "pointercancel", "keyup"]) document.addEventListener(name, letGo, true);
window.addEventListener("blur", letGo);

// A refresh must not throw the keyboard back to the top of the page.
function focusKey(element) {
  const card = element.closest("details")?.dataset.key ?? "";
  return { card, tag: element.tagName, path: element.dataset.path ?? "", label: element.tagName === "BUTTON" ? element.textContent : "" };
}

function restoreFocus(place, key) {
  const same = [...place.querySelectorAll(key.tag)].filter((element) => {
    const other = focusKey(element);
    return other.card === key.card && other.path === key.path;
  });
  (same.find((element) => focusKey(element).label === key.label) ?? same[0])?.focus();
}

async function send(method, path, body) {
  message.hidden = true;
  try {
    const answer = await fetch(path, { method, body: body || undefined, headers: body ? { "Content-Type": "application/json" } : {} });
    if (!answer.ok) show((await answer.json()).message);
    return answer.ok;
  } catch {
    show("The emulator does not answer.");
    return false;
  }
}

function show(text) {
  message.textContent = text;
  message.hidden = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-path]");
  if (button) send(button.dataset.method, button.dataset.path, button.dataset.body);
});

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = {};
  for (const field of form.elements) {
    if (field.name && field.value !== "") body[field.name] = field.type === "number" ? Number(field.value) : field.value;
  }
  if (await send("POST", form.dataset.path, JSON.stringify(body)) && form.classList.contains("inline")) form.reset();
});

// Between two looks the clock ticks by itself, and tokens grow older with it.
function tick() {
  const clock = document.getElementById("clock");
  const now = Number(clock.dataset.now) + (performance.now() - clockRead) * Number(clock.dataset.factor);
  clock.textContent = new Date(now).toISOString().slice(0, 19).replace("T", " ");
  for (const life of document.querySelectorAll("progress[data-expires]")) {
    const left = Math.max(0, Math.floor(Number(life.dataset.expires) - now / 1000));
    life.value = left;
    life.nextElementSibling.textContent = left === 0 ? "expired" : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }
}

function listen() {
  const live = document.getElementById("live");
  const events = new EventSource("/_emulator/events");
  events.onopen = () => {
    live.textContent = "live";
    document.body.dataset.live = "yes";
    for (const place of document.querySelectorAll("[data-part]")) refresh(place.dataset.part);
  };
  events.onerror = () => {
    live.textContent = "not connected";
    delete document.body.dataset.live;
  };
  events.onmessage = (event) => {
    refresh(event.data);
    if (event.data === "journal") refresh("keys");
  };
}

setInterval(tick, 250);
tick();
listen();
