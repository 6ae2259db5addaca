"use strict";

// The sheet of one deed on the offline page. It is kept with every key that is pressed.
const PICKED_AT_MOST = 20; // of more children one is looked for, not scrolled to
const LONGEST_SIDE = 1600; // pixels of a photograph that waits on the device

// What every sheet does, of a record or of another kind.
const keptForm = {
  keeping: Promise.resolve(),
  adding: Promise.resolve(), // photographs that are being made smaller

  // What the form holds goes into the sheet as it is now: its edition may have moved on meanwhile.
  keep(changes = {}) {
    const { owner } = this.bundle;
    const [opened, fields] = [this.sheet, this.read()];
    this.keeping = sheets.change(owner, opened.id, (held) => ({
      ...opened,
      ...held,
      fields,
      state: "writing",
      ...changes,
    }));
    this.keeping.catch(() => say(tr("这里已经退出登录，再写的留不住了。请重新登录。"), "danger"));
    return this.keeping;
  },

  showErrors(errors = {}) {
    this.form.querySelectorAll("[data-error]").forEach((place) => {
      const name = place.dataset.error;
      const said = [errors[name]].flat().filter(Boolean).join("");
      place.textContent = said;
      place.hidden = !said;
      const field = this.form.elements.namedItem(name);
      field?.setAttribute?.("aria-invalid", said ? "true" : "false");
    });
    const first = this.form.querySelector("[data-error]:not([hidden])");
    first?.closest("[data-field]")?.querySelector("input, select, textarea")?.focus();
  },

  // In a conflict that is mended by hand, the other version stands above the fields.
  showTheirs(beside) {
    const place = this.form.querySelector("[data-theirs]");
    place.hidden = !beside;
    place.textContent = beside ? tr("已经送到的那一份写的是：{beside}", { beside }) : "";
  },
};

const sheetForm = {
  ...keptForm,
  form: document.getElementById("sheet"),

  field(name) {
    return this.form.elements.namedItem(name);
  },

  show(name, visible) {
    this.form.querySelector(`[data-field="${name}"]`).hidden = !visible;
  },

  open(bundle, sheet) {
    this.bundle = bundle;
    this.sheet = sheet;
    this.kind = bundle.kinds.find((kind) => kind.key === sheet.kind);
    this.form.querySelector("h2").textContent = this.kind?.label || tr("这一类学校现在不记了");
    const asks = this.kind?.asks || ["content"];
    this.show("student", Boolean(this.kind?.about.includes("student")));
    this.show("school_class", Boolean(this.kind?.about.includes("class")));
    for (const name of ["title", "content", "minutes"]) {
      this.show(name, asks.includes(name));
    }
    this.show("parts", Boolean(this.kind?.parts.length));
    this.field("find").value = "";
    this.field("find").hidden = bundle.children.length <= PICKED_AT_MOST;
    this.offerChildren("");
    this.field("school_class").replaceChildren(
      new Option(tr("请选"), ""),
      ...bundle.classes.map(([key, name]) => new Option(name, key)),
    );
    this.offerParts();
    this.fill(sheet.fields);
    this.showPhotos();
    this.showErrors(sheet.state === "refused" ? sheet.told?.errors : {});
    this.showTheirs(sheet.beside);
  },

  offerChildren(wanted) {
    const box = this.field("student");
    const chosen = box.value || this.sheet.fields.student || "";
    const fitting = this.bundle.children.filter(
      ([key, name, about]) => key === chosen || name.includes(wanted) || about.includes(wanted),
    );
    box.replaceChildren(
      new Option(fitting.length ? tr("请选") : tr("没有找到"), ""),
      ...fitting.map(([key, name, about]) => new Option(`${name}　${about}`, key)),
    );
    box.value = chosen;
  },

  offerParts() {
    const place = this.form.querySelector("[data-field=parts] div");
    place.replaceChildren(
      ...(this.kind?.parts || []).map(([key, label]) => {
        const line = document.createElement("label");
        const box = Object.assign(document.createElement("input"), {
          type: "checkbox",
          name: "parts",
          value: key,
        });
        line.append(box, ` ${label}`);
        return line;
      }),
    );
  },

  fill(fields) {
    for (const name of ["student", "school_class", "title", "content", "minutes", "date"]) {
      this.field(name).value = fields[name] || "";
    }
    this.form.querySelectorAll("[name=parts]").forEach((box) => {
      box.checked = (fields.parts || []).includes(box.value);
    });
  },

  read() {
    const fields = { ...this.sheet.fields };
    for (const name of ["student", "school_class", "title", "content", "minutes", "date"]) {
      fields[name] = this.field(name).value;
    }
    fields.parts = [...this.form.querySelectorAll("[name=parts]:checked")].map((box) => box.value);
    return fields;
  },

  missing() {
    const fields = this.read();
    const wanted = {
      student: this.kind?.about.includes("student") && tr("请写是哪个孩子。"),
      school_class: this.kind?.about.includes("class") && tr("请选班级。"),
      title: this.kind?.asks[0] === "title" && tr("请写题目。"),
      content: this.kind?.asks[0] === "content" && tr("请写几句。"),
      date: tr("请写日期。"),
    };
    return Object.fromEntries(
      Object.entries(wanted).filter(([name, said]) => said && !fields[name]?.trim()),
    );
  },

  showPhotos() {
    const photos = this.sheet.photos || [];
    const place = document.getElementById("photos");
    place.replaceChildren(
      ...photos.map((photo, number) => {
        const line = document.createElement("li");
        if (photo.data) {
          const picture = Object.assign(document.createElement("img"), {
            src: `data:${photo.type};base64,${photo.data}`,
            alt: tr("照片 {n}", { n: number + 1 }),
          });
          line.append(picture);
        } else {
          line.append(tr("照片 {n} 已经送到", { n: number + 1 }));
        }
        return line;
      }),
    );
    this.field("photos").closest("[data-field]").hidden =
      photos.length >= this.bundle.photos;
  },

  // A photograph belongs to the sheet it was picked on, whichever is open once it is smaller.
  addPhotos(files) {
    const { sheet } = this;
    const { owner, photos: most } = this.bundle;
    const work = async () => {
      const taken = [];
      for (const file of files.slice(0, most - sheet.photos.length)) {
        taken.push({ id: crypto.randomUUID(), sent: false, ...(await smaller(file)) });
      }
      const kept = await sheets.change(owner, sheet.id, (held) => ({
        ...sheet,
        ...held,
        state: "writing",
        photos: [...(held?.photos || sheet.photos), ...taken],
      }));
      sheet.photos = kept.photos;
      if (this.sheet === sheet) {
        this.showPhotos();
      }
    };
    const added = this.adding.then(work);
    this.adding = added.catch(() => undefined);
    return added;
  },
};

// Drawn anew and smaller: the place where it was taken does not come along.
async function smaller(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const [, data] = canvas.toDataURL("image/jpeg", 0.8).split(",");
  return { type: "image/jpeg", data };
}
