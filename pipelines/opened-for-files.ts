import { fileStamp } from './file-stamp.ts';
import { openedOnce } from './opened-once.ts';

/**
 * What `open` makes of parameters and of the files that they name under `keys`: made once in a thread for equal parameters,
 * since each job has an object of its own, and again when another file stands there. Files are asked once for each object.
 */
export function openedForFiles<Parameters extends object, Opened>(
  keys: readonly (keyof Parameters)[],
  open: (parameters: Parameters) => Opened,
): (parameters: Parameters) => Opened {
  const kept = new Map<string, { readonly stamp: string; readonly opened: Opened }>();
  return openedOnce((parameters) => {
    const key = JSON.stringify(parameters);
    const paths = keys.map((name) => parameters[name]).filter((path) => typeof path === 'string');
    const stamp = paths.map(fileStamp).join();
    const known = kept.get(key);
    if (known?.stamp === stamp) return known.opened;
    const opened = open(parameters);
    kept.set(key, { stamp, opened });
    return opened;
  });
}
