import { blankInstance } from "#lib/domain/topology/blank-draft.ts";
import type { Draft, DraftInstance } from "#lib/domain/topology/draft.ts";
import { setAt, valueAt } from "#lib/domain/topology/set-at.ts";

/** A draft while it is filled: what a person wrote stays, what was found is noted beside it in any case. */
export type Filling = { draft: Draft };

/** Short host of a name: "sqlmi01" of `SQLMI01\PCHAT`, of `sqlmi01.contoso.local` and of `TCP://sqlmi01.contoso.local:5022`. */
export function shortHost(name: string): string {
  const bare = name.replace(/^tcp:\/\//i, "").split(/[\\:]/)[0] ?? "";
  return (bare.split(".")[0] ?? "").toLowerCase();
}

/** Puts a found value where there is none, and notes where it comes from. Gives whether it was put. */
export function fill(at: Filling, path: string, found: { readonly value: string; readonly where: string }): void {
  const { value, where } = found;
  if (value === "") return;
  const keys = path.split(".");
  const now = valueAt(at.draft, keys);
  const said = now === "" || isSame(now, value) ? where : `${where}: ${value}`;
  const notes = at.draft.found[path] ?? [];
  const draft = now === "" ? setAt(at.draft, keys, value) : at.draft;
  at.draft = {
    ...draft,
    found: { ...draft.found, [path]: notes.includes(said) ? notes : [...notes, said] },
  };
}

const isSame = (now: unknown, value: string) => typeof now === "string" && now.toLowerCase() === value.toLowerCase();

/** The place of the instance that a name or a host means; a new one when there is none. */
export function instanceAt(at: Filling, known: Pick<DraftInstance, "name" | "host">): number {
  const { instances } = at.draft;
  const wanted = known.name.toLowerCase();
  const byName = instances.findIndex((each) => wanted !== "" && each.name.toLowerCase() === wanted);
  if (byName >= 0) return byName;
  const host = shortHost(known.host === "" ? known.name : known.host);
  const byHost = instances.findIndex(
    (each) =>
      host !== "" &&
      shortHost(each.name === "" ? each.host : each.name) === host &&
      (wanted === "" || each.name === ""),
  );
  if (byHost >= 0) return byHost;
  const like = instances[0];
  // The login and the line's encryption as for the first: a person chose them, and the test shows whether they fit here.
  const same =
    like === undefined
      ? {}
      : {
          credential: like.credential,
          chainCredential: like.chainCredential,
          operateCredential: like.operateCredential,
          encrypt: like.encrypt,
          trustServerCertificate: like.trustServerCertificate,
        };
  at.draft = { ...at.draft, instances: [...instances, blankInstance(same)] };
  return instances.length;
}

/** Gives an instance a duty that nobody has yet, and its site. */
export function giveDuty(at: Filling, index: number, found: { readonly duty: string; readonly where: string }): void {
  const holder = at.draft.instances.findIndex((each) => each.duties.split(", ").includes(found.duty));
  if (holder >= 0 && holder !== index) return;
  fill(at, `instances.${index}.duties`, { value: found.duty, where: found.where });
  const site = found.duty.split(" ")[0] ?? "";
  if (site !== "monitor" && at.draft.instances[index]?.site === "") {
    at.draft = setAt(at.draft, ["instances", String(index), "site"], site);
  }
}
