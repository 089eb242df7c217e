import { isAbsolute, resolve } from 'node:path';
import type { Storage } from '../storage/storage.ts';

/**
 * Folder on this machine for what a store needs and only a folder can hold: the embedded Temporal server's database and
 * lock, the worker's log and marker. The store itself where it is one, else `.millrace` of the current folder, which
 * several stores may share.
 */
export function machineFolder(storage: Storage): string {
  return isAbsolute(storage.location) ? storage.location : resolve('.millrace');
}
