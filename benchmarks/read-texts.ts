import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** The texts of a gzipped file of JSON lines, as many as take `mostBytes` of UTF-8. */
export async function readTexts(path: string, mostBytes: number): Promise<string[]> {
  const texts: string[] = [];
  let bytes = 0;
  const lines = gunzipSync(await readFile(path))
    .toString()
    .split('\n');
  for (const line of lines) {
    if (line === '') continue;
    const { text } = JSON.parse(line) as { text: string };
    bytes += Buffer.byteLength(text);
    if (bytes > mostBytes) break;
    texts.push(text);
  }
  return texts;
}
