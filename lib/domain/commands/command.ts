/** A parameter's value. Lists travel as arrays; a PSListModifier is the one object shape the cmdlets need. */
export type CommandValue =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | { readonly Replace: readonly string[] };

/** A T-SQL statement for one instance, sent on a connection of its own whose database is `master`. */
export type SqlCommand = {
  readonly kind: "sql";
  /** Instance name as in the pool file, for instance `sqlto01\PCHAT`. */
  readonly target: string;
  /** The text as sent. Values are bound as nvarchar; an LSN or number is converted inside the text. */
  readonly text: string;
  readonly parameters: Readonly<Record<string, CommandValue>>;
  /** Milliseconds, or null for statements that may take hours (RESTORE): those have no request timeout. */
  readonly deadlineMs: number | null;
};

/** One cmdlet of the management shell. Arguments travel as base64 JSON and are splatted. */
export type PowerShellCommand = {
  readonly kind: "powershell";
  readonly target: "management shell";
  readonly text: string; // the cmdlet's name
  readonly parameters: Readonly<Record<string, CommandValue>>;
  readonly deadlineMs: number;
};

/** One act on files behind a share, done by the share's own process. */
export type FileCommand = {
  readonly kind: "file";
  /** Folder id in the pool file of the folder that changes. */
  readonly target: string;
  /**
   * "copy-again" sets a differing file of that name aside, under the name `aside`; "set-aside" renames every log backup in the
   * folder by adding `aside`. Nothing is deleted.
   */
  readonly text: "copy" | "copy-again" | "set-aside";
  readonly parameters: {
    readonly from: string;
    readonly to: string;
    readonly file: string;
    readonly sizeBytes: string;
    readonly aside?: string;
  };
  readonly deadlineMs: number | null;
};

/** What is run is what was shown: plan, journal, page and paper show this, the adapter sends it and adds nothing. */
export type Command = SqlCommand | PowerShellCommand | FileCommand;

/** A command as planned: `rules` names, for each parameter known only at run time, the rule in words that fills it. */
export type PlannedCommand = {
  readonly command: Command;
  readonly rules: Readonly<Record<string, string>>;
};
