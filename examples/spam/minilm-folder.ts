import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../../storage/package-root.ts';
import { readyMiniLm } from '../../training/embedding/ready-minilm.ts';

// Leaves all-MiniLM-L6-v2 beside the recipe that starts from it.
const folder = fileURLToPath(new URL('examples/spam/minilm', packageRoot));
const files = await readyMiniLm(process.env);
await rm(folder, { recursive: true, force: true });
await cp(files, folder, { recursive: true });
console.log(`all-MiniLM-L6-v2 lies in ${folder}`);
