import { existsSync } from 'node:fs';
/** The folder that holds package.json: two levels above this file's folder when compiled, one when not. */
export const packageRoot = [new URL('../../', import.meta.url), new URL('../', import.meta.url)].find((folder) => existsSync(new URL('package.json', folder)));
//# sourceMappingURL=package-root.js.map