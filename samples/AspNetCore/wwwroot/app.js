"use strict";

// Keeps the list live: the server tells which customer has changed, its card is fetched and put in place. A stream that breaks is opened again by the
// browser, and then the whole list is read: what has happened in between is not lost.
const customers = document.getElementById("customers");
const line = document.getElementById("line");
const news = document.getElementById("news");

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Null for what is not there any more.
async function fetchHtml(path) {
  const answer = await fetch(path);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  await released();
  return template.content;
}

// Between press and release nothing is put in place: the click would fall on what is no more, and be lost. Not every browser gives a pressed button the focus.
let press = null;

async function released() {
  while (press) await press.over;
}

function pressed() {
  if (press && !press.ends) return;
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

// A list that drops down may keep the release to itself. What was typed is told as changed by the press that comes next, which goes on.
document.addEventListener("change", (event) => {
  if (event.target.tagName === "SELECT") letGo();
}, true);

// A list of which no option is marked begins with its first one.
function isFilledIn(field) {
  if (field.type === "file") return field.files.length > 0;
  if (field.tagName === "SELECT") return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
  return field.value !== field.defaultValue;
}

// A change must not take away what somebody has filled in or been told, or throw the keyboard out of it.
function isInUse(part) {
  return part.contains(document.activeElement) || part.querySelector("[role=alert]") !== null || [...part.querySelectorAll("input, select")].some(isFilledIn);
}

function update(card, fresh) {
  card.dataset.news = fresh.dataset.news;
  for (const part of fresh.querySelectorAll("[data-part]")) {
    const old = card.querySelector(`[data-part="${part.dataset.part}"]`);
    if (isInUse(old)) continue;
    const wasOpen = old.querySelector("details")?.open;
    old.replaceWith(part);
    if (wasOpen && part.querySelector("details")) part.querySelector("details").open = true;
  }
}

async function refreshCustomer(id) {
  const fresh = (await fetchHtml(`/customers/${id}`))?.querySelector("article");
  const card = fresh && document.getElementById(fresh.id);
  if (card) update(card, fresh);
  else await refreshList();
  if (fresh) news.textContent = fresh.dataset.news;
}

// The list's order never changes, so that cards stay where they are: one that is moved loses focus and press.
async function refreshList() {
  const list = await fetchHtml("/customers");
  for (const old of [...customers.children]) {
    if (!list.getElementById(old.id) && !isInUse(old)) old.remove();
  }
  let next = customers.firstElementChild;
  for (const fresh of [...list.children]) {
    const card = document.getElementById(fresh.id);
    if (card) {
      update(card, fresh);
      next = card.nextElementSibling;
    } else {
      customers.insertBefore(fresh, next);
    }
  }
}

// One after the other, so that an older card never replaces a newer one.
let queue = Promise.resolve();
const soon = (task) => { queue = queue.then(() => repeat(task)); };

// While the stream is open, what has failed is asked for again; once it is open again, the whole list is.
async function repeat(task) {
  do {
    try {
      return await task();
    } catch {
      await pause(1000);
    }
  } while (events.readyState === EventSource.OPEN);
}

const events = new EventSource("/events");
events.addEventListener("open", () => soon(async () => {
  await refreshList();
  line.textContent = "live";
  document.body.dataset.live = "yes";
}));
events.addEventListener("customer", (event) => soon(() => refreshCustomer(event.data)));
events.addEventListener("error", () => {
  line.textContent = "not live";
  delete document.body.dataset.live;
});

// A scenario decides about the fraud check; the box shows what it has decided.
const scenario = document.getElementById("scenario");
const fraudCheck = document.getElementById("includeFraudCheck");
function showDecision() {
  const decided = scenario.selectedOptions[0].dataset.fraudCheck;
  fraudCheck.disabled = decided !== undefined;
  if (decided) fraudCheck.checked = decided === "yes";
}
if (scenario) {
  scenario.addEventListener("change", showDecision);
  showDecision();
}

// Nobody is onboarded twice by a double click, and nobody waits for 20 MB to hear that they are too many.
const mostBytes = 10 * 1024 * 1024;
document.addEventListener("change", (event) => {
  if (event.target.type !== "file") return;
  const isTooLarge = [...event.target.files].some((file) => file.size > mostBytes);
  event.target.setCustomValidity(isTooLarge ? "This file is larger than 10 MB. Choose a smaller one." : "");
  event.target.reportValidity();
});
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button[type=submit]");
  setTimeout(() => { button.disabled = true; });
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button[disabled]")) button.disabled = false;
});
