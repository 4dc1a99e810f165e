import { Markup } from './html.ts';

/** Style of a work paper, for screen and A4: it stands inside the file, which must not load anything. */
export const PAPER_STYLE = new Markup(`
@page { size: A4; margin: 14mm 12mm 16mm }
* { box-sizing: border-box }
body { max-width: 190mm; margin: 0 auto; padding: 6mm; color: #111; font: 10.5pt/1.5 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; overflow-wrap: anywhere }
h1 { font-size: 18pt; text-align: center; margin: 0 0 2mm } h2 { font-size: 13pt; margin: 6mm 0 1mm } h3 { font-size: 11pt; margin: 3mm 0 1mm }
.modest, .tags, footer, .note { color: #444; font-size: 9pt } .modest { text-align: center }
.head { display: grid; grid-template-columns: repeat(3, 1fr); border: 1px solid #444; margin: 4mm 0 }
.head div { display: flex; border: 1px solid #bbb; padding: 1mm 2mm; gap: 2mm } dt { color: #444 } dd { margin: 0; white-space: pre-wrap }
table { width: 100%; border-collapse: collapse; font-size: 9pt } th, td { border: 1px solid #888; padding: 1mm; text-align: left; vertical-align: top; white-space: pre-wrap }
th { background: #eee } .n { text-align: right; font-variant-numeric: tabular-nums }
.strong { font-weight: bold } p { margin: 1mm 0 } .tags:empty, .modest:empty { display: none } ul, ol { margin: 1mm 0; padding-left: 6mm } li { white-space: pre-wrap }
h2 { border-top: 2px solid #111; padding-top: 2mm } tr, .sign { break-inside: avoid } thead { display: table-header-group } h2, h3 { break-after: avoid }
.sign { display: grid; grid-template-columns: repeat(3, 1fr); margin-top: 10mm } .sign span { display: inline-block; min-width: 28mm; border-bottom: 1px solid #111 }
footer { margin-top: 6mm; border-top: 1px solid #888; font-family: monospace; font-size: 7.5pt }
@media print { body { max-width: none; padding: 0 } }
`);
