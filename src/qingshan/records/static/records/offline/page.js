"use strict";

// The offline page: what waits, what is planned, what can be written down, what has arrived.
const main = document.getElementById("main");
const addresses = { ...main.dataset };
const views = ["home", "sheet", "both"].map((id) => document.getElementById(id));
const STATES = {
  writing: ["没写完", "due"],
  waiting: ["等着送", ""],
  conflict: ["两份不一样", "danger"],
  refused: ["要改一改", "danger"],
  gone: ["那边撤回了", "danger"],
};
const FIELDS = {
  student: "孩子",
  school_class: "班级",
  date: "日期",
  title: "题目",
  content: "内容",
  minutes: "时长（分钟）",
  parts: "这次做了",
};
const RETRY = 30_000; // milliseconds
const LIST_KEPT = 14 * 24 * 60 * 60 * 1000; // the children's names, without having seen the server

let bundle;
let sending = Promise.resolve();

const byId = (id) => document.getElementById(id);

function say(sentence, kind = "") {
  const line = byId("line");
  line.className = `notice ${kind}`.trim();
  line.textContent = sentence;
  delete line.dataset.arrived;
}

function show(id) {
  views.forEach((view) => {
    view.hidden = view.id !== id;
  });
}

function item(text, { sub = "", state = "", act }) {
  const line = document.createElement("li");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.className = "line";
  const words = document.createElement("span");
  words.className = "grow";
  words.append(text);
  if (sub) {
    const small = document.createElement("small");
    small.append(sub);
    words.append(small);
  }
  button.append(words);
  if (STATES[state]) {
    const tag = document.createElement("span");
    tag.className = `tag ${STATES[state][1]}`.trim();
    tag.append(STATES[state][0]);
    button.append(tag);
  }
  button.addEventListener("click", act);
  line.append(button);
  return line;
}

function list(id, lines) {
  byId(id).closest("section").hidden = !lines.length;
  byId(id).replaceChildren(...lines);
}

const kindOf = (key) => bundle.kinds.find((kind) => kind.key === key);
const nameOf = (rows, key) => rows.find(([held]) => held === key)?.[1] || "";

function inWords(sheet, name) {
  const value = sheet.fields[name];
  const named = {
    student: () => nameOf(bundle.children, value),
    school_class: () => nameOf(bundle.classes, value),
    parts: () =>
      (value || []).map((key) => nameOf(kindOf(sheet.kind)?.parts || [], key)).join("、"),
  };
  return (named[name] ? named[name]() : value) || "";
}

function titleOf(sheet) {
  const about = inWords(sheet, "student") || inWords(sheet, "school_class");
  return [kindOf(sheet.kind)?.label || "记录", about].filter(Boolean).join("，");
}

const subOf = (sheet) => [sheet.fields.date, sheet.fields.content || sheet.fields.title].join(" ");

async function drawHome() {
  show("home");
  const kept = await sheets.all(bundle.owner);
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
        item(titleOf({ kind: one.kind, fields: one }), {
          sub: `${one.date} ${one.words}`,
          act: () => start(one.kind, one),
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

async function draw() {
  const sheet = location.hash && (await sheets.get(bundle.owner, location.hash.slice(1)));
  if (!sheet || sheet.state === "sent") {
    await drawHome();
  } else if (sheet.state === "conflict" || sheet.state === "gone") {
    drawBoth(sheet);
  } else {
    show("sheet");
    sheetForm.open(bundle, sheet);
  }
  window.scrollTo(0, 0);
}

function drawBoth(sheet) {
  show("both");
  const gone = sheet.state === "gone";
  const theirs = gone ? { kind: sheet.kind, fields: {} } : { ...sheet, fields: sheet.told.fields };
  byId("both-words").textContent = gone
    ? "这条记录在别处已经撤回了。这台手机上改的还在，要不要另记一条？"
    : "这一条在别的设备上已经送到，和这台手机上的不一样。请您定：";
  const rows = Object.entries(FIELDS)
    .map(([name, label]) => [label, inWords(sheet, name), gone ? "" : inWords(theirs, name)])
    .filter(([, mine, other]) => mine || other);
  byId("versions").replaceChildren(
    ...rows.map(([label, mine, other]) => {
      const row = document.createElement("tr");
      const head = Object.assign(document.createElement("th"), { scope: "row" });
      head.append(label);
      row.append(head);
      [mine, other].forEach((text) => {
        const cell = document.createElement("td");
        const place = mine === other ? cell : cell.appendChild(document.createElement("mark"));
        place.append(text || "（空着）");
        row.append(cell);
      });
      return row;
    }),
  );
  ["mine", "theirs-stay", "mend"].forEach((id) => {
    byId(id).hidden = gone;
  });
  byId("drop-mine").hidden = !gone;
  byId("both").dataset.sheet = sheet.id;
}

const CHOICES = {
  mine: (sheet) => ({ ...sheet, edition: sheet.told.edition, state: "waiting" }),
  mend: (sheet) => ({
    ...sheet,
    edition: sheet.told.edition,
    state: "writing",
    beside: sheet.told.fields.content || sheet.told.fields.title,
  }),
};

async function choose(choice) {
  const id = byId("both").dataset.sheet;
  const sheet = await sheets.get(bundle.owner, id);
  if (choice === "another") {
    const fresh = { ...sheet, id: crypto.randomUUID(), edition: "", state: "waiting", told: null };
    await sheets.change(bundle.owner, fresh.id, () => fresh);
  }
  if (CHOICES[choice]) {
    await sheets.change(bundle.owner, id, CHOICES[choice]);
  } else {
    await sheets.drop(bundle.owner, id);
  }
  if (choice === "mend") {
    await draw();
  } else {
    location.hash = "";
    await send();
  }
}

// A sheet that arrived stays until the list from the server has it.
async function tidy() {
  const here = new Set(bundle.sent.map((one) => one.id));
  const kept = await sheets.all(bundle.owner);
  const arrived = kept.filter((sheet) => sheet.state === "sent");
  await Promise.all(
    arrived.filter((sheet) => here.has(sheet.id)).map((one) => sheets.drop(bundle.owner, one.id)),
  );
  return arrived;
}

function told(arrived) {
  const counted = [...new Set(arrived.flatMap((sheet) => sheet.told?.counted || []))];
  const words = arrived.map(titleOf).join("；");
  say(`送到了：${words}。${counted.length ? `记为：${counted.join("、")}。` : ""}`);
  byId("line").dataset.arrived = "yes"; // stays until there is something else to say
}

const REASONS = [
  [SignedOut, "登录过期了，写的都在这台手机上。请重新登录，登录好就送出去。"],
  [SomebodyElse, "这台设备现在是别人登录的。等您自己登录了再送。"],
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
      say("有信号。写好就送到学校。");
    }
    byId("sign-in").hidden = true;
  } catch (error) {
    const [, reason] = REASONS.find(([kind]) => error instanceof kind) || [];
    byId("sign-in").hidden = !(error instanceof SignedOut);
    say(reason || "没有信号。写的先记在这台手机上，有信号了自己送出去。", "due");
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
    if (bundle && byId("sheet").hidden) {
      await draw();
    }
  });
  return sending;
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
      const files = event.target.files;
      sheetForm.addPhotos(files).catch(() => say("这张照片打不开，请换一张。", "danger"));
      event.target.value = "";
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    delete form.dataset.sent;
    const missing = sheetForm.missing();
    sheetForm.showErrors(missing);
    if (!Object.keys(missing).length) {
      await sheetForm.keep({ state: "waiting", beside: "", at: Date.now() });
      location.hash = "";
      await send();
    }
  });
  byId("leave").addEventListener("click", async () => {
    await sheetForm.keeping;
    location.hash = "";
  });
  byId("discard").addEventListener("click", () => byId("sure").showModal());
  byId("sure").addEventListener("close", async () => {
    if (byId("sure").returnValue === "yes") {
      await sheetForm.keeping;
      await sheets.drop(bundle.owner, sheetForm.sheet.id);
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
    say("这个地址不是 https，手机不肯在没有信号时保存。请学校管理员开通 https；现在请用“记一笔”。", "danger");
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
    say("请先在有信号的地方登录一次，以后没有信号也能记。", "due");
    byId("sign-in").hidden = false;
    return;
  }
  listen();
  await draw();
  main.dataset.ready = "yes";
  await send();
}

begin();
