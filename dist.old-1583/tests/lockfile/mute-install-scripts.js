import { readFileSync, writeFileSync } from 'node:fs';
import { packageRoot } from '../../storage/package-root.js';
import { withoutInstallScripts } from './install-scripts.js';
const lockfile = new URL('package-lock.json', packageRoot);
writeFileSync(lockfile, withoutInstallScripts(readFileSync(lockfile, 'utf8')));
//# sourceMappingURL=mute-install-scripts.js.map