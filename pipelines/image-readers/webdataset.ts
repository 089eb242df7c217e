import type { TarMember } from '../formats/tar-members.ts';
import type { Problem } from '../reader.ts';

/** Members of a tar that make one sample: they follow each other and have one key. */
export interface TarSample {
  readonly key: string;
  readonly first: { readonly name: string; readonly number: number };
  readonly members: readonly (TarMember & { readonly extension: string })[];
  /** Why the sample cannot be held as a whole; it has no members then. */
  readonly problem: Problem | undefined;
}

const maxMembers = 1000;

/**
 * The samples of a tar: a key is a name up to the first dot of its last part, the rest is the extension. A member whose
 * extension the sample has already begins the next one. A sample of more than `recordBytes` bytes is `record-too-large`,
 * one of more than 1,000 members `too-many-members`.
 * Source: webdataset 1.0.2, `tariterators.py`: base_plus_ext, group_by_keys
 */
export async function* tarSamples(members: AsyncIterable<TarMember>, recordBytes: number): AsyncGenerator<TarSample> {
  let sample: ReturnType<typeof openSample> | undefined;
  for await (const member of members) {
    const { key, extension } = splitName(member.name);
    if (sample !== undefined && !sample.takes(key, extension)) {
      yield sample.close();
      sample = undefined;
    }
    sample ??= openSample(key, member, recordBytes);
    sample.add(member, extension);
  }
  if (sample !== undefined) yield sample.close();
}

function splitName(name: string): { key: string; extension: string } {
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  return dot < 0
    ? { key: name, extension: '' }
    : { key: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

function openSample(key: string, { name, number }: TarMember, recordBytes: number) {
  let members: TarSample['members'][number][] = [];
  let problem: Problem | undefined;
  let bytes = 0;
  const extensions = new Set<string>();
  return {
    /** An empty key is that of the archive's own problems and of hidden files, which belong to no sample. */
    takes: (other: string, extension: string): boolean =>
      key !== '' && !key.endsWith('/') && other === key && !extensions.has(extension),
    add(member: TarMember, extension: string): void {
      bytes += 'bytes' in member ? member.bytes.length : 0;
      if (bytes > recordBytes) problem = { problem: 'record-too-large', value: bytes, limit: recordBytes };
      else if (members.length === maxMembers) {
        problem ??= { problem: 'too-many-members', value: maxMembers + 1, limit: maxMembers };
      }
      if (problem !== undefined) members = [];
      else {
        extensions.add(extension);
        members.push({ ...member, extension });
      }
    },
    close: (): TarSample => ({ key, first: { name, number }, members, problem }),
  };
}
