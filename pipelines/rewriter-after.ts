import type { Json } from '../core/canonical-json.ts';

/** What tells of a stage whether it changes texts. */
export interface MayRewrite {
  readonly name: string;
  readonly kind?: string;
  readonly compares?: string;
  // biome-ignore lint/suspicious/noExplicitAny: zod checked the parameters at the registry's door.
  readonly rewrites?: (parameters: any) => boolean;
}

/** A stage of a recipe that was parsed, or of one in a manifest. */
interface ListedStage {
  readonly stage?: Json;
  readonly parameters?: Json;
}

/**
 * Name of the first stage behind the last `marking` that may change texts, and so move the places that it marked; undefined
 * where there is none.
 */
export function rewriterAfter(
  definitions: readonly MayRewrite[],
  stages: readonly ListedStage[],
  marking: string,
): string | undefined {
  const marked = stages.findLastIndex(({ stage }) => stage === marking);
  if (marked < 0) return undefined;
  for (const { stage, parameters } of stages.slice(marked + 1)) {
    const definition = definitions.find(({ name }) => name === stage);
    if (definition !== undefined && rewritesText(definition, parameters)) return definition.name;
  }
  return undefined;
}

function rewritesText({ kind, compares, rewrites }: MayRewrite, parameters: ListedStage['parameters']): boolean {
  if (kind === 'transform') return rewrites?.(parameters) ?? true;
  return kind === 'dedup' && compares === 'spans';
}
