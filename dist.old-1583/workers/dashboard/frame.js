import { escapeMarkup } from '../../quality/markup.js';
import { style } from '../../quality/report/style.js';
/** A whole HTML page without scripts, in the look of the reports. `content` is HTML. */
export function framed(title, content) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)} – Millrace</title>
<style>${style}
form{margin:0 0 24px}.scroll+p,section+p{margin-top:14px}input,button{font:inherit;padding:4px 8px;max-width:100%}</style>
</head>
<body>
<main>
${content}
</main>
</body>
</html>
`;
}
//# sourceMappingURL=frame.js.map