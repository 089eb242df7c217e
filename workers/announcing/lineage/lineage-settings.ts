import { fileURLToPath } from 'node:url';
import { MillraceError } from '../../../core/errors.ts';

/** Where OpenLineage events go. */
export type LineageTarget =
  | { readonly kind: 'http'; readonly url: URL; readonly apiKey: string | null }
  | { readonly kind: 'file'; readonly path: string };

export interface LineageSettings {
  readonly target: LineageTarget;
  /** Namespace of the jobs. */
  readonly namespace: string;
}

const prefix = 'OPENLINEAGE__TRANSPORT';
const defaultEndpoint = 'api/v1/lineage';

/**
 * Reads the variables of OpenLineage's clients; null where they ask for nothing. `OPENLINEAGE__TRANSPORT` holds the
 * transport as JSON, `OPENLINEAGE__TRANSPORT__…` one key each, `OPENLINEAGE_URL` with `_ENDPOINT` and `_API_KEY` the
 * older short form.
 *
 * @throws {MillraceError} `lineage-settings` (usage)
 * @see https://openlineage.io/docs/client/python/configuration
 */
export function lineageSettings(env: NodeJS.ProcessEnv): LineageSettings | null {
  if (env['OPENLINEAGE_DISABLED']?.toLowerCase() === 'true') return null;
  const namespace = env['OPENLINEAGE_NAMESPACE'] || 'default';
  const whole = transportOf(env[prefix]);
  const read = (...names: readonly string[]): string | undefined => {
    const values = names.map((name) => whole[name] ?? env[`${prefix}__${name.toUpperCase()}`]);
    return values.find((value) => typeof value === 'string' && value !== '') as string | undefined;
  };
  const type = read('type');
  if (type === undefined) {
    const url = env['OPENLINEAGE_URL'];
    if (!url) return null;
    const endpoint = env['OPENLINEAGE_ENDPOINT'] || defaultEndpoint;
    const apiKey = env['OPENLINEAGE_API_KEY'] || null;
    return { namespace, target: { kind: 'http', url: urlOf(url, endpoint, 'OPENLINEAGE_URL'), apiKey } };
  }
  if (type === 'file') return { namespace, target: { kind: 'file', path: pathOf(read('log_file_path')) } };
  if (type !== 'http') {
    throw wrong(`${prefix}__TYPE`, `http or file, found ${JSON.stringify(type)}`);
  }
  const url = urlOf(read('url') ?? '', read('endpoint') ?? defaultEndpoint, `${prefix}__URL`);
  return { namespace, target: { kind: 'http', url, apiKey: apiKeyOf(whole['auth'], env) } };
}

function transportOf(json: string | undefined): Readonly<Record<string, unknown>> {
  return json === undefined || json === '' ? {} : objectOf(json, prefix);
}

function apiKeyOf(auth: unknown, env: NodeJS.ProcessEnv): string | null {
  const json = env[`${prefix}__AUTH`];
  const given = typeof auth === 'object' && auth !== null ? auth : json ? objectOf(json, `${prefix}__AUTH`) : {};
  const { apiKey, api_key } = given as { readonly apiKey?: unknown; readonly api_key?: unknown };
  const key = apiKey ?? api_key ?? env[`${prefix}__AUTH__APIKEY`] ?? env[`${prefix}__AUTH__API_KEY`];
  return typeof key === 'string' && key !== '' ? key : null;
}

function objectOf(json: string, variable: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // The value may hold a key, so it is not shown.
  }
  throw wrong(variable, 'a JSON object');
}

function urlOf(base: string, endpoint: string, variable: string): URL {
  const url = URL.canParse(endpoint, base) ? new URL(endpoint, base) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) throw wrong(variable, 'an http(s) address');
  return url;
}

function pathOf(path: string | undefined): string {
  if (path === undefined) throw wrong(`${prefix}__LOG_FILE_PATH`, 'the path of a file, found none');
  if (path.startsWith('file:')) return fileURLToPath(path);
  if (path.includes('://')) throw wrong(`${prefix}__LOG_FILE_PATH`, 'a path on this machine');
  return path;
}

function wrong(variable: string, expected: string): MillraceError {
  return new MillraceError('lineage-settings', `${variable}: expected ${expected}`, {
    kind: 'usage',
    at: variable,
    hint: 'See docs/telemetry.md; OPENLINEAGE_DISABLED=true sends no lineage events.',
  });
}
