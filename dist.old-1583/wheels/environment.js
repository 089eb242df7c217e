import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
/** Where fetched programs and libraries are kept: `$XDG_CACHE_HOME/millrace`, else `~/.cache/millrace`. */
export function cacheFolder(env) {
    const configured = env['XDG_CACHE_HOME'];
    const cache = configured === undefined || configured === '' ? join(env['HOME'] ?? homedir(), '.cache') : configured;
    return resolve(cache, 'millrace');
}
//# sourceMappingURL=environment.js.map