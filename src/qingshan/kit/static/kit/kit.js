"use strict";

// What is folded away above a list opens without asking the server for anything.
document.addEventListener(
  "change",
  (event) => event.target.matches(".folds") && event.stopPropagation(),
  true,
);

// A form that is under way cannot be sent twice by an impatient thumb.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.hasAttribute("data-forget") && window.vault?.supported && !form.dataset.forgotten) {
    event.preventDefault();
    leave(form);
    return;
  }
  if (form.method === "post" && !form.hasAttribute("hx-post") && !form.hasAttribute("data-again")) {
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  }
  if (form.hasAttribute("data-forget")) {
    forgetDrafts();
  }
});

// Whoever signs out leaves nothing on this device; what is not sent yet is asked about first.
async function leave(form) {
  const owner = form.dataset.forget;
  const unsent = await vault.unsent(owner).catch(() => 0);
  if (unsent && !(await sureToLose(unsent))) {
    return;
  }
  await vault.forget(owner).catch(() => undefined);
  form.dataset.forgotten = "yes";
  form.requestSubmit();
}

function sureToLose(unsent) {
  const asked = document.getElementById("unsent");
  asked.querySelector("b").textContent = unsent;
  asked.returnValue = "";
  asked.showModal();
  return new Promise((resolve) => {
    asked.addEventListener("close", () => resolve(asked.returnValue === "lose"), { once: true });
  });
}

// The drafts of the entry sheets.
function forgetDrafts() {
  try {
    Object.keys(localStorage)
      .filter((key) => key.startsWith("draft:"))
      .forEach((key) => localStorage.removeItem(key));
  } catch {
    // Where nothing can be kept there is nothing to forget.
  }
}

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#house") {
    location.hash = "#main"; // the menu of a phone is put away
  }
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

// What scrolls sideways can be reached, and scrolled, with keys.
function reachable() {
  document.querySelectorAll(".table-wrap").forEach((wrap) => {
    const scrolls = wrap.scrollWidth > wrap.clientWidth;
    wrap.toggleAttribute("tabindex", scrolls);
    if (scrolls) {
      wrap.tabIndex = 0;
      wrap.setAttribute("role", "group");
      wrap.setAttribute("aria-label", wrap.querySelector("caption")?.textContent || tr("表"));
    }
  });
}
window.addEventListener("resize", reachable);
reachable();

// What htmx could not send or was refused is said in words, where a screen reader hears it.
function sayWrong(sentence) {
  const place = document.getElementById("said");
  if (!place) {
    return;
  }
  const notice = document.createElement("p");
  notice.className = "notice danger";
  notice.textContent = sentence;
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:sendError", () => {
  sayWrong(tr("网络断了，刚才的没有送到。请看看信号，再按一次。"));
});

document.addEventListener("htmx:responseError", (event) => {
  const told = {
    403: tr("这一页放得太久了。请刷新一下，再来一次。"),
    404: tr("这一条已经不在，或不归您看。请刷新一下。"),
    429: tr("试的次数太多了，请过几分钟再来。"),
  };
  sayWrong(told[event.detail.xhr.status] || tr("这里出了点问题，刚才的可能没有记下。请过一会儿再试。"));
});
