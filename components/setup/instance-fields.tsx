"use client";

import { useTranslations } from "next-intl";
import { blankInstance } from "#lib/domain/topology/blank-draft.ts";
import { DraftCheck } from "./draft-check.tsx";
import { DraftField } from "./draft-field.tsx";
import { DraftList } from "./draft-list.tsx";
import { useSetup } from "./setup-state.ts";
import { useSiteOptions } from "./use-site-options.ts";

const duties = ["home A", "home B", "other A", "other B", "home witness", "other witness", "monitor"];

/** Every SQL Server instance: what it is called, what it is for, where it is reached and with which login. */
export function InstanceFields() {
  const t = useTranslations("setup.fields");
  const section = useTranslations("setup.sections");
  const { credentials, draft } = useSetup();
  const sites = useSiteOptions(false);
  const logins = credentials.map((name) => ({ id: name, text: name }));
  return (
    <DraftList
      of="instances"
      nameOf={({ instances }, place) => instances[place]?.name || section("instance", { number: place + 1 })}
      blank={blankInstance(draft.instances[0] === undefined ? {} : { credential: draft.instances[0].credential })}
      add={section("addInstance")}
    >
      {(place) => (
        <>
          <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2 xl:grid-cols-4">
            <DraftField path={`instances.${place}.name`} label={t("instance")} mono />
            <DraftField
              path={`instances.${place}.duties`}
              label={t("duty")}
              options={duties.map((duty) => ({ id: duty, text: duty }))}
            />
            <DraftField path={`instances.${place}.site`} label={t("site")} options={sites} />
            <DraftField path={`instances.${place}.host`} label={t("host")} mono />
            <DraftField path={`instances.${place}.port`} label={t("port")} mono />
            <DraftField path={`instances.${place}.credential`} label={t("login")} options={logins} />
            <DraftField
              path={`instances.${place}.chainCredential`}
              label={t("chainLogin")}
              options={logins}
              none={t("sameLogin")}
            />
            <DraftField
              path={`instances.${place}.operateCredential`}
              label={t("operateLogin")}
              options={logins}
              none={t("sameLogin")}
            />
          </div>
          <div className="mt-2 grid gap-1">
            <DraftCheck path={`instances.${place}.encrypt`} label={t("encrypt")} />
            <DraftCheck path={`instances.${place}.trustServerCertificate`} label={t("trust")} />
          </div>
        </>
      )}
    </DraftList>
  );
}
