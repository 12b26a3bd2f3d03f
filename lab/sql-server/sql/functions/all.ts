import { checksumFunctions } from "./checksum.ts";
import { dateFunctions } from "./date.ts";
import type { SqlFunction } from "./function.ts";
import { mathFunctions } from "./math.ts";
import { stringFunctions } from "./string.ts";
import { systemFunctions } from "./system.ts";

export const allFunctions: ReadonlyMap<string, SqlFunction> = new Map(
  Object.entries({ ...stringFunctions, ...mathFunctions, ...dateFunctions, ...systemFunctions, ...checksumFunctions }),
);
