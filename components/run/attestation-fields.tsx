import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { ConfirmedAtField } from "./confirmed-at-field.tsx";

type AttestationFieldsProps = {
  readonly instances: readonly string[];
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
};

/** Rule 1: for each instance that does not answer, a person's word from outside the console. */
export function AttestationFields({ instances, fieldErrors }: AttestationFieldsProps) {
  const t = useTranslations("attestation");
  if (instances.length === 0) return null;
  return (
    <fieldset className="grid gap-3">
      <legend className="font-semibold">{t("title")}</legend>
      <p className="max-w-3xl text-ink-2">{t("why")}</p>
      {instances.map((instance, index) => {
        const start = `attestations.${index}`;
        const error = (field: string) => fieldErrors[`${start}.${field}`]?.[0] ?? null;
        return (
          <fieldset key={instance} className="grid gap-x-4 gap-y-2 border-t border-line pt-2 min-[1000px]:grid-cols-3">
            <legend className="col-span-full float-left w-full pb-1 font-mono font-semibold">{instance}</legend>
            <input type="hidden" name={`${start}.instance`} value={instance} />
            <Field
              name={`${start}.switchedOff`}
              label={t("switchedOff")}
              hint={t("switchedOffHint")}
              error={error("switchedOff")}
              depends
            />
            <Field name={`${start}.confirmedBy`} label={t("confirmedBy")} error={error("confirmedBy")} depends />
            <ConfirmedAtField name={`${start}.confirmedAt`} label={t("confirmedAt")} error={error("confirmedAt")} />
          </fieldset>
        );
      })}
    </fieldset>
  );
}
