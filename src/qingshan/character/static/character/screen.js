"use strict";

// The classroom screen. Once loaded it asks nobody: the parts, the three minutes and the tap that
// says "told" work without a network; what could not be sent is kept here and sent later.
const parts = [...document.querySelectorAll("[data-part]")];
const hint = document.querySelector("[data-hint]");
const said = document.querySelector("[data-said]");
let shown = 0;

function reveal(number) {
  shown = Math.max(0, Math.min(parts.length, number));
  parts.forEach((part, n) => part.classList.toggle("shown", n < shown));
  hint.hidden = shown === parts.length;
  if (shown === 1) {
    startClock();
  }
}

document.body.classList.add("live");
reveal(0);

document.addEventListener("keydown", (event) => {
  const onControl = event.target.closest("a, button, input");
  if (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key)) {
    reveal(shown + 1);
  } else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) {
    reveal(shown - 1);
  } else if ([" ", "Enter"].includes(event.key) && !onControl) {
    reveal(shown + 1);
  } else {
    return;
  }
  event.preventDefault();
});

document.querySelector("main").addEventListener("click", (event) => {
  if (!event.target.closest("a, button, form, .screen-bar")) {
    reveal(shown + 1);
  }
});

// Three minutes, without a sound: a bar that grows short and a number.
const clock = document.querySelector("[data-clock]");
const left = document.querySelector("[data-left]");
const whole = Number(clock.dataset.seconds);
let endsAt = 0;
let ticking = 0;

function tick() {
  const seconds = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
  clock.textContent = seconds ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : tr("到时间了");
  left.value = seconds;
  if (!seconds) {
    clearInterval(ticking);
    ticking = 0;
  }
}

function startClock() {
  if (!ticking) {
    endsAt = Date.now() + whole * 1000;
    ticking = setInterval(tick, 250);
    tick();
  }
}

clock.hidden = left.hidden = false;
clock.addEventListener("click", () => {
  clearInterval(ticking);
  ticking = 0;
  startClock();
});

const full = document.querySelector("[data-full]");
if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else {
      document.documentElement.requestFullscreen().catch(() => {});
    }
  });
}

// Told: sent at once where there is a network, else kept until there is one.
const WAITING = "drop-told:";

function keep(address, fields) {
  try {
    localStorage.setItem(WAITING + address, fields);
    return true;
  } catch {
    return false;
  }
}

function waiting() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(WAITING));
  } catch {
    return [];
  }
}

async function send(address, fields) {
  if (!navigator.onLine) {
    throw new Error("no network");
  }
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { Accept: "application/json" },
  });
  const told = answer.headers.get("Content-Type")?.startsWith("application/json");
  if (!told) {
    throw new Error(String(answer.status));
  }
  return (await answer.json()).said;
}

async function sendWaiting() {
  for (const key of waiting()) {
    try {
      said.textContent = await send(key.slice(WAITING.length), localStorage.getItem(key));
      localStorage.removeItem(key);
    } catch {
      return;
    }
  }
}

const form = document.querySelector("[data-told]");
if (form) {
  form.setAttribute("data-again", "");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    const address = new URL(form.action).pathname;
    const fields = new URLSearchParams(new FormData(form)).toString();
    button.disabled = true;
    try {
      said.textContent = await send(address, fields);
    } catch {
      const kept = keep(address, fields);
      said.textContent = kept
        ? tr("没有网络，先记在这台机器上；有了网络，再开任何一个小水滴就会自动送出去。")
        : tr("没有送到。等有了网络，请再按一次。");
      button.disabled = kept;
    }
  });
}

window.addEventListener("online", sendWaiting);
sendWaiting();
