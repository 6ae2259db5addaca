"use strict";

// What a script says. Chinese is the source and the key, as in templates; a page in English has
// loaded `words.en.js` before this.
function tr(words, places = {}) {
  const said = window.english?.[words] ?? words;
  return said.replace(/\{(\w+)(:s)?\}/g, (_, name, plural) => {
    const told = String(places[name]);
    return plural ? (told === "1" ? "" : "s") : told;
  });
}
