import type { Command } from 'commander';
import { errorFromData } from '../../core/errors.ts';
import type { Dashboard } from '../../workers/dashboard/open-dashboard.ts';
import type { TemporalTarget } from '../../workers/temporal/settings.ts';
import type { Output } from '../console-output.ts';
import { exitCode } from '../exit-code.ts';
import { onInterrupt } from '../interrupt.ts';
import { type Parallelism, positiveInteger, withParallelism } from '../parallelism.ts';
import { type DashboardPort, serveDashboard } from '../serve-dashboard.ts';
import { serveWorker } from '../serve-worker.ts';
import { type CommonOptions, runs, verb } from '../verb.ts';
import { requireWritable } from '../writable-store.ts';

interface UpOptions extends Parallelism {
  readonly worker?: boolean;
  readonly dashboard?: DashboardPort;
  readonly port?: number;
  readonly uiPort?: number;
}

/** `up`: the store's Temporal server with its UI, in the foreground until Ctrl-C. */
export function upVerb(): Command {
  const command = verb('up', 'Run the Temporal server and UI of the store until Ctrl-C', [
    'up',
    'up --store /data/store --ui-port 8080',
    'up --worker --threads 4',
    'up --dashboard',
  ])
    .option('--worker', 'also run a worker, so that scheduled builds run; --threads and --hosts are its own')
    .option(
      '--dashboard [port]',
      'serve the UI with columns and views for datasets; 8234 or any that is free',
      positiveInteger,
    )
    .option('--port <n>', 'port of the server; 7233 or any that is free', positiveInteger)
    .option('--ui-port <n>', 'port of the UI; 8233 or any that is free', positiveInteger);
  return runs<UpOptions>(withParallelism(command), async (options, output) => {
    const { store, port, uiPort } = options;
    const { openStorage } = await import('../../storage/open-storage.ts');
    const { temporalSettings } = await import('../../workers/temporal/settings.ts');
    const settings = temporalSettings(process.env);
    if (settings.kind === 'external') return await besideExternal(options, settings.target, output);
    const storage = openStorage(store);
    await requireWritable(storage);
    const { untilAborted } = await import('../../workers/abort.ts');
    const { openTemporal } = await import('../../workers/temporal/server.ts');
    const { machineFolder } = await import('../../workers/machine-folder.ts');
    const { signal: interrupt, release } = onInterrupt();
    const over = new AbortController();
    const signal = AbortSignal.any([interrupt, over.signal]);
    const lost = Promise.withResolvers<never>();
    const server = await openTemporal({
      folder: machineFolder(storage),
      env: process.env,
      ...(port === undefined ? {} : { port }),
      ...(uiPort === undefined ? {} : { uiPort }),
      onEvent: (event) => {
        if (event.kind === 'lost') lost.reject(errorFromData(event.error));
        else output.line(`The server died and is back after ${event.seconds.toFixed(1)} s.`);
      },
    });
    let serving: Promise<void> = untilAborted(signal);
    let dashboard: Dashboard | undefined;
    try {
      dashboard = await serveDashboard(options.dashboard, { ...server, storage }, output);
      const link = `${server.uiUrl}/namespaces/${server.namespace}/workflows`;
      output.line(`Temporal ${server.cliVersion} at ${server.address}`);
      output.line(`Open ${dashboard?.url ?? link}`);
      output.line('Ctrl-C ends it.');
      const { address, uiUrl, started } = server;
      await output.result({ address, uiUrl, link, started, dashboardUrl: dashboard?.url ?? null });
      if (options.worker === true) serving = serveWorker({ ...options, storage, work: 'all', signal }, output);
      await Promise.race([lost.promise, serving]);
      return exitCode.ok;
    } finally {
      over.abort();
      await serving.catch(() => undefined);
      await dashboard?.close();
      const gone = await server.stop();
      output.line(gone ? 'Stopped.' : 'Other commands still use the server, so it stays until they end.');
      release();
    }
  });
}

/** Beside a Temporal that a person named: nothing to start, but a worker or the dashboard where they are asked for. */
async function besideExternal(
  options: UpOptions & CommonOptions,
  { address, namespace, namedBy }: TemporalTarget,
  output: Output,
): Promise<number> {
  const { openStorage } = await import('../../storage/open-storage.ts');
  const { untilAborted } = await import('../../workers/abort.ts');
  const storage = openStorage(options.store);
  const { namedUiUrl } = await import('../../workers/temporal/ui.ts');
  const uiUrl = namedUiUrl(process.env);
  const dashboard = await serveDashboard(options.dashboard, { uiUrl, namespace, storage }, output);
  output.line(`Nothing to start: ${namedBy} names the Temporal at ${address}.`);
  if (dashboard !== undefined) output.line(`Open ${dashboard.url}`);
  await output.result({ address, uiUrl: null, started: false, dashboardUrl: dashboard?.url ?? null });
  if (options.worker !== true && dashboard === undefined) return exitCode.ok;
  const { signal, release } = onInterrupt();
  try {
    if (options.worker === true) await serveWorker({ ...options, storage, work: 'all', signal }, output);
    else await untilAborted(signal);
    return exitCode.ok;
  } finally {
    await dashboard?.close();
    release();
  }
}
