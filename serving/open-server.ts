import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { MillraceError } from '../core/errors.ts';
import { openAdmission } from './admission.ts';
import { ApiError } from './api-error.ts';
import { admit, requireKeyBeyondLoopback } from './api-key.ts';
import { chatCompletions } from './chat-completions.ts';
import { chatPage, chatPagePolicy } from './chat-page.ts';
import { classify } from './classify.ts';
import { classifyImages } from './classify-images.ts';
import { completions } from './completions.ts';
import { embeddings } from './embeddings.ts';
import { type GenerationQueue, openGenerationQueue } from './generation-queue.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { readBody } from './read-body.ts';
import type { ApiRequest, ServedRun } from './served-run.ts';
import type { ServingLimits } from './serving-limits.ts';

export interface ServerOptions {
  readonly run: ServedRun;
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly apiKey: string | undefined;
  readonly limits: ServingLimits;
}

export interface RunServer {
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, ends those that are open within `limits.stopMs`, and gives the port back. */
  readonly stop: () => Promise<void>;
}

/**
 * Serves a run over HTTP. Throws MillraceError `api-key-missing`, `port-in-use`, `bad-host` (usage).
 */
export async function openServer(options: ServerOptions): Promise<RunServer> {
  const { run, host, port, limits, apiKey } = options;
  requireKeyBeyondLoopback(host, apiKey);
  const metrics = openMetrics();
  const queue = run.generation && openGenerationQueue(run.generation.generator, limits, metrics);
  const stopping = new AbortController();
  const drained = new AbortController();
  const open = new Set<Promise<unknown>>();
  const app = routes(options, metrics, queue, { stopping: stopping.signal, drained: drained.signal, open });
  const server = createServer({ requestTimeout: limits.timeoutMs }, getRequestListener(app.fetch));
  await listen(server, host, port);
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    stop: async () => {
      stopping.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        drained.abort(new ApiError(503, 'server_error', 'The server stops.', { code: 'stopping' }));
        setTimeout(() => server.closeAllConnections(), 500).unref();
      }, limits.stopMs);
      while (open.size > 0) await Promise.allSettled(open);
      // Connections that were answered in a moment are idle now.
      setImmediate(() => server.closeIdleConnections());
      await closed;
      clearTimeout(timer);
    },
  };
}

interface Lifetime {
  readonly stopping: AbortSignal;
  readonly drained: AbortSignal;
  readonly open: Set<Promise<unknown>>;
}

type Answer = (request: ApiRequest) => Promise<Response>;

function routes(
  { run, apiKey, limits }: ServerOptions,
  metrics: Metrics,
  queue: GenerationQueue | undefined,
  lifetime: Lifetime,
): Hono {
  const app = new Hono();
  const checkModel = (name: string): void => {
    if (name === run.name) return;
    const message = `The model \`${name}\` does not exist: this server has \`${run.name}\`.`;
    throw new ApiError(404, 'invalid_request_error', message, { code: 'model_not_found', param: 'model' });
  };
  const common = { name: run.name, limits, metrics, checkModel };
  const { generation, chat, embedding, classifier, imageClassifier } = run;
  const admission = openAdmission(limits.batch + limits.queue);
  const text = generation && queue && chat && { ...common, generation, queue, chat };
  const model = { id: run.name, object: 'model', created: Math.floor(Date.now() / 1000), owned_by: 'millrace' };
  const endpoints: Readonly<Record<string, Answer | undefined>> = {
    '/v1/completions': text && ((request) => completions(text, request)),
    '/v1/chat/completions': text && ((request) => chatCompletions(text, request)),
    '/v1/embeddings': embedding && ((request) => embeddings({ ...common, embedding }, request)),
    '/classify':
      (classifier && ((request) => classify({ ...common, classifier }, request))) ??
      (imageClassifier && ((request) => classifyImages({ ...common, imageClassifier, admission }, request))),
  };
  app.get('/', () => page(chatPage, chatPagePolicy));
  app.get('/health', () => {
    const failure = queue?.failure();
    const status = failure !== undefined ? 'failed' : lifetime.stopping.aborted ? 'stopping' : 'ok';
    return Response.json({ status, model: run.name }, { status: status === 'ok' ? 200 : 503 });
  });
  app.use('*', async ({ req }, next) => {
    admit(req.raw.headers, apiKey);
    await next();
  });
  app.get('/metrics', () => {
    const gauges = {
      active_texts: [generation?.generator.active() ?? 0, 'Texts that are generated now.'],
      waiting_texts: [generation?.generator.waiting() ?? 0, 'Texts that wait for their turn.'],
      cache_bytes: [generation?.decoder.cacheBytes ?? 0, 'Bytes of cached keys and values.'],
    } as const;
    return new Response(metrics.text(gauges), { headers: { 'content-type': 'text/plain; version=0.0.4' } });
  });
  app.get('/v1/models', () => Response.json({ object: 'list', data: [model] }));
  app.get('/v1/models/:id{.+}', ({ req }) => {
    checkModel(req.param('id'));
    return Response.json(model);
  });
  app.get('/about', () =>
    Response.json({
      ...{ model: run.name, step: run.step, description: run.description, chat: chat?.source ?? null },
      ...{
        positions: generation?.decoder.positions ?? null,
        classes: (classifier ?? imageClassifier)?.classes ?? null,
      },
      reads: imageClassifier === undefined ? 'text' : 'images',
      endpoints: Object.entries(endpoints).flatMap(([path, answer]) => (answer === undefined ? [] : [path])),
    }),
  );
  for (const [path, answer] of Object.entries(endpoints)) {
    app.post(path, ({ req }) => {
      if (answer === undefined) {
        const message = `The model \`${run.name}\` (${run.description}) has no ${path}.`;
        throw new ApiError(404, 'invalid_request_error', message, { code: 'unsupported_model', param: 'model' });
      }
      return answerOne(req.raw, path, answer, { limits, metrics, images: imageClassifier !== undefined }, lifetime);
    });
  }
  app.notFound(({ req }) => {
    const message = `Unknown request URL: ${req.method} ${req.path}.`;
    return new ApiError(404, 'invalid_request_error', message, { code: 'unknown_url' }).response();
  });
  app.onError((error, { req }) => {
    const told = error instanceof ApiError ? error : new ApiError(500, 'server_error', 'The server failed.');
    metrics.add('requests_total', 1, {
      endpoint: endpoints[req.path] === undefined ? 'other' : req.path,
      status: `${told.status}`,
    });
    return told.response();
  });
  return app;
}

async function answerOne(
  raw: Request,
  endpoint: string,
  answer: Answer,
  { limits, metrics, images }: { readonly limits: ServingLimits; readonly metrics: Metrics; readonly images: boolean },
  { stopping, drained, open }: Lifetime,
): Promise<Response> {
  if (stopping.aborted)
    throw new ApiError(503, 'server_error', 'The server stops.', { code: 'stopping', retryAfter: 5 });
  const began = performance.now();
  const left = new AbortController();
  const leave = (): void => left.abort(new ApiError(499, 'invalid_request_error', 'The client left.'));
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort(new ApiError(504, 'server_error', 'The time for this request is up.', { code: 'timeout' }));
  }, limits.timeoutMs);
  raw.signal.addEventListener('abort', leave, { once: true });
  const ended = Promise.withResolvers<void>();
  open.add(ended.promise);
  const end = (status: number): void => {
    clearTimeout(timer);
    raw.signal.removeEventListener('abort', leave);
    if (!open.delete(ended.promise)) return;
    ended.resolve();
    metrics.add('requests_total', 1, { endpoint, status: `${status}` });
    metrics.observe('request_seconds', (performance.now() - began) / 1000, { endpoint });
  };
  // A body that nobody reads any more does not tell of its end.
  left.signal.addEventListener('abort', () => end(499), { once: true });
  try {
    const response = await answer({
      body: await readBody(raw, limits.bodyBytes, images),
      head: (kind) => ({ id: `${kind}-${randomUUID()}`, created: Math.floor(Date.now() / 1000) }),
      signal: AbortSignal.any([left.signal, late.signal, drained]),
      leave,
    });
    if (response.body === null || !isEventStream(response)) {
      end(response.status);
      return response;
    }
    return new Response(
      watched(response.body, () => end(200)),
      response,
    );
  } catch (error) {
    const told = error instanceof ApiError ? error : new ApiError(500, 'server_error', 'The server failed.');
    end(told.status);
    return told.response();
  }
}

function isEventStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') === true;
}

/** A body that tells of its end, however it comes. */
function watched(body: ReadableStream<Uint8Array>, onEnd: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (!done) return controller.enqueue(value);
      onEnd();
      controller.close();
    },
    cancel: async (reason) => {
      await reader.cancel(reason);
      onEnd();
    },
  });
}

function page(html: string, policy: string): Response {
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, host, port)));
    server.listen({ host, port }, resolve);
  });
}

function cannotListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new MillraceError('port-in-use', `port ${port} of ${host} is in use`, {
      ...{ kind: 'usage', at: '--port', cause: error },
      hint: 'name another port, or 0 to take any that is free',
    });
  }
  return new MillraceError('bad-host', `cannot serve on ${host}, port ${port}: ${error.code ?? error.message}`, {
    ...{ kind: 'usage', at: '--host', cause: error },
    hint: 'name an address of this machine, and a port from 1024 on',
  });
}
