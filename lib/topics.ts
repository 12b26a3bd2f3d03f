/** Who listens to what, inside this process. */
export type Topics = {
  readonly publish: (topic: string, data: unknown) => void;
  /** Gives the unsubscribe function. A listener that throws silences nobody else. */
  readonly subscribe: (topic: string, listener: (data: unknown) => void) => () => void;
};

/** Makes an empty exchange. */
export function makeTopics(): Topics {
  const listeners = new Map<string, Set<(data: unknown) => void>>();
  return {
    publish: (topic, data) => {
      for (const listener of [...(listeners.get(topic) ?? [])]) {
        try {
          listener(data);
        } catch {
          // The listener's stream has gone; it unsubscribes itself.
          listeners.get(topic)?.delete(listener);
        }
      }
    },
    subscribe: (topic, listener) => {
      const all = listeners.get(topic) ?? new Set();
      all.add(listener);
      listeners.set(topic, all);
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(topic);
      };
    },
  };
}
