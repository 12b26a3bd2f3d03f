import type { JsonAnswer, JsonHandler, JsonRequest } from "./json-server.ts";
import type { Hold, WireEntry } from "./wire-log.ts";
import { type Strike, strikeHows } from "./wire-strikes.ts";

export type SiteKey = "home" | "other";

/** What the control port may do to the lab. The console does not know this port. */
export type LabControl = {
  truth(): object;
  /** What clients asked of the lab, oldest first. */
  wire(): readonly WireEntry[];
  /** Stops the next request that fits, until `release`. */
  holdNext(hold: Hold): void;
  release(): void;
  /** Replaces the strikes that still wait for their request. */
  setStrikes(strikes: readonly Strike[]): void;
  faults(): { readonly on: readonly string[]; readonly known: readonly string[] };
  /** Throws BadControlError for a fault that the lab does not know. */
  setFault(fault: { readonly name: string; readonly target: string | null; readonly on: boolean }): Promise<void>;
  /** Throws BadControlError for a scenario that the lab does not know. */
  setScenario(name: string): Promise<void>;
  /** Version and edition of an instance, such as "2008 R2 Standard". Throws BadControlError. */
  setProduct(instance: string, product: string): Promise<void>;
  setSite(site: SiteKey, up: boolean): Promise<void>;
  reset(): Promise<void>;
};

export class BadControlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadControlError";
  }
}

type Fields = Readonly<Record<string, unknown>>;

function fields(body: unknown): Fields {
  if (typeof body !== "object" || body === null) throw new BadControlError("the body must be a JSON object");
  return { ...body };
}

function flag(of: Fields, name: string): boolean {
  const value = of[name];
  if (typeof value !== "boolean") throw new BadControlError(`"${name}" must be true or false`);
  return value;
}

async function setFault(control: LabControl, body: unknown): Promise<void> {
  const of = fields(body);
  if (typeof of.fault !== "string") throw new BadControlError('"fault" must be a name');
  const target = typeof of.target === "string" && of.target !== "" ? of.target : null;
  await control.setFault({ name: of.fault, target, on: flag(of, "on") });
}

async function setSite(control: LabControl, body: unknown): Promise<void> {
  const of = fields(body);
  if (of.site !== "home" && of.site !== "other") throw new BadControlError('"site" must be home or other');
  await control.setSite(of.site, flag(of, "up"));
}

async function setProduct(control: LabControl, body: unknown): Promise<void> {
  const { instance, product } = fields(body);
  if (typeof instance !== "string" || typeof product !== "string")
    throw new BadControlError('"instance" and "product" must be texts');
  await control.setProduct(instance, product);
}

function holdNext(control: LabControl, body: unknown): void {
  const { target, pattern, when } = fields(body);
  if (typeof target !== "string" || target === "")
    throw new BadControlError('"target" must be an instance or "management shell"');
  if (typeof pattern !== "string") throw new BadControlError('"pattern" must be a part of the request');
  if (when !== "before" && when !== "after") throw new BadControlError('"when" must be before or after');
  control.holdNext({ target, pattern, when });
}

function setStrikes(control: LabControl, body: unknown): void {
  const { strikes } = fields(body);
  if (!Array.isArray(strikes)) throw new BadControlError('"strikes" must be a list');
  control.setStrikes(
    strikes.map((strike) => {
      const { target, pattern, how } = fields(strike);
      const known = strikeHows.find((one) => one === how);
      if (typeof target !== "string" || typeof pattern !== "string" || known === undefined)
        throw new BadControlError(`a strike has "target", "pattern" and "how": one of ${strikeHows.join(", ")}`);
      return { target, pattern, how: known };
    }),
  );
}

async function route(control: LabControl, request: JsonRequest): Promise<JsonAnswer> {
  switch (`${request.method} ${request.path}`) {
    case "GET /truth":
      return { status: 200, body: control.truth() };
    case "GET /wire":
      return { status: 200, body: control.wire() };
    case "POST /wire/hold":
      holdNext(control, request.body);
      return { status: 200, body: { ok: true } };
    case "POST /wire/release":
      control.release();
      return { status: 200, body: { ok: true } };
    case "POST /wire/strikes":
      setStrikes(control, request.body);
      return { status: 200, body: { ok: true } };
    case "GET /faults":
      return { status: 200, body: control.faults() };
    case "POST /faults":
      await setFault(control, request.body);
      return { status: 200, body: control.faults() };
    case "POST /sites":
      await setSite(control, request.body);
      return { status: 200, body: { ok: true } };
    case "POST /scenario": {
      const { scenario } = fields(request.body);
      await control.setScenario(String(scenario));
      return { status: 200, body: control.faults() };
    }
    case "POST /product":
      await setProduct(control, request.body);
      return { status: 200, body: { ok: true } };
    case "POST /reset":
      await control.reset();
      return { status: 200, body: { ok: true } };
    default:
      return { status: 404, body: { error: `no ${request.method} ${request.path} here` } };
  }
}

/** GET /truth, GET /wire, POST /wire/hold, /wire/release and /wire/strikes, GET and POST /faults, POST /sites, POST /scenario, POST /product, POST /reset. */
export function controlHandler(control: LabControl): JsonHandler {
  return async (request) => {
    try {
      return await route(control, request);
    } catch (error) {
      if (error instanceof BadControlError) return { status: 400, body: { error: error.message } };
      throw error;
    }
  };
}
