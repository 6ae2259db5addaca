"use strict";

// Two versions of one sheet, side by side, and what a person makes of them.
function drawBoth(sheet) {
  show("both");
  const gone = sheet.state === "gone";
  const theirs = gone ? { kind: sheet.kind, fields: {} } : { ...sheet, fields: sheet.told.fields };
  byId("both-words").textContent = gone
    ? tr("这条记录在别处已经撤回了。这台手机上改的还在，要不要另记一条？")
    : tr("这一条在别的设备上已经送到，和这台手机上的不一样。请您定：");
  const names = sheet.asks
    ? sheet.asks
        .filter(({ name }) => sheet.fields[name]?.length || theirs.fields[name]?.length)
        .map((one) => [one.name, one.label])
    : Object.entries(FIELDS);
  const rows = names
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
        place.append(text || tr("（空着）"));
        row.append(cell);
      });
      return row;
    }),
  );
  ["mine", "theirs-stay", "mend"].forEach((id) => {
    byId(id).hidden = gone;
  });
  byId("another").hidden = Boolean(sheet.asks); // there is only one of it
  byId("drop-mine").hidden = !gone;
  byId("both").dataset.sheet = sheet.id;
}

const CHOICES = {
  mine: (sheet) => ({ ...sheet, edition: sheet.told.edition, state: "waiting" }),
  mend: (sheet) => ({
    ...sheet,
    edition: sheet.told.edition,
    state: "writing",
    ...(sheet.asks
      ? askedForm.together(sheet)
      : { beside: sheet.told.fields.content || sheet.told.fields.title }),
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
