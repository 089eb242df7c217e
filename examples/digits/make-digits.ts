import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { writeDigits } from './digit-pictures.ts';

const folder = fileURLToPath(new URL('examples/digits/images/', packageRoot));
console.log(`${await writeDigits(folder)} digits in ${folder}`);
