import { createHash } from 'node:crypto';
import { chatPageScript } from './chat-page-script.ts';

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9dd, #3a4046); --soft: light-dark(#f3f5f6, #20252a);
  --ink: light-dark(#1b1f23, #e8ebee); --dim: light-dark(#57606a, #9aa4ad); --accent: light-dark(#0b6470, #6fc7d3); }
* { box-sizing: border-box; }
body { margin: 0; height: 100dvh; display: flex; flex-direction: column; font: 16px/1.5 system-ui, sans-serif;
  color: var(--ink); background: light-dark(#fff, #15191d); }
header, main, form { width: 100%; max-width: 46rem; margin: 0 auto; padding: 0.6rem 1rem; }
header { display: flex; gap: 0.3rem 1rem; align-items: baseline; flex-wrap: wrap; border-bottom: 1px solid var(--line); }
h1 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; flex: 1; }
#settings { display: flex; gap: 1rem; color: var(--dim); font-size: 0.85rem; }
#settings[hidden], .row[hidden] { display: none; }
main { flex: 1; overflow-y: auto; }
ol { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 0.8rem; padding: 0.5rem 0.8rem; border-left: 3px solid var(--line); }
li.user { background: var(--soft); }
li.assistant { border-color: var(--accent); }
li.error { border-color: light-dark(#b3261e, #f2938c); }
li.empty p::after { content: 'No text.'; color: var(--dim); }
.role { font-size: 0.8rem; color: var(--dim); }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
li img { display: block; max-width: 12rem; max-height: 12rem; min-width: 3rem; }
body.dropping main { outline: 2px dashed var(--accent); outline-offset: -6px; }
p[aria-busy]::after { content: '▍'; color: var(--accent); }
form { border-top: 1px solid var(--line); }
textarea { width: 100%; min-height: 4.2rem; resize: vertical; }
textarea, input, button { font: inherit; color: inherit; background: var(--soft); border: 1px solid var(--line);
  border-radius: 4px; padding: 0.35rem 0.6rem; }
input[type=number] { width: 5rem; padding: 0 0.3rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button { cursor: pointer; }
button:disabled { opacity: 0.5; cursor: default; }
#send { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #10262a); }
.row { display: flex; gap: 0.6rem; align-items: center; margin-top: 0.4rem; }
#status { flex: 1; color: var(--dim); font-size: 0.85rem; }
`;

/** What the page may do: run its own program, and ask the server that it came from. */
export const chatPagePolicy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(chatPageScript).digest('base64')}'`,
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page to talk with the run that is served, or to show it texts or images to sort: one file, with no assets. */
export const chatPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Millrace</title>
<style>${style}</style>
<header>
<h1 id="model">Millrace</h1>
<div id="settings" hidden>
<label>Temperature <input id="temperature" type="number" min="0" max="2" step="0.1" value="0.8"></label>
<label>Most tokens <input id="most" type="number" min="1" step="1" placeholder="all"></label>
</div>
<button id="clear" type="button">New</button>
</header>
<main><ol id="log" aria-live="polite" aria-label="Messages"></ol></main>
<form id="form">
<div id="key-row" class="row" hidden><label>API key <input id="key" type="password" autocomplete="off"></label></div>
<div id="picture-row" class="row" hidden><label>Images <input id="picture" type="file" accept="image/*" multiple></label></div>
<textarea id="input" aria-label="Message" placeholder="Write a message; Enter sends it, Esc stops the answer." autofocus></textarea>
<div class="row"><output id="status" for="input">Loading …</output>
<button id="stop" type="button" disabled>Stop</button>
<button id="send" type="submit" disabled>Send</button></div>
</form>
<script>${chatPageScript}</script>
</html>
`;
