"use strict";

// What is kept on this device, sealed: each person's boxes under a key of their own. The key cannot
// be read out, lies beside the boxes and goes when its owner signs out; without it the boxes are
// noise. A box that is not sent yet is marked so, and signing out asks about it (kit.js).
window.vault = (() => {
  const NAME = "qingshan-vault";
  let opened;

  // A browser lends keys only to pages that came by https, or from this very machine.
  const supported = Boolean(window.isSecureContext && window.indexedDB && window.crypto?.subtle);

  function database() {
    opened ||= new Promise((resolve, reject) => {
      const asking = indexedDB.open(NAME, 1);
      asking.onupgradeneeded = () => {
        asking.result.createObjectStore("keys");
        asking.result
          .createObjectStore("boxes", { keyPath: ["owner", "shelf", "id"] })
          .createIndex("shelf", ["owner", "shelf"]);
      };
      asking.onsuccess = () => resolve(asking.result);
      asking.onerror = () => reject(asking.error);
    });
    return opened;
  }

  // Resolves when the transaction is done, which is when a killed browser has it still.
  async function inside(stores, mode, work) {
    const held = await database();
    return new Promise((resolve, reject) => {
      const transaction = held.transaction(stores, mode);
      const asked = work(transaction);
      transaction.oncomplete = () => resolve(asked?.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  const keyOf = (owner) => inside(["keys"], "readonly", (t) => t.objectStore("keys").get(owner));

  // Whose boxes this device shows: who opened the vault last and has not signed out.
  const who = () => inside(["keys"], "readonly", (t) => t.objectStore("keys").get("who"));

  async function open(owner) {
    if (!(await keyOf(owner))) {
      const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
        "encrypt",
        "decrypt",
      ]);
      // `add` loses to another tab that was first, and that is well.
      await inside(["keys"], "readwrite", (t) => t.objectStore("keys").add(made, owner)).catch(
        () => undefined,
      );
    }
    await inside(["keys"], "readwrite", (t) => t.objectStore("keys").put(owner, "who"));
  }

  // Somebody else came in: what is here stays sealed, and is not shown to them.
  async function seen(owner) {
    const before = await who();
    if (before && before !== owner) {
      await inside(["keys"], "readwrite", (t) => t.objectStore("keys").delete("who"));
    }
  }

  async function put(owner, shelf, id, value, { unsent = false } = {}) {
    const key = await keyOf(owner);
    if (!key) {
      throw new Error("signed out");
    }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
    const box = { owner, shelf, id, unsent, iv, sealed };
    await inside(["boxes"], "readwrite", (t) => t.objectStore("boxes").put(box));
  }

  async function unsealed(box, key) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, key, box.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  async function get(owner, shelf, id) {
    const [key, box] = await Promise.all([
      keyOf(owner),
      inside(["boxes"], "readonly", (t) => t.objectStore("boxes").get([owner, shelf, id])),
    ]);
    return key && box ? unsealed(box, key) : undefined;
  }

  // A box that does not open (a key that was lost) hides no other.
  async function all(owner, shelf) {
    const key = await keyOf(owner);
    const boxes = await inside(["boxes"], "readonly", (t) =>
      t.objectStore("boxes").index("shelf").getAll([owner, shelf]),
    );
    if (!key) {
      return [];
    }
    const tried = await Promise.allSettled(boxes.map((box) => unsealed(box, key)));
    return tried.filter((one) => one.status === "fulfilled").map((one) => one.value);
  }

  const drop = (owner, shelf, id) =>
    inside(["boxes"], "readwrite", (t) => t.objectStore("boxes").delete([owner, shelf, id]));

  async function unsent(owner) {
    const within = IDBKeyRange.bound([owner], [owner, []]);
    const boxes = await inside(["boxes"], "readonly", (t) =>
      t.objectStore("boxes").getAll(within),
    );
    return boxes.filter((box) => box.unsent).length;
  }

  // The key first: whatever stops this half-way, nothing can be read any more.
  async function forget(owner) {
    await inside(["keys", "boxes"], "readwrite", (t) => {
      t.objectStore("keys").delete(owner);
      t.objectStore("keys").delete("who");
      t.objectStore("boxes").delete(IDBKeyRange.bound([owner], [owner, []]));
    });
  }

  return { supported, who, open, seen, put, get, all, drop, unsent, forget };
})();
