import { readFileSync, writeFileSync } from 'node:fs';
import { packageRoot } from '../../storage/package-root.ts';
import { withoutInstallScripts } from './install-scripts.ts';

const lockfile = new URL('package-lock.json', packageRoot);
writeFileSync(lockfile, withoutInstallScripts(readFileSync(lockfile, 'utf8')));
