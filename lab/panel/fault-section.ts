import { type FaultEntry, faultList } from "#lab/world/fault-list.ts";
import { buttonForm, escaped } from "./html.ts";

const spelled = (name: string, target: string | null) => (target === null ? name : `${name}:${target}`);

function lift(fault: string, label: string): string {
  const [name = "", target = ""] = fault.split(":");
  return buttonForm("/panel/fault", label, { fault: name, target, on: "false" });
}

/** What is on now, each with its way off. */
export function faultsOn(on: readonly string[]): string {
  if (on.length === 0) return '<p class="soft">No fault is on.</p>';
  return `<ul class="plain row">${on.map((fault) => `<li class="row"><span class="on">${escaped(fault)}</span>${lift(fault, `Lift ${fault}`)}</li>`).join("")}</ul>`;
}

function setForm({ name, targets }: FaultEntry): string {
  if (targets.length === 0) return buttonForm("/panel/fault", "Set", { fault: name, on: "true" });
  const options = targets.map((target) => `<option>${escaped(target)}</option>`).join("");
  return `<form method="post" action="/panel/fault"><input type="hidden" name="fault" value="${escaped(name)}"><input type="hidden" name="on" value="true"><select name="target" aria-label="Target of ${escaped(name)}">${options}</select><button aria-label="Set ${escaped(name)}">Set</button></form>`;
}

function faultRow(entry: FaultEntry, on: ReadonlySet<string>): string {
  const { name, meaning, targets } = entry;
  const here = (targets.length === 0 ? [null] : targets)
    .map((target) => spelled(name, target))
    .filter((one) => on.has(one));
  const marks = here.map(
    (fault) => `<span class="on">on${fault === name ? "" : `: ${escaped(fault.slice(name.length + 1))}`}</span>`,
  );
  const lifts = here.map((fault) => lift(fault, here.length > 1 ? `Lift ${fault.slice(name.length + 1)}` : "Lift"));
  const set = targets.length === 0 && here.length > 0 ? "" : setForm(entry);
  return `<li class="fault"><div><code>${escaped(name)}</code> ${marks.join(" ")}<p class="soft">${escaped(meaning)}</p></div><div class="acts">${lifts.join("")}${set}</div></li>`;
}

/** Every fault that the lab knows, by group. */
export function allFaults(on: readonly string[]): string {
  const set = new Set(on);
  const groups = [...new Set(faultList.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = faultList.filter((one) => one.group === group).map((one) => faultRow(one, set));
      return `<h3>${escaped(group)}</h3><ul class="plain">${rows.join("")}</ul>`;
    })
    .join("");
}
