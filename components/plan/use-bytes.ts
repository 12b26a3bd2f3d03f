import { useFormatter } from "next-intl";

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "24.6 kB", "1.2 GB": thousands of bytes, as the language writes them. */
export function useBytes(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
    const unit = units[step] ?? "byte";
    return format.number(bytes / 1000 ** step, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 });
  };
}
