"use client";

import { useEffect, useRef } from "react";

/** The browser's own notification, while this tab is in the background and the person has asked for it. */
export function useDecisionNotice(options: {
  /** Which decision waits; null = none. A new one is told once. */
  readonly waiting: string | null;
  readonly on: boolean;
  readonly title: string;
  readonly body: string;
  readonly href: string;
}): void {
  const { waiting, on, title, body, href } = options;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (waiting === null) told.current = null;
    if (waiting === null || told.current === waiting) return;
    told.current = waiting;
    if (!on || !document.hidden || Notification.permission !== "granted") return;
    const notice = new Notification(title, { body, tag: waiting });
    notice.onclick = () => {
      window.focus();
      window.location.assign(href);
      notice.close();
    };
  }, [waiting, on, title, body, href]);
}
