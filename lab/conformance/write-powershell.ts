import { writeFileSync } from "node:fs";
import { powershellScript } from "./powershell-script.ts";

writeFileSync(new URL("./conformance.ps1", import.meta.url), powershellScript());
