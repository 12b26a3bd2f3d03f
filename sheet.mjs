import { chromium } from "@playwright/test"; import { readFileSync } from "node:fs";
const [out, h, ...files] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu"] });
const w = files.some(f=>f.includes("-390-")) ? 300 : 800;
const p = await b.newPage({ viewport: { width: Math.min(files.length, w===300?6:2)*(w+8)+8, height: 800 } });
await p.setContent(`<body style="margin:4px;background:#888;display:flex;flex-wrap:wrap;gap:8px">${files.map(f=>`<div style="width:${w}px;max-height:${h}px;overflow:hidden"><div style="font:12px sans-serif">${f}</div><img style="width:100%" src="data:image/png;base64,${readFileSync(".data/pictures/"+f+".png").toString("base64")}"></div>`).join("")}</body>`);
await p.waitForTimeout(500); await p.screenshot({ path: out, fullPage: true }); await b.close();
