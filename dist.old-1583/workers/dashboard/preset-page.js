import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
/** Path of the script that {@link presetPage} imports. */
export const presetScriptPath = '/dash/preset.js';
const start = `import { applyPreset } from '${presetScriptPath}';
const { preset, list } = JSON.parse(document.getElementById('settings').textContent);
try {
  if (preset !== null) applyPreset(localStorage, preset);
} finally {
  location.replace(list);
}`;
/** Content-Security-Policy of {@link presetPage}. */
export const presetPolicy = `default-src 'none'; script-src 'self' 'sha256-${createHash('sha256').update(start).digest('base64')}'`;
/**
 * A page that sets up the workflow list in the browser that opens it, and goes on to `list`, a path with query.
 *
 * @param preset null where this UI's version is not known: then only the list is opened.
 */
export function presetPage(preset, list) {
    // Inside of a script element nothing is unescaped, and only `<` could end it.
    const settings = JSON.stringify({ preset, list }).replaceAll('<', '\\u003c');
    const link = list.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Millrace</title>
<script type="application/json" id="settings">${settings}</script>
<script type="module">${start}</script>
<p><a href="${link}">Open the list</a></p>
</html>
`;
}
/** The script of {@link presetScriptPath}. */
export function presetScript() {
    return readFileSync(new URL('preset.js', import.meta.url), 'utf8');
}
//# sourceMappingURL=preset-page.js.map