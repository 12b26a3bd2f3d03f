// Verifies an evidence bundle of a run. Needs nothing but Node: node verify-evidence.mjs <file> [--head <hash>] [--public-key <text>] [--key <file>]
// --head: the last record's hash as it stands on a printed report. --public-key: the installation's, kept elsewhere (npm run
// audit-database -- public-key): every seal must bear its signature. --key: the secret audit key itself, to check the seals as well.
import { createHash, createHmac, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const bad = (where, why) => ({ whole: false, where, why });

/** What is wrong with one link that should follow `before`, or null. */
function linkFault(record, before) {
  if (record?.line !== "record" || typeof record.body !== "string" || typeof record.hash !== "string")
    return "it is not a record";
  if (record.number !== before.number + 1) return "a record is missing, was put in, or stands elsewhere";
  if (record.previousHash !== before.hash) return "it does not follow from the record before it";
  if (record.hash !== sha256(before.hash + record.body)) return "its text is not the one that was recorded";
  return null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Walks the journal and names the first record that is wrong. */
function journalFault(records, manifest) {
  let before = { number: 0, hash: "0".repeat(64) };
  for (const record of records) {
    const where = `record ${before.number + 1}`;
    const fault = linkFault(record, before);
    if (fault) return bad(where, fault);
    const body = parsed(record.body);
    if (body?.number !== record.number || body?.runId !== manifest.run?.id)
      return bad(where, "it belongs to another place or run");
    before = record;
  }
  if (before.number !== manifest.head?.records || before.hash !== manifest.head?.hash)
    return bad(`record ${before.number + 1}`, "the journal does not end where the manifest says");
  return null;
}

const canonical = (value) =>
  Array.isArray(value)
    ? `[${value.map(canonical).join(",")}]`
    : value !== null && typeof value === "object"
      ? `{${Object.keys(value)
          .sort()
          .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
          .join(",")}}`
      : JSON.stringify(value);

/** Whether the signature beside a seal is of this text, by the public key beside it. */
function isSigned(text, { signature, publicKey }) {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** A seal must be whole in itself, name a record as this journal has it, bear a signature that fits, and with a key be ours. */
function sealFault(seal, { records, stream, key, publicKey }) {
  const where = `seal ${seal.number}`;
  if (seal.hash !== sha256(seal.previousHash + seal.body))
    return bad(where, "its text is not the one that was recorded");
  const entry = parsed(seal.body);
  const own = entry?.data?.heads?.find((head) => head.stream === stream);
  if (!own) return bad(where, "it does not name this run");
  if (records[own.number - 1]?.hash !== own.hash)
    return bad(`record ${own.number}`, "it is not the one that was sealed");
  const { number, at } = entry;
  const text = canonical({ stream: "heads", number, at, previousHash: seal.previousHash, heads: entry.data.heads });
  if (publicKey !== undefined && entry.data.publicKey !== publicKey)
    return bad(where, "it was not signed with this key");
  if (entry.data.signature !== undefined && !isSigned(text, entry.data))
    return bad(where, "its signature does not fit its text");
  if (key === undefined) return null;
  const right = createHmac("sha256", key).update(text).digest("hex");
  return entry.data.seal === right ? null : bad(where, "it was not made with this key");
}

/** Verifies a bundle's text: `{whole, records, head, seals}` or `{whole: false, where, why}` with the first thing that is wrong. */
export function verifyEvidence(text, { head, key, publicKey } = {}) {
  const lines = text.split("\n");
  const all = lines.slice(0, -1).map(parsed);
  const [manifest, plan] = all;
  if (manifest?.line !== "manifest" || manifest.format !== "persistent-chat-evidence-1")
    return bad("manifest", "it is not one of this format");
  if (plan?.line !== "plan" || sha256(String(plan.pinned)) !== plan.hash)
    return bad("plan", "its text is not the one its hash covers");
  const end = all.at(-1);
  const isEnded = lines.at(-1) === "" && end?.line === "end";
  const middle = all.slice(2, isEnded ? -1 : undefined);
  const isSeal = (each) => each?.line === "seal";
  const firstSeal = middle.findIndex(isSeal);
  const records = firstSeal === -1 ? middle : middle.slice(0, firstSeal);
  const seals = firstSeal === -1 ? [] : middle.slice(firstSeal);
  const fault = journalFault(records, manifest);
  if (fault) return fault;
  const start = parsed(records[0]?.body ?? "");
  if (start?.planHash !== plan.hash) return bad("plan", "it is not the one the run was started with");
  if (start.viewHash !== undefined && start.viewHash !== sha256(String(plan.view)))
    return bad("plan", "what its page showed is not what was shown before the start");
  if (seals.length !== manifest.seals || !seals.every(isSeal))
    return bad("seals", "there are not as many as the manifest says");
  for (const seal of seals) {
    const wrong = sealFault(seal, { records, stream: `run:${manifest.run.id}`, key, publicKey });
    if (wrong) return wrong;
  }
  if (
    !isEnded ||
    end.sha256 !== sha256(`${lines.slice(0, -2).join("\n")}\n`) ||
    lines.at(-2) !== JSON.stringify({ line: "end", sha256: end.sha256 })
  )
    return bad("end", "the file is not the one that was written: a byte outside the records differs");
  if (head !== undefined && head !== manifest.head.hash)
    return bad(`record ${manifest.head.records}`, "its hash is not the one on the paper: the journal was written anew");
  if (publicKey !== undefined && seals.length === 0) return bad("seals", "there is none, so nothing is signed");
  const signers = [...new Set(seals.map((seal) => parsed(seal.body).data.publicKey ?? "nobody"))];
  return { whole: true, records: records.length, head: manifest.head.hash, seals: seals.length, signers };
}

function main([file, ...rest]) {
  const option = (name) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : undefined);
  if (!file) {
    console.error("usage: node verify-evidence.mjs <file> [--head <hash>] [--public-key <text>] [--key <file>]");
    process.exit(2);
  }
  const keyFile = option("--key");
  const key = keyFile === undefined ? undefined : readFileSync(keyFile, "utf8").trim();
  const verdict = verifyEvidence(readFileSync(file, "utf8"), {
    head: option("--head"),
    publicKey: option("--public-key"),
    key,
  });
  if (verdict.whole)
    console.log(
      `whole: ${verdict.records} records, ${verdict.seals} seals, last hash ${verdict.head}\nsigned by ${verdict.signers.join(", ")}${option("--public-key") === undefined && key === undefined ? ": compare it with the public key that you keep" : ""}`,
    );
  else console.error(`NOT whole. First at ${verdict.where}: ${verdict.why}`);
  process.exit(verdict.whole ? 0 : 1);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));
