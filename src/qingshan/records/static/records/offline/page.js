"use strict";

// The offline page: what waits, what is planned, what can be written down, what has arrived.
const RETRY = 30_000; // milliseconds
const LIST_KEPT = 14 * 24 * 60 * 60 * 1000; // the children's names, without having seen the server

let sending = Promise.resolve();

async function drawHome(isOvertaken) {
  show("home");
  const kept = await sheets.all(bundle.owner);
  if (isOvertaken()) {
    return;
  }
  const unsent = kept.filter((sheet) => UNSENT.includes(sheet.state)).sort((a, b) => b.at - a.at);
  const known = new Set([...kept, ...bundle.sent].map((sheet) => sheet.id));
  list(
    "waiting",
    unsent.map((sheet) =>
      item(titleOf(sheet), { sub: subOf(sheet), state: sheet.state, act: () => go(sheet.id) }),
    ),
  );
  list(
    "coming",
    bundle.coming
      .filter((one) => !known.has(one.id))
      .map((one) =>
        item(titleOf(one.asks ? one : { kind: one.kind, fields: one }), {
          sub: `${one.date} ${one.words}`,
          act: () => (one.asks ? startAsked(one) : start(one.kind, one)),
        }),
      ),
  );
  const arrived = bundle.sent.filter((one) => !unsent.some((sheet) => sheet.id === one.id));
  list(
    "sent",
    arrived.map((one) =>
      item(titleOf(one), { sub: subOf(one), act: () => startFrom(one) }),
    ),
  );
  // What is done out there, with a child, stands first; the rest is a tap away.
  const isOutside = (kind) => kind.about.includes("student");
  const tile = (kind) => item(kind.label, { act: () => start(kind.key) });
  const usual = (kind) => -bundle.usual.includes(kind.key);
  const inOrder = [...bundle.kinds].sort((a, b) => usual(a) - usual(b));
  byId("kinds").replaceChildren(...inOrder.filter(isOutside).map(tile));
  byId("others").replaceChildren(...inOrder.filter((kind) => !isOutside(kind)).map(tile));
  byId("send").hidden = !unsent.some((sheet) => sheet.state === "waiting");
}

async function start(kind, from = {}) {
  delete byId("line").dataset.arrived;
  const id = from.id || crypto.randomUUID();
  const fields = {
    student: from.student || (bundle.children.length === 1 ? bundle.children[0][0] : ""),
    school_class: from.school_class || (bundle.classes.length === 1 ? bundle.classes[0][0] : ""),
    date: from.date && from.date < today() ? from.date : today(),
    parts: [],
  };
  const fresh = { id, kind, edition: "", fields, photos: [], state: "writing", at: Date.now() };
  await sheets.change(bundle.owner, id, (held) => held || fresh);
  go(id);
}

// A sheet of another kind brings what it asks, and what stands on it so far.
async function startAsked(one) {
  delete byId("line").dataset.arrived;
  const fresh = { ...one, photos: [], state: "writing", at: Date.now() };
  await sheets.change(bundle.owner, one.id, (held) => (held && held.state !== "sent" ? held : fresh));
  go(one.id);
}

async function startFrom(sent) {
  const opened = { ...sent, photos: [], state: "writing", at: Date.now() };
  await sheets.change(bundle.owner, sent.id, (held) =>
    held && held.state !== "sent" ? held : opened,
  );
  go(sent.id);
}

// The server's day while it is fresh; after that the phone's own.
function today() {
  const here = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000);
  return Date.now() - bundle.at < 60_000 ? bundle.today : here.toISOString().slice(0, 10);
}

function go(id) {
  location.hash = id;
}

// Reading the device takes a moment. A drawing that another overtook meanwhile lays nothing over
// it, and a sheet somebody may be writing on by now is not filled in again.
let drawings = 0;

async function draw() {
  drawings += 1;
  const mine = drawings;
  const isOvertaken = () => mine !== drawings;
  const sheet = location.hash && (await sheets.get(bundle.owner, location.hash.slice(1)));
  if (isOvertaken()) {
    return;
  }
  if (!sheet || sheet.state === "sent") {
    await drawHome(isOvertaken);
  } else if (sheet.state === "conflict" || sheet.state === "gone") {
    drawBoth(sheet);
  } else {
    const form = sheet.asks ? askedForm : sheetForm;
    if (!form.form.hidden && form.sheet.id === sheet.id) {
      return;
    }
    show(form.form.id);
    form.open(bundle, sheet);
  }
  window.scrollTo(0, 0);
}

// A record that arrived stays until the list from the server has it.
async function tidy() {
  const here = new Set(bundle.sent.map((one) => one.id));
  const kept = await sheets.all(bundle.owner);
  const arrived = kept.filter((sheet) => sheet.state === "sent");
  await Promise.all(
    arrived
      .filter((sheet) => sheet.asks || here.has(sheet.id))
      .map((one) => sheets.drop(bundle.owner, one.id)),
  );
  return arrived;
}

function told(arrived) {
  const counted = [...new Set(arrived.flatMap((sheet) => sheet.told?.counted || []))];
  const words = arrived.map(titleOf).join(tr("；"));
  const as = counted.join(tr("、"));
  say(as ? tr("送到了：{words}。记为：{as}。", { words, as }) : tr("送到了：{words}。", { words }));
  byId("line").dataset.arrived = "yes"; // stays until there is something else to say
}

const REASONS = [
  [SignedOut, tr("登录过期了，写的都在这台手机上。请重新登录，登录好就送出去。")],
  [SomebodyElse, tr("这台设备现在是别人登录的。等您自己登录了再送。")],
];

async function attempt() {
  try {
    // Whoever is signed in now is whose page this is; what others left stays sealed.
    bundle = await takeAlong(addresses);
    if (await sendAll(addresses, bundle.owner)) {
      bundle = await takeAlong(addresses);
    }
    const arrived = await tidy();
    if (arrived.length) {
      told(arrived);
    } else if (!byId("line").dataset.arrived) {
      say(tr("有信号。写好就送到学校。"));
    }
    byId("sign-in").hidden = true;
  } catch (error) {
    const [, reason] = REASONS.find(([kind]) => error instanceof kind) || [];
    byId("sign-in").hidden = !(error instanceof SignedOut);
    say(reason || tr("没有信号。写的先记在这台手机上，有信号了自己送出去。"), "due");
  }
}

async function retry() {
  const kept = await sheets.all(bundle.owner);
  if (kept.some((sheet) => sheet.state === "waiting")) {
    await send();
  }
}

// One attempt after the other; whoever asks while one is under way waits for one more.
function send() {
  sending = sending.then(attempt).then(async () => {
    if (bundle && byId("sheet").hidden && byId("asked").hidden) {
      await draw();
    }
  });
  return sending;
}

// The sheet that is open: of a record, or of another kind.
const opened = () => (byId("asked").hidden ? sheetForm : askedForm);

async function put(event) {
  event.preventDefault();
  const sheet = opened();
  delete sheet.form.dataset.sent;
  const missing = sheet.missing();
  sheet.showErrors(missing);
  const pressed = sheet.sheet;
  await sheet.adding;
  if (!Object.keys(missing).length && sheet.sheet === pressed) {
    await sheet.keep({ state: "waiting", beside: "", at: Date.now() });
    location.hash = "";
    await send();
  }
}

function listenTo({ form }) {
  form.addEventListener("submit", put);
  form.querySelector("[data-act=leave]").addEventListener("click", async () => {
    await opened().adding;
    await opened().keeping;
    location.hash = "";
  });
  form
    .querySelector("[data-act=discard]")
    .addEventListener("click", () => byId("sure").showModal());
}

function listen() {
  const { form } = sheetForm;
  form.addEventListener("input", (event) => {
    if (event.target.name === "find") {
      sheetForm.offerChildren(event.target.value.trim());
    } else if (event.target.name !== "photos") {
      sheetForm.keep();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "photos" && event.target.files.length) {
      sheetForm
        .addPhotos([...event.target.files])
        .catch(() => say(tr("这张照片打不开，请换一张。"), "danger"));
      event.target.value = "";
    }
  });
  [sheetForm, askedForm].forEach(listenTo);
  askedForm.listen();
  byId("sure").addEventListener("close", async () => {
    if (byId("sure").returnValue === "yes") {
      await opened().adding;
      await opened().keeping;
      await sheets.drop(bundle.owner, opened().sheet.id);
      location.hash = "";
    }
  });
  byId("both").addEventListener("click", (event) => {
    const choice = event.target.closest("button")?.dataset.choice;
    if (choice) {
      choose(choice);
    }
  });
  byId("send").addEventListener("click", send);
  window.addEventListener("hashchange", draw);
  window.addEventListener("online", send);
  setInterval(retry, RETRY);
}

async function begin() {
  if (!vault.supported) {
    say(tr("这个地址不是 https，手机不肯在没有信号时保存。请学校管理员开通 https；现在请用“记一笔”。"), "danger");
    byId("plain").hidden = false;
    return;
  }
  navigator.serviceWorker?.register(addresses.worker, { scope: "/" }).catch(() => undefined);
  const owner = await vault.who();
  bundle = owner && (await vault.get(owner, BUNDLE, "it"));
  if (bundle && Date.now() - bundle.at > LIST_KEPT) {
    bundle = { ...bundle, children: [], coming: [], sent: [] };
  }
  if (!bundle) {
    bundle = await takeAlong(addresses).catch(() => null);
  }
  if (!bundle) {
    say(tr("请先在有信号的地方登录一次，以后没有信号也能记。"), "due");
    byId("sign-in").hidden = false;
    return;
  }
  listen();
  await draw();
  main.dataset.ready = "yes";
  await send();
}

begin();
