// node scripts/texts/add-said.mjs: puts what the code says anew into messages/en.json, below said, and takes out what it no longer says.
import { writeFileSync } from "node:fs";
import { fileOf, readMessages } from "./messages.mjs";
import { saidInCode, shapeOfSaid } from "./said.mjs";

function keyFor(message, taken) {
  const words = message.replace(/\{\w+\}/g, " ").match(/[A-Za-z]+/g) ?? [];
  const start = words.slice(0, 7).join("-").toLowerCase();
  let key = start;
  for (let i = 2; taken.has(key); i++) key = `${start}-${i}`;
  return key;
}

const messages = readMessages("en");
const before = Object.entries(messages.said ?? {});
const inCode = saidInCode();
const shapes = new Set(inCode.map(({ message }) => shapeOfSaid(message)));
const kept = before.filter(([, text]) => shapes.has(shapeOfSaid(text)));
const known = new Set(kept.map(([, text]) => shapeOfSaid(text)));
const said = new Map(kept);
for (const { message } of inCode) {
  if (known.has(shapeOfSaid(message))) continue;
  known.add(shapeOfSaid(message));
  said.set(keyFor(message, said), message);
}
messages.said = Object.fromEntries([...said].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(fileOf("en"), `${JSON.stringify(messages, null, 2)}\n`);
console.log(`${said.size} sentences, ${said.size - kept.length} new, ${before.length - kept.length} taken out`);
