"use strict";

// A form that is under way cannot be sent twice by an impatient thumb.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post") && !form.hasAttribute("data-again")) {
    form.dataset.sent = "yes";
  }
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    const box = document.querySelector("[data-search]");
    if (box) {
      event.preventDefault();
      box.focus();
    }
  }
});

// "See the password while typing" is offered only where it can work.
document.querySelectorAll("[data-show]").forEach((box) => {
  box.closest("label").hidden = false;
  box.addEventListener("change", () => {
    box.dataset.show.split(" ").forEach((id) => {
      const field = document.getElementById(id);
      if (field) {
        field.type = box.checked ? "text" : "password";
      }
    });
  });
});
