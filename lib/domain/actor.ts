/** What a person may be in a pool; the permission table says what each may do. */
export const roles = ["viewer", "manager", "operator", "drill-operator", "administrator"] as const;
export type Role = (typeof roles)[number];

/** Who asks. `id` is the account's; `name` is what the journal shows. */
export type Actor = { readonly id: string; readonly name: string; readonly role: Role };
