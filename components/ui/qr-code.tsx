import { qrPath } from "./qr-path.ts";

type QrCodeProps = { readonly text: string; readonly label: string };

/** Black on white in every theme: cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = qrPath(text);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="size-52" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
