/** The page's style sheet. Charts take their colours from the variables, so they follow the reader's scheme. */
export const style = `
:root{color-scheme:light dark;--ground:#f7f5f0;--card:#fffefb;--ink:#22262b;--soft:#656c74;--line:#e3dfd5;
--kept:#1f9a70;--dropped:#e0892b;--merged:#6379d6;--quarantined:#cc4b55;--plain:#4f86ad;--fail:#b3323d}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1b1f24;--ink:#e4e3de;--soft:#9aa2aa;--line:#2f353c;
--kept:#3db88b;--dropped:#e59a4c;--merged:#8798e6;--quarantined:#e0717a;--plain:#74a7cc;--fail:#f08a92}}
*{box-sizing:border-box}
html{scroll-padding-top:16px}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 ui-sans-serif,system-ui,sans-serif}
main{max-width:980px;margin:0 auto;padding:40px 24px 64px}
a{color:inherit}
.eyebrow{color:var(--soft);font-size:13px;letter-spacing:.08em;text-transform:uppercase;margin:0}
h1{font:600 40px/1.15 ui-serif,Georgia,serif;margin:4px 0 8px;overflow-wrap:anywhere}
h1 small{font-size:22px;font-weight:400;color:var(--soft)}
h2{font:600 20px/1.3 ui-serif,Georgia,serif;margin:0 0 4px}
h3{font-size:13px;font-weight:600;color:var(--soft);margin:0 0 2px}
.scroll+h3,details+h3{margin-top:18px}
p{margin:0 0 14px;max-width:46em}
.lede{font-size:18px;margin-bottom:22px}
.soft{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin-top:20px;min-width:0}
section>:last-child{margin-bottom:0}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:20px;margin-top:20px}
.pair section{margin-top:0}
.three{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(250px,100%),1fr));gap:16px 24px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:1px;background:var(--line);
border:1px solid var(--line);border-radius:10px;overflow:hidden;margin-top:24px}
.tiles div{background:var(--card);padding:12px 16px}
.tiles b{display:block;font-size:21px;font-weight:600;font-variant-numeric:tabular-nums}
.tiles div>span{color:var(--soft);font-size:13px}
nav{display:flex;flex-wrap:wrap;gap:4px 18px;margin-top:20px;font-size:13.5px}
nav a{color:var(--soft);text-decoration:none}
nav a:hover,nav a:focus-visible{color:var(--ink);text-decoration:underline}
svg{display:block;max-width:100%;height:auto}
.narrow{display:none}
@media (max-width:700px){.wide{display:none}.narrow{display:block}main{padding:24px 14px 48px}section{padding:16px}h1{font-size:32px}}
.legend{display:flex;flex-wrap:wrap;gap:4px 26px;margin:10px 0 0;padding:0;list-style:none;font-variant-numeric:tabular-nums}
.legend b{font-weight:600}
.legend span{color:var(--soft)}
.legend i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:8px}
.i-kept{background:var(--kept)}.i-dropped{background:var(--dropped)}.i-merged{background:var(--merged)}.i-quarantined{background:var(--quarantined)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th{font-weight:600;color:var(--soft);text-align:left}
th,td{padding:6px 16px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
.number{text-align:right;white-space:nowrap;padding-right:28px}
.nowrap{white-space:nowrap}
code{font:12px/1.5 ui-monospace,monospace;unicode-bidi:isolate}
td:first-child{white-space:nowrap}
.scroll td:last-child{padding-right:0}
.scroll{margin-top:4px}
.legend+details{margin-top:16px}
pre{font:12px/1.5 ui-monospace,monospace;overflow:auto;max-height:30em;margin:8px 0 0}
summary{cursor:pointer;font-weight:600}
details{margin-top:14px}
details+p{margin-top:12px}
.fail{color:var(--fail);font-weight:600}
.warn{color:var(--dropped);font-weight:600}
.pass{color:var(--kept);font-weight:600}
.texts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(380px,100%),1fr));gap:18px 28px}
blockquote{margin:4px 0 0;padding:0 0 0 12px;border-left:2px solid var(--line);font:14px/1.5 ui-serif,Georgia,serif;white-space:pre-line;overflow-wrap:anywhere}
.texts p{margin:0;font-size:12.5px;overflow-wrap:anywhere}
.search{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 10px}
input,select,button{font:inherit;font-size:14px;color:inherit;background:var(--ground);border:1px solid var(--line);border-radius:6px;padding:5px 9px;max-width:100%}
input{flex:1 1 220px}
[hidden]{display:none!important}
.f-kept{color:var(--kept)}.f-dropped{color:var(--dropped)}.f-merged{color:var(--merged)}.f-quarantined{color:var(--quarantined)}
button{cursor:pointer;margin-top:12px}
.sheet{display:flex;flex-wrap:wrap;gap:12px 14px;margin:4px 0 0}
.sheets{display:flex;flex-wrap:wrap;gap:20px 34px}
figure{margin:0;width:112px}
figure img,figure>i{display:flex;align-items:center;justify-content:center;width:112px;height:96px;object-fit:contain;
background:var(--ground);border-radius:6px;color:var(--soft);font-size:12px}
figure .tiny{image-rendering:pixelated}
figcaption{margin-top:3px;font-size:11.5px;line-height:1.35;color:var(--soft);overflow-wrap:anywhere}
h3 .soft{font-weight:400}
`;
//# sourceMappingURL=style.js.map