"use client";

import { useTranslations } from "next-intl";
import { noPlace } from "#lib/domain/topology/blank-draft.ts";
import { DraftField } from "./draft-field.tsx";
import { DraftGroup } from "./draft-group.tsx";
import { DraftList } from "./draft-list.tsx";
import { useSiteOptions } from "./use-site-options.ts";

/** Chat servers; the topology has no site for them, so that is asked. */
export function ChatServerFields() {
  const t = useTranslations("setup.fields");
  const section = useTranslations("setup.sections");
  const sites = useSiteOptions(false);
  return (
    <DraftList
      of="chatServers"
      nameOf={({ chatServers }, place) => chatServers[place]?.fqdn || section("chatServer", { number: place + 1 })}
      blank={{ fqdn: "", site: "" }}
      add={section("addChatServer")}
      isLine
    >
      {(place) => (
        <div className="grid gap-x-3 gap-y-2 sm:grid-cols-2">
          <DraftField path={`chatServers.${place}.fqdn`} label={t("fqdnOf")} mono />
          <DraftField path={`chatServers.${place}.site`} label={t("site")} options={sites} />
        </div>
      )}
    </DraftList>
  );
}

/** Next hop and domain controllers, which are only asked by TCP. All of them may be left out. */
export function PlaceFields() {
  const section = useTranslations("setup.sections");
  return (
    <div className="grid gap-3">
      <DraftGroup path="nextHop" name={section("nextHop")}>
        <Place path="nextHop" />
      </DraftGroup>
      <DraftList
        of="domainControllers"
        nameOf={({ domainControllers }, place) =>
          domainControllers[place]?.name || section("controller", { number: place + 1 })
        }
        blank={noPlace}
        add={section("addController")}
      >
        {(place) => <Place path={`domainControllers.${place}`} />}
      </DraftList>
    </div>
  );
}

function Place({ path }: { readonly path: string }) {
  const t = useTranslations("setup.fields");
  return (
    <div className="grid gap-x-3 gap-y-2 sm:grid-cols-3">
      <DraftField path={`${path}.name`} label={t("fqdnOf")} mono />
      <DraftField path={`${path}.host`} label={t("host")} mono />
      <DraftField path={`${path}.port`} label={t("port")} mono />
    </div>
  );
}
