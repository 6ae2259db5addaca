"use strict";

// What the parts of the offline page share: the list it was given, and how lines and fields are drawn.
const main = document.getElementById("main");
const addresses = { ...main.dataset };
const views = ["home", "sheet", "asked", "both"].map((id) => document.getElementById(id));
const STATES = {
  writing: [tr("没写完"), "due"],
  waiting: [tr("等着送"), ""],
  conflict: [tr("两份不一样"), "danger"],
  refused: [tr("要改一改"), "danger"],
  gone: [tr("那边撤回了"), "danger"],
};
const FIELDS = {
  student: tr("孩子"),
  school_class: tr("班级"),
  date: tr("日期"),
  title: tr("题目"),
  content: tr("内容"),
  minutes: tr("时长（分钟）"),
  parts: tr("这次做了"),
};

let bundle;

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
  const one = sheet.asks?.find((each) => each.name === name);
  if (one) {
    return askedForm.inWords(one, value);
  }
  const named = {
    student: () => nameOf(bundle.children, value),
    school_class: () => nameOf(bundle.classes, value),
    parts: () =>
      (value || []).map((key) => nameOf(kindOf(sheet.kind)?.parts || [], key)).join(tr("、")),
  };
  return (named[name] ? named[name]() : value) || "";
}

function titleOf(sheet) {
  if (sheet.asks) {
    return sheet.label;
  }
  const about = inWords(sheet, "student") || inWords(sheet, "school_class");
  return [kindOf(sheet.kind)?.label || tr("记录"), about].filter(Boolean).join(tr("，"));
}

const subOf = (sheet) =>
  (sheet.asks
    ? [sheet.date, sheet.words]
    : [sheet.fields.date, sheet.fields.content || sheet.fields.title]
  ).join(" ");

// The fields of a sheet that says itself what it asks.
function labelled(one, control, id) {
  const field = document.createElement("div");
  field.className = "field";
  const label = Object.assign(document.createElement("label"), { htmlFor: id });
  label.append(one.label);
  control.id = id;
  field.append(label, control);
  return field;
}

function chosen(one, name) {
  const field = document.createElement("fieldset");
  field.className = "field choices";
  const legend = document.createElement("legend");
  legend.append(one.label);
  const place = document.createElement("div");
  one.choices.forEach(([value, words]) => {
    const line = document.createElement("label");
    line.append(Object.assign(document.createElement("input"), { type: "radio", name, value }));
    line.append(` ${words}`);
    place.append(line);
  });
  field.append(legend, place);
  return field;
}

const CONTROLS = {
  choice: chosen,
  prose: (one, name) =>
    labelled(one, Object.assign(document.createElement("textarea"), { name, rows: 3 }), name),
  text: (one, name) => labelled(one, Object.assign(document.createElement("input"), { name }), name),
  number: (one, name) => {
    const control = document.createElement("input");
    Object.assign(control, { name, type: "number", min: 0, inputMode: "numeric" });
    return labelled(one, control, name);
  },
};

function helping({ help }) {
  const place = Object.assign(document.createElement("p"), { className: "help" });
  place.append(help);
  return help ? [place] : [];
}

function noted(field, one) {
  field.dataset.field = one.name;
  field.append(...helping(one));
  const error = Object.assign(document.createElement("p"), { className: "error", hidden: true });
  error.dataset.error = one.name;
  field.append(error);
  return field;
}
