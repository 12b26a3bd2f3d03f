import path from "node:path";
import { defineConfig } from "prisma/config";

// `prisma generate` and `prisma migrate diff` need no database: this connection answers nothing, so that no schema engine
// is downloaded. The console applies its migrations itself (lib/adapters/store/migrate.ts).
const connection = {
  provider: "sqlite" as const,
  adapterName: "no-database",
  queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
  executeRaw: async () => 0,
  executeScript: async () => undefined,
  dispose: async () => undefined,
  getConnectionInfo: () => ({ schemaName: "main", supportsRelationJoins: false }),
  startTransaction: async () => Promise.reject(new Error("prisma.config.ts has no database")),
};

export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: path.join(import.meta.dirname, "prisma/schema.prisma"),
  migrations: { path: path.join(import.meta.dirname, "prisma/migrations") },
  adapter: async () => ({
    provider: "sqlite",
    adapterName: "no-database",
    connect: async () => connection,
    connectToShadowDb: async () => connection,
  }),
});
