import { z } from "zod";

/** The mail server that takes the console's mails. */
export const mailSchema = z
  .object({
    host: z.string().min(1),
    port: z.number().int().min(1).max(65535).default(587),
    /** `starttls` and `tls` never fall back to a readable line. */
    encryption: z.enum(["starttls", "tls", "none"]).default("starttls"),
    trustServerCertificate: z.boolean().default(false),
    from: z.email(),
    /** Name of a sealed credential; left out: the server takes mails from this machine without one. */
    credential: z.string().min(1).max(128).optional(),
  })
  .strict()
  .refine((mail) => mail.encryption !== "none" || mail.credential === undefined, {
    path: ["encryption"],
    message: "with a credential the line must be encrypted: starttls or tls",
  });

export type MailServer = z.infer<typeof mailSchema>;
