import { z } from 'zod';
import { badRequest, parseBody } from './api-error.ts';
import { neutral } from './sampling-parameters.ts';
import type { ApiRequest, EmbeddingServing } from './served-run.ts';

const ids = z.array(z.int().min(0)).min(1);
const schema = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string()).min(1).max(256), ids, z.array(ids).min(1).max(256)]),
  encoding_format: z.enum(['float', 'base64']).optional(),
  dimensions: neutral(null),
  user: z.string().optional(),
});

/** `POST /v1/embeddings`: of each text the mean of its tokens' last hidden states, of length 1. */
export async function embeddings(serving: EmbeddingServing, { body, signal }: ApiRequest): Promise<Response> {
  const asked = parseBody(schema, body);
  serving.checkModel(asked.model);
  const { positions, vocabulary, encode, embed } = serving.embedding;
  const several: readonly (string | number | readonly number[])[] =
    typeof asked.input === 'string' ? [asked.input] : asked.input;
  const all = typeof several[0] === 'number' ? [several as readonly number[]] : several;
  const texts = all.map((each) => (typeof each === 'string' ? encode(each) : (each as readonly number[])));
  for (const { length } of texts) {
    if (length === 0) throw badRequest('input: a text has no tokens', 'input');
    if (length <= positions) continue;
    const message = `This model's maximum context length is ${positions} tokens, and an input has ${length}.`;
    throw badRequest(message, 'input', 'context_length_exceeded');
  }
  if (texts.some((text) => text.some((id) => id >= vocabulary))) {
    throw badRequest(`input: token ids are below ${vocabulary}`, 'input');
  }
  const data: object[] = [];
  for (const [index, text] of texts.entries()) {
    signal.throwIfAborted();
    const vector = normalized(embed(text));
    data.push({
      object: 'embedding',
      index,
      embedding: asked.encoding_format === 'base64' ? base64(vector) : [...vector],
    });
    // Texts are embedded one by one, so that other requests are answered between them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  const read = texts.reduce((sum, { length }) => sum + length, 0);
  serving.metrics.add('prompt_tokens_total', read);
  return Response.json({
    ...{ object: 'list', data, model: serving.name, usage: { prompt_tokens: read, total_tokens: read } },
  });
}

function normalized(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return norm === 0 ? vector : vector.map((value) => value / norm);
}

/** Little-endian float32, as OpenAI's clients read it. */
function base64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}
