"use strict";

// A sheet of a kind that is no record: drawn from what it says it asks (`asks`), kept like the
// others with every key that is pressed.
const LONGEST_LESSON = 60; // minutes after which a clock says nothing about where one is

// Minutes since a time of today; "" when that is another day or long ago.
function minutesSince(time) {
  const minutes = Math.floor((Date.now() - Date.parse(time)) / 60_000);
  return minutes >= 0 && minutes <= LONGEST_LESSON ? String(minutes) : "";
}

const askedForm = {
  ...keptForm,
  form: document.getElementById("asked"),

  open(bundle, sheet) {
    this.bundle = bundle;
    this.sheet = sheet;
    this.lines = {};
    this.form.querySelector("h2").textContent = sheet.label;
    this.form.querySelector("[data-about]").textContent = `${sheet.date} ${sheet.words}`;
    this.form
      .querySelector("[data-fields]")
      .replaceChildren(...sheet.asks.map((one) => this.drawn(one)));
    sheet.asks.forEach((one) => this.fill(one, sheet.fields));
    this.refresh();
    this.showErrors(sheet.state === "refused" ? sheet.told?.errors : {});
    this.showTheirs(sheet.beside);
  },

  drawn(one) {
    if (one.kind !== "lines") {
      return noted(CONTROLS[one.kind](one, one.name), one);
    }
    const field = document.createElement("div");
    field.className = "stack lines";
    field.append(...helping(one));
    one.parts.forEach((part) => {
      field.append(
        noted(CONTROLS[part.kind](part, `${one.name}.${part.name}`), {
          ...part,
          name: `${one.name}.${part.name}`,
        }),
      );
    });
    const add = Object.assign(document.createElement("button"), { type: "button" });
    add.className = "button block";
    add.dataset.add = one.name;
    add.append(tr("记下这一条"));
    const list = Object.assign(document.createElement("ul"), { className: "list" });
    list.dataset.lines = one.name;
    field.append(add, list);
    return noted(field, { ...one, help: "" });
  },

  set(name, value) {
    const field = this.form.elements.namedItem(name);
    if (field instanceof RadioNodeList) {
      field.forEach((box) => {
        box.checked = box.value === value;
      });
    } else if (field) {
      field.value = value ?? "";
    }
  },

  value(name) {
    return this.form.elements.namedItem(name)?.value ?? "";
  },

  fill(one, fields) {
    if (one.kind !== "lines") {
      this.set(one.name, fields[one.name] ?? "");
      return;
    }
    this.lines[one.name] = fields[one.name] || [];
    one.parts.forEach((part) => {
      const name = `${one.name}.${part.name}`;
      this.set(name, fields[name] || part.choices[0]?.[0] || "");
    });
    this.clock(one);
    this.showLines(one);
  },

  // Until somebody writes another number, the minute is the clock's.
  clock(one) {
    one.parts
      .filter((part) => part.since)
      .forEach((part) => {
        const last = this.lines[one.name].at(-1)?.[part.name] || "0";
        this.set(`${one.name}.${part.name}`, minutesSince(part.since) || last);
      });
  },

  read() {
    const fields = {};
    this.sheet.asks.forEach((one) => {
      if (one.kind !== "lines") {
        fields[one.name] = this.value(one.name);
        return;
      }
      fields[one.name] = this.lines[one.name];
      one.parts.forEach((part) => {
        const name = `${one.name}.${part.name}`; // a line that is being written
        fields[name] = this.value(name);
      });
    });
    return fields;
  },

  isAsked(one, fields) {
    return one.when.every(([name, value]) => {
      const [field, part] = name.split(".");
      return part
        ? (fields[field] || []).some((line) => line[part] === value)
        : fields[field] === value;
    });
  },

  refresh() {
    const fields = this.read();
    this.sheet.asks.forEach((one) => this.show(one.name, this.isAsked(one, fields)));
  },

  show(name, visible) {
    this.form.querySelector(`[data-field="${name}"]`).hidden = !visible;
  },

  showLines(one) {
    const place = this.form.querySelector(`[data-lines="${one.name}"]`);
    const numbered = one.parts.find((part) => part.kind === "number")?.name;
    const inOrder = [...this.lines[one.name]].sort((a, b) => a[numbered] - b[numbered]);
    place.replaceChildren(
      ...inOrder.map((line) => {
        const row = document.createElement("li");
        const inside = Object.assign(document.createElement("div"), { className: "row" });
        const words = Object.assign(document.createElement("span"), { className: "grow" });
        words.append(this.lineInWords(one, line));
        const out = Object.assign(document.createElement("button"), { type: "button" });
        out.className = "button text";
        out.dataset.takeOut = line.once;
        out.dataset.of = one.name;
        out.setAttribute("aria-label", tr("去掉：{words}", { words: line.words || "" }));
        out.append(tr("去掉"));
        inside.append(words, out);
        row.append(inside);
        return row;
      }),
    );
  },

  lineInWords(one, line) {
    const told = { number: (part) => `${line[part.name]}′`, choice: (part) => this.inWords(part, line[part.name]) };
    const order = { number: 0, choice: 1 };
    return [...one.parts]
      .sort((a, b) => (order[a.kind] ?? 2) - (order[b.kind] ?? 2))
      .map((part) => (told[part.kind] ? told[part.kind](part) : line[part.name]))
      .join(" ");
  },

  inWords(one, value) {
    if (one.kind === "lines") {
      return (value || []).map((line) => this.lineInWords(one, line)).join("\n");
    }
    return (one.kind === "choice" ? nameOf(one.choices, value || "") : value) || "";
  },

  // A line joins the others; false when a part of it is missing.
  add(one) {
    const names = one.parts.map((part) => [part, `${one.name}.${part.name}`]);
    const missing = names.filter(([part, name]) => part.missing && !this.value(name).trim());
    this.showErrors(Object.fromEntries(missing.map(([part, name]) => [name, part.missing])));
    if (missing.length) {
      return false;
    }
    const line = Object.fromEntries(names.map(([part, name]) => [part.name, this.value(name)]));
    this.lines[one.name] = [...this.lines[one.name], { ...line, once: crypto.randomUUID() }];
    names.filter(([part]) => part.kind !== "choice").forEach(([, name]) => this.set(name, ""));
    this.clock(one);
    this.showLines(one);
    this.refresh();
    this.keep();
    return true;
  },

  takeOut(name, once) {
    this.lines[name] = this.lines[name].filter((line) => line.once !== once);
    this.showLines(this.sheet.asks.find((one) => one.name === name));
    this.refresh();
    this.keep();
  },

  // What stands half written above the lines is taken along.
  missing() {
    this.sheet.asks
      .filter((one) => one.kind === "lines" && this.isBegun(one))
      .forEach((one) => this.add(one));
    const fields = this.read();
    const empty = (one) => !(one.kind === "lines" ? fields[one.name].length : fields[one.name]?.trim());
    return Object.fromEntries(
      this.sheet.asks
        .filter((one) => one.missing && this.isAsked(one, fields) && empty(one))
        .map((one) => [one.name, one.missing]),
    );
  },

  isBegun(one) {
    const written = (part) => ["prose", "text"].includes(part.kind);
    return one.parts.some((part) => written(part) && this.value(`${one.name}.${part.name}`).trim());
  },

  // Both versions as one: every line of the two; of words that differ the other's stand above.
  together(sheet) {
    const theirs = sheet.told.fields;
    const fields = { ...sheet.fields };
    const beside = [];
    sheet.asks.forEach((one) => {
      const [mine, other] = [fields[one.name], theirs[one.name]];
      if (one.kind === "lines") {
        const held = new Map([...(other || []), ...(mine || [])].map((line) => [line.once, line]));
        fields[one.name] = [...held.values()];
      } else if (!mine) {
        fields[one.name] = other;
      } else if (other && other !== mine) {
        beside.push(tr("{name}：{words}", { name: one.label, words: this.inWords(one, other) }));
      }
    });
    return { fields, beside: beside.join(tr("；")) };
  },

  listen() {
    this.form.addEventListener("input", () => {
      this.refresh();
      this.keep();
    });
    this.form.addEventListener("focusin", ({ target }) => {
      const one = this.sheet.asks.find((each) => target.name?.startsWith(`${each.name}.`));
      if (one?.kind === "lines" && !this.isBegun(one) && target.type !== "number") {
        this.clock(one);
      }
    });
    this.form.addEventListener("click", ({ target }) => {
      const { add, takeOut, of } = target.closest("button")?.dataset || {};
      if (add) {
        this.add(this.sheet.asks.find((one) => one.name === add));
      } else if (takeOut) {
        this.takeOut(of, takeOut);
      }
    });
  },
};
