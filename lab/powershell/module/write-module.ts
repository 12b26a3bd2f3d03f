import { writeFileSync } from "node:fs";
import { moduleFiles } from "./module-text.ts";

for (const [name, text] of Object.entries(moduleFiles())) writeFileSync(new URL(name, import.meta.url), text);
