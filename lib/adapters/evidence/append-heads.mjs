// A process of its own, because the file may lie on a share that does not answer: node append-heads.mjs <file>, lines on standard input.
// Appends the lines whose number is beyond the file's last one, flushes, and says the number of the last.
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";

const tailBytes = 1_048_576;

function lastNumber(file) {
  if (!existsSync(file)) return 0;
  const handle = openSync(file, "r");
  try {
    const { size } = fstatSync(handle);
    const tail = Buffer.alloc(Math.min(size, tailBytes));
    readSync(handle, tail, 0, tail.length, size - tail.length);
    const last = tail.toString("utf8").trimEnd().split("\n").at(-1) ?? "";
    return last === "" ? 0 : JSON.parse(last).number;
  } finally {
    closeSync(handle);
  }
}

const [file] = process.argv.slice(2);
let given = "";
for await (const part of process.stdin) given += part;
let last = lastNumber(file);
const lines = given.split("\n").filter((line) => line !== "" && JSON.parse(line).number > last);
if (lines.length > 0) {
  const handle = openSync(file, "a");
  writeSync(handle, `${lines.join("\n")}\n`);
  fsyncSync(handle);
  closeSync(handle);
  last = JSON.parse(lines.at(-1)).number;
}
process.stdout.write(String(last));
