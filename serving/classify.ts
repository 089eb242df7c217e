import { z } from 'zod';
import { badRequest, parseBody } from './api-error.ts';
import type { ApiRequest, ClassifyServing } from './served-run.ts';

const schema = z.strictObject({
  model: z.string().optional(),
  input: z.union([z.string(), z.array(z.string()).min(1).max(256)]),
});

/** `POST /classify`: the label of each text, with the probability of each class. */
export async function classify(serving: ClassifyServing, { body, signal }: ApiRequest): Promise<Response> {
  const { model, input } = parseBody(schema, body);
  if (model !== undefined) serving.checkModel(model);
  const texts = typeof input === 'string' ? [input] : input;
  const data: object[] = [];
  let read = 0;
  for (const [index, text] of texts.entries()) {
    signal.throwIfAborted();
    const { tokens, probabilities } = serving.classifier.classify(text);
    if (tokens === 0) throw badRequest('input: a text has no tokens', 'input');
    read += tokens;
    const [label = ''] = [...probabilities].sort(([, a], [, b]) => b - a)[0] ?? [];
    data.push({ index, label, probabilities: Object.fromEntries(probabilities) });
    await new Promise((resolve) => setImmediate(resolve));
  }
  serving.metrics.add('prompt_tokens_total', read);
  return Response.json({
    object: 'list',
    model: serving.name,
    data,
    usage: { prompt_tokens: read, total_tokens: read },
  });
}
