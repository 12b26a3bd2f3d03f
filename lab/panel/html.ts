const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(value: unknown): string {
  return String(value ?? "").replace(/[&<>"']/g, (one) => entities[one] ?? one);
}

/** A form of one button, with what it sends. */
export function buttonForm(action: string, label: string, fields: Readonly<Record<string, string>>): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<form method="post" action="${escaped(action)}">${hidden.join("")}<button>${escaped(label)}</button></form>`;
}
