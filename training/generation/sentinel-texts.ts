import { fillTemplate } from '../../pipelines/tokenizers/template.ts';
import type { Tokenizer } from '../../pipelines/tokenizers/tokenizer.ts';

const spelling = /<extra_id_(\d+)>/;

/** Texts with the marks of spans in them, `<extra_id_0>` and so on, which a tokenizer need not know. */
export interface SentinelTexts {
  /** Ids of a source, between the tokens that the tokenizer puts around texts. A mark beyond the sentinels is plain text. */
  readonly encode: (text: string) => readonly number[];
  /** The text of ids; those that neither the tokenizer nor the run names are left out. */
  readonly decode: (ids: Iterable<number>) => string;
  /** The sentinel behind the last span that a source asks for: what a target ends with; undefined where it asks for none. */
  readonly endOf: (source: ArrayLike<number>) => number | undefined;
}

export function sentinelTexts(
  tokenizer: Pick<Tokenizer, 'encode' | 'decode' | 'template' | 'vocabularySize'>,
  sentinels: readonly number[],
): SentinelTexts {
  const places = new Map(sentinels.map((id, place) => [id, place]));
  return {
    encode: (text) => {
      const ids: number[] = [];
      for (const [index, part] of text.split(spelling).entries()) {
        const sentinel = index % 2 === 1 ? sentinels[Number(part)] : undefined;
        if (sentinel !== undefined) ids.push(sentinel);
        else ids.push(...tokenizer.encode(index % 2 === 1 ? `<extra_id_${part}>` : part));
      }
      return [...fillTemplate(tokenizer.template, Uint32Array.from(ids))];
    },
    decode: (ids) => {
      let text = '';
      let plain: number[] = [];
      const flush = (): void => {
        if (plain.length > 0) text += tokenizer.decode(plain);
        plain = [];
      };
      for (const id of ids) {
        const place = places.get(id);
        if (place === undefined && id < tokenizer.vocabularySize) plain.push(id);
        if (place === undefined) continue;
        flush();
        text += `<extra_id_${place}>`;
      }
      flush();
      return text;
    },
    endOf: (source) => {
      const asked = Math.max(-1, ...Array.from(source, (id) => places.get(id) ?? -1));
      return asked < 0 ? undefined : sentinels[asked + 1];
    },
  };
}
