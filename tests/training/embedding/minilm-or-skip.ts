import type { TestContext } from 'node:test';
import { MillraceError } from '../../../core/errors.ts';
import { readyMiniLm } from '../../../training/embedding/ready-minilm.ts';

/** The folder of all-MiniLM-L6-v2, fetched where it has to be; skips the test, saying why, where it cannot be had. */
export async function miniLmOrSkip(t: TestContext): Promise<string | undefined> {
  try {
    return await readyMiniLm(process.env);
  } catch (error) {
    if (!(error instanceof MillraceError) || error.code !== 'minilm-missing') throw error;
    t.skip(`needs all-MiniLM-L6-v2: ${error.message}`);
    return undefined;
  }
}
