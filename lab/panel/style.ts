/** Plain, one column, both colour schemes; a table becomes a list where the window is narrow. */
export const style = `
:root { color-scheme: light dark; --ink: #1a1d21; --soft: #5b636e; --line: #d5d9df; --paper: #ffffff; --panel: #f4f6f8; --on: #9a3412; --onpaper: #fff1e8; --link: #1d4ed8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --soft: #a4acb8; --line: #3a414b; --paper: #14171b; --panel: #1d2127; --on: #fdba74; --onpaper: #3a2213; --link: #93b4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
h1 { font-size: 1.4rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); } a { color: var(--link); }
form { display: inline-flex; gap: .5rem; flex-wrap: wrap; margin: 0; max-width: 100%; }
button, select { font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .75rem; min-height: 2.75rem; max-width: 100%; }
button { cursor: pointer; } button:hover { border-color: var(--soft); } :focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
ul.plain { list-style: none; margin: 0; padding: 0; }
.fault { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1rem; align-items: center; padding: .6rem 0; border-top: 1px solid var(--line); }
.acts { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; max-width: 26rem; }
.on { background: var(--onpaper); color: var(--on); border-radius: .4rem; padding: .1rem .5rem; overflow-wrap: anywhere; }
code { font: .95em ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; } thead th { border-top: 0; }
pre { overflow: auto; background: var(--panel); padding: .75rem; border-radius: .4rem; max-height: 30rem; }
.said { border-left: 4px solid var(--on); padding: .5rem .75rem; background: var(--onpaper); color: var(--on); }
@media (max-width: 40rem) {
  .fault { grid-template-columns: minmax(0, 1fr); } .acts { justify-content: flex-start; max-width: 100%; }
  thead { position: absolute; clip-path: inset(50%); } tr { display: block; border-top: 1px solid var(--line); padding: .4rem 0; } th, td { display: block; border: 0; padding: .1rem 0; } td::before { content: attr(data-name) ": "; color: var(--soft); }
}`;
