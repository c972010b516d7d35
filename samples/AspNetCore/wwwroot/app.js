"use strict";

// Keeps the list live: the server tells which customer has changed, its card is fetched and put in place. A stream that breaks is opened again by the
// browser, and then the whole list is read: what has happened in between is not lost.
const customers = document.getElementById("customers");
const line = document.getElementById("line");
const news = document.getElementById("news");

async function fetchHtml(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}`);
  const template = document.createElement("template");
  template.innerHTML = await answer.text();
  return template.content;
}

// A change must not take away what somebody is filling in or has been told, or throw the keyboard out of it.
function isInUse(part) {
  return part.contains(document.activeElement) || part.querySelector("[role=alert]") !== null || [...part.querySelectorAll("input[type=file]")].some((input) => input.files.length > 0);
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
  const fresh = (await fetchHtml(`/customers/${id}`)).querySelector("article");
  const card = document.getElementById(fresh.id);
  if (card) update(card, fresh);
  else await refreshList();
  news.textContent = fresh.dataset.news;
}

async function refreshList() {
  const list = await fetchHtml("/customers");
  for (const fresh of list.querySelectorAll("article")) {
    const card = document.getElementById(fresh.id);
    if (!card) continue;
    update(card, fresh);
    fresh.replaceWith(card);
  }
  customers.replaceChildren(list);
}

// One after the other, so that an older card never replaces a newer one.
let queue = Promise.resolve();
const soon = (task) => { queue = queue.then(task).catch(() => {}); };

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
