// A module: loaded by each such box, it runs once.
//
// A box that offers what it holds while one types: by any part of the name, initials or number.
// Down and up go through the offers, Enter takes one, Escape puts them away.
const OFFERED = 8;

function offersOf(source) {
  return source.textContent.split("\n").flatMap((line) => {
    const [about, ...texts] = line.trim().split("|");
    return texts.map((each) => {
      const [text, letters = ""] = each.split("~");
      const sought = `${text} ${about} ${letters}`.toLowerCase();
      return { text, about, letters, sought };
    });
  });
}

class Combobox {
  constructor(box, source) {
    this.box = box;
    this.offers = offersOf(source);
    this.shown = [];
    this.at = -1;
    this.list = document.createElement("ul");
    this.list.id = `${source.id}_list`;
    this.list.className = "offers";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", source.dataset.name);
    box.after(this.list);
    box.parentElement.classList.add("offering");
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-controls": this.list.id };
    Object.entries(told).forEach(([name, value]) => box.setAttribute(name, value));
    this.close();
    box.addEventListener("input", () => this.open());
    box.addEventListener("keydown", (event) => this.key(event));
    box.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.take(this.offerAt(event.target)));
  }

  open() {
    const words = this.box.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (offer) => words.every((word) => offer.sought.includes(word));
    const begins = (offer) => [offer.text, offer.letters].some((each) => each.startsWith(words[0]));
    const found = this.offers.filter(fits).sort((one, other) => begins(other) - begins(one));
    this.shown = found.slice(0, OFFERED);
    this.list.replaceChildren(...this.shown.map((offer, n) => this.item(offer, n)));
    this.list.hidden = !this.shown.length;
    this.box.setAttribute("aria-expanded", String(!this.list.hidden));
    this.mark(-1);
  }

  item(offer, n) {
    const item = document.createElement("li");
    item.id = `${this.list.id}_${n}`;
    item.setAttribute("role", "option");
    item.append(offer.text);
    if (offer.about) {
      const about = document.createElement("small");
      about.textContent = offer.about;
      item.append(" ", about);
    }
    return item;
  }

  mark(at) {
    this.at = at;
    [...this.list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === at)));
    if (at < 0) {
      this.box.removeAttribute("aria-activedescendant");
    } else {
      this.box.setAttribute("aria-activedescendant", this.list.children[at].id);
      this.list.children[at].scrollIntoView({ block: "nearest" });
    }
  }

  key(event) {
    const open = !this.list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) {
      return;
    }
    if (step) {
      event.preventDefault();
      if (open) {
        this.mark((this.at + step + this.shown.length) % this.shown.length);
      } else {
        this.open();
      }
    } else if (open && event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.take(this.shown[this.at]);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  offerAt(target) {
    return this.shown[[...this.list.children].indexOf(target.closest("li"))];
  }

  take(offer) {
    if (offer) {
      this.box.value = offer.text;
      this.box.dispatchEvent(new Event("input", { bubbles: true }));
      this.box.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
    }
  }

  close() {
    this.list.hidden = true;
    this.box.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}

document.querySelectorAll("[data-offers]").forEach((box) => {
  new Combobox(box, document.getElementById(box.dataset.offers));
});
