import { join } from "node:path";
import PDFDocument from "pdfkit";
import type { Block } from "./blocks.ts";
import { boxWidth, drawBox } from "./pdf-box.ts";

type Document = InstanceType<typeof PDFDocument>;
type Struct = ReturnType<Document["struct"]>;
type Titled = { readonly title: string; readonly locale: string; readonly footer: (page: number) => string };

const fonts = join(process.cwd(), "node_modules", "geist", "dist", "fonts");
const faces = {
  text: join(fonts, "geist-sans", "Geist-Regular.ttf"),
  strong: join(fonts, "geist-sans", "Geist-SemiBold.ttf"),
  code: join(fonts, "geist-mono", "GeistMono-Regular.ttf"),
} as const;
const looks = {
  h1: { face: "strong", size: 20, before: 2, color: "#101114" },
  h2: { face: "strong", size: 13, before: 16, color: "#101114" },
  h3: { face: "strong", size: 10, before: 9, color: "#101114" },
  plain: { face: "text", size: 9, before: 2, color: "#101114" },
  lead: { face: "text", size: 11, before: 8, color: "#101114" },
  strong: { face: "strong", size: 9, before: 5, color: "#101114" },
  small: { face: "text", size: 7.5, before: 2, color: "#4a4d55" },
  code: { face: "code", size: 7.5, before: 3, color: "#101114" },
} as const;
type Look = keyof typeof looks;
const margin = 48;

/**
 * A paper as a tagged PDF, part by part: headings, paragraphs and tables carry their meaning, the text can be taken out, and each
 * page its number. Lays out only as fast as it is taken, and lets others in between. What the fonts cannot draw is written as its
 * number, never left out.
 */
export async function* pdfOf(blocks: Iterable<Block>, { title, locale, footer }: Titled): AsyncGenerator<Uint8Array> {
  const doc = new PDFDocument({
    size: "A4",
    margins: { top: margin, left: margin, right: margin, bottom: margin + 12 },
    pdfVersion: "1.7",
    tagged: true,
    // The types do not know it yet: it marks the file as made for readers of every kind.
    ...({ subset: "PDF/UA" } as object),
    displayTitle: true,
    lang: locale,
    info: { Title: title },
    autoFirstPage: false,
  });
  for (const [name, path] of Object.entries(faces)) doc.registerFont(name, path);
  let page = 0;
  doc.on("pageAdded", () => {
    page += 1;
    writeFooter(doc, footer(page));
  });
  const parts: Uint8Array[] = [];
  doc.on("data", (part: Uint8Array) => parts.push(part));
  doc.addPage();
  const root = doc.struct("Document");
  doc.addStructure(root);
  for (const block of blocks) {
    for (const _ of write(doc, root, block)) {
      await new Promise((resolve) => setImmediate(resolve));
      yield* parts.splice(0);
    }
  }
  root.end();
  const ended = new Promise((resolve) => doc.on("end", resolve));
  doc.end();
  await ended;
  yield* parts.splice(0);
}

/** Writes one block and stops wherever others may be let in. */
function* write(doc: Document, root: Struct, block: Block): Generator<void> {
  if (block.kind === "table") return yield* writeTable(doc, root, block);
  if (block.kind === "tick") return yield* writeTick(doc, root, block);
  const look: Look = block.kind === "heading" ? `h${block.level}` : block.kind === "code" ? "code" : block.look;
  const tag = block.kind === "heading" ? `H${block.level}` : block.kind === "code" ? "Code" : "P";
  // A heading does not stand alone at the foot of a page.
  if (block.kind === "heading" && doc.y > doc.page.height - margin * 3) doc.addPage();
  doc.y += looks[look].before;
  root.add(
    doc.struct(tag, {}, () => void inLook(doc, look).text(drawable(doc, block.text), margin, doc.y, { lineGap: 1 })),
  );
  yield;
}

function* writeTick(doc: Document, root: Struct, block: Extract<Block, { readonly kind: "tick" }>): Generator<void> {
  // The box does not part from what it is about.
  if (doc.y > doc.page.height - margin * 2.5) doc.addPage();
  doc.y += 6;
  drawBox(doc, { x: margin, y: doc.y + 1, isTicked: block.isTicked });
  const write = () =>
    void inLook(doc, "plain").text(drawable(doc, block.text), margin + boxWidth, doc.y, {
      width: doc.page.width - 2 * margin - boxWidth,
    });
  root.add(doc.struct("P", {}, write));
  doc.x = margin;
  yield;
}

function inLook(doc: Document, look: Look): Document {
  const { face, size, color } = looks[look];
  return doc.font(face).fontSize(size).fillColor(color);
}

function* writeTable(doc: Document, root: Struct, block: Extract<Block, { readonly kind: "table" }>): Generator<void> {
  const { heads, shares, rows } = block;
  const whole = doc.page.width - 2 * margin;
  const sum = shares.reduce((n, share) => n + share, 0);
  const widths = shares.map((share) => (whole * share) / sum);
  const table = doc.struct("Table");
  root.add(table);
  doc.y += 4;
  writeRow(doc, { parent: table, tag: "TH", cells: heads, widths });
  let count = 0;
  for (const row of rows) {
    if (writeRow(doc, { parent: table, tag: "TD", cells: row, widths })) yield;
    count += 1;
    if (count % 20 === 0) yield;
  }
  doc.x = margin;
  table.end();
  yield;
}

type Row = {
  readonly parent: Struct;
  readonly tag: "TH" | "TD";
  readonly cells: readonly string[];
  readonly widths: readonly number[];
};

/** Writes a row on one page; true when it began another. */
function writeRow(doc: Document, { parent, tag, cells, widths }: Row): boolean {
  const look = tag === "TH" ? "strong" : "small";
  inLook(doc, look).fontSize(7.5);
  const texts = cells.map((cell) => drawable(doc, cell));
  const inside = widths.map((width) => width - 6);
  const height = Math.max(...texts.map((text, i) => doc.heightOfString(text, { width: inside[i] ?? 40 }))) + 5;
  const isFull = doc.y + height > doc.page.height - doc.page.margins.bottom;
  if (isFull) doc.addPage();
  inLook(doc, look).fontSize(7.5);
  const top = doc.y;
  const row = doc.struct("TR");
  parent.add(row);
  let x = margin;
  texts.forEach((text, i) => {
    const left = x;
    const draw = () => void doc.text(text, left, top + 2, { width: inside[i] ?? 40 });
    row.add(doc.struct(tag, {}, draw));
    x += widths[i] ?? 0;
  });
  row.end();
  doc.markContent("Artifact");
  doc
    .moveTo(margin, top + height)
    .lineTo(doc.page.width - margin, top + height)
    .lineWidth(0.4)
    .stroke("#c9ccd3");
  doc.endMarkedContent();
  doc.x = margin;
  doc.y = top + height;
  return isFull;
}

/** On every page, outside of what is read aloud. */
function writeFooter(doc: Document, text: string): void {
  const { bottom } = doc.page.margins;
  doc.page.margins.bottom = 0;
  doc.markContent("Artifact", { type: "Pagination", attached: ["Bottom"] });
  inLook(doc, "small").text(text, margin, doc.page.height - margin, {
    width: doc.page.width - 2 * margin,
    align: "right",
    lineBreak: false,
  });
  doc.endMarkedContent();
  doc.page.margins.bottom = bottom;
  doc.x = margin;
  doc.y = margin;
}

type Font = { readonly font?: { readonly hasGlyphForCodePoint?: (point: number) => boolean } };

/** The text with every sign that the font has no shape for written as its number; a space stays a space. */
function drawable(doc: Document, text: string): string {
  const { font } = (doc as unknown as { readonly _font?: Font })._font ?? {};
  const clean = text.replaceAll("\t", "    ").replaceAll("\r", "");
  if (!font?.hasGlyphForCodePoint) return clean;
  return Array.from(clean, (sign) => {
    const point = sign.codePointAt(0) ?? 0;
    if (sign === "\n" || font.hasGlyphForCodePoint?.(point)) return sign;
    // French sets a narrow space before its question marks.
    return /\p{Zs}/u.test(sign) ? " " : `[U+${point.toString(16).toUpperCase()}]`;
  }).join("");
}
