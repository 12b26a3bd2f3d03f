import jsQR from "jsqr";
import { expect, test } from "vitest";
import { qrPath } from "./qr-path.ts";

/** The path as a camera sees it: so many pixels for each module. */
function photographed(text: string) {
  const { size, path } = qrPath(text);
  const scale = 4;
  const width = size * scale;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let n = 0; n < scale * scale; n += 1) {
      const at = (Number(y) * scale + Math.floor(n / scale)) * width + Number(x) * scale + (n % scale);
      pixels.set([0, 0, 0], at * 4);
    }
  return jsQR(pixels, width, width)?.data;
}

test("an app reads from the picture exactly what the sign-in service gave", () => {
  const address =
    "otpauth://totp/Failover%20Console:nora.villa%40contoso.local?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Failover%20Console&digits=6&period=30";
  expect(photographed(address)).toBe(address);
});
