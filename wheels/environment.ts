import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where fetched programs and libraries are kept: `$XDG_CACHE_HOME/millrace`, else `~/.cache/millrace`. */
export function cacheFolder(env: Environment): string {
  const configured = env['XDG_CACHE_HOME'];
  const cache = configured === undefined || configured === '' ? join(env['HOME'] ?? homedir(), '.cache') : configured;
  return resolve(cache, 'millrace');
}
