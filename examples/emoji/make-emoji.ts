import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { drawEmoji } from './emoji-pictures.ts';

const folder = fileURLToPath(new URL('examples/emoji/images/', packageRoot));
console.log(`${await drawEmoji(folder)} emoji in ${folder}`);
