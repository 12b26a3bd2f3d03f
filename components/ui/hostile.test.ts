import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { hostile } from "#lib/adapters/hostile-fixture.ts";
import { Banner } from "./banner.tsx";
import { CodeBlock } from "./code-block.tsx";

const plainText = (html: string) =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&");

test.each(hostile)("shows %j as text: no tag and no attribute is made of it", (value) => {
  const plain = (text: string) =>
    [
      renderToStaticMarkup(createElement(Banner, { tone: "bad", title: text })),
      renderToStaticMarkup(createElement(CodeBlock, { code: text, label: text })),
    ].join("");
  const [html, frame] = [plain(value), plain("TEXT")];
  for (const sign of ['"', "'", "<", ">"]) expect(html.split(sign).length, sign).toBe(frame.split(sign).length);
  expect(plainText(html)).toContain(value);
});
