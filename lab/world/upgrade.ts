import { places, witness } from "./places.ts";
import { chatUsers, saSid, usualLogins } from "./principals.ts";
import { newInstance } from "./seed.ts";
import type { DatabaseState, InstanceState, SavedWorld } from "./state.ts";
import { watched } from "./witness.ts";

/** A world saved by an older lab gets what newer ones have besides. */
export function upgraded(saved: SavedWorld): SavedWorld {
  return { ...saved, instances: withWitness(saved.instances.map(withLogins)) };
}

/** The witness was no instance once; it watches over what the partners' halves say. */
function withWitness(instances: InstanceState[]): InstanceState[] {
  const place = places.find(({ name }) => name === witness.name);
  if (!place || instances.some(({ name }) => name === place.name)) return instances;
  const witnessed = instances.flatMap(({ name, databases }) =>
    Object.values(databases).flatMap((db) => (db.mirroring?.role === "PRINCIPAL" ? (watched(name, db) ?? []) : [])),
  );
  const localMs = Math.max(0, ...instances.map(({ startedAtMs }) => startedAtMs));
  return [...instances, { ...newInstance(place, localMs), witnessed }];
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
