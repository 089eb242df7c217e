import type { Storage } from '../../../storage/storage.ts';

/** What a store that died throws. */
export class Died extends Error {}

/** A store through which `writes` writes go; the process that has it dies at the next, and writes nothing more. */
export function dyingStorage(storage: Storage, writes: number): Storage {
  let left = writes;
  const spend = (): void => {
    if (left-- <= 0) throw new Died('the process died');
  };
  const spent = <Given extends readonly unknown[], Result>(write: (...given: Given) => Promise<Result>) => {
    return async (...given: Given): Promise<Result> => {
      spend();
      return await write(...given);
    };
  };
  return {
    ...storage,
    put: spent(storage.put),
    putIfAbsent: spent(storage.putIfAbsent),
    replaceIf: spent(storage.replaceIf),
    copy: spent(storage.copy),
    delete: spent(storage.delete),
    deleteAll: spent(storage.deleteAll),
    open: async () => {
      const writer = await storage.open();
      return {
        get bytes() {
          return writer.bytes;
        },
        write: spent((piece) => writer.write(piece)),
        finish: spent((name) => writer.finish(name)),
        abort: () => writer.abort(),
      };
    },
  };
}
