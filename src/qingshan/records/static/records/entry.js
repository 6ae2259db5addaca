"use strict";

// Words as the server counts them: each Chinese character one, each run of Latin or digits one.
function countWords(text) {
  return (text.match(/[一-鿿㐀-䶿]|[A-Za-z0-9]+/g) || []).length;
}

document.querySelectorAll("[data-words-of]").forEach((line) => {
  const field = document.getElementById(line.dataset.wordsOf);
  let waiting;
  const say = () => {
    const words = countWords(field.value);
    line.textContent = words ? tr("已写 {words} 字", { words }) : "";
  };
  // A screen reader hears the number at a pause, not at every key.
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(say, 300);
  });
  field.form.addEventListener("reset", () => setTimeout(say));
  field.form.addEventListener("restored", say);
  say();
});

// What is half-written is kept on this device for a week: one account's, of one sheet. `kit.js`
// forgets all of it when somebody signs out.
const drafts = {
  prefix: "draft:",
  week: 7 * 24 * 60 * 60 * 1000,

  read(key) {
    try {
      const held = JSON.parse(localStorage.getItem(key));
      return held && Date.now() - held.at < this.week ? held.fields : null;
    } catch {
      return null;
    }
  },

  write(key, fields) {
    try {
      if (Object.keys(fields).length) {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields }));
      } else {
        localStorage.removeItem(key);
      }
    } catch {
      // No room, or no storage on this device: then there is no draft.
    }
  },

  dropOld() {
    try {
      Object.keys(localStorage)
        .filter((key) => key.startsWith(this.prefix) && !this.read(key))
        .forEach((key) => localStorage.removeItem(key));
    } catch {
      // As above.
    }
  },

  // A page that says in its message that the sheet was saved comes after it was sent.
  settle() {
    try {
      const sent = sessionStorage.getItem("draft-sent");
      sessionStorage.removeItem("draft-sent");
      if (sent && document.querySelector("#said .saved")) {
        localStorage.removeItem(sent);
      }
    } catch {
      // As above.
    }
  },
};

// What stands in a field: as it is now, or as the server sent it.
const now = { checked: (field) => field.checked, value: (field) => field.value };
const served = {
  checked: (field) => field.defaultChecked,
  value: (field) => {
    const options = field.options && [...field.options];
    const first = options?.find((one) => one.defaultSelected) || options?.[0];
    return options ? first?.value || "" : field.defaultValue;
  },
};

function writtenOn(form, as) {
  const found = {};
  for (const field of form.elements) {
    if (!field.name || ["file", "hidden", "submit", "button"].includes(field.type)) {
      continue;
    }
    found[field.name] ||= [];
    if (field.type !== "checkbox" || as.checked(field)) {
      found[field.name].push(as.value(field));
    }
  }
  return found;
}

function writeOn(form, fields) {
  for (const field of form.elements) {
    const values = fields[field.name];
    if (!values) {
      continue;
    }
    if (field.type === "checkbox") {
      field.checked = values.includes(field.value);
    } else if (!field.options || [...field.options].some((one) => one.value === values[0])) {
      field.value = values[0] ?? "";
    }
    field.closest("details")?.setAttribute("open", "");
  }
  form.dispatchEvent(new Event("restored"));
}

// The fields that do not hold what the server sent.
function changedOn(form, opened) {
  return Object.entries(writtenOn(form, now)).filter(
    ([name, values]) => JSON.stringify(values) !== JSON.stringify(opened[name]),
  );
}

function keepDraft(form) {
  const key = drafts.prefix + form.dataset.draft;
  const line = form.querySelector("[data-draft-line]");
  const opened = writtenOn(form, served);
  const before = drafts.read(key) || {};
  const isRefused = form.hasAttribute("data-refused");

  // A sheet that came back bears all that was typed; one filled in like the last keeps that, and
  // whoever typed before this script had come keeps what they typed.
  const typed = new Set(changedOn(form, opened).map(([name]) => name));
  const wanted = Object.entries(before).filter(
    ([name]) =>
      !typed.has(name) && (!form.hasAttribute("data-like") || !opened[name]?.some(Boolean)),
  );
  if (wanted.length && !isRefused) {
    writeOn(form, Object.fromEntries(wanted));
    line.hidden = false;
  }

  const keep = () => {
    const changed = Object.fromEntries(changedOn(form, opened));
    drafts.write(key, { ...(isRefused ? before : {}), ...changed });
  };
  if (typed.size) {
    keep();
  }
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    try {
      sessionStorage.setItem("draft-sent", key);
    } catch {
      // As above.
    }
  });
  line.querySelector("[data-draft-drop]").addEventListener("click", () => {
    drafts.write(key, {});
    form.reset();
    line.hidden = true;
    form.querySelector("input:not([type=hidden]), select, textarea").focus();
  });
}

drafts.settle();
drafts.dropOld();
document.querySelectorAll("form[data-draft]").forEach(keepDraft);
