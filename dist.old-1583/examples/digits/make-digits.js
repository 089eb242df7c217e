import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.js';
import { writeDigits } from './digit-pictures.js';
const folder = fileURLToPath(new URL('examples/digits/images/', packageRoot));
console.log(`${await writeDigits(folder)} digits in ${folder}`);
//# sourceMappingURL=make-digits.js.map