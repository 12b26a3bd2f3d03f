import { useTranslations } from "next-intl";

export function OrderChoice() {
  const t = useTranslations("failover");
  return (
    // What moves users has two orders.
    <fieldset className="hidden border-t border-line px-4 py-3 group-has-[[value=failover]:checked]:block group-has-[[value=switchover]:checked]:block">
      <legend className="float-left w-full pt-3 pb-1 text-base font-semibold">{t("order")}</legend>
      {(["users-first", "protection-first"] as const).map((id) => (
        <label key={id} className="clear-both flex gap-2.5 py-2">
          <input
            type="radio"
            name="order"
            value={id}
            defaultChecked={id === "users-first"}
            aria-labelledby={`order-${id}`}
            aria-describedby={`order-${id}-does`}
            className="rad mt-0.5"
          />
          <span>
            <span id={`order-${id}`} className="font-medium">
              {t(`${id}.title`)}
            </span>
            <span id={`order-${id}-does`} className="block text-ink-2">
              {t(`${id}.does`)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
