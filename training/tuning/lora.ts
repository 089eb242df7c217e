import { MillraceError } from '../../core/errors.ts';
import type { Forward, Model, TokenModel, WeightSpec } from '../model.ts';
import type { Tensor, Tensor2D } from '../tensorflow.ts';
import { namesWeight } from './weight-pattern.ts';

/** Low-rank adaptation. Hu et al., LoRA: Low-Rank Adaptation of Large Language Models, 2021. */
export interface LoraSettings {
  readonly rank: number;
  /** An adapter's product is multiplied by alpha / rank. */
  readonly alpha: number;
  /** Patterns of the matrices that get adapters; empty for those of all numbered layers. */
  readonly targets: readonly string[];
}

/** The two matrices beside a frozen one, NAME: they are NAME.lora_A [rank, in] and NAME.lora_B [out, rank], as in PEFT. */
export interface Adapter {
  readonly target: WeightSpec;
  readonly a: WeightSpec;
  readonly b: WeightSpec;
}

export const adapterNames = {
  a: (target: string): string => `${target}.lora_A`,
  b: (target: string): string => `${target}.lora_B`,
};

/**
 * The model with all its weights frozen and adapters beside its targets, which are what is trained of it: a matrix W is
 * read as W + alpha/rank · B·A. B begins as zeros, so the model begins as it was.
 * A step computes each target's whole gradient and then the adapters' from it; it keeps moments of adapters alone.
 * Throws MillraceError `bad-lora` (usage) for a target that is no matrix, and for a rank above a side of one.
 */
export function lora<Any extends Model>(model: Any, settings: LoraSettings): Any {
  const adapters = adaptersOf(model, settings);
  const adapted = new Map(adapters.map((adapter) => [adapter.target.name, adapter]));
  const around = (forward: Forward): Forward => ({
    ...forward,
    weight: (name) => {
      const adapter = adapted.get(name);
      const weight = forward.weight(name);
      return adapter === undefined ? weight : withAdapter(forward, weight, adapter, model, settings);
    },
  });
  const weights = [
    ...model.weights.map((weight): WeightSpec => ({ ...weight, frozen: true })),
    ...adapters.flatMap(({ a, b }) => [a, b]),
  ];
  return { ...model, weights, ...passes(model, around) };
}

/** Where a model's linear layers keep what comes in: PyTorch's [out, in], or [in, out]. */
export function isInOut(model: Pick<Model, 'linear'>): boolean {
  return model.linear === 'in-out';
}

function passes(model: Model, around: (forward: Forward) => Forward): Partial<Model> {
  if (model.reads === 'images') {
    return { pooled: (forward, pixels, samples) => model.pooled(around(forward), pixels, samples) };
  }
  if (model.reads === 'pairs') {
    return {
      encode: (forward, source) => model.encode(around(forward), source),
      ask: (forward, source, samples) => model.ask(around(forward), source, samples),
      decode: (forward, target, source) => model.decode(around(forward), target, source),
      logits: (forward, states) => model.logits(around(forward), states),
    };
  }
  return {
    ...poolerPass(model, around),
    residual: (forward, tokens) => model.residual(around(forward), tokens),
    hidden: (forward, residual) => model.hidden(around(forward), residual),
    logits: (forward, hidden) => model.logits(around(forward), hidden),
  };
}

function poolerPass(
  { pooledText }: TokenModel,
  around: (forward: Forward) => Forward,
): Pick<Partial<TokenModel>, 'pooledText'> {
  if (pooledText === undefined) return {};
  return { pooledText: (forward, hidden, samples) => pooledText(around(forward), hidden, samples) };
}

function withAdapter(forward: Forward, weight: Tensor, adapter: Adapter, model: Model, settings: LoraSettings): Tensor {
  const { tf } = forward;
  const a = forward.weight(adapter.a.name) as Tensor2D;
  const b = forward.weight(adapter.b.name) as Tensor2D;
  const product = isInOut(model) ? tf.matMul(a, b, true, true) : tf.matMul(b, a);
  return tf.add(weight, tf.mul(product, settings.alpha / settings.rank));
}

/** The adapters of a model, in the order of their targets. */
export function adaptersOf(model: Model, { rank, targets }: LoraSettings): readonly Adapter[] {
  const isTarget = (name: string): boolean =>
    targets.length === 0 ? /(?:^|\.)\d+\./.test(name) : targets.some((target) => namesWeight(target, name));
  const chosen = model.weights.filter(({ name, shape }) => shape.length === 2 && isTarget(name));
  const matrices = model.weights.filter(({ shape }) => shape.length === 2);
  const idle = targets.find((target) => !matrices.some(({ name }) => namesWeight(target, name)));
  if (idle !== undefined || chosen.length === 0) {
    const known = matrices.map(({ name }) => name).slice(0, 20);
    const found = idle === undefined ? 'none in a numbered layer' : JSON.stringify(idle);
    throw badLora(`expected targets among the matrices ${known.join(', ')}; found ${found}`);
  }
  const small = chosen.find(({ shape }) => rank > Math.min(...shape));
  if (small !== undefined) {
    throw badLora(`expected a rank of at most ${Math.min(...small.shape)}, a side of ${small.name}, found ${rank}`);
  }
  return chosen.map((target) => adapterOf(target, rank, isInOut(model)));
}

function adapterOf(target: WeightSpec, rank: number, inOut: boolean): Adapter {
  const [into = 1, out = 1] = inOut ? target.shape : target.shape.toReversed();
  const { a, b } = adapterNames;
  return {
    target,
    a: {
      ...{ name: a(target.name), shape: [rank, into], decays: true },
      initial: { kind: 'normal', deviation: 1 / Math.sqrt(into) },
    },
    b: { name: b(target.name), shape: [out, rank], initial: { kind: 'zeros' }, decays: true },
  };
}

function badLora(message: string): MillraceError {
  return new MillraceError('bad-lora', message, {
    kind: 'usage',
    hint: 'set rank and targets in tune: { lora: { rank: 8, targets: [...] } }; * stands for any characters',
  });
}
