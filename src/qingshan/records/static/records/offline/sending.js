"use strict";

// Sheets that wait on this device, and how they get to the server: each by its own name (`id`), as
// often as it takes, so that it arrives once.
//
// A sheet: { id, kind, edition, fields, photos, state, told, at }
//   edition  of the record it started from; "" for a new one
//   asks     what is asked on a sheet that is no record, with its label, date and words
//   photos   [{ id, type, data, sent }], `data` as base64
//   state    writing · waiting · conflict · refused · gone · sent
//   told     what the server said of it: its own fields in a conflict, sentences when refused
const SHEETS = "sheets";
const BUNDLE = "bundle";
const UNSENT = ["writing", "waiting", "conflict", "refused", "gone"];

class SignedOut extends Error {}
class SomebodyElse extends Error {}

// Typing, sending and other tabs change sheets one after the other: none overwrites another's part.
let turn = Promise.resolve();
function inTurn(work) {
  if (navigator.locks) {
    return navigator.locks.request("qingshan-sheets", work);
  }
  turn = turn.then(work, work);
  return turn;
}

const sheets = {
  all: (owner) => vault.all(owner, SHEETS),
  get: (owner, id) => vault.get(owner, SHEETS, id),
  drop: (owner, id) => inTurn(() => vault.drop(owner, SHEETS, id)),

  // Keeps what `work` makes of the sheet as it is now; resolves once that is on the disk.
  change: (owner, id, work) =>
    inTurn(async () => {
      const sheet = work(await vault.get(owner, SHEETS, id));
      await vault.put(owner, SHEETS, id, sheet, { unsent: UNSENT.includes(sheet.state) });
      return sheet;
    }),
};

// The server's answer, or a reason why there is none.
async function ask(address, options = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", ...options.headers },
    ...options,
  });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
    throw new SignedOut();
  }
  if (answer.status === 409) {
    throw new SomebodyElse();
  }
  if (!answer.ok) {
    throw new Error(`answered ${answer.status}`);
  }
  return answer.json();
}

function token() {
  return document.cookie.match(/(?:^|;\s*)(?:__Host-)?csrftoken=([^;]+)/)?.[1] || "";
}

function post(address, body, headers = {}) {
  return ask(address, { method: "POST", body, headers: { "X-CSRFToken": token(), ...headers } });
}

async function takeAlong(addresses) {
  const bundle = { ...(await ask(addresses.bundle)), at: Date.now() };
  await vault.open(bundle.owner);
  await vault.put(bundle.owner, BUNDLE, "it", bundle);
  return bundle;
}

async function sendPhoto(addresses, owner, id, photo) {
  const data = Uint8Array.from(atob(photo.data), (letter) => letter.charCodeAt(0));
  const form = new FormData();
  form.append("owner", owner);
  form.append("sheet", id);
  form.append("photo", photo.id);
  form.append("file", new Blob([data], { type: photo.type }), "photo.jpg");
  const answer = await post(addresses.photo, form);
  return sheets.change(owner, id, (sheet) => {
    if (answer.state !== "saved") {
      return { ...sheet, state: "refused", told: { errors: answer.errors || {} } };
    }
    const photos = sheet.photos.map((one) =>
      one.id === photo.id ? { ...one, sent: true, data: "" } : one,
    );
    return { ...sheet, photos };
  });
}

// What was changed while the answer was on its way is an edit of what was just saved.
function settled(sheet, sent, answer) {
  if (answer.state !== "saved") {
    return { ...sheet, state: answer.state, told: answer };
  }
  const changed = JSON.stringify(sheet.fields) !== JSON.stringify(sent.fields);
  const whole = sheet.photos.every((photo) => photo.sent);
  const state = changed || !whole ? sheet.state : "sent";
  return { ...sheet, state, edition: answer.edition, told: answer };
}

async function sendOne(addresses, owner, sheet) {
  const { id, kind, edition, fields } = sheet;
  const words = JSON.stringify({ owner, id, kind, edition, fields });
  const answer = await post(addresses.send, words, { "Content-Type": "application/json" });
  let now = await sheets.change(owner, id, (held) => settled(held, sheet, answer));
  // Until its photographs are there a sheet waits: killed in between, it goes on from here.
  while (answer.state === "saved" && now.state === "waiting") {
    const photo = now.photos.find((one) => !one.sent);
    now = photo
      ? await sendPhoto(addresses, owner, id, photo)
      : await sheets.change(owner, id, (held) => settled(held, sheet, answer));
    if (!photo) {
      break;
    }
  }
}

// One tab at a time sends; another that asks meanwhile has nothing to do.
function sendAll(addresses, owner) {
  const work = async () => {
    const waiting = (await sheets.all(owner)).filter((sheet) => sheet.state === "waiting");
    for (const sheet of waiting.sort((a, b) => a.at - b.at)) {
      await sendOne(addresses, owner, sheet);
    }
    return waiting.length;
  };
  return navigator.locks
    ? navigator.locks.request("qingshan-sending", { ifAvailable: true }, (lock) =>
        lock ? work() : 0,
      )
    : work();
}
