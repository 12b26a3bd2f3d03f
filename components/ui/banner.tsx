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
    <div className={`ban ban-${tone} mb-3`}>
      <Icon className="i i-l" aria-hidden="true" />
      <div className="min-w-0">
        {/* What is urgent is said by its title alone: a screen reader takes the parts of an alert in no order. */}
        <p className="text-base font-semibold" role={urgent ? "alert" : undefined}>
          {title}
        </p>
        {children}
      </div>
    </div>
  );
}
