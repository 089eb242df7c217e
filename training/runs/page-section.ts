import type { Storage } from '../../storage/storage.ts';
import { runFolder } from './run-folder.ts';
import { readRunResult, writeRunResult } from './run-state.ts';

const mark = /\n\n<!-- (\w+) -->\n\n/;

/** Puts a part behind the page of a finished run, in the place of what stood there under its name. */
export async function writePageSection(storage: Storage, run: string, name: string, markdown: string): Promise<void> {
  const folder = runFolder(run);
  const result = await readRunResult(storage, folder);
  if (result === undefined) return;
  const [page = '', ...parts] = result.page.split(mark);
  const sections = new Map<string, string>();
  for (let place = 0; place < parts.length; place += 2) sections.set(parts[place] ?? '', parts[place + 1] ?? '');
  sections.set(name, markdown);
  const behind = [...sections].map(([each, text]) => `\n\n<!-- ${each} -->\n\n${text}`);
  await writeRunResult(storage, folder, { ...result, page: [page, ...behind].join('') });
}
