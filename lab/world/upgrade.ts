import { chatUsers, saSid, usualLogins } from "./principals.ts";
import type { DatabaseState, InstanceState, SavedWorld } from "./state.ts";

/** A world saved by an older lab gets what newer ones have besides. */
export function upgraded(saved: SavedWorld): SavedWorld {
  return { ...saved, instances: saved.instances.map(withLogins) };
}

function withLogins(instance: InstanceState): InstanceState {
  const { logins = usualLogins(), hasEndpoint = true }: Partial<InstanceState> = instance;
  const databases = Object.entries(instance.databases).map(([key, db]): [string, DatabaseState] => [
    key,
    withUsers(db),
  ]);
  return { ...instance, logins, hasEndpoint, databases: Object.fromEntries(databases) };
}

function withUsers(db: DatabaseState): DatabaseState {
  const {
    ownerSid = saSid,
    trustworthy = false,
    dbChaining = false,
    brokerEnabled = false,
    users = db.id > 4 ? chatUsers() : [],
  }: Partial<DatabaseState> = db;
  return { ...db, ownerSid, trustworthy, dbChaining, brokerEnabled, users };
}
