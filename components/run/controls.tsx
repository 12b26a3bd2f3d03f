import { useTranslations } from "next-intl";
import { Panel } from "#components/ui/panel.tsx";
import type { RunView } from "#lib/domain/views/run-view.ts";
import { ControlList } from "./control-list.tsx";
import type { RunActions } from "./run-actions.ts";

type ControlsProps = { readonly run: RunView; readonly mayControl: boolean; readonly actions: RunActions };

/** On a phone the same controls come up from the bar. */
export function Controls({ run, mayControl, actions }: ControlsProps) {
  const t = useTranslations("run.controls");
  return (
    <div className="only-d">
      <Panel title={t("title")}>
        <ControlList run={run} mayControl={mayControl} actions={actions} />
      </Panel>
    </div>
  );
}
