/** Whatever a cmdlet wrote, already in the shape in which the console's script turns objects into JSON. */
export type CmdletObject = Readonly<Record<string, unknown>>;

export type ErrorRecord = {
  readonly message: string;
  /** FullyQualifiedErrorId. */
  readonly errorId: string;
  /** CategoryInfo as text: `InvalidArgument: (:) [Set-Cs…], ParameterBindingException`. */
  readonly category: string;
  readonly position: string;
};

export type CmdletRequest = {
  readonly module?: string;
  readonly cmdlet: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly whatIf?: boolean;
};

export type CmdletAnswer = {
  readonly kind: "answer";
  readonly ok: boolean;
  readonly output: readonly CmdletObject[];
  readonly error: ErrorRecord | null;
  readonly warnings: readonly string[];
  readonly verbose: readonly string[];
  /** Written by Write-Host ("What if: …"): lands on stdout, outside every stream a script can collect. */
  readonly hostText: readonly string[];
};

/** `died`: the shell process ends with this code and no envelope. */
export type CmdletReply = CmdletAnswer | { readonly kind: "died"; readonly exitCode: number };
