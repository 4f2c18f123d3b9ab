/** The page's whole style. Every pair of colours has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3); a test computes it. */
export const STYLE = `
:root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--text:#1b2230;--faint:#566072;--line:#d9dde4;--code:#eef0f4;
--ok:#12683c;--findings:#a8201a;--undecided:#775000;--on:#fff;
--critical:#7d1550;--high:#a8201a;--medium-bg:#f5d27a;--medium:#332400;--low-bg:#d3e5f8;--low:#0c2f52;--info-bg:#e4e7ec;--info:#2c3442}
@media (prefers-color-scheme:dark){:root{--page:#11151b;--card:#1a2029;--text:#e7ebf1;--faint:#a5b0c0;--line:#343d4b;--code:#262e3a;
--ok:#1c7a49;--findings:#b9302a;--undecided:#8a6100;
--critical:#9c2468;--high:#b9302a;--medium-bg:#e3bb57;--low-bg:#2b4a6b;--low:#dcebfb;--info-bg:#333c4a;--info:#dde3ec}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
main,header>div,footer{max-width:68rem;margin:0 auto;padding:0 1rem}
header{color:var(--on);padding:1.5rem 0}
header.ok{background:var(--ok)}header.findings{background:var(--findings)}header.undecided{background:var(--undecided)}
h1{margin:0;font-size:1.7rem;line-height:1.25}
header p{margin:.35rem 0 0;font-size:1.05rem}
h2{font-size:1.15rem;margin:2rem 0 .6rem}
h3{font-size:1.02rem;margin:0;line-height:1.4}
p{margin:.3rem 0}
code{font:.9em/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--code);border-radius:4px;padding:.08em .3em}
h3 code{background:none;padding:0;font-size:1em;font-weight:600}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:1rem 1.1rem;margin:0 0 1rem}
.faint{color:var(--faint);font-size:.92rem}
.chip{display:inline-block;min-width:6.4em;text-align:center;font-size:.8rem;font-weight:600;line-height:1.35;padding:.15em .65em;border-radius:1em;white-space:nowrap}
.critical{background:var(--critical);color:var(--on)}.high{background:var(--high);color:var(--on)}
.medium{background:var(--medium-bg);color:var(--medium)}.low{background:var(--low-bg);color:var(--low)}.info{background:var(--info-bg);color:var(--info)}
.unknown{border:1px dashed currentColor;color:var(--faint)}
.verdict-ok{background:var(--ok);color:var(--on)}.verdict-findings{background:var(--findings);color:var(--on)}.verdict-undecided{background:var(--undecided);color:var(--on)}
ol.do{list-style:none;padding-left:1.1rem}
.row{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.2rem .8rem;align-items:start}
ol.do li+li,.row.unk{border-top:1px solid var(--line);margin-top:.7rem;padding-top:.7rem}
pre{margin:.4rem 0 0;padding:.45rem .7rem;background:var(--code);border-radius:6px;white-space:pre-wrap;font:.88rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre::before{content:"$ ";color:var(--faint)}
details{border-top:1px solid var(--line);margin-top:.7rem;padding-top:.7rem}
summary{cursor:pointer;display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.2rem .8rem;align-items:start;list-style:none}
summary::-webkit-details-marker{display:none}
summary::after{content:"";width:.5rem;height:.5rem;margin:.45rem .3rem;border:solid var(--faint);border-width:0 2px 2px 0;transform:rotate(45deg)}
details[open]>summary::after{transform:rotate(-135deg);margin-top:.7rem}
summary:focus-visible{outline:3px solid var(--faint);outline-offset:3px;border-radius:6px}
.rule{font-weight:600}
.body{margin:.6rem 0 .2rem;padding-left:.9rem;border-left:3px solid var(--line)}
ul.flaws{list-style:none;margin:.2rem 0 .6rem;padding:0}
ul.flaws li+li{margin-top:.55rem}
ul.places{margin:.2rem 0 .6rem;padding-left:1.1rem}
ul.places li{margin:.15rem 0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem .9rem;margin:.4rem 0 0}
dt{color:var(--faint)}dd{margin:0}
footer{padding-top:.5rem;padding-bottom:2rem}
@media (max-width:36rem){.row,summary{grid-template-columns:minmax(0,1fr) auto}.row>:nth-child(2),summary>:nth-child(2){grid-column:1/-1;grid-row:2}.row>.chip,summary>.chip{justify-self:start}dl{grid-template-columns:minmax(0,1fr)}dt{margin-top:.35rem}}
@media print{:root{--page:#fff}body{font-size:11pt}.card,details{break-inside:avoid-page}details::details-content{content-visibility:visible;block-size:auto}summary::after{display:none}header,.chip{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim();
