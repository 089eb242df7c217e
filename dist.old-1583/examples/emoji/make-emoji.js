import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
import { drawEmoji } from './emoji-pictures.js';
const folder = fileURLToPath(new URL('examples/emoji/images/', packageRoot));
console.log(`${await drawEmoji(folder)} emoji in ${folder}`);
//# sourceMappingURL=make-emoji.js.map