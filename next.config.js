import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin({ requestConfig: "./lib/web/request.ts" });

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` checks the types of everything; a start on a fresh clone need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  // Native code, workers, or packages that look for files beside themselves: required at run time, not bundled.
  serverExternalPackages: [
    "@prisma/adapter-better-sqlite3",
    "@prisma/client",
    "better-auth",
    "better-sqlite3",
    "mssql",
    "node-powershell",
    "pino",
    "tedious",
  ],
};

export default withNextIntl(config);
