export interface Clock {
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        resolve();
      }
      signal?.addEventListener("abort", done, { once: true });
    }),
};

/** A clock that moves only by its own hand; a sleeper moves it. */
export class VirtualClock implements Clock {
  #at: number;

  constructor(start: string | number = "2026-03-02T08:00:00Z") {
    this.#at = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#at);
  }

  advance(ms: number): Date {
    this.#at += ms;
    return this.now();
  }

  async sleep(ms: number): Promise<void> {
    this.advance(ms);
  }
}
