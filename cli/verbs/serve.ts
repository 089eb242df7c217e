import { availableParallelism } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseByteSize } from '../../core/byte-size.ts';
import { type CheckpointFlag, withCheckpoint } from '../checkpoint.ts';
import { type DeviceChoice, withDevice } from '../device.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { positiveInteger } from '../parallelism.ts';
import { runs, verb } from '../verb.ts';

interface ServeOptions extends DeviceChoice, CheckpointFlag {
  readonly host: string;
  readonly port: number;
  readonly apiKey?: string;
  readonly chatTemplate?: string;
  readonly maxBatch: number;
  readonly maxQueue: number;
  readonly maxTokens: number;
  readonly maxBody?: number;
  readonly maxPixels: number;
  readonly timeout: number;
  readonly threads: number;
}

/** `serve RUN`: answers requests with a trained run until Ctrl-C. */
export function serveVerb(): Command {
  const command = verb('serve', 'Serve a trained run over HTTP, as OpenAI has it, with a page to chat', [
    'serve RUN',
    'serve RUN --port 8000 --max-batch 16',
    'MILLRACE_API_KEY=secret npx millrace serve RUN --host 0.0.0.0',
  ])
    .argument('<run>', 'name of a run, as `train` and `run` tell it; its beginning is enough')
    .option('--port <n>', 'port; 0 for any that is free', port, 8000)
    .option('--host <address>', 'address; others than those of this machine need an API key', '127.0.0.1')
    .addOption(new Option('--api-key <key>', 'secret that clients must send').env('MILLRACE_API_KEY'))
    .option('--chat-template <name>', 'chatml, llama-3, plain, or a file; by default what its recipe wrote chats with')
    .option('--max-batch <n>', 'texts that are written side by side', positiveInteger, 8)
    .option('--max-queue <n>', 'texts that may wait; a request beyond gets 429', positiveInteger, 64)
    .option('--max-tokens <n>', 'tokens of one text', positiveInteger, 4096)
    .option('--max-body <size>', 'size of a request; 1MiB by default, 16MiB with images', byteSize)
    .option('--max-pixels <n>', 'pixels of an image', positiveInteger, 2 ** 25)
    .option('--timeout <seconds>', 'time of a request', positiveInteger, 120)
    .option('--threads <n>', 'threads of the backend', positiveInteger, availableParallelism());
  return runs<ServeOptions>(withDevice(withCheckpoint(command)), async (options, output, name = '') => {
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { findRun } = await import('../../training/runs/find-run.ts');
    const { openRunBackend } = await import('../../training/open-run.ts');
    const { requireKeyBeyondLoopback } = await import('../../serving/api-key.ts');
    const { openServedRun } = await import('../../serving/open-served-run.ts');
    const { openServer } = await import('../../serving/open-server.ts');
    const { defaultLimits, imageBodyBytes } = await import('../../serving/serving-limits.ts');
    const { untilAborted } = await import('../../workers/abort.ts');
    const { host, port, apiKey, maxBatch, threads, checkpoint } = options;
    requireKeyBeyondLoopback(host, apiKey);
    const limits = {
      ...{ ...defaultLimits, batch: maxBatch, queue: options.maxQueue, tokens: options.maxTokens },
      ...{ pixels: options.maxPixels, timeoutMs: options.timeout * 1000 },
    };
    const storage = openStorage(options.store);
    const run = await findRun(storage, name);
    const { signal, release } = onInterrupt();
    try {
      const device = options.device ?? 'auto';
      const backend = await openRunBackend({ device, threads, env: process.env }, output.line);
      const served = await openServedRun({
        ...{ storage, run, backend, checkpoint, batch: maxBatch },
        ...(options.chatTemplate === undefined ? {} : { chatTemplate: options.chatTemplate }),
      });
      const ownBytes = served.imageClassifier === undefined ? limits.bodyBytes : imageBodyBytes;
      const bodyBytes = options.maxBody ?? ownBytes;
      const server = await openServer({ run: served, host, port, apiKey, limits: { ...limits, bodyBytes } });
      output.line(`Serving ${run}, step ${served.step}: ${served.description}`);
      output.line(`Open ${server.url}`);
      output.line('Ctrl-C ends it.');
      await output.result({
        url: server.url,
        port: server.port,
        run,
        step: served.step,
        description: served.description,
      });
      await untilAborted(signal);
      output.line('Stopping: open requests are answered first.');
      await server.stop();
      served.close();
      return exitCode.ok;
    } finally {
      release();
    }
  });
}

function port(text: string): number {
  const value = Number(text);
  if (/^\d{1,5}$/.test(text) && value <= 65535) return value;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

function byteSize(text: string): number {
  const bytes = parseByteSize(text);
  if (bytes !== undefined && bytes > 0) return bytes;
  throw new InvalidArgumentError('Expected a size, such as 1MiB.');
}
