import { PHASE_PRODUCTION_SERVER } from "next/constants.js";
import createNextIntlPlugin from "next-intl/plugin";
import { writeTexts } from "./scripts/texts/write.mjs";

const withNextIntl = createNextIntlPlugin({ requestConfig: "./lib/web/request.ts" });

/** For everything that leaves, files of the build included; the content policy has a nonce and is set in proxy.ts. */
const securityHeaders = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "same-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
];

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
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
    "nodemailer",
    "pdfkit",
    "pino",
    "tedious",
  ],
};

/** Which texts each page needs is read from its sources before they are built. */
export default function nextConfig(phase) {
  if (phase !== PHASE_PRODUCTION_SERVER) writeTexts();
  return withNextIntl(config);
}
