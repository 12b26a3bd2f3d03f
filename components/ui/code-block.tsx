type CodeBlockProps = { readonly code: string; readonly label: string };

export function CodeBlock({ code, label }: CodeBlockProps) {
  return (
    <figure aria-label={label} className="min-w-0">
      <pre className="code">{code}</pre>
    </figure>
  );
}
