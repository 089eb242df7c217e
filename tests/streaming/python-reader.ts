import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ErrorData } from '../../core/errors.ts';
import { packageRoot } from '../../storage/package-root.ts';
import type { Cursor } from '../../streaming/cursor.ts';

/** What `read` of `tests/streaming/python_reader.py` answers. */
export interface PythonRead {
  readonly orderSha256: string;
  readonly tokensSha256: string;
  readonly usedSha256: string;
  readonly judgedSha256: string;
  readonly cursors: readonly Cursor[];
  readonly sizes: readonly number[];
  readonly batches: number;
  readonly start: Cursor;
}

/** A Python process that has `millrace_stream` loaded. Requests are answered one after the other. */
export interface PythonReader {
  /** The result, of the type that the caller knows. Rejects with the error's data where Python raised a MillraceError. */
  readonly ask: <Result>(request: { readonly ask: string; readonly [name: string]: unknown }) => Promise<Result>;
  readonly close: () => Promise<void>;
}

/** Starts `python`, which has pyarrow and numpy, with the environment of this process and `env`. */
export function openPythonReader(python: string, env: NodeJS.ProcessEnv = {}): PythonReader {
  const child = spawn(python, [fileURLToPath(new URL('tests/streaming/python_reader.py', packageRoot))], {
    env: { ...process.env, PYTHONPATH: fileURLToPath(new URL('python/', packageRoot)), ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async <Result>(request: object): Promise<Result> => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('the Python process ended; what it said is above');
      const answer = JSON.parse(line.value) as { result: Result } | { error: ErrorData };
      if ('error' in answer) throw answer.error;
      return answer.result;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
