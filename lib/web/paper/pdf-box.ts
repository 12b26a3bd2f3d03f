import type PDFDocument from "pdfkit";

type Document = InstanceType<typeof PDFDocument>;

const side = 8;

/** Room that a box takes from its text. */
export const boxWidth = side + 8;

/** A box to be ticked with a pen, or ticked already; outside of what is read aloud, which says it in words. */
export function drawBox(
  doc: Document,
  at: { readonly x: number; readonly y: number; readonly isTicked: boolean },
): void {
  const { x, y, isTicked } = at;
  doc.markContent("Artifact");
  doc.rect(x, y, side, side).lineWidth(0.8).stroke("#101114");
  if (isTicked)
    doc
      .moveTo(x + 1.5, y + side / 2)
      .lineTo(x + side / 2 - 0.5, y + side - 2)
      .lineTo(x + side - 1, y + 1)
      .lineWidth(1.3)
      .stroke("#101114");
  doc.endMarkedContent();
}
