"use client";

import { useTranslations } from "next-intl";
import { DraftField } from "./draft-field.tsx";
import { DraftGroup } from "./draft-group.tsx";
import { useSiteOptions } from "./use-site-options.ts";

const folders = ["backupShare", "copyFolder", "mirrorShare", "newLogBackups"] as const;

/** The four folders, each as SQL Server and as the console sees it. */
export function FolderFields() {
  const t = useTranslations("setup.fields");
  const names = useTranslations("setup.folders");
  const places = useSiteOptions(true);
  return (
    <div className="grid gap-3">
      {folders.map((id) => (
        <DraftGroup key={id} path={`folders.${id}`} name={names(id)}>
          <div className="grid gap-x-3 gap-y-2 sm:grid-cols-3">
            <DraftField path={`folders.${id}.asServer`} label={t("asServer")} mono />
            <DraftField path={`folders.${id}.asConsole`} label={t("asConsole")} mono />
            <DraftField path={`folders.${id}.hostedIn`} label={t("hostedIn")} options={places} />
          </div>
        </DraftGroup>
      ))}
    </div>
  );
}
