type HostNameProps = { readonly name: string };

/** The domain gives way first; the host always stays. */
export function HostName({ name }: HostNameProps) {
  const dot = name.indexOf(".");
  const host = dot === -1 ? name : name.slice(0, dot);
  return (
    <code className="mid" title={name}>
      <span className="mid-b">{host}</span>
      <span className="mid-d">{dot === -1 ? "" : name.slice(dot)}</span>
    </code>
  );
}
