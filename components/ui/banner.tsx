import { Info, OctagonX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const icons = { info: Info, warn: TriangleAlert, bad: OctagonX };
type BannerProps = {
  readonly tone: keyof typeof icons;
  readonly title: string;
  readonly urgent?: boolean;
  readonly children?: ReactNode;
};

export function Banner({ tone, title, urgent = false, children }: BannerProps) {
  const Icon = icons[tone];
  return (
    <div className={`ban ban-${tone} mb-3`} role={urgent ? "alert" : undefined}>
      <Icon className="i i-l" aria-hidden="true" />
      <div className="min-w-0">
        <p className="text-base font-semibold">{title}</p>
        {children}
      </div>
    </div>
  );
}
