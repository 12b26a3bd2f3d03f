import { useTranslations } from "next-intl";
import { QrCode } from "#components/ui/qr-code.tsx";

/** `address`: what an app reads from the picture. */
export type Keys = { readonly secret: string; readonly address: string; readonly recovery: readonly string[] };

/** Key and recovery codes from what the sign-in service answers; null when it is something else. */
export function keysOf(value: unknown): Keys | null {
  if (typeof value !== "object" || value === null || !("totpURI" in value) || !("backupCodes" in value)) return null;
  const { totpURI, backupCodes } = value;
  if (typeof totpURI !== "string" || !Array.isArray(backupCodes)) return null;
  return {
    secret: new URL(totpURI).searchParams.get("secret") ?? "",
    address: totpURI,
    recovery: backupCodes.map(String),
  };
}

type FactorKeysProps = { readonly keys: Keys };

export function FactorKeys({ keys }: FactorKeysProps) {
  const t = useTranslations("account.factor");
  return (
    <div className="grid gap-2">
      <p>{t("key")}</p>
      <QrCode text={keys.address} label={t("picture")} />
      <code className="[overflow-wrap:anywhere]">{keys.secret}</code>
      <p>{t("recovery")}</p>
      <ul aria-label={t("recovery")} className="grid grid-cols-2 gap-1 font-mono">
        {keys.recovery.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
    </div>
  );
}
