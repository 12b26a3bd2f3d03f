import { useTranslations } from "next-intl";
import { textOr } from "#components/ui/text-or.ts";
import { gateNames } from "#lib/domain/run/gate-names.ts";

type GateProps = { readonly facts: Readonly<Record<string, string>> };

const opposite = "opposite:";

/** What is known at a point of no return, a line each: the command, how far the copy's log reaches, files not applied, each opposite instance. */
export function Gate({ facts }: GateProps) {
  const t = useTranslations("gate");
  const names: readonly string[] = gateNames;
  // Stored facts come back in another order.
  const known = names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]] as const]));
  const others = Object.entries(facts).filter(([name, value]) => value !== "" && !names.includes(name));
  return (
    <dl className="grid gap-x-4 gap-y-0.5 pt-1 text-xs [overflow-wrap:anywhere] min-[761px]:grid-cols-[auto_minmax(0,1fr)]">
      {[...known, ...others].map(([name, value]) => {
        const isOpposite = name.startsWith(opposite);
        return (
          <div key={name} className="contents">
            <dt className="pt-1 text-ink-2 min-[761px]:pt-0">
              {isOpposite ? name.slice(opposite.length) : textOr(t, name, name)}
            </dt>
            <dd className={isOpposite ? "" : "font-mono"}>{isOpposite ? t("toBeProven") : value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
